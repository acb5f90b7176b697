"""A ranking as CSV: every row with its source, readable by Excel, unsafe cells disarmed."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal

from kpi.analysis.answers import rank_answer
from kpi.analysis.ranking import PER_CAPITA, Ranking
from kpi.catalogue import Catalogue
from kpi.export.ranking_notes import ranking_notes
from kpi.model import Lang
from kpi.wording import hedge, number, status_word

_COLUMNS = [
    *("rank", "area", "area_name", "indicator", "value", "unit", "qualifier", "obs_status"),
    *("period", "computed", "parts", "source_title", "publisher", "published_on", "url"),
]
# The words by which the program knows a column when such a file is dropped again.
_HEADS = (
    ("Hạng", "Rank"),
    ("Tỉnh", "Province"),
    ("Mã tỉnh", "Province code"),
    ("Kỳ", "Period"),
    ("Chỉ tiêu", "Indicator"),
    ("Giá trị", "Value"),
    ("Đơn vị tính", "Unit"),
    ("Trạng thái", "Status"),
    ("Mức chính xác", "Qualifier"),
    ("Dấu", "Marks"),
    ("Tài liệu", "Document"),
    ("Nơi công bố", "Publisher"),
    ("Ngày công bố", "Published"),
    ("Liên kết", "Link"),
    ("Mã số", "Id"),
)
_MARKS = (("disputed", "†"), ("flagged", "‡"), ("computed", "°"))


def ranking_csv(
    ranking: Ranking,
    catalogue: Catalogue,
    lang: Lang,
    *,
    title: str = "",
    below: Sequence[str] = (),
) -> bytes:
    """The ranking for people: UTF-8 with a byte-order mark, as a spreadsheet opens it.

    In Vietnamese the separator is a semicolon and the decimal sign a comma. Below the rows stand
    the notes, one a line: coverage, who is missing and why, marks, breaks.

    Args:
        ranking: what is taken along.
        catalogue: names of areas, units and indicators.
        lang: of heads, names and notes.
        title: the finding, the first of the notes.
        below: further notes, such as the day and the address it was taken from.
    """
    indicator = ranking.indicator
    unit = catalogue.units[indicator.unit].name(lang)
    if ranking.per_capita:
        people = "dân" if lang == "vi" else "people"
        unit += f" / {number(PER_CAPITA, 0, lang)} {people}"
    rows = [
        (
            "" if ranking.ranks == "none" else int(row["rank"]),
            catalogue.area(row["area"]).name(lang),
            row["area"],
            row["period"],
            indicator.name(lang),
            plain_number(float(row["value"]), lang),
            unit,
            status_word(row["obs_status"], lang),
            hedge(row["qualifier"], lang),
            "".join(mark for column, mark in _MARKS if row[column]),
            row["source_title"],
            row["publisher"] or "",
            row["published_on"] or "",
            row["url"] or "",
            indicator.id,
        )
        for row in ranking.rows.to_dict("records")
    ]
    notes = [title, *ranking_notes(ranking, catalogue, lang), *below]
    return _written(
        [
            [head[lang == "en"] for head in _HEADS],
            *rows,
            [],
            *([note] for note in notes if note),
        ],
        ";" if lang == "vi" else ",",
    )


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
