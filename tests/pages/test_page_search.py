"""The search field stands on every page, and an opened answer leads to its view."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from test_page_opens import ROOT, address, copied, panel, using, visit

from kpi.analysis.search import Answer, search
from kpi.catalogue import Catalogue
from kpi.ui import pickers, search_field
from kpi.ui.data import open_store
from kpi.ui.menu import MENU
from kpi.ui.search_field import _view
from kpi.wording import former_name

PAGES = tuple(entry.name for entry in MENU)


@pytest.fixture(scope="module", autouse=True)
def full(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with using(copied(built, tmp_path_factory)):
        yield


def answers(text: str) -> tuple[Answer, ...]:
    from kpi.ui.data import catalogue

    return search(open_store(), catalogue(), text, "vi").answers


def opened(monkeypatch: pytest.MonkeyPatch, view: object, asked: str = "") -> AppTest:
    """The app after the browser has opened an answer on the first page."""
    views = [view]

    def field(**_: object) -> SimpleNamespace:
        # A trigger is told in one run only.
        return SimpleNamespace(opened=views.pop() if views else None)

    monkeypatch.setattr(search_field, "_FIELD", field)
    at = AppTest.from_file(str(ROOT / "kpi" / "ui" / "frame.py"), default_timeout=30)
    for pair in filter(None, asked.split("&")):
        name, value = pair.split("=")
        at.query_params[name] = value
    at.run()
    assert not at.exception
    assert [e.value for e in at.error] == []
    return at


@pytest.mark.parametrize("page", PAGES)
def test_the_field_stands_on_every_page(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []

    def field(**told: Any) -> SimpleNamespace:
        drawn.append(told)
        return SimpleNamespace(opened=None)

    monkeypatch.setattr(search_field, "_FIELD", field)
    visit(page, "lang=en&mine=vn34:24")
    (told,) = drawn
    assert told["data"]["shared"] == {"lang": "en", "mine": "vn34:24"}
    assert told["data"]["words"]["label"] == "Quick search"


@pytest.mark.parametrize(
    "text",
    ["bắc ninh bts 2025", "dti 2024 top", "ai chưa báo cáo dti 2023", "bắc ninh", "trạm bts",
     "dân số hà nội 2023", "tay nguyen", "muc tieu dti", "bac ninh bts 2023", "xyzzy"],
)  # fmt: skip
def test_every_answer_is_a_view_that_its_page_understands(text: str) -> None:
    """A parameter that a page does not know is told in an information box there."""
    for answer in answers(text):
        query = "&".join(f"{name}={value}" for name, value in answer.query.items())
        at = visit(answer.page, query)
        outside = [e.value for e in at.main if e.type == "info"]
        assert outside == [], answer
        if answer.obs_id:
            name = answer.parts[0].split(" (cũ)")[0].rstrip("0123456789/= ")
            assert name in panel(at)
            assert answer.value.split("‡")[0].split("†")[0] in panel(at)


def test_opening_a_figure_goes_to_its_page_with_the_panel(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = answers("bac ninh bts 2025")[0]
    view = {"page": first.page, "query": dict(first.query)}
    at = opened(monkeypatch, view, "mine=vn34:24&lang=vi")
    assert address(at) == {**first.query, "mine": "vn34:24", "lang": "vi"}
    assert "3.957 trạm" in panel(at)


@pytest.mark.parametrize(
    "told",
    [
        None,
        "ranking",
        {"page": "upload", "query": {}},
        {"page": "../../etc/passwd", "query": {}},
        {"page": "ranking"},
        {"page": "ranking", "query": {"indicator": 1}},
        {"page": "ranking", "query": ["x"]},
        {"page": "ranking", "query": {str(n): "x" for n in range(99)}},
    ],
)
def test_what_is_no_view_opens_nothing(told: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _view(told) is None
    assert address(opened(monkeypatch, told)) == {}


def test_drop_downs_know_the_other_spellings_of_every_name(catalogue: Catalogue) -> None:
    spelled = pickers.spellings(catalogue, "vi")
    for area in catalogue.areas_of("vn34"):
        for alias in area.aliases:
            bare = " ".join(pickers.token_list(alias))
            shown = {area.name_vi, former_name(area, "vi")}
            own = " ".join(pickers.token_list(area.name_vi))
            assert all(bare in own or bare in spelled[name] for name in shown)
    assert "sai gon" in spelled["TP. Hồ Chí Minh"].split(" | ")
    assert "tram thu phat song" in spelled["Trạm BTS"].split(" | ")


def test_a_name_cannot_end_the_script() -> None:
    assert "</" not in pickers._json({"a</script>": "b"})
