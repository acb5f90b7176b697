"""What a report says of itself, each thing with its words, and the clerk's corrections of it."""

from dataclasses import dataclass, replace

import streamlit as st

from kpi.language.periods import read_period
from kpi.model import Document, Locator, Period, Problem, SourceKind, Told, Unclear
from kpi.publish.document import Document as Named
from kpi.ui.data import catalogue
from kpi.ui.intake.files import Dropped
from kpi.ui.literal import literal
from kpi.ui.words import former, lang, say
from kpi.wording import alphabetical, period_text

# The code of the question whether the year of the date is what the document reports on.
_FROM_DATE = "period-from-date"
_MISWRITTEN = "miswritten"
_KINDS: tuple[SourceKind, ...] = ("report", "press", "official_table")


@dataclass(frozen=True)
class _Fields:
    """What the form holds; periods as the clerk writes them."""

    title: str
    publisher: str
    published_on: str
    area: str
    period: str


def described(file: Dropped, document: Document) -> Document:
    """Show what the document is and let it be corrected; gives it as corrected.

    What still has to be said or confirmed is left among its problems as questions.
    """
    st.subheader(say("2 · Tài liệu", "2 · The document"))
    told, form = st.container(), st.container()
    with form:
        fields = _form(file, document)
    written = {
        "published_on": _as_key(fields.published_on, ("year", "month", "day")),
        "period": _as_key(fields.period, ("year", "half", "quarter", "month", "day")),
    }
    corrected = replace(
        document,
        title=_corrected(document.title, fields.title),
        publisher=_corrected(document.publisher, fields.publisher),
        published_on=_corrected(document.published_on, written["published_on"]),
        area=_corrected(document.area, fields.area),
        period=_corrected(document.period, written["period"]),
    )
    misread = [name for name, key in written.items() if key is None]
    with told:
        _summary(document, corrected)
        open_ones = [
            replace(p, severity="question", question=p.code)
            for p in document.problems
            if not _settled(file, document, corrected, p)
        ]
    return replace(corrected, problems=(*open_ones, *map(_miswritten, misread)))


def named(file: Dropped, document: Document) -> Named:
    """The document as readers will see it behind its figures."""
    return Named(
        title=document.title.value,
        publisher=document.publisher.value,
        kind=st.session_state.get(f"kind-{file.key}", "report"),
        url=_link(file),
        published_on=document.published_on.value,
    )


def _link(file: Dropped) -> str:
    address = str(st.session_state.get(f"link-{file.key}", "")).strip()
    return address if address.startswith(("https://", "http://")) else ""


def _form(file: Dropped, document: Document) -> _Fields:
    missing = not all((document.title.value, document.area.value, document.period.value))
    label = say("Sửa thông tin tài liệu", "Correct what the document is")
    with st.expander(label, icon=":material/edit:", expanded=missing):
        left, right = st.columns([3, 2])
        title = left.text_input(
            say("Tên tài liệu (bắt buộc)", "Title (required)"),
            document.title.value,
            key=f"title-{file.key}",
        )
        publisher = right.text_input(
            say("Nơi công bố", "Publisher"), document.publisher.value, key=f"publisher-{file.key}"
        )
        one, two, three = st.columns(3)
        area = one.selectbox(
            say("Tỉnh", "Province"),
            areas(),
            areas().index(document.area.value) if document.area.value in areas() else None,
            format_func=area_name,
            placeholder=say("chưa rõ", "not known"),
            key=f"area-{file.key}",
        )
        period = two.text_input(
            say("Kỳ báo cáo", "Period reported on"),
            as_typed(document.period.value),
            placeholder=say("6 tháng đầu năm 2022", "first half of 2022"),
            key=f"period-{file.key}",
        )
        day = three.text_input(
            say("Ngày công bố", "Published on"),
            as_typed(document.published_on.value),
            placeholder="25/07/2022",
            key=f"day-{file.key}",
        )
        one, two = st.columns([2, 1])
        one.text_input(say("Liên kết", "Link"), key=f"link-{file.key}", placeholder="https://")
        words = {
            "report": say("Báo cáo của cơ quan nhà nước", "Report of an authority"),
            "press": say("Báo chí, nguồn khác", "Press, other"),
            "official_table": say("Bảng số liệu chính thức", "Official table"),
        }
        two.selectbox(
            say("Loại nguồn", "Kind of source"),
            _KINDS,
            format_func=words.__getitem__,
            key=f"kind-{file.key}",
        )
        if st.session_state[f"link-{file.key}"].strip() and not _link(file):
            st.caption(
                say(
                    "Liên kết phải bắt đầu bằng https:// hoặc http://; chưa được dùng.",
                    "A link begins with https:// or http://; this one is not used.",
                )
            )
    return _Fields(title.strip(), publisher.strip(), day.strip(), area or "", period.strip())


