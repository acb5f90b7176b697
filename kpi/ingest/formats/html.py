"""A web page saved as .xls → one Sheet a table; only its cells' text is looked at."""

from html.parser import HTMLParser

from kpi.errors import UnreadableError
from kpi.ingest.formats.sheet import MAX_CELLS, MAX_SHEETS, Sheet

_LARGEST_SPAN = 1000


class _Tables(HTMLParser):
    """Collects the rows of every table that holds no other table."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        spans = {key: _span(value) for key, value in attrs if key in ("colspan", "rowspan")}
        if tag in ("script", "style"):
            self._hidden = tag
        elif tag == "table":
            self._open.append(_Table())
            self.tables.append(self._open[-1])
        elif self._open and tag == "tr":
            self._open[-1].new_row()
        elif self._open and tag in ("td", "th"):
            self._open[-1].new_cell(spans.get("colspan", 1), spans.get("rowspan", 1))
        elif self._open and tag in ("br", "p", "div"):
            self._open[-1].add(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = ""
        elif tag == "table" and self._open:
            self._open.pop().close_cell()
        elif self._open and tag in ("td", "th", "tr"):
            self._open[-1].close_cell()

    def handle_data(self, data: str) -> None:
        if self._open and not self._hidden:
            self._open[-1].add(data)


class _Table:
    """Rows of texts with merged cells taken into account."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.cells = 0
        self._taken: set[tuple[int, int]] = set()
        self._at: tuple[int, int] | None = None
        self._text: list[str] = []

    def new_row(self) -> None:
        self.close_cell()
        self.rows.append([])

    def new_cell(self, across: int, down: int) -> None:
        self.close_cell()
        if not self.rows:
            self.rows.append([])
        row, place = len(self.rows) - 1, len(self.rows[-1])
        while (row, place) in self._taken:
            self.rows[-1].append("")
            place += 1
        self.cells += across * down
        if self.cells > MAX_CELLS:
            raise OverflowError
        self.rows[-1].append("")
        self._at = (row, place)
        if across > 1 or down > 1:
            self.merged.append((row, place, row + down - 1, place + across - 1))
            self._taken |= {
                (row + i, place + j) for i in range(down) for j in range(across) if i or j
            }

    def add(self, text: str) -> None:
        if self._at:
            self._text.append(text)

    def close_cell(self) -> None:
        if self._at:
            row, place = self._at
            self.rows[row][place] = " ".join("".join(self._text).split())
        self._at, self._text = None, []


def html_sheets(text: str, name: str) -> tuple[Sheet, ...]:
    """Every table with more than one row.

    Raises:
        UnreadableError: when there is no such table, or it is too large.
    """
    parser = _Tables()
    try:
        parser.feed(text)
        parser.close()
    except (OverflowError, AssertionError):
        parser.tables = []
    tables = [t for t in parser.tables if len(t.rows) > 1]
    if not tables or len(tables) > MAX_SHEETS:
        raise UnreadableError(
            f"{name}: tệp là trang web, không có bảng nào đọc được.",
            "Mở bằng Excel, lưu lại dạng .xlsx rồi thử lại.",
        )
    named = len(tables) > 1
    return tuple(
        Sheet(f"Bảng {n}" if named else "", table.rows, tuple(table.merged))
        for n, table in enumerate(tables, start=1)
    )


def _span(value: str | None) -> int:
    """A span nobody could have meant counts as one cell."""
    written = value or ""
    number = int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 1
    return number if 1 <= number <= _LARGEST_SPAN else 1
