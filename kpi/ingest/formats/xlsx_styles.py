"""The styles and shared texts of an XLSX workbook."""

import io
import re
from typing import Any

from lxml import etree

from kpi.ingest.formats.grid import PLAIN, Style
from kpi.ingest.formats.number_formats import BUILT_IN, number_format
from kpi.ingest.formats.package import SAFE, attribute, child, children, is_on, local
from kpi.ingest.formats.runs import Run

Text = str | tuple[Run, ...]
"""A text in one font, or in runs."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def styles_of(root: Any) -> list[Style]:
    """What each cell format means, by the number cells name it by; [] of no styles."""
    if root is None:
        return []
    codes = dict(BUILT_IN)
    for one in children_of(root, "numFmts"):
        codes[int(attribute(one, "numFmtId"))] = attribute(one, "formatCode")
    fonts = [(struck(font), is_raised(font)) for font in children_of(root, "fonts")]
    return [_style(xf, codes, fonts) for xf in children_of(root, "cellXfs")]


def children_of(root: Any, name: str) -> list[Any]:
    """The elements inside the first element of a name."""
    found = child(root, name)
    return [] if found is None else list(found)


def _style(xf: Any, codes: dict[int, str], fonts: list[tuple[bool, bool]]) -> Style:
    code = codes.get(int(attribute(xf, "numFmtId") or 0), "General")
    font = int(attribute(xf, "fontId") or 0)
    is_struck, raised = fonts[font] if font < len(fonts) else (False, False)
    if code == "General" and not is_struck and not raised:
        return PLAIN
    return Style(number_format(code), is_struck, raised)


def struck(font: Any) -> bool:
    """Whether a font, or the properties of a run, strike the text out."""
    mark = child(font, "strike")
    return mark is not None and is_on(attribute(mark, "val") or "1")


def is_raised(font: Any) -> bool:
    """Whether a font raises the text."""
    mark = child(font, "vertAlign")
    return mark is not None and attribute(mark, "val") == "superscript"


def text_of(item: Any) -> Text:
    """A shared or an inline text; its reading aid (`rPh`) is no part of it."""
    runs: list[Run] = []
    rich = False
    for part in item:
        name = local(part)
        if name == "t":
            runs.append(Run(unescaped(part.text or "")))
        elif name == "r":
            rich = True
            runs.append(_run(part))
    return tuple(runs) if rich else "".join(run.text for run in runs)


def _run(part: Any) -> Run:
    text = "".join(unescaped(t.text or "") for t in children(part, "t"))
    font = child(part, "rPr")
    return Run(text) if font is None else Run(text, struck(font), is_raised(font))


def unescaped(text: str) -> str:
    """`_x000D_` stands for a character that XML cannot hold."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\r\n", "\n")


def shared_texts(data: bytes) -> list[Text]:
    """The texts that cells name by number."""
    texts: list[Text] = []
    for _, item in etree.iterparse(io.BytesIO(data), tag="{*}si", **SAFE):
        texts.append(text_of(item))
        item.clear()
    return texts
