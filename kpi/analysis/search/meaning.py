"""What a question means with what was asked before: the indicator, the places, what is kept."""

from collections.abc import Sequence

import pandas as pd

from kpi.analysis.search.names import Match, Named, Names
from kpi.analysis.search.question import Question
from kpi.analysis.search.reader import Reader
from kpi.analysis.search.values import MOST, Context
from kpi.analysis.search.words import Want
from kpi.model import Indicator

LEADING: tuple[Want, ...] = ("best", "worst", "highest", "lowest", "top")
"""What asks for the first or the last."""

_SURE = 0.97
"""From this score on a name is the indicator's own."""
_NEARLY = 0.85
"""The share of the best score from which the indicator that has figures is preferred."""


class Meaning:
    """A question in its context; `notes` say what was kept, put right or not understood."""

    def __init__(self, reader: Reader, names: Names, question: Question, before: Context) -> None:
        self._reader, self._names = reader, names
        self._question, self._before = question, before
        self.notes: list[str] = []

    def indicator(self) -> tuple[Indicator | None, list[Indicator]]:
        """The indicator that is named, and those that may be meant as well."""
        matches = self._question.indicators
        if not matches:
            return None, []
        catalogue = self._reader.catalogue
        best = matches[0]
        if best.score < _SURE:
            # Those that leave no word aside that the best one has.
            near = [m for m in matches if m.score >= _NEARLY * best.score and m.used >= best.used]
            ids = tuple(m.indicator for m in near)
            self._reader.once(("fetched", ids), lambda: self._reader.store.fetch(ids))
            best = max(near, key=lambda m: (self._figures(m), round(m.score, 1), self._areas(m)))
        others = [catalogue.indicator(m.indicator) for m in matches if m is not best]
        return catalogue.indicator(best.indicator), others

    def _figures(self, match: Match) -> int:
        """Whether there are figures: for the place and period (3), for one of them, anywhere."""
        store, period = self._reader.store, self._question.period
        if match.indicator not in set(store.extent()["indicator"]):
            return 0
        keys = [key for named in self._question.places for key in named.keys]
        figures = store.figures(match.indicator)
        own = figures[figures["area"].isin(keys)] if keys else figures
        if period is None or own.empty:
            return 1 + int(not own.empty)
        first, last = pd.Timestamp(period.start), pd.Timestamp(period.end)
        return 2 + int(((own["period_start"] >= first) & (own["period_end"] <= last)).any())

    def _areas(self, match: Match) -> int:
        """For how many areas there are figures."""
        extent = self._reader.store.extent()
        return int(extent.loc[extent["indicator"] == match.indicator, "areas"].sum())

    def kept_indicator(self, places: Sequence[Named]) -> Indicator | None:
        """The indicator of before, where the question leaves it unsaid and says something of it."""
        question = self._question
        named = question.periods or question.places or question.maybe or question.regions
        asks = bool(named or question.wants - {"profile"} or question.mine or question.yearless)
        if not self._before.indicator or question.unread or not asks:
            return None
        if "profile" in question.wants and places:
            return None
        indicator = self._reader.catalogue.indicator(self._before.indicator)
        name = indicator.short(self._reader.lang)
        self.notes.append(self._say(f"Giữ chỉ tiêu: {name}.", f"Indicator kept: {name}."))
        return indicator

    def places(self, *, keep: bool) -> tuple[Named, ...]:
        """The places that are named, the reader's own, or the one of before."""
        question = self._question
        if question.places or question.maybe:
            return question.places or question.maybe[:MOST]
        if question.mine:
            if own := self._names.place_of(self._before.mine):
                return (own,)
            self.notes.append(
                self._say(
                    "Chưa chọn “Tỉnh của tôi” ở đầu trang.",
                    "“My province” at the top of the page is not chosen yet.",
                )
            )
        elsewhere = question.regions or question.wants & {*LEADING, "missing", "compare"}
        if keep and not elsewhere and (place := self._names.place_of(self._before.area)):
            self._tell_kept_place(place)
            return (place,)
        return ()

    def aside(self, places: tuple[Named, ...]) -> tuple[Named, ...]:
        """The place whose figure is told beside those of an indicator alone."""
        if self._question.regions:
            return places
        if place := self._names.place_of(self._before.area):
            self._tell_kept_place(place)
            return (place,)
        own = self._names.place_of(self._before.mine)
        return (own,) if own else places

    def _tell_kept_place(self, place: Named) -> None:
        name = self._reader.catalogue.area(place.keys[-1]).name(self._reader.lang)
        self.notes.append(self._say(f"Giữ tỉnh: {name}.", f"Province kept: {name}."))

    def place_alone(self) -> bool:
        """Whether nothing but a place is named."""
        question = self._question
        only = not (question.periods or question.wants or question.indicators or question.mine)
        return only and bool(question.places or question.maybe)

    def tell_how_read(self) -> None:
        """What was put right, could not be read, or lacks a year."""
        question, reader = self._question, self._reader
        meant = ""
        if question.indicators:
            first = question.indicators[0].indicator
            meant = reader.catalogue.indicator(first).short(reader.lang)
        for typed, places in question.respelled:
            read = self._names_of(places) or meant
            self.notes.append(self._say(f"“{typed}” đọc là {read}.", f"“{typed}” read as {read}."))
        if question.maybe and not any(places for _, places in question.respelled):
            named = self._names_of(question.maybe)
            self.notes.append(self._say(f"Có thể là: {named}.", f"Perhaps: {named}."))
        if question.unread:
            words = ", ".join(f"“{word}”" for word in question.unread)
            self.notes.append(self._say(f"Không hiểu {words}.", f"Not understood: {words}."))
        for written in question.yearless:
            self.notes.append(self._say(f"“{written}” của năm nào?", f"“{written}” of which year?"))

    def _names_of(self, places: Sequence[Named]) -> str:
        areas, lang = self._reader.catalogue.areas, self._reader.lang
        return " / ".join(areas[place.keys[-1]].name(lang) for place in places[:MOST])

    def _say(self, vi: str, en: str) -> str:
        return self._reader.say(vi, en)
