"""The rows of an extract that a page, slide or picture has room for, as a reader reads them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kpi.export.printable import printable
from kpi.model import Lang
from kpi.model.extract import Cell, Column, Extract
from kpi.wording import number

_FINEST = 4
"""Decimals of a number whose column names none."""


@dataclass(frozen=True)
class ShownRow:
    """Texts under the columns shown; `own` is a row of my province."""

    texts: tuple[str, ...]
    own: bool


@dataclass(frozen=True)
class ShownRows:
    """The first rows and my province's, and how many stand in none of them."""

    columns: tuple[Column, ...]
    rows: tuple[ShownRow, ...]
    left_out: int


def shown_rows(extract: Extract, most: int, most_columns: int = 8) -> ShownRows:
    """At most `most` rows in their order, those of my province among them wherever they stand.

    Columns for files of data are left out, and those without any text in the rows.
    """
    told = [place for place, column in enumerate(extract.columns) if not column.file_only]
    own = _own_rows(extract)
    chosen = _chosen(len(extract.rows), own, most)
    texts = {
        row: [cell_text(extract.rows[row][at], extract.columns[at], extract.lang) for at in told]
        for row in chosen
    }
    kept = [n for n in range(len(told)) if not texts or any(t[n] for t in texts.values())]
    kept = kept[:most_columns]
    return ShownRows(
        tuple(_printable(extract.columns[told[n]]) for n in kept),
        tuple(ShownRow(tuple(texts[row][n] for n in kept), row in own) for row in chosen),
        len(extract.rows) - len(chosen),
    )


def _printable(column: Column) -> Column:
    return replace(column, head=printable(column.head, 60))


def _chosen(count: int, own: Sequence[int], most: int) -> list[int]:
    """The first rows; the last of them make room for my province's."""
    if count <= most:
        return list(range(count))
    mine = [row for row in own if row >= most - len(own)][:most]
    first = [row for row in range(count) if row not in mine][: most - len(mine)]
    return sorted([*first, *mine])


def _own_rows(extract: Extract) -> list[int]:
    """Rows that name a bar of my province, in any of their texts."""
    drawn = extract.drawing
    names = {bar.name for bar in drawn.bars if bar.own} if drawn is not None else set()
    return [n for n, row in enumerate(extract.rows) if names and not names.isdisjoint(row)]


def cell_text(cell: Cell, column: Column, lang: Lang) -> str:
    """A cell as printed: the column's decimals, else as many as the number has; "" for none."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return printable(cell, 300)
    return number_as_read(cell, lang, column.decimals)


def number_as_read(value: float, lang: Lang, decimals: int | None = None) -> str:
    """A number with its separators; without `decimals` as many as it has, at most four."""
    return number(value, decimals_of(value) if decimals is None else decimals, lang)


def decimals_of(value: float) -> int:
    """Digits behind the comma that a number has, at most four."""
    exponent = Decimal(repr(round(float(value), _FINEST))).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def left_out_text(count: int, lang: Lang) -> str:
    """Said below a table that leaves rows out."""
    if lang == "vi":
        return f"còn {number(count, 0, lang)} dòng"
    return f"{number(count, 0, lang)} more {'row' if count == 1 else 'rows'}"


def column_shares(table: ShownRows) -> list[float]:
    """How much of the width each column gets: as its longest text, within reason."""
    wanted = []
    for place, column in enumerate(table.columns):
        longest = max((len(row.texts[place]) for row in table.rows), default=0)
        head = max((len(word) for word in column.head.split()), default=0)
        wanted.append(min(max(longest, head + 1, 4), 26) + 4)
    return [one / sum(wanted) for one in wanted]
