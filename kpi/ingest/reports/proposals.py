"""A statement with its province, period and status → a proposal, or a question."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from kpi.ingest.reports.dating import Dating
from kpi.ingest.reports.heads import NEAR_ENOUGH
from kpi.ingest.reports.moments import Moments
from kpi.ingest.reports.phrases import Span
from kpi.ingest.reports.places import Place, Places
from kpi.ingest.reports.reading import source_id
from kpi.ingest.reports.statements import Statement
from kpi.ingest.reports.status import Said, Statuses
from kpi.ingest.reports.surroundings import Frame
from kpi.ingest.reports.times import Time
from kpi.model import (
    MERGER,
    Document,
    Draft,
    Evidence,
    Indicator,
    Locator,
    ObsStatus,
    Period,
    Proposal,
)

# As in "bằng 51% kế hoạch năm (666 tỷ đồng)", told in June.
_OF_THE_YEAR = re.compile(r"(?<!\w)năm(?!\w)(?!\s+(?:19|20)\d\d)", re.I)

NO_PERIOD = "Chưa rõ kỳ của số này."
"""The doubt that a figure without a period is."""

# What adds up over years, as a rate or a rank does not.
_SUMS = ("count", "money")


class Context(NamedTuple):
    """Whose a figure is, of when, and whether it is a result; `period` is None if not told.

    `spans`: it adds up several years, and so is no figure of one. `when` and `told` are where
    the words for its period and for its status stand, None where no word near it says them.
    """

    place: Place
    period: Period | None
    status: ObsStatus
    spans: bool = False
    when: Span | None = None
    told: Span | None = None


class Figures:
    """The figures of one document."""

    def __init__(
        self,
        document: Document,
        moments: Moments,
        dating: Dating,
        places: Places,
        statuses: Statuses,
    ) -> None:
        self._document = document
        self._source = source_id(document)
        self._moments = moments
        self._dating = dating
        self._places = places
        self._statuses = statuses

    def context(self, statement: Statement) -> Context:
        """What the text around a statement says of its place, its period and its status."""
        frame = statement.frame
        graded = _is_graded(statement.indicator)
        index = statement.words[0] if graded and statement.words else None
        if index and index[0] >= frame.sentence.start:
            index = None
        time = self._moments.of(frame, self._dating.current, edition=graded, index=index)
        period = self._dating.period(frame, time, edition=graded)
        if period and statement.indicator.measure == "stock":
            period = self._dating.of_stock(period, time)
        base = statement.base or (self._edition() if graded else 0)
        place = self._places.of(frame, period, base)
        over = time is not None and period is not None and self._dating.is_over(period)
        status, told = self._statuses.of(frame, time.start if time is not None and over else None)
        inner = status == "actual" and time and told and time.end <= told[0] < frame.sentence.start
        if inner and period and self._dating.is_ahead(period, time):
            # "… ĐẾN NĂM 2025. I. HIỆN TRẠNG": what is told of today is not of that year.
            time, period = None, self._dating.period(frame, None, edition=graded)
        if time is None and status in ("target", "plan") and (goal := self._moments.goal(frame)):
            time, period = goal, self._dating.period(frame, goal)
        elif period is not None:
            period = self._of_status(period, time, status, told, statement)
        status, told = self._of_its_time(statement, period, time, (status, told))
        flow = _adds_up(statement.indicator)
        spans = flow and status == "actual" and self._moments.span(frame, self._dating.reported)
        when = (time.start, time.end) if time is not None else None
        return Context(place, period, status, spans, when, told)

    def _of_its_time(
        self, statement: Statement, period: Period | None, time: Time | None, said: Said
    ) -> Said:
        """The status as said, unless the period or the indicator makes it another."""
        status, told = said
        frame = statement.frame
        # A stage that is told of as reached is no goal, whatever the year of its document.
        number = statement.indicator.kind != "milestone"
        if number and status == "actual" and period and self._is_ahead(period, time, told, frame):
            planned = self._is_planned(statement, period)
            return "plan" if planned else "target", (time.start, time.end) if time else None
        if status == "target" and self._is_planned(statement, period):
            return self._statuses.of_sum(frame, told), told
        if status == "plan" and told and any(a <= told[0] < b for a, b in statement.words):
            return "actual", None  # tasks that were assigned are counted as such
        if status == "plan" and told and _is_a_goal_of(statement, told):
            return "target", told
        return status, told

    def _is_ahead(self, period: Period, time: Time | None, told: Span | None, frame: Frame) -> bool:
        """Whether a period is still to come, and no heading says that it is so by then.

        As "HIỆN TRẠNG ĐẾN NĂM 2022" does in October.
        """
        state = time is not None and told is not None and self._is_state(told, time, frame)
        return not state and self._dating.is_ahead(period, time)

    def _is_state(self, told: Span, time: Time, frame: Frame) -> bool:
        """Whether one heading tells of today's state and of this year."""
        this_year = time.key == self._document.published_on.value[: len(time.key)]
        text = self._document.text[told[0] : time.start]
        return this_year and told[1] <= time.start < frame.sentence.start and "\n" not in text

    def _is_planned(self, statement: Statement, period: Period | None) -> bool:
        """Whether it is a sum of a year so near that what is ahead of it is planned."""
        near = period is None or not self._dating.is_far(period)
        return near and _adds_up(statement.indicator)

    def _of_status(
        self,
        period: Period,
        time: Time | None,
        status: ObsStatus,
        told: Span | None,
        statement: Statement,
    ) -> Period:
        """The period of a result or a goal: "9 tháng đạt 63% (mục tiêu 70%)", the year's."""
        if status == "actual" and time is not None:
            stock = statement.indicator.measure == "stock"
            return self._dating.of_this_year(period, time) if stock else period
        if status == "actual":
            return self._dating.of_result(period)
        own = time is not None and (told is None or told[0] <= time.start)
        if own or status == "estimate":
            return period
        lead = statement.frame.number.lead
        said = told is not None and _OF_THE_YEAR.search(self._document.text, told[0], lead)
        yearly = bool(said) or (time is None and not self._dating.reported)
        return self._dating.of_goal(period, yearly=yearly)

    def in_table(
        self, statement: Statement, place: Place, period: Period | None, said: Said | None
    ) -> Context:
        """The context of a cell: its column's period and status, where it says them.

        `said` is a status and the place of its words; what lies ahead is no result.
        """
        graded = _is_graded(statement.indicator)
        frame, time = statement.frame, None
        if period is None:
            time = next(self._moments.above(frame.sentence), None)
            period = self._dating.period(frame, time, edition=graded)
        status, told = said or ("actual", None)
        if status == "actual" and period and self._dating.is_ahead(period, time):
            built = _adds_up(statement.indicator) and statement.indicator.kind == "count"
            status = "plan" if built else "target"
        when = (time.start, time.end) if time is not None else None
        return Context(place, period, status, when=when, told=told)

    def proposal(self, statement: Statement, context: Context) -> Proposal:
        """The figure of a statement in its context, with every doubt about it."""
        place, period, status, _ = context[:4]
        start, end = statement.span
        sentence, text = statement.frame.sentence, self._document.text
        figure = Draft(
            area=place.key,
            indicator=statement.indicator.id,
            period=period,
            obs_status=status,
            value=statement.value,
            unit=statement.indicator.unit,
            qualifier=statement.qualifier,
            as_written=text[start:end],
            source_id=self._source,
            locator=Locator(
                "text", start=start, end=end, sentence=text[sentence.start : sentence.end]
            ),
            note=statement.note,
        )
        return Proposal(
            figure,
            round(statement.confidence, 2),
            statement.reason,
            tuple(self._doubts(statement, context)),
            statement.options,
            Evidence(statement.words, context.when, context.told, place.named),
        )

    def _doubts(self, statement: Statement, context: Context) -> list[str]:
        doubts = [
            "Câu này có thể nói về hơn một chỉ tiêu." if statement.options else "",
            statement.doubt if context.status in ("actual", "estimate") else "",
            context.place.doubt,
            NO_PERIOD if context.period is None else "",
            "Tỉnh này đã hợp nhất trước kỳ đó; chưa rõ kỳ của số này."
            if self._has_ended(context)
            else "",
            "Từ chỉ đối tượng đứng xa con số." if statement.confidence < NEAR_ENOUGH else "",
        ]
        return [doubt for doubt in doubts if doubt]

    def _has_ended(self, context: Context) -> bool:
        """Whether a document of after the merger tells of a province that was no more then."""
        published = self._document.published_on.value
        after = published >= MERGER.isoformat()[: len(published) or 1]
        if not after or not context.place.key.startswith("vn63:") or context.period is None:
            return False
        return context.period.end >= MERGER and context.period.kind != "year"

    def _edition(self) -> int:
        """34 for what was published since the merger: the edition ranks the new provinces."""
        published = self._document.published_on.value
        return 34 if published >= MERGER.isoformat()[: len(published) or 1] else 0


