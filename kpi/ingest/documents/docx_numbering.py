"""The numbers that Word prints before paragraphs: numbering.xml and the styles that use it."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from kpi.ingest.documents.docx_styles import Styles, W, is_on, list_of, value
from kpi.ingest.documents.numbering import Counter, Form, Level

_FORMS: dict[str, Form] = {
    "upperRoman": "ROMAN",
    "lowerRoman": "roman",
    "upperLetter": "LETTER",
    "lowerLetter": "letter",
    "bullet": "bullet",
    "none": "none",
}
_Levels = dict[int, Level]


class Numbering:
    """The lists of one file, counted as its paragraphs come."""

    def __init__(self, tree: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._counters: dict[str, Counter] = {}
        self._by_style: dict[tuple[str, str], int] = {}
        self._lists: dict[str, tuple[str, _Levels, dict[int, int]]] = {}
        if tree is None:
            return
        kinds = {one.get(f"{W}abstractNumId", ""): one for one in tree.iter(f"{W}abstractNum")}
        numbers = {one.get(f"{W}numId", ""): one for one in tree.iterchildren(f"{W}num")}
        for number, one in numbers.items():
            kind = self._kind(value(one, "abstractNumId") or "", kinds, numbers)
            if kind in kinds:
                self._keep(number, one, kind, kinds[kind])

    def _kind(
        self, kind: str, kinds: dict[str, etree._Element], numbers: dict[str, etree._Element]
    ) -> str:
        """The kind that holds the levels: one may only name a style of lists."""
        style = value(kinds[kind], "numStyleLink") if kind in kinds else None
        linked = numbers.get(self._styles.list_of_style(style)[0] or "") if style else None
        return kind if linked is None else value(linked, "abstractNumId") or kind

    def _keep(self, number: str, one: etree._Element, kind: str, levels: etree._Element) -> None:
        found = dict(_levels(levels))
        starts: dict[int, int] = {}
        for changed in one.iterchildren(f"{W}lvlOverride"):
            depth = _whole(changed.get(f"{W}ilvl"), 0)
            found |= dict(_levels(changed))
            start = value(changed, "startOverride")
            if start is not None:
                starts[depth] = _whole(start, 1)
                if depth in found:
                    found[depth] = replace(found[depth], start=starts[depth])
        self._lists[number] = kind, found, starts
        for level in levels.iterchildren(f"{W}lvl"):
            if style := value(level, "pStyle"):
                self._by_style[number, style] = _whole(level.get(f"{W}ilvl"), 0)

    def label(self, properties: etree._Element | None, style: str | None) -> str:
        """The label of the next paragraph; "" for one that is not numbered."""
        own = None if properties is None else properties.find(f"{W}numPr")
        number, depth = list_of(own)
        by_style, depth_of_style = self._styles.list_of_style(style)
        number = number or by_style
        if number not in self._lists:
            return ""
        kind, levels, starts = self._lists[number]
        known = self._by_style.get((number, style or ""))
        level = _whole(depth or depth_of_style, known or 0)
        counter = self._counters.setdefault(kind, Counter())
        if level in starts:
            counter.restart(level, starts.pop(level))
        return counter.label(levels, level)


def _levels(element: etree._Element) -> Iterator[tuple[int, Level]]:
    for level in element.iterchildren(f"{W}lvl"):
        form = _FORMS.get(value(level, "numFmt") or "decimal", "decimal")
        restart = value(level, "lvlRestart")
        yield (
            _whole(level.get(f"{W}ilvl"), 0),
            Level(
                form,
                value(level, "lvlText") or "",
                _whole(value(level, "start"), 1),
                legal=is_on(level, "isLgl"),
                restarts=restart != "0",
            ),
        )


def _whole(written: str | None, otherwise: int) -> int:
    """A small number; mistakes and malice are the usual one."""
    right = written is not None and written.isascii() and written.isdigit() and len(written) < 6
    return int(written) if written is not None and right else otherwise
