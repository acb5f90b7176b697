"""A web page with tables, often named .xls → one Sheet a table; only what its cells show.

A page that Excel or LibreOffice wrote carries the numbers behind the texts (`x:num`, `sdval`) and
their formats (`mso-number-format`); a plain page is its texts.
"""

import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from kpi.errors import UnreadableError
from kpi.ingest.formats.grid import PLAIN, Grid, Room, Style
from kpi.ingest.formats.number_formats import number_format
from kpi.ingest.formats.runs import Run, parted
from kpi.ingest.formats.sheet import MAX_CELLS, MAX_SHEETS, Sheet

_LARGEST_SPAN = 1000
_VOID = {"br", "col", "hr", "img", "input", "link", "meta", "wbr"}
_BLOCKS = {"p", "div", "br", "li", "center", "h1", "h2", "h3", "h4", "h5", "h6"}
_TITLES = 5
_STRUCK, _RAISED = {"s", "strike", "del"}, {"sup"}
_RULE = re.compile(r"\.([\w-]+)[^{}]*\{([^{}]*)\}")
_DECLARATION = re.compile(r"""([\w-]+)\s*:\s*((?:"[^"]*"|'[^']*'|\\.|[^;"'\\])*)""")
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.S)
_BARE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?|-?0,[0-9]+")
_MSO_NAMED = {"percent": "0.00%", "fixed": "0.00", "standard": "#,##0.00", "general": "General"}
Attributes = dict[str, str]


@dataclass(frozen=True)
class _Look:
    """What the styles of an element say of its text."""

    struck: bool | None = None
    raised: bool | None = None
    hidden: bool = False
    code: str = ""


def _look_of(declarations: dict[str, str]) -> _Look:
    align = declarations.get("vertical-align", "")
    gone = declarations.get("display") == "none" or declarations.get("visibility") == "collapse"
    nothing = re.fullmatch(r"0(?:\.0+)?(?:pt|px|em|cm|mm|in|%)?", declarations.get("height", ""))
    code = _unescaped(declarations.get("mso-number-format", "").strip("\"'"))
    struck = "line-through" in declarations.get("text-decoration", "")
    return _Look(
        struck=struck or None,
        raised=True if align == "super" else None,
        hidden=gone or bool(nothing) or declarations.get("mso-hide") == "all",
        code=_MSO_NAMED.get(code.lower(), code),
    )


def _unescaped(text: str) -> str:
    r"""CSS writes "0.0%" as "0\.0%", and letters by their codes."""
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16) % 0x110000) if m[1] else m[2], text)


def _declared(text: str) -> dict[str, str]:
    return {name.lower(): value.strip() for name, value in _DECLARATION.findall(text)}


