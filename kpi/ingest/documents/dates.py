"""The day a document was published, told from the day the page was visited and from events.

Every written date is weighed: what stands beside it, where, and whether it agrees with the
day and the year the text itself speaks of. A day without a year never gets one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kpi.ingest.documents.text import Line, Lines
from kpi.language.periods import periods_in
from kpi.model import Told, Unclear

# The day of an unsigned draft: "ngày … tháng 6 năm 2023".
_NO_DAY = re.compile(r"(?:ngày\s+)?[.…_\s]{0,12}$", re.I)
_PLACE_AND_DAY = re.compile(r"\s*[^\d,.;]{2,40},\s*ngày\b", re.I)
_OPENING_PLACE = re.compile(r"\s*\(?[A-ZĐ][^\d,.;()]{1,30},\s*(?:ngày\s+)?$")
_OF_PUBLICATION = re.compile(
    r"lượt (?:xem|đọc)|số lần (?:xem|đọc)|đã xem|\bviews?\b|"
    r"ngày (?:đăng|xuất bản|cập nhật|đưa tin|viết)|"
    r"đăng (?:ngày|lúc|tải)|cập nhật|xuất bản|(?:tin|bài) ngày|"
    r"\bposted\b|\bpublished\b|tác giả",
    re.I,
)
_TIME = re.compile(
    r"\b\d{1,2}\s*[:hH]\s*\d{2}\b|\bthứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])\b|\bchủ nhật\b", re.I
)
# The clock that a page shows to whoever opens it.
_VISIT = re.compile(r"hôm nay|bây giờ|hiện tại|\btoday\b|\bhotline\b|đường dây nóng", re.I)
_CLOCK = re.compile(r"\bgmt\b|\butc\b", re.I)
_OF_AN_EVENT = re.compile(r"(?:ngày|\()\s*$", re.I)
# The day of a decision, or one that something lasts until or begins with.
_LEGAL = re.compile(
    r"(?:số\s+\S+|quyết định|nghị quyết|kế hoạch|công văn|chỉ thị|thông tư)[^.;]{0,60}$"
    r"|\b(?:từ|đến|đến hết|hết|trước|sau|tính đến|tính tới)\s+$",
    re.I,
)
_LONGEST_STAMP = 120
_LITTLE_ELSE = 14
_DRAFT = 20
_SOON = timedelta(days=21)
_ENOUGH = 4
_FROM_THE_TOP, _FROM_THE_END = 60, 30


@dataclass(frozen=True)
class _Found:
    """A written date; the day is None in an unsigned draft."""

    line: Line
    year: int
    month: int
    day: int | None
    start: int
    end: int

    @property
    def value(self) -> str:
        month = f"{self.year:04}-{self.month:02}"
        return month if self.day is None else f"{month}-{self.day:02}"

    @property
    def moment(self) -> date:
        return date(self.year, self.month, self.day or 1)


def published_on(lines: Lines, title: Told, hint: str, year: int | None) -> Told:
    """The day of publication, or "" when no date can be it.

    Args:
        lines: of the document.
        title: of the document; the clock of a page stands above it.
        hint: the date in the page's metadata.
        year: the year the document reports on, when its words tell.
    """
    event = _event(lines)
    weighed: list[tuple[float, int, _Found]] = []
    for place, found in enumerate(_dates(lines)):
        weight = _weight(found, lines, title)
        if weight > 0:
            weighed.append((weight + _agreement(found, event, year), -place, found))
    if stated := _from_metadata(hint, year):
        return stated
    best = max(weighed, default=None, key=lambda w: w[:2])
    if best and best[0] >= _ENOUGH:
        found = best[2]
        return found.line.told(found.value, found.start, found.end)
    return _of_the_event(lines)


def _from_metadata(hint: str, year: int | None) -> Told | None:
    found = next(_dated(Line(hint, 0)), None)
    if found is None:
        return None
    # A site that moved house stamps its old articles with the day of the move.
    moved = year is not None and not year <= found.year <= year + 2
    return None if moved else Told(found.value, hint)


def _dates(lines: Lines) -> Iterator[_Found]:
    """Every date near the top or the end, where documents carry theirs."""
    below = max(_FROM_THE_TOP, len(lines.all) - _FROM_THE_END)
    for line in (*lines.all[:_FROM_THE_TOP], *lines.all[below:]):
        yield from _dated(line)


# A line without any of these holds no day and no month; most lines need no closer look.
_DATE_LIKE = re.compile(
    r"\d\s*[/\-–]\s*\d|\d\s*\.\s*\d{1,2}\s*\.\s*\d|ng[aà]y|th[aá]ng"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec",
    re.I,
)


def _dated(line: Line) -> Iterator[_Found]:
    """The dates of a line, and the months of unsigned drafts."""
    if not _DATE_LIKE.search(line.text):
        return
    for one in periods_in(line.text):
        period = one.named()
        if isinstance(period, Unclear):
            continue
        if one.kind == "day":
            day = period.end
            yield _Found(line, day.year, day.month, day.day, one.start, one.end)
        elif one.kind == "month" and "năm" in line.text[one.start : one.end].lower():
            draft = _NO_DAY.search(line.text, max(0, one.start - _DRAFT), one.start)
            start = draft.start() if draft else one.start
            yield _Found(line, period.year, period.end.month, None, start, one.end)


def _weight(found: _Found, lines: Lines, title: Told) -> float:
    """How much the place and the neighbours of a date speak for publication; 0 for none."""
    line = found.line
    if _PLACE_AND_DAY.match(line.text) and len(line.text) <= _LONGEST_STAMP:
        return 8.0
    if line == lines.lead and _OPENING_PLACE.fullmatch(line.text[: found.start]):
        return 6.0
    if len(line.text) > _LONGEST_STAMP or found.day is None:
        return 0.0
    beside = _neighbours(line, lines)
    weight = 2.0 + 2.0 * bool(_TIME.search(line.text))
    weight += 4.0 * bool(_OF_PUBLICATION.search(line.text))
    weight += 2.0 * any(_OF_PUBLICATION.search(other.text) for other in beside)
    weight += 1.5 * (len(line.text) - (found.end - found.start) <= _LITTLE_ELSE)
    weight -= 5.0 * bool(_VISIT.search(line.text))
    if title.start is None or line.start > title.start:
        weight += 1.0
    else:
        # Above the title stand the visitor's clock and, on some sites, the article's own stamp.
        weight -= 3.0 if _CLOCK.search(line.text) else 2.0
    if line not in lines.head and not (
        _OF_PUBLICATION.search(line.text) or _TIME.search(line.text)
    ):
        return 0.0
    return max(weight, 0.1)


def _neighbours(line: Line, lines: Lines) -> list[Line]:
    """The short lines next to a stamp."""
    at = lines.all.index(line)
    around = lines.all[max(0, at - 1) : at] + lines.all[at + 1 : at + 2]
    return [other for other in around if len(other.text) <= _LONGEST_STAMP]


def _agreement(found: _Found, event: "_Day | None", year: int | None) -> float:
    """What the text's own day and year say for or against a date."""
    agrees = 0.0
    if event is not None and found.day is not None:
        agrees += 4.0 if event.just_before(found.moment) else -1.0
    if year is not None:
        late = found.year - year
        agrees += {0: 3.0, 1: 3.0, 2: -1.0}.get(late, -4.0)
    return agrees


