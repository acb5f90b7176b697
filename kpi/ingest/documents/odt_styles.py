"""The styles of an OpenDocument text: what letters look like, what is a heading, what lists show.

A property that a style does not set comes from the style it is made from, then from the
paragraph, then from the document's own.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from lxml import etree

from kpi.ingest.documents.numbering import Form, Level
from kpi.ingest.documents.paragraphs import Look
from kpi.ingest.formats.package import attribute, child, local

_HEADINGS = ("heading", "title", "subtitle")
_SMALLEST = 2.0  # points
_WHITE = 0xEA
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_POINTS = re.compile(r"(\d+(?:\.\d+)?)pt")
_OWN_PLACE = re.compile(r"%(\d)%")
_MOST_ANCESTORS = 20
_MOST_LEVELS = 10
_FORMS: dict[str, Form] = {"": "none", "1": "decimal", "i": "roman", "I": "ROMAN", "a": "letter",
                           "A": "LETTER"}  # fmt: skip
_PROPERTIES = (
    "display", "color", "use-window-font-color", "background-color", "font-size", "font-weight",
    "text-line-through-style", "text-line-through-type", "text-position",
)  # fmt: skip
Values = Mapping[str, str]
Levels = dict[int, Level]


class TextStyles:
    """The styles of the parts of a document, by family and name."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._styles: dict[tuple[str, str], Any] = {}
        self._lists: dict[str, Levels] = {}
        self._default: Values = {}
        self.outline: Levels = {}
        for root in roots:
            for part in ("styles", "automatic-styles"):
                found = None if root is None else child(root, part)
                for one in () if found is None else found:
                    self._keep(one)
        self.paragraph = cache(self._paragraph)
        self.text = cache(self._text)
        self.is_heading = cache(self._is_heading)

    def _keep(self, element: Any) -> None:
        if not isinstance(element.tag, str):
            return
        kind, name = local(element), attribute(element, "name")
        if kind == "style":
            self._styles[attribute(element, "family"), name] = element
        elif kind == "default-style" and attribute(element, "family") == "paragraph":
            self._default = _own(element)
        elif kind == "list-style":
            self._lists[name] = dict(_levels(element))
        elif kind == "outline-style":
            self.outline = dict(_levels(element))

    def _paragraph(self, name: str) -> Values:
        return {**self._default, **self._merged("paragraph", name)}

    def _text(self, name: str) -> Values:
        return self._merged("text", name)

    def levels(self, name: str) -> Levels:
        """What a list of this style shows."""
        return self._lists.get(name, {})

    def has_ground(self, name: str) -> bool:
        """Whether a paragraph of this style stands on a colour."""
        for style in self._descent("paragraph", name):
            properties = child(style, "paragraph-properties")
            ground = "" if properties is None else attribute(properties, "background-color")
            if ground:
                return ground != "transparent" and not _is_white(ground)
        return False

    def _is_heading(self, name: str) -> bool:
        for style in self._descent("paragraph", name):
            called = attribute(style, "display-name") or attribute(style, "name")
            if called.lower().startswith(_HEADINGS) or attribute(style, "default-outline-level"):
                return True
        return False

    def _merged(self, family: str, name: str) -> Values:
        values: dict[str, str] = {}
        for style in reversed(list(self._descent(family, name))):
            values |= _own(style)
        return values

    def _descent(self, family: str, name: str) -> Iterator[Any]:
        for _ in range(_MOST_ANCESTORS):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = attribute(style, "parent-style-name")


def _own(style: Any) -> dict[str, str]:
    properties = child(style, "text-properties")
    if properties is None:
        return {}
    told = {name: attribute(properties, name) for name in _PROPERTIES}
    if told["color"]:
        told["use-window-font-color"] = told["use-window-font-color"] or "false"
    return {name: value for name, value in told.items() if value}


def look_of(values: Values) -> Look:
    """How letters of these properties are printed."""
    struck = (values.get(f"text-line-through-{name}", "none") for name in ("style", "type"))
    size = _POINTS.fullmatch(values.get("font-size", ""))
    tiny = size is not None and float(size[1]) < _SMALLEST
    ground = values.get("background-color", "transparent")
    coloured = ground != "transparent" and not _is_white(ground)
    own_colour = values.get("use-window-font-color", "false") == "false"
    height = (values.get("text-position") or "0%").split()[0]
    moved = float(height[:-1]) if re.fullmatch(r"-?\d+(?:\.\d+)?%", height) else 0.0
    return Look(
        struck=any(one != "none" for one in struck),
        hidden=values.get("display") == "none" or tiny,
        white=own_colour and _is_white(values.get("color", "")) and not coloured,
        raised=height == "super" or moved > 0,
        lowered=height == "sub" or moved < 0,
        bold=_is_bold(values.get("font-weight", "")),
    )


def _is_bold(weight: str) -> bool:
    return weight == "bold" or (weight.isdigit() and int(weight) >= 600)


def _is_white(colour: str) -> bool:
    return bool(_HEX.fullmatch(colour)) and min(bytes.fromhex(colour[1:])) >= _WHITE


def _levels(style: Any) -> Iterator[tuple[int, Level]]:
    kinds = ("list-level-style-number", "outline-level-style")
    for one in style:
        kind, depth = local(one), _whole(attribute(one, "level"), 1) - 1
        if kind in kinds and depth < _MOST_LEVELS:
            form = _FORMS.get(attribute(one, "num-format"), "decimal")
            yield depth, Level(form, _shown(one, depth), _whole(attribute(one, "start-value"), 1))
        elif kind.startswith("list-level-style-") and depth < _MOST_LEVELS:
            yield depth, Level("bullet", attribute(one, "bullet-char"))


def _shown(level: Any, depth: int) -> str:
    """The label; LibreOffice also writes it with the place of every number."""
    if attribute(level, "num-format") == "":
        return ""
    if whole := attribute(level, "num-list-format"):
        return _OWN_PLACE.sub(r"%\1", whole)
    first = depth + 1 - min(_whole(attribute(level, "display-levels"), 1), depth + 1)
    numbers = ".".join(f"%{place + 1}" for place in range(first, depth + 1))
    return f"{attribute(level, 'num-prefix')}{numbers}{attribute(level, 'num-suffix')}"


def _whole(written: str, otherwise: int) -> int:
    right = written.isascii() and written.isdigit() and len(written) < 6
    return int(written) if right else otherwise