class _Tables(HTMLParser):
    """Collects the rows of every table."""

    def __init__(self, room: Room) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._room = room
        self._open: list[_Table] = []
        self._skipped = ""
        self._lines: list[str] = [""]
        self._classes: dict[str, dict[str, str]] = {}
        self._looks: dict[tuple[str, str], _Look] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in ("script", "style"):
            self._skipped = tag
        elif tag == "table":
            lines = (
                [] if self._open else [line for text in self._lines if (line := _squeezed(text))]
            )
            self._open.append(_Table(self._room, lines[-_TITLES:]))
            self._open[-1].hide_group(self._look(attributes).hidden)
            self.tables.append(self._open[-1])
        elif self._open:
            self._inside(self._open[-1], tag, attributes)
        elif tag in _BLOCKS:
            self._lines.append("")

    def _inside(self, table: "_Table", tag: str, attributes: Attributes) -> None:
        look = self._look(attributes)
        if tag in ("tbody", "thead", "tfoot"):
            table.hide_group(look.hidden)
        elif tag == "col":
            table.new_column(_span(attributes.get("span")), look)
        elif tag == "tr":
            table.new_row(look)
        elif tag in ("td", "th"):
            table.new_cell(attributes, look)
        else:
            if tag == "caption":
                table.above.append("")
            if tag in ("br", "p", "div"):
                table.add(" ")
            if tag not in _VOID:
                table.enter(tag, look)

    def _look(self, attributes: Attributes) -> _Look:
        key = attributes.get("class", ""), attributes.get("style", "")
        look = self._looks.get(key)
        if look is None:
            declarations: dict[str, str] = {}
            for name in key[0].split():
                declarations |= self._classes.get(name.lower(), {})
            look = self._looks[key] = _look_of(declarations | _declared(key[1]))
        return replace(look, hidden=True) if "hidden" in attributes else look

    def handle_endtag(self, tag: str) -> None:
        if tag == self._skipped:
            self._skipped = ""
        elif tag == "table" and self._open:
            self._open.pop().close_cell()
            self._lines = [""]
        elif self._open and tag in ("td", "th", "tr"):
            self._open[-1].close_cell()
        elif self._open:
            self._open[-1].leave(tag)

    def handle_data(self, data: str) -> None:
        if self._skipped == "style":
            self._looks.clear()
            for names, text in _RULE.findall(data):
                self._classes.setdefault(names.lower(), {}).update(_declared(text))
        elif self._open and not self._skipped:
            self._open[-1].add(data)
        elif not self._skipped:
            self._lines[-1] += data


class _Table:
    """The cells of one table, with merged cells taken into account."""

    def __init__(self, room: Room, above: list[str]) -> None:
        self.grid, self.above = Grid("", room), above
        self.height = 0
        self._name = room.name
        self._count = 0
        self._column = 0
        self._next = 0
        self._taken: set[tuple[int, int]] = set()
        self._at: tuple[int, int] | None = None
        self._attributes: Attributes = {}
        self._cell_look = _Look()
        self._group_hidden = False
        self._entered: list[tuple[str, _Look]] = []
        self._runs: list[Run] = []
        self._hidden_cells: set[tuple[int, int]] = set()
        self._shown_columns: set[int] = set()

    def hide_group(self, hidden: bool) -> None:  # noqa: FBT001 -- of the rows that follow
        """Whether the rows that follow are shown."""
        self._group_hidden = hidden

    def new_column(self, count: int, look: _Look) -> None:
        """A `<col>`, which may hide its columns."""
        if look.hidden:
            self.grid.hide_columns(self._column, count)
        self._column += count

    def new_row(self, look: _Look) -> None:
        self.close_cell()
        self.height += 1
        self._next = 0
        if look.hidden or self._group_hidden:
            self.grid.hide_rows(self.height - 1)

    def new_cell(self, attributes: Attributes, look: _Look) -> None:
        self.close_cell()
        self.height = self.height or 1
        row, place = self.height - 1, self._next
        while (row, place) in self._taken:
            place += 1
        across, down = _span(attributes.get("colspan")), _span(attributes.get("rowspan"))
        self._count += across * down
        if self._count > MAX_CELLS:
            raise OverflowError
        self._at, self._next = (row, place), place + across
        self._attributes, self._cell_look = attributes, look
        if across > 1 or down > 1:
            self.grid.merged.append((row, place, row + down - 1, place + across - 1))
            self._taken |= {
                (row + i, place + j) for i in range(down) for j in range(across) if i or j
            }

    def enter(self, tag: str, look: _Look) -> None:
        """An element inside a cell; its look goes over that of the element around it."""
        above = self._entered[-1][1] if self._entered else _Look()
        self._entered.append(
            (
                tag,
                _Look(
                    True if tag in _STRUCK else above.struck or look.struck,
                    True if tag in _RAISED else above.raised or look.raised,
                    above.hidden or look.hidden,
                ),
            )
        )

    def leave(self, tag: str) -> None:
        """The end of an element, and of those left open inside it."""
        for number, (name, _) in enumerate(reversed(self._entered), start=1):
            if name == tag:
                del self._entered[-number:]
                return

    def add(self, text: str) -> None:
        look = self._entered[-1][1] if self._entered else _Look()
        if self._at and not look.hidden:
            self._runs.append(Run(text, look.struck, look.raised))
        elif not self._at and any(tag == "caption" for tag, _ in self._entered):
            self.above[-1] += text

    def close_cell(self) -> None:
        if self._at is None:
            return
        if self._cell_look.hidden:
            self._hidden_cells.add(self._at)
        else:
            self._shown_columns.add(self._at[1])
        self._fill(self._at, self._cell_look)
        self._at, self._runs, self._entered = None, [], []

    def _fill(self, at: tuple[int, int], look: _Look) -> None:
        style = Style(number_format(look.code), bool(look.struck), bool(look.raised))
        text = _squeezed("".join(run.text for run in self._runs))
        value = _value(self._attributes, text, style)
        if value is not None:
            self.grid.number(*at, value, style)
            return
        kept = parted(self._runs, struck=style.struck, raised=style.raised)
        if not kept.struck and not kept.raised:
            self.grid.put(*at, _squeezed(kept.text))
        else:
            runs = [Run(_squeezed(kept.text), False, False)]
            runs += [Run(kept.struck, True, False), Run(kept.raised, False, True)]
            self.grid.text(*at, [run for run in runs if run.text])

    def sheet(self, name: str) -> Sheet:
        """The table; a column of hidden cells alone is a hidden column."""
        for row, place in self._hidden_cells:
            if place in self._shown_columns:
                self.grid.put(row, place, "")
            else:
                self.grid.hide_columns(place)
        above = tuple(filter(None, map(_squeezed, self.above)))
        return replace(self.grid.sheet(), name=name, above=above)