@dataclass(frozen=True)
class _Day:
    """The day the first paragraph tells of, with or without its year."""

    line: Line
    day: int
    month: int
    year: int | None
    start: int
    end: int

    def just_before(self, moment: date) -> bool:
        """Whether this day lies at most three weeks before another."""
        for year in (self.year,) if self.year else (moment.year, moment.year - 1):
            try:
                if timedelta() <= moment - date(year, self.month, self.day) <= _SOON:
                    return True
            except ValueError:
                continue
        return False


def _event(lines: Lines) -> _Day | None:
    line = lines.lead
    if line is None:
        return None
    for one in periods_in(line.text, 0, 300):
        told = re.match(r"(\D*)\d", line.text[one.start : one.end])
        if one.kind != "day" or told is None:
            continue
        opened = told[1].strip() or _OF_AN_EVENT.search(line.text, 0, one.start)
        day, month = int(one.parts["d"]), int(one.parts["m"])
        if opened and not _LEGAL.search(line.text[: one.start]):
            return _Day(line, day, month, one.year, one.start + len(told[1]), one.end)
    return None


def _of_the_event(lines: Lines) -> Told:
    """The full date of the event that an article opens with: news appears the same day or soon."""
    event = _event(lines)
    if event is None or event.year is None:
        return Told("")
    try:
        value = date(event.year, event.month, event.day).isoformat()
    except ValueError:
        return Told("")
    return event.line.told(value, event.start, event.end)
