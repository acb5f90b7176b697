"""The words of a report that told each part of a figure, short enough to be seen at a glance."""

from collections.abc import Iterator, Sequence

from kpi.model import Document
from kpi.model.reports import Span
from kpi.ui.literal import literal
from kpi.ui.reports.review import Item
from kpi.ui.words import say

_LONGEST = 40
_FIELDS = {"indicator": "indicator", "period": "period", "status": "obs_status", "area": "area"}


def spans(item: Item) -> list[Span]:
    """Where the words stand that told the parts which the clerk has not given."""
    told = item.evidence
    found = list(told.indicator) if "indicator" not in item.own else []
    found += [
        span
        for name in ("period", "status", "area")
        if (span := getattr(told, name)) is not None and _FIELDS[name] not in item.own
    ]
    return sorted(set(found))


def evidence(document: Document, item: Item) -> str:
    """The words for indicator, period, kind and province, as Markdown.

    A part that no word near the number told is as the document has it.
    """
    told: list[str] = []
    silent: list[str] = []
    given: list[str] = []
    for name, words, own in _parts(document, item):
        if own:
            given.append(name)
        elif words:
            told.append(f"{name} “{literal(words)}”")
        else:
            silent.append(name)
    if silent:
        told.append(f"{', '.join(silent)}: {say('theo tài liệu', 'as the document')}")
    if given:
        told.append(f"{', '.join(given)}: {say('anh, chị ghi', 'given by you')}")
    return " · ".join(told)


def other_year(document: Document, item: Item) -> bool:
    """Whether a figure is of another year than its document reports on."""
    told = item.figure.period if item.figure is not None else None
    reported = document.period.value
    return told is not None and bool(reported) and str(told.year) != reported[:4]


def _parts(document: Document, item: Item) -> Iterator[tuple[str, str, bool]]:
    """Each part that is known: its name, the words that told it, whether the clerk gave it."""
    told = item.evidence
    places: tuple[tuple[str, Sequence[Span | None]], ...] = (
        ("indicator", told.indicator),
        ("period", [told.period]),
        ("status", [told.status]),
        ("area", [told.area]),
    )
    names = {
        "indicator": say("chỉ tiêu", "indicator"),
        "period": say("kỳ", "period"),
        "status": say("loại", "kind"),
        "area": say("tỉnh", "province"),
    }
    for name, found in places:
        field = _FIELDS[name]
        if getattr(item.figure, field, ""):
            words = (_short(document.text[slice(*span)]) for span in found if span)
            yield names[name], " … ".join(words), field in item.own


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