def areas() -> list[str]:
    """Every area's key, by name."""
    return sorted(catalogue().areas, key=lambda key: alphabetical(area_name(key)))


def area_name(key: str) -> str:
    """An area's name, told apart from its namesake of the other scheme."""
    return former(catalogue().areas[key])


def as_typed(key: str) -> str:
    """A period as a person would type it and `read_period` reads it; "" when there is none."""
    if not key:
        return ""
    period = Period.of(key)
    if lang() == "vi" and period.kind == "half":
        return f"6 tháng {'đầu' if period.end.month == 6 else 'cuối'} năm {period.year}"
    return period_text(period, lang())


def _as_key(written: str, kinds: tuple[str, ...]) -> str | None:
    """The key of a period as typed, "" of none, None of what cannot be read."""
    if not written:
        return ""
    period = read_period(written)
    return None if isinstance(period, Unclear) or period.kind not in kinds else period.key


def _corrected(told: Told, value: str | None) -> Told:
    """What the document says, or what the clerk says instead; a misread entry changes nothing."""
    return told if value is None or value == told.value else Told(value)


def _summary(document: Document, corrected: Document) -> None:
    area, period = corrected.area.value, corrected.period.value
    lines = (
        (say("Tên", "Title"), corrected.title.value, document.title, corrected.title),
        (
            say("Nơi công bố", "Publisher"),
            corrected.publisher.value,
            document.publisher,
            corrected.publisher,
        ),
        (
            say("Ngày công bố", "Published"),
            as_typed(corrected.published_on.value),
            document.published_on,
            corrected.published_on,
        ),
        (say("Tỉnh", "Province"), area_name(area) if area else "", document.area, corrected.area),
        (say("Kỳ báo cáo", "Period"), as_typed(period), document.period, corrected.period),
    )
    unknown = say("chưa rõ", "not known")
    st.markdown(
        "\n".join(
            f"- {name}: **{literal(value) if value else unknown}** {_from(before, after)}"
            for name, value, before, after in lines
        )
    )


def _from(before: Told, after: Told) -> str:
    """Where a thing was read, small and grey."""
    if after != before:
        return f":gray[· {say('anh, chị ghi', 'given by you')}]"
    if not before.as_written:
        return ""
    short = " ".join(before.as_written.split())
    short = short if len(short) <= 80 else f"{short[:80]}…"
    if short == before.value:
        return ""
    return f":gray[· {say('đọc từ', 'read from')} “{literal(short)}”]"


def _settled(file: Dropped, document: Document, corrected: Document, problem: Problem) -> bool:
    """Show a fault of the document; whether nothing needs to be done about it any more."""
    if problem.code == _FROM_DATE and corrected.period != document.period:
        return True
    # A year that only the date tells is a guess, which a person who is there can settle.
    if problem.severity != "question" and problem.code != _FROM_DATE:
        st.caption(f"{literal(problem.message)} {literal(problem.advice)}")
        return True
    st.warning(f"{literal(problem.message)} {literal(problem.advice)}", icon=":material/help:")
    label = say("Đúng như vậy", "That is right")
    return st.checkbox(label, key=f"right-{file.key}-{problem.code}")


def _miswritten(name: str) -> Problem:
    words = {
        "published_on": (
            say("Ngày công bố không đọc được.", "The date cannot be read."),
            say("Ghi 25/07/2022, 07/2022 hoặc 2022.", "Write 25/07/2022, 07/2022 or 2022."),
        ),
        "period": (
            say("Kỳ báo cáo không đọc được.", "The period cannot be read."),
            say(
                "Ghi 2022, 6 tháng đầu năm 2022, quý III/2022, 09/2022 hoặc 30/11/2022.",
                "Write 2022, H1 2022, Q3 2022, 09/2022 or 30/11/2022.",
            ),
        ),
    }
    message, advice = words[name]
    st.error(f"{message} {advice}", icon=":material/error:")
    return Problem(_MISWRITTEN, "question", Locator(), "", message, advice, question=name)
