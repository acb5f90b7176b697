"""An extract as CSV, readable by Excel of the reader's language; unsafe cells disarmed."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal

from kpi.analysis.answers import rank_answer
from kpi.analysis.ranking import PER_CAPITA, Ranking
from kpi.catalogue import Catalogue
from kpi.export.words import about, by_reason, sources_lines
from kpi.model import Lang
from kpi.model.extract import Cell, Extract

_COLUMNS = [
    *("rank", "area", "area_name", "indicator", "value", "unit", "qualifier", "obs_status"),
    *("period", "computed", "parts", "source_title", "publisher", "published_on", "url"),
]


def extract_csv(extract: Extract) -> bytes:
    """The rows for people: UTF-8 with a byte-order mark, as a spreadsheet opens it.

    In Vietnamese the separator is a semicolon and the decimal sign a comma. Below the rows stand
    the notes, one a line: the finding, choices, coverage, who is missing and why, marks,
    documents, the day and the address.
    """
    lang = extract.lang
    rows = ([_written_cell(cell, lang) for cell in row] for row in extract.rows)
    return _written(
        [[column.head for column in extract.columns], *rows, [], *([n] for n in _below(extract))],
        ";" if lang == "vi" else ",",
    )


def _below(extract: Extract) -> Iterator[str]:
    yield from (f"{label}: {said}" if label else said for label, said in about(extract))
    yield from by_reason(extract.absent)
    yield from extract.notes
    yield from sources_lines(extract)


def _written_cell(cell: Cell, lang: Lang) -> Cell:
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else plain_number(float(cell), lang)


def ranking_data_csv(ranking: Ranking, catalogue: Catalogue) -> bytes:
    """The ranking for programs: ids and periods as they are, a decimal point, no notes."""
    answer = rank_answer(ranking, catalogue)
    unit = answer["unit"] + (f" / {PER_CAPITA}" if ranking.per_capita else "")
    rows = [
        [
            "" if row["rank"] is None else row["rank"],
            row["area"],
            row["area_name"],
            answer["indicator"],
            plain_number(row["value"], "en"),
            unit,
            row["qualifier"],
            row["obs_status"],
            row["period"],
            row["computed"],
            " ".join(row["parts"]),
            row["source"]["title"],
            row["source"]["publisher"] or "",
            row["source"]["published_on"] or "",
            row["source"]["url"] or "",
        ]
        for row in answer["rows"]
    ]
    return _written([_COLUMNS, *rows], ",")


def plain_number(value: float, lang: Lang) -> str:
    """All digits of a value without groups: 1234,5 in Vietnamese; a whole number has no point."""
    text = str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
    return text.replace(".", ",") if lang == "vi" else text


def disarmed(cell: object) -> object:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front.

    Spreadsheets pass over blanks before it, and take a full-width sign for the plain one.
    """
    if not isinstance(cell, str):
        return cell
    bare = unicodedata.normalize("NFKC", cell).lstrip()
    runs = bare.startswith(("=", "+", "-", "@")) and not _is_number(bare)
    return f"'{cell}" if runs or cell.startswith(("\t", "\r")) else cell


def _is_number(text: str) -> bool:
    """Whether a cell is a negative value of ours and no formula."""
    return text.removeprefix("-").replace(",", "", 1).replace(".", "", 1).isdecimal()


def _written(rows: Iterable[Iterable[object]], separator: str) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerows([disarmed(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
