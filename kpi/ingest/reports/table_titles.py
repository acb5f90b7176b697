"""What the lines above a report's table say of when all its figures are."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kpi.ingest.tables.headings import periods_in
from kpi.language.periods import read_period
from kpi.model import Period

_AS_OF = re.compile(
    r"(?:(?:số\s+liệu|tính|l[ũu]y\s+kế|chốt|cập\s+nhật)[^.;:\d]{0,25}\b(?:đến|tới|ngày)"
    r"|(?:^|\()\W*(?:đến|tới))\b",
    re.I,
)
OF_AN_ACT = re.compile(
    r"(?:kèm\s+theo|(?:quyết\s+định|công\s+văn|báo\s+cáo|kế\s+hoạch|nghị\s+quyết)\s+số)[^;)]*", re.I
)
"""What a table is annexed to: "(Kèm theo Báo cáo số 29/BC-STTTT ngày 05/02/2024; số liệu …)"."""


def title_period(titles: Sequence[str]) -> Period | None:
    """The one period that the nearest title names; "số liệu đến …" comes before all."""
    bare = [OF_AN_ACT.sub(" ", title) for title in titles]
    for title in bare:
        if as_of := _AS_OF.search(title):
            days = list(_read(periods_in(title[as_of.start() :])))
            if days and days[0].kind in ("day", "month"):
                return days[0]
    for title in reversed(bare):
        found = set(_read(periods_in(title)))
        if len(found) == 1:
            return found.pop()
        if found:
            return None
    return None


def _read(written: Iterable[str]) -> Iterator[Period]:
    for one in written:
        read = read_period(one)
        if isinstance(read, Period):
            yield read
