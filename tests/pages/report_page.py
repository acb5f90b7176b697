"""The reports page as a clerk drives it: pasted, pressed, read; its reader altered for a test."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest
from test_page_opens import unbroken, visit

from kpi.ingest import door
from kpi.model import Report

HEAD = """UBND TỈNH HÀ NAM
SỞ THÔNG TIN VÀ TRUYỀN THÔNG

Hà Nam, ngày 20 tháng 7 năm 2022

BÁO CÁO
Kết quả chuyển đổi số 6 tháng đầu năm 2022

"""
STATIONS = "Đến nay toàn tỉnh có 1.204 trạm BTS."
TEAMS = "Các xã đã lập hơn 890 Tổ công nghệ số cộng đồng."


def altered(monkeypatch: pytest.MonkeyPatch, change: Callable[[Report], Report]) -> None:
    """Whatever the rules are, a document gives the report as changed."""
    read, figures = door.read, door.figures

    def read_changed(*given: object, **named: object) -> door.Read:
        found = read(*given, **named)
        return replace(found, report=change(found.report))

    monkeypatch.setattr(door, "read", read_changed)
    monkeypatch.setattr(door, "figures", lambda *given: change(figures(*given)))


def unsure(report: Report, *words: str, doubt: str = "Chưa chắc.") -> Report:
    """A report whose figures of indicators with such words in their ids are doubtful."""
    told = [
        replace(p, doubts=(doubt,)) if any(w in p.figure.indicator for w in words) else p
        for p in report.proposals
    ]
    return replace(report, proposals=tuple(told))


def paste(*lines: str, head: str = HEAD) -> AppTest:
    at = visit("reports")
    at.text_area[0].set_value(head + "\n".join(lines))
    button(at, "read-pasted").click()
    return unbroken(at.run())


def button(at: AppTest, key: str, indicator: str = "") -> object:
    """The one button whose key begins so, of the figure of an indicator."""
    (one,) = [b for b in at.button if str(b.key).startswith(key) and str(b.key).endswith(indicator)]
    return one


def press(at: AppTest, key: str, indicator: str = "") -> AppTest:
    button(at, key, indicator).click()
    return unbroken(at.run())


def field(at: AppTest, kind: str, ending: str) -> object:
    (one,) = [e for e in at.get(kind) if str(e.key).endswith(ending)]
    return one


def headlines(at: AppTest) -> list[str]:
    """Every figure of the list in one line, as it reads."""
    shown = [b.label for b in at.button if str(b.key).startswith("show-")]
    return [line.replace("\\", "").replace("**", "") for line in shown]


def said(at: AppTest) -> str:
    kinds = ("info", "warning", "caption", "markdown", "success", "subheader", "error")
    return "\n".join(str(e.value) for kind in kinds for e in at.get(kind)).replace("\\", "")


def review(at: AppTest) -> object:
    """The decisions of this visit: a click on the text cannot be driven from here."""
    key = str(button(at, "publish-").key).removeprefix("publish-")
    return at.session_state["visit"].decisions[key]


def click_number(at: AppTest, text: str, number: str) -> AppTest:
    """What a click on a number of the text does, which cannot be driven from here."""
    start = text.index(number)
    review(at).begin(start, start + len(number))
    return unbroken(at.run())


def any_indicator(at: AppTest) -> AppTest:
    """Ask for the form of a number, where likely indicators are offered first."""
    others = [b for b in at.button if str(b.key).startswith("take-")]
    if others:
        others[-1].click()
        at.run()
    return unbroken(at)


def choose(at: AppTest, label: str, option: str) -> AppTest:
    """Choose an option of a control, by the words it begins with."""
    (control,) = [c for c in at.button_group if c.label == label]
    control.set_value(option)
    return unbroken(at.run())


def stored() -> list[dict[str, object]]:
    from kpi.ui.data import open_store

    return open_store().observations_of(1).to_dict("records")