def _is_a_goal_of(statement: Statement, told: Span) -> bool:
    """Whether a share is what a plan aims at: "Theo kế hoạch, đến 2025 … đạt trên 50%".

    What is called a plan right beside its number stays one: "kế hoạch giao là 80%".
    """
    frame = statement.frame
    return statement.indicator.unit == "%" and not frame.column and told[1] <= frame.near_start


def _adds_up(indicator: Indicator) -> bool:
    """Whether it is counted or earned in a span of time: stations that are built, revenue."""
    return indicator.measure == "flow" and indicator.kind in _SUMS


def _is_graded(indicator: Indicator) -> bool:
    """Whether it is a score or rank of an index that is published by the year."""
    return (indicator.kind, indicator.measure) in (("score", "flow"), ("rank", "flow")) and (
        indicator.pillar == "index"
    )


_TOLD_BEFORE = "Báo cáo đã có số khác cho cùng tỉnh, chỉ tiêu và kỳ; số này có thể chỉ là một phần."
# "hơn 1.680" and 1.684 say the same: a hedged round figure never contradicts the exact one.
_ROUNDED = 0.05
_DECIMALS = re.compile(r"\d[,.](\d{1,3})\s*%")

Key = tuple[str, str, Period | None, ObsStatus]


def contested(figures: Iterable[Proposal]) -> Iterator[Proposal]:
    """The figures, those after the first of a key with a doubt; rounded ones are left out.

    "412 sản phẩm, trong đó 120 sản phẩm OCOP": the second number is a part as often as a
    correction, so a person says which.
    """
    figures = list(figures)
    first: dict[Key, Proposal] = {}
    for figure in figures:
        if figure.sure:
            known = first.setdefault(_key(figure), figure)
            exact = known.figure.qualifier != "exact" and _is_rounded(known, figure)
            if exact or _is_computed(known, figure):
                first[_key(figure)] = figure  # the exact or the printed one speaks for both
    for figure in figures:
        if not figure.sure:
            yield figure
            continue
        known = first[_key(figure)]
        if known is figure:
            yield figure
        elif not (_is_rounded(known, figure) or _is_computed(figure, known)):
            yield replace(figure, doubts=(_TOLD_BEFORE,))


def _key(proposal: Proposal) -> Key:
    told = proposal.figure
    return told.area, told.indicator, told.period, told.obs_status


def _is_computed(one: Proposal, other: Proposal) -> bool:
    """Whether one is a fraction whose share the other prints: "818/1.542 (…), chiếm 53%"."""
    if one.figure.unit != "%" or "/" not in one.figure.as_written or "%" in one.figure.as_written:
        return False
    decimals = _DECIMALS.search(other.figure.as_written)
    within = 0.51 * 10 ** -len(decimals[1]) if decimals else 0.51
    return abs(one.figure.value - other.figure.value) <= within


def _is_rounded(one: Proposal, other: Proposal) -> bool:
    """Whether one of two figures is but the other, rounded and hedged."""
    a, b = one.figure, other.figure
    hedged = (a.qualifier == "exact") != (b.qualifier == "exact")
    return hedged and abs(a.value - b.value) <= _ROUNDED * max(abs(a.value), abs(b.value))
