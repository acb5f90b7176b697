"""XLSX and XLSM → sheets, from the workbook's own XML; nothing in it is ever executed."""

import posixpath
from typing import Any

from kpi.ingest.formats.grid import Grid, Room, Style
from kpi.ingest.formats.number_formats import DATE_1900, DATE_1904
from kpi.ingest.formats.package import (
    DAMAGE,
    Package,
    attribute,
    child,
    children,
    is_on,
    local,
)
from kpi.ingest.formats.refusals import refusal
from kpi.ingest.formats.sheet import Sheet, Workbook
from kpi.ingest.formats.xlsx_sheet import SheetReader
from kpi.ingest.formats.xlsx_styles import Text, children_of, shared_texts, styles_of

_MACROS = "Tệp có macro; macro không được chạy, chỉ các giá trị được đọc."
Link = tuple[str, str]
"""The last word of a relationship's type, and the part it leads to."""


def read_xlsx(data: bytes, name: str) -> Workbook:
    """Every visible sheet of a workbook.

    Raises:
        UnreadableError: password, damage, or more than the limits allow.
    """
    try:
        return _Xlsx(Package(data, name), name).workbook()
    except DAMAGE:
        raise refusal(name, "damaged") from None


class _Xlsx:
    def __init__(self, package: Package, name: str) -> None:
        self._package, self._room = package, Room(name)
        self._path = self._workbook_part()
        self._book = package.tree(self._path)
        if self._book is None:
            raise refusal(name, "damaged")
        self._links = self._links_of(self._path)
        self._texts = self._shared_texts()
        self._styles = self._read_styles()

    def workbook(self) -> Workbook:
        known = [(attribute(s, "name"), s) for s in children_of(self._book, "sheets")]
        self._room.sheets(len(known))
        sheets: list[Sheet] = []
        hidden: list[tuple[str, str]] = []
        for number, (name, element) in enumerate(known, start=1):
            part = self._part_of(element, number)
            if part is None:
                continue
            if attribute(element, "state") in ("hidden", "veryHidden"):
                hidden.append((name, "trang tính ẩn"))
            else:
                sheets.append(self._sheet(name, part))
        macros = any(part.endswith("vbaproject.bin") for part in self._package.names())
        return Workbook(tuple(sheets), tuple(hidden), (_MACROS,) if macros else ())

    def _workbook_part(self) -> str:
        links = self._links_of("")
        found = next((part for kind, part in links.values() if kind == "officeDocument"), "")
        return found if found in self._package else "xl/workbook.xml"

    def _links_of(self, part: str) -> dict[str, Link]:
        """The relationships of a part by their ids; {} where the list is missing."""
        folder, file = posixpath.split(part)
        root = self._package.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, Link] = {}
        for link in () if root is None else root:
            target = attribute(link, "Target").replace("\\", "/")
            path = target if target.startswith("/") else posixpath.join(folder, target)
            kind = attribute(link, "Type").rpartition("/")[2]
            found[attribute(link, "Id")] = (kind, posixpath.normpath(path).lstrip("/"))
        return found

    def _linked(self, kind: str, usual: str) -> str:
        part = next((part for one, part in self._links.values() if one == kind), "")
        return part if part in self._package else usual

    def _shared_texts(self) -> list[Text] | None:
        part = self._linked("sharedStrings", "xl/sharedStrings.xml")
        return shared_texts(self._package.read(part)) if part in self._package else None

    def _read_styles(self) -> list[Style]:
        return styles_of(self._package.tree(self._linked("styles", "xl/styles.xml")))

    def _part_of(self, element: Any, number: int) -> str | None:
        """The part of a sheet; None of a chart, which has no cells."""
        ids = [v for k, v in element.items() if k.rpartition("}")[2] == "id"]
        kind, part = self._links.get(ids[0] if ids else "", ("worksheet", ""))
        if kind != "worksheet":
            return None
        return part if part in self._package else f"xl/worksheets/sheet{number}.xml"

    def _sheet(self, name: str, part: str) -> Sheet:
        grid = Grid(name, self._room, DATE_1904 if self._from_1904 else DATE_1900)
        reader = SheetReader(
            grid, self._texts, self._styles, uncomputed_zero=self._is_never_computed
        )
        for reference in self._table_filters(part):
            reader.filtered(reference)
        reader.read(self._package.blocks(part))
        return grid.sheet()

    @property
    def _from_1904(self) -> bool:
        properties = child(self._book, "workbookPr")
        return properties is not None and is_on(attribute(properties, "date1904"))

    @property
    def _is_never_computed(self) -> bool:
        """Whether a program wrote the formulas with 0 for Excel to compute when it opens them."""
        calculation = child(self._book, "calcPr")
        return calculation is not None and is_on(attribute(calculation, "fullCalcOnLoad"))

    def _table_filters(self, sheet: str) -> list[str]:
        """The ranges of the sheet's tables whose filter is on."""
        tables = [part for kind, part in self._links_of(sheet).values() if kind == "table"]
        return [
            attribute(one, "ref")
            for root in map(self._package.tree, tables)
            for one in (() if root is None else children(root, "autoFilter"))
            if any(local(inside) == "filterColumn" for inside in one)
        ]
