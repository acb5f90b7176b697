"""One report as Word files of many looks, which LibreOffice opens and prints.

The words of a text stay as they are; the look decides how they are set: in which font and
width, with which heads and feet, whether Word numbers the headings, and how tables stand.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

from kpi.ingest.documents.text import CELL, heading_like

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "header1": "header",
    "footer1": "footer",
}
_OFFICE_NAME = re.compile(r"(?:UBND|ỦY BAN|SỞ|VĂN PHÒNG|BAN) ")
_MARKED = re.compile(r"\{(note:|\^)([^}]*)\}")
_FIRST_NOTE = 2
_BULLET = re.compile(r"[-–•+]\s+")
_ROMAN = re.compile(r"([IVX]{1,4})\.\s+")
_LETTER = re.compile(r"([A-ZĐ])\.\s+")
_DIGIT = re.compile(r"(\d{1,2})\.\s+")
_NUMBERED = {"roman": _ROMAN, "letter": _LETTER, "digit": _DIGIT}


@dataclass(frozen=True)
class Look:
    """How a report is set; sizes in points and widths in centimetres."""

    font: str = "Liberation Serif"
    size: float = 13
    spacing: float = 1.0
    width: float = 16
    columns: int = 1
    indent: float = 1.27
    justified: bool = True
    head: str = ""
    foot: str = ""
    letterhead: bool = False
    numbered: bool = False
    """Headings and lists are numbered by Word, their numbers are not typed."""
    ruled: bool = True
    wide_tables: bool = False
    """Tables stand on pages of their own, turned on their side."""
    merged: str = ""
    """A cell above all columns of a table but the first, whose head then takes two rows."""
    head_again: bool = False
    """The first row of a table stands on every page it runs over."""


def word_file(text: str, look: Look) -> bytes:
    """A Word file of a text: lines as paragraphs, headings styled, lines of cells as tables."""
    text, notes = _numbered_notes(text)
    parts = {
        "word/document.xml": _document(text, look),
        "word/styles.xml": _styles(look),
        "word/numbering.xml": _numbering(),
        "word/footnotes.xml": _footnotes(notes),
        "word/header1.xml": f"<w:hdr {_W}>{_p(_run(look.head))}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {_W}>{_foot(look)}</w:ftr>",
        "word/_rels/document.xml.rels": _relations(
            (f"{_OFFICE}/{kind}", f"{part}.xml") for part, kind in _PARTS.items()
        ),
        "_rels/.rels": _relations([(f"{_OFFICE}/officeDocument", "word/document.xml")]),
        "[Content_Types].xml": _types(),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


def _relations(targets: "Iterator[tuple[str, str]] | list[tuple[str, str]]") -> str:
    every = "".join(
        f'<Relationship Id="r{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{every}</Relationships>'


def _types() -> str:
    every = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for part, kind in _PARTS.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>{every}'
        "</Types>"
    )


def _document(text: str, look: Look) -> str:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    body: list[str] = []
    if look.letterhead:
        body += _letterhead(lines, look)
    for is_row, group in groupby(lines, lambda line: CELL in line):
        same = list(group)
        if not is_row or len(same) < 2:  # a menu is no table
            body += (_line(line, look) for line in same)
            continue
        table = _table([line.split(CELL) for line in same], look)
        if look.wide_tables:
            body += (_break(look), table, _break(look, landscape=True))
        else:
            body.append(table)
    return f"<w:document {_W}><w:body>{''.join(body)}{_section(look)}</w:body></w:document>"


def _letterhead(lines: list[str], look: Look) -> Iterator[str]:
    """The names of offices at the head, beside the motto; they are taken from the text."""
    office: list[str] = []
    while lines and _OFFICE_NAME.match(lines[0]) and lines[0].isupper():
        office.append(lines.pop(0))
    if not office:
        return
    motto = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    widths = (0.42 * look.width, 0.58 * look.width)
    bold = '<w:b/><w:sz w:val="24"/>'
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/></w:tcPr>'
        + "".join(_p(_run(line, bold), '<w:jc w:val="center"/>') for line in cell)
        + "</w:tc>"
        for cell, width in zip((office, motto), widths, strict=True)
    )
    yield f"<w:tbl>{_grid(widths)}<w:tr>{cells}</w:tr></w:tbl>"


def _line(line: str, look: Look) -> str:
    heading = heading_like(line)
    properties = '<w:pStyle w:val="H1"/>' if heading else '<w:pStyle w:val="Body"/>'
    if look.numbered:
        kinds = [k for k, pattern in _NUMBERED.items() if heading and pattern.match(line)]
        if kinds:
            line = _NUMBERED[kinds[0]].sub("", line, count=1)
            properties += _number(("letter", "roman", "digit").index(kinds[0]), 1)
        elif bullet := _BULLET.match(line):
            line = line[bullet.end() :]
            properties += _number(0, 2)
    return _p(_runs(line), properties)


def _number(level: int, of: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of}"/></w:numPr>'


def _table(rows: Sequence[Sequence[str]], look: Look) -> str:
    count = max(map(len, rows))
    total = 25.0 if look.wide_tables else look.width / look.columns - (look.columns - 1) / 2
    widths = [total * 0.4, *[total * 0.6 / (count - 1)] * (count - 1)]
    border = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    ruled = f"<w:tblBorders>{border}</w:tblBorders>" if look.ruled else ""
    lines = ["".join(_cell(text, widths[n]) for n, text in enumerate(cells)) for cells in rows]
    if look.merged and count > 2:
        first, *others = rows[0]
        lines[0] = _cell("", widths[0], "<w:vMerge/>") + "".join(
            _cell(text, widths[n]) for n, text in enumerate(others, 1)
        )
        wide = f'<w:gridSpan w:val="{count - 1}"/>'
        above = _cell(first, widths[0], '<w:vMerge w:val="restart"/>')
        lines.insert(0, above + _cell(look.merged, sum(widths[1:]), wide))
    again = "<w:trPr><w:tblHeader/></w:trPr>" if look.head_again else ""
    every = f"<w:tr>{again}{lines[0]}</w:tr>" + "".join(f"<w:tr>{one}</w:tr>" for one in lines[1:])
    return f"<w:tbl>{_grid(widths, ruled)}{every}</w:tbl>"


def _grid(widths: Sequence[float], properties: str = "") -> str:
    every = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    return (
        f'<w:tblPr><w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/>{properties}'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{every}</w:tblGrid>'
    )


def _cell(text: str, width: float, own: str = "") -> str:
    size = f'<w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{own}</w:tcPr>'
    return f"<w:tc>{size}{_p(_runs(text.strip()))}</w:tc>"


def _runs(text: str) -> str:
    """Runs of a text in which {^2} is raised and {note:…} a footnote, which is numbered."""
    found: list[str] = []
    at = 0
    for mark in _MARKED.finditer(text):
        found.append(_run(text[at : mark.start()]))
        if mark[1] == "^":
            found.append(_run(mark[2], '<w:vertAlign w:val="superscript"/>'))
        else:
            key = f'<w:footnoteReference w:id="{mark[2]}"/>'
            found.append(f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>{key}</w:r>')
        at = mark.end()
    return "".join([*found, _run(text[at:])])


def _numbered_notes(text: str) -> tuple[str, list[str]]:
    """The text with a number in every {note:…}, and the words of the notes."""
    notes: list[str] = []

    def number(found: re.Match[str]) -> str:
        if found[1] == "^":
            return found[0]
        notes.append(found[2])
        return f"{{note:{_FIRST_NOTE + len(notes) - 1}}}"

    return _MARKED.sub(number, text), notes


def _footnotes(words: Sequence[str]) -> str:
    small = '<w:sz w:val="20"/>'
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{number}">{_p(mark + _run(f" {one}", small))}</w:footnote>'
        for number, one in enumerate(words, _FIRST_NOTE)
    )
    apart = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r>'
        "<w:continuationSeparator/></w:r></w:p></w:footnote>"
    )
    return f"<w:footnotes {_W}>{apart}{notes}</w:footnotes>"


def _run(text: str, properties: str = "") -> str:
    words = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f"<w:r><w:rPr>{properties}</w:rPr>{words}</w:r>" if text else ""


def _p(runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _foot(look: Look) -> str:
    """A page number, with words around it where there are some."""
    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    before, _, after = look.foot.partition("#")
    return _p(_run(before) + field + _run(after), '<w:jc w:val="center"/>')


def _break(look: Look, *, landscape: bool = False) -> str:
    return f"<w:p><w:pPr>{_section(look, landscape=landscape)}</w:pPr></w:p>"


def _section(look: Look, *, landscape: bool = False) -> str:
    parts = list(_PARTS)
    head = f'<w:headerReference w:type="default" r:id="r{parts.index("header1")}"/>'
    foot = f'<w:footerReference w:type="default" r:id="r{parts.index("footer1")}"/>'
    side = _twips((21 - look.width) / 2)
    page = 'w:w="11906" w:h="16838"'
    if landscape:
        page, side = 'w:w="16838" w:h="11906" w:orient="landscape"', _twips(2)
    return (
        f"<w:sectPr>{head if look.head else ''}{foot if look.foot else ''}"
        f'<w:pgSz {page}/><w:pgMar w:top="1134" w:bottom="1134" w:left="{side}" w:right="{side}" '
        'w:header="567" w:footer="567" w:gutter="0"/>'
        f'<w:cols w:num="{1 if landscape else look.columns}" w:space="567"/></w:sectPr>'
    )


def _styles(look: Look) -> str:
    size = f'<w:sz w:val="{round(2 * look.size)}"/>'
    spacing = f'<w:spacing w:after="120" w:line="{round(240 * look.spacing)}" w:lineRule="auto"/>'
    body = spacing + f'<w:ind w:firstLine="{_twips(look.indent)}"/>'
    body += '<w:jc w:val="both"/>' if look.justified else ""
    fonts = f'<w:rFonts w:ascii="{look.font}" w:hAnsi="{look.font}" w:cs="{look.font}"/>'
    kinds = (
        ("Normal", "Normal", "", "", 'w:default="1"'),
        ("Body", "Body Text", body, "", ""),
        ("H1", "heading 1", '<w:keepNext/><w:spacing w:before="120" w:after="60"/>', "<w:b/>", ""),
    )
    every = "".join(
        f'<w:style w:type="paragraph" {default} w:styleId="{key}"><w:name w:val="{name}"/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        for key, name, paragraph, run, default in kinds
    )
    return (
        f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}{size}</w:rPr></w:rPrDefault>"
        f"</w:docDefaults>{every}</w:styles>"
    )


def _numbering() -> str:
    """Two lists: headings by letter, Roman and digit, and items behind a dash."""
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{shown}"/></w:lvl>'
        for n, (form, shown) in enumerate(
            [("upperLetter", "%1."), ("upperRoman", "%2."), ("decimal", "%3.")]
        )
    )
    dash = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        '<w:lvlText w:val="-"/></w:lvl>'
    )
    return (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{dash}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )


def _twips(centimetres: float) -> int:
    return round(centimetres * 567)