def html_sheets(text: str, name: str) -> tuple[Sheet, ...]:
    """Every table with more than one row.

    Raises:
        UnreadableError: when there is no such table, or it is too large.
    """
    parser = _Tables(Room(name))
    try:
        parser.feed(text)
        parser.close()
    except (OverflowError, AssertionError):
        parser.tables = []
    for table in parser.tables:
        table.close_cell()
    tables = [t for t in parser.tables if t.height > 1]
    if not tables or len(tables) > MAX_SHEETS:
        raise _no_table(text, name)
    named = len(tables) > 1
    return tuple(
        table.sheet(f"Bảng {n}" if named else "") for n, table in enumerate(tables, start=1)
    )


def _no_table(text: str, name: str) -> UnreadableError:
    if "<frameset" in text[:100_000].lower():
        return UnreadableError(
            f"{name}: tệp chỉ là khung của trang web; các trang tính nằm ở thư mục bên cạnh.",
            "Mở bằng Excel, lưu lại dạng .xlsx rồi thử lại.",
        )
    return UnreadableError(
        f"{name}: tệp là trang web, không có bảng nào đọc được.",
        "Mở bằng Excel, lưu lại dạng .xlsx rồi thử lại.",
    )


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _value(attributes: Attributes, text: str, style: Style) -> float | None:
    """The number behind a text, where the page gives it or a format asks for it."""
    written = attributes.get("x:num") or attributes.get("sdval") or ""
    plain = style.format.is_plain
    if written and not any(c.isalpha() or c == "%" for c in text):
        try:
            value = float(written)
        except ValueError:
            return None
        return value if not plain or _agrees(text, value) else None
    if plain or style.format == PLAIN.format or not _BARE.fullmatch(text):
        return None
    return float(text.replace(",", "."))


def _agrees(text: str, value: float) -> bool:
    """Whether a text shows this number, rounded somewhere."""
    digits = re.sub(r"\D", "", text)
    return any(re.sub(r"\D", "", f"{value:.{places}f}") == digits for places in range(7))


def _span(written: str | None) -> int:
    """A span nobody could have meant counts as one cell."""
    text = written or ""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return number if 1 <= number <= _LARGEST_SPAN else 1
