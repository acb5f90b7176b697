"""The styles of an OpenDocument spreadsheet: number formats, fonts, what is hidden."""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kpi.ingest.formats.grid import PLAIN, Style
from kpi.ingest.formats.number_formats import (
    GENERAL,
    Condition,
    DatePart,
    NumberFormat,
    Section,
)
from kpi.ingest.formats.package import attribute, child, children, is_on, local

_CONDITION = re.compile(r"value\(\)\s*(<=|>=|!=|<|>|=)\s*(-?[0-9.]+)")
_DATA_STYLES = (
    "number-style", "percentage-style", "currency-style", "date-style", "time-style",
    "boolean-style", "text-style",
)  # fmt: skip
_DIGITS = ("number", "scientific-number", "fraction", "text-content", "boolean")
_FIELDS: dict[str, DatePart] = {
    "year": ("year", "yyyy"), "month": ("month", "mm"), "day": ("day", "d"),
    "day-of-week": ("day", "ddd"), "quarter": ("quarter", "q"), "hours": ("time", "h"),
    "minutes": ("time", "m"), "seconds": ("time", "s"), "am-pm": ("time", "AM/PM"),
}  # fmt: skip
_NOTHING_WIDE = re.compile(r"0(?:\.0+)?(?:cm|mm|in|pt|px|pc)?")


@dataclass(frozen=True)
class Font:
    """What a style says of the text; None what it leaves to the style it stands in."""

    struck: bool | None = None
    raised: bool | None = None


class Styles:
    """The styles of a document's parts, by family and name."""

    def __init__(self, *roots: Any) -> None:
        self._styles: dict[tuple[str, str], Any] = {}
        self._formats: dict[str, Any] = {}
        for root in roots:
            for part in ("styles", "automatic-styles"):
                for one in () if root is None else _inside(root, part):
                    self._keep(one)
        self.cell = cache(self._cell)
        self.font = cache(self._font)

    def _keep(self, element: Any) -> None:
        name = attribute(element, "name")
        if local(element) == "style":
            self._styles[attribute(element, "family"), name] = element
        elif local(element) in _DATA_STYLES:
            self._formats[name] = element

    def hides(self, family: str, name: str) -> bool:
        """Whether a table is not displayed, or a row or column has no height or width."""
        style = self._styles.get((family, name))
        if style is None:
            return False
        properties = child(style, f"{family}-properties")
        if properties is None:
            return False
        if family == "table":
            return attribute(properties, "display") == "false"
        size = attribute(properties, "row-height" if family == "table-row" else "column-width")
        return bool(_NOTHING_WIDE.fullmatch(size))

    def _cell(self, name: str) -> Style:
        data = next((d for s in self._line("table-cell", name)
                     if (d := attribute(s, "data-style-name"))), "")  # fmt: skip
        font = self._fonts("table-cell", name)
        style = Style(self._format(data), bool(font.struck), bool(font.raised))
        return PLAIN if style == PLAIN else style

    def _font(self, name: str) -> Font:
        return self._fonts("text", name)

    def _fonts(self, family: str, name: str) -> Font:
        struck = raised = None
        for style in self._line(family, name):
            properties = child(style, "text-properties")
            if properties is not None:
                struck = _is_struck(properties) if struck is None else struck
                raised = _is_raised(properties) if raised is None else raised
        return Font(struck, raised)

    def _line(self, family: str, name: str) -> list[Any]:
        """A style and those it is made from."""
        found: list[Any] = []
        while (style := self._styles.get((family, name))) is not None and style not in found:
            found.append(style)
            name = attribute(style, "parent-style-name")
        default = self._styles.get((family, "Default"))
        return found or ([default] if default is not None else [])

    def _format(self, name: str) -> NumberFormat:
        element = self._formats.get(name)
        if element is None:
            return GENERAL
        sections = []
        for one in children(element, "map"):
            match = _CONDITION.fullmatch(attribute(one, "condition"))
            other = self._formats.get(attribute(one, "apply-style-name"))
            if match and other is not None:
                sign = match[1].replace("!=", "<>")
                section = _section(other)
                sections.append(replace(section, condition=Condition(sign, float(match[2]))))
        last = _section(element)
        text = (last.before, last.after) if local(element) == "text-style" else ("", "")
        return NumberFormat((*sections, last), text)


def _inside(root: Any, name: str) -> Any:
    found = [root] if local(root) == name else list(children(root, name))
    return [one for part in found for one in part]


def _is_struck(properties: Any) -> bool | None:
    line = attribute(properties, "text-line-through-style") or attribute(
        properties, "text-line-through-type"
    )
    return is_on(line) if line else None


def _is_raised(properties: Any) -> bool | None:
    position = attribute(properties, "text-position")
    if not position:
        return None
    height = position.split()[0]
    return height == "super" or (height.endswith("%") and not height.startswith(("-", "0")))


def _section(element: Any) -> Section:
    """What one data style makes of a number, by its own elements."""
    if local(element) in ("date-style", "time-style"):
        return Section("date", dates=tuple(filter(None, map(_date_part, element))))
    before = after = ""
    digits: Any = None
    percent = 0
    for part in element:
        name = local(part)
        if name in _DIGITS and digits is None:
            digits = part
        elif name in ("text", "currency-symbol"):
            text = part.text or ""
            if "%" in text and local(element) == "percentage-style":
                percent, text = 1, text.replace("%", "", 1)
            before, after = (before + text, after) if digits is None else (before, after + text)
    return Section(
        percent=percent,
        thousands=_thousands(digits),
        places=None if digits is None else int(attribute(digits, "decimal-places") or 0),
        before=before,
        after=after,
    )


def _thousands(digits: Any) -> int:
    """Groups of three digits that a display factor leaves out."""
    factor = attribute(digits, "display-factor") if digits is not None else ""
    zeros = len(factor.partition(".")[0]) - 1
    return max(zeros, 0) // 3


def _date_part(part: Any) -> DatePart | None:
    name = local(part)
    if name == "text":
        return ("literal", part.text or "")
    if name == "month" and is_on(attribute(part, "textual")):
        return ("month", "mm")
    if name == "hours" or name not in _FIELDS:
        return _FIELDS.get(name)
    long = attribute(part, "style") == "long"
    field, letters = _FIELDS[name]
    return (field, letters if long or name != "month" else "m")
