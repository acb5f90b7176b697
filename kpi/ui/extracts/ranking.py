"""The ranking as it is shown."""

from collections.abc import Sequence

from kpi.analysis.ranking import Ranking
from kpi.export.ranking import ranking_extract
from kpi.model.extract import Extract
from kpi.ui import links
from kpi.ui.data import catalogue
from kpi.ui.day import shown_day, today
from kpi.ui.extracts.common import file_stem
from kpi.ui.words import lang


def of_ranking(ranking: Ranking, title: str, mine: Sequence[str]) -> Extract:
    """Every row of the ranking under the finding the page is headed with."""
    return ranking_extract(
        ranking,
        catalogue(),
        lang(),
        title=title,
        taken_on=today(),
        name=file_stem(),
        address=links.address(),
        as_of=shown_day(),
        mine=mine,
    )
