"""What every Word file shares: typeface, language, heads on every page, links, pictures."""

import io
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from kpi.export.printable import printable
from kpi.model import Lang

FONT = "Times New Roman"
"""The typeface of official letters, Decree 30/2020/NĐ-CP, appendix I."""
_LINK = "0B5394"


def set_typeface(document: Any, lang: Lang, title: str, size: float) -> None:
    """Typeface, size in points and language of all text, and the title in the file's properties."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(size)
    properties = style.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN" if lang == "vi" else "en-GB")
    properties.append(language)
    style.paragraph_format.space_after = Pt(0)
    document.core_properties.title = printable(title, 255)
    document.core_properties.author = ""


def repeat_head(row: Any) -> None:
    """Word repeats a row of this mark on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def add_link(paragraph: Any, text: str, address: str, size: float) -> None:
    """A text that opens an address; plain text where there is none."""
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    if not address:
        return
    link = OxmlElement("w:hyperlink")
    target = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), target)
    paragraph._p.append(link)
    link.append(run._r)
    colour = OxmlElement("w:color")
    colour.set(qn("w:val"), _LINK)
    run._r.get_or_add_rPr().append(colour)


def add_picture(paragraph: Any, png: bytes, width: float, alt: str) -> None:
    """A picture of a width in millimetres, with what it shows for who does not see it."""
    picture = paragraph.add_run().add_picture(io.BytesIO(png), width=Mm(width))
    picture._inline.docPr.set("descr", alt)
    # Where nothing is said of it, LibreOffice keeps 3 mm free beside a picture.
    for side in ("distT", "distB", "distL", "distR"):
        picture._inline.set(side, "0")
