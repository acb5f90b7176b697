"""A ranking as CSV: every row with its source, readable by Excel, unsafe cells disarmed."""

import csv
import io

from kpi.analysis.answers import rank_answer
from kpi.analysis.ranking import PER_CAPITA, Ranking
from kpi.catalogue import Catalogue

_COLUMNS = [
    *("rank", "area", "area_name", "indicator", "value", "unit", "qualifier", "obs_status"),
    *("period", "computed", "parts", "source_title", "publisher", "published_on", "url"),
]


def ranking_csv(ranking: Ranking, catalogue: Catalogue) -> bytes:
    """UTF-8 with a byte-order mark, numbers with a decimal point, ids and periods unformatted."""
    answer = rank_answer(ranking, catalogue)
    unit = answer["unit"] + (f" / {PER_CAPITA}" if ranking.per_capita else "")
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for row in answer["rows"]:
        source = row["source"]
        cells = [
            row["rank"],
            row["area"],
            row["area_name"],
            answer["indicator"],
            row["value"],
            unit,
            row["qualifier"],
            row["obs_status"],
            row["period"],
            row["computed"],
            " ".join(row["parts"]),
            source["title"],
            source["publisher"] or "",
            source["published_on"] or "",
            source["url"] or "",
        ]
        writer.writerow([disarmed(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def disarmed(cell: object) -> object:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front."""
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{cell}"
    return cell
