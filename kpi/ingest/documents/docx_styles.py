"""What the letters of a Word run look like: struck, hidden or raised, itself or by its styles.

A style may hide or strike a passage as well as the run itself. In Word a paragraph's style and
a character style that both strike a letter cancel each other; what the run says is final.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from kpi.ingest.documents.paragraphs import Look

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off")
_HEADINGS = ("heading", "title", "subtitle")
_SWITCHES = ("strike", "dstrike", "vanish", "b")
_MOST_ANCESTORS = 20
_SMALLEST = 4  # half points
_WHITE = 0xEA
_HEX = re.compile(r"[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class _Style:
    """What one style sets of its own; a property it does not name comes from its ancestor."""

    based_on: str | None
    switches: dict[str, bool]
    values: dict[str, str]
    numbered: tuple[str | None, str | None] = (None, None)


@dataclass
class Styles:
    """The styles of a document by their ids."""

    headings: frozenset[str] = frozenset()
    _styles: dict[str, _Style] = field(default_factory=dict)
    _default: str | None = None
    _inherited: dict[tuple[str | None, str | None], tuple[dict[str, bool], dict[str, str]]] = field(
        default_factory=dict
    )

    @classmethod
    def of(cls, tree: etree._Element | None) -> "Styles":
        """The styles of styles.xml, None where a file has no such part."""
        if tree is None:
            return cls()
        styles: dict[str, _Style] = {}
        headings: set[str] = set()
        default = None
        for style in tree.iter(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            based_on = value(style, "basedOn")
            looks = style.find(f"{W}rPr")
            numbered = list_of(style.find(f"{W}pPr/{W}numPr"))
            styles[name] = _Style(based_on, _switches(looks), _values(looks), numbered)
            called = (value(style, "name") or "").lower()
            outlined = style.find(f"{W}pPr/{W}outlineLvl") is not None
            if called.startswith(_HEADINGS) or outlined or based_on in headings:
                headings.add(name)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                default = name
        return cls(frozenset(headings), styles, default)

    def look(self, run: etree._Element | None, paragraph_style: str | None) -> Look:
        """How a run with these properties looks in a paragraph of this style."""
        run_style = None if run is None else value(run, "rStyle")
        key = (run_style, paragraph_style)
        if key not in self._inherited:
            self._inherited[key] = self._inherit(*key)
        switches, values = self._inherited[key]
        if run is not None:
            switches, values = switches | _switches(run), values | _values(run)
        size = values.get("sz", "")
        return Look(
            struck=switches["strike"] or switches["dstrike"],
            hidden=switches["vanish"] or (size.isdigit() and int(size) < _SMALLEST),
            white=_is_white(values.get("color", "")) and "ground" not in values,
            raised=values.get("position") == "superscript",
            lowered=values.get("position") == "subscript",
            bold=switches["b"],
        )

    def list_of_style(self, name: str | None) -> tuple[str | None, str | None]:
        """The list and the level that a paragraph style puts its paragraphs in."""
        found = [style.numbered for style in self._descent(name or self._default)]
        number = next((number for number, _ in found if number), None)
        return number, next((level for _, level in found if level), None)

    def _inherit(
        self, run_style: str | None, paragraph_style: str | None
    ) -> tuple[dict[str, bool], dict[str, str]]:
        by_run = list(self._descent(run_style))
        by_paragraph = list(self._descent(paragraph_style or self._default))
        switches = {s: _first(by_run, s) != _first(by_paragraph, s) for s in _SWITCHES}
        values: dict[str, str] = {}
        for style in reversed((*by_run, *by_paragraph)):
            values |= style.values
        return switches, values

    def _descent(self, name: str | None) -> Iterator[_Style]:
        for _ in range(_MOST_ANCESTORS):
            style = self._styles.get(name or "")
            if style is None:
                return
            yield style
            name = style.based_on


def list_of(properties: etree._Element | None) -> tuple[str | None, str | None]:
    """The list and the level that properties of numbering name."""
    if properties is None:
        return None, None
    return value(properties, "numId"), value(properties, "ilvl")


def _first(descent: list[_Style], switch: str) -> bool:
    return next((s.switches[switch] for s in descent if switch in s.switches), False)


def _switches(properties: etree._Element | None) -> dict[str, bool]:
    if properties is None:
        return {}
    found = ((switch, properties.find(f"{W}{switch}")) for switch in _SWITCHES)
    return {switch: _is_on(element) for switch, element in found if element is not None}


def _values(properties: etree._Element | None) -> dict[str, str]:
    """Colour, size, ground, and whether the letters are raised by a property or by hand."""
    if properties is None:
        return {}
    found = {name: value(properties, name) for name in ("color", "sz", "highlight")}
    ground = properties.find(f"{W}shd")
    fill = "auto" if ground is None else ground.get(f"{W}fill", "auto")
    found["ground"] = found["highlight"] or (None if fill == "auto" or _is_white(fill) else fill)
    found["position"] = value(properties, "vertAlign")
    moved = value(properties, "position") or "0"
    # Half points; a letter moved by less than two points is set right, not raised.
    if not found["position"] and moved.isdigit() and int(moved) >= 4:
        found["position"] = "superscript"
    return {name: told for name, told in found.items() if told}


def _is_white(colour: str) -> bool:
    """F2F2F2 and lighter; "auto" is black on white."""
    return bool(_HEX.fullmatch(colour)) and min(bytes.fromhex(colour)) >= _WHITE


def _is_on(element: etree._Element) -> bool:
    return element.get(f"{W}val", "1") not in _OFF


def is_on(properties: etree._Element | None, switch: str) -> bool:
    """Whether a property is there and not switched off."""
    found = None if properties is None else properties.find(f"{W}{switch}")
    return found is not None and _is_on(found)


def value(element: etree._Element, child: str) -> str | None:
    """The value of a child element, None without one."""
    found = element.find(f"{W}{child}")
    return None if found is None else found.get(f"{W}val")
