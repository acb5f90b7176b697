"""The answers to a question, best first: figures, then the views they stand in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from kpi.analysis.search.leaders import leaders, missing
from kpi.analysis.search.meaning import LEADING, Meaning
from kpi.analysis.search.names import Named, Names
from kpi.analysis.search.places import (
    figure_answer,
    figures_of,
    important_figures,
    nearest_figure,
    ranked,
    successor,
)
from kpi.analysis.search.question import Question, read_question
from kpi.analysis.search.reader import Moment, Reader
from kpi.analysis.search.values import MOST, NOTHING_BEFORE, Answer, Context, Found
from kpi.analysis.search.words import Want
from kpi.catalogue import Catalogue
from kpi.model import Indicator, Lang, Period, Scheme
from kpi.store import Store

_MOST_OTHERS = 3


def search(
    store: Store,
    catalogue: Catalogue,
    text: str,
    lang: Lang,
    before: Context = NOTHING_BEFORE,
    today: date | None = None,
) -> Found:
    """The answers to a typed question, at most MOST.

    Args:
        store: whose figures answer.
        catalogue: whose names are understood.
        text: as typed, of any length; case, diacritics and order of words do not matter.
        lang: of the answers; questions may be in either language.
        before: what was asked about before and what the page shows; an explicit word wins.
        today: what "năm nay" counts from; the day itself when None.
    """
    if not text.strip():
        return Found(context=before)
    names = catalogue.once(Names)
    today = today or datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    question = read_question(text, names, today)
    reader = Reader(store, catalogue, lang)
    return _Reply(reader, names, question, _known(catalogue, before)).found(text)


def _known(catalogue: Catalogue, before: Context) -> Context:
    """The context without what the catalogue does not have: it comes from an address."""
    return Context(
        indicator=before.indicator if before.indicator in catalogue.indicators else "",
        area=before.area if before.area in catalogue.areas else "",
        mine=before.mine if before.mine in catalogue.areas else "",
    )


class _Reply:
    """One question with its context; `found` gives the answers."""

    def __init__(self, reader: Reader, names: Names, question: Question, before: Context) -> None:
        self._reader, self._names = reader, names
        self._question, self._before = question, before
        self._meaning = Meaning(reader, names, question, before)
        self._notes = self._meaning.notes

    def found(self, text: str) -> Found:
        """The answers, what has to be said of them, and what a question that follows may keep."""
        question, meaning = self._question, self._meaning
        if question.empty and not (question.yearless and self._before.indicator):
            return self._nothing(text)
        meaning.tell_how_read()
        indicator, others = meaning.indicator()
        places = meaning.places(keep=indicator is None or bool(question.follows))
        answers: list[Answer] = []
        if indicator is None:
            indicator = meaning.kept_indicator(places)
        elif not places and not question.wants & {*LEADING, "missing"}:
            answers = self._of_indicator(indicator)
            if aside := meaning.aside(places):
                answers[1:1] = self._figures(indicator, aside)[:1]
            return self._done([*answers, *self._others(others)], indicator, places)
        if indicator is not None and meaning.place_alone() and not question.follows:
            profile, *rest = self._of_places(places)
            answers = [profile, *self._figures(indicator, places), *rest]
        elif indicator is not None:
            answers = [*self._of_both(indicator, places), *self._others(others)]
        elif places:
            answers = self._of_places(places)
        else:
            answers = self._of_headlines()
        return self._done(answers, indicator, places)

    def _done(
        self, answers: Sequence[Answer], indicator: Indicator | None, places: Sequence[Named]
    ) -> Found:
        different = dict.fromkeys((a.page, tuple(sorted(a.query.items()))) for a in answers)
        first = {key: next(a for a in answers if _address(a) == key) for key in different}
        # With several places that it may be, a question names none.
        area = places[0].keys[-1] if len(places) == 1 else self._before.area
        return Found(
            answers=tuple(first.values())[:MOST],
            notes=tuple(dict.fromkeys(self._notes)),
            context=replace(
                self._before,
                indicator=indicator.id if indicator else self._before.indicator,
                area=area,
            ),
        )

    # What is answered

    def _of_both(self, indicator: Indicator, places: Sequence[Named]) -> list[Answer]:
        """An indicator and places, a region, or what is wanted of it."""
        question = self._question
        moment = self._moment(indicator)
        if moment is None:
            self._tell_no_figures(indicator)
            return [self._reader.methods(indicator), *self._profiles(places)]
        wanted = next((w for w in LEADING if w in question.wants), None)
        if "missing" in question.wants:
            return self._missing(indicator, moment, places)
        if wanted is not None and not places:
            return self._leaders(indicator, moment, "best" if wanted == "top" else wanted)
        if not places:
            return self._of_indicator(indicator)
        figures = self._figures(indicator, places)
        known = [key for named in places for key in named.keys]
        names = {a.parts[0] for a in figures if a.kind == "figure"}
        shown = [key for key in known if self._reader.area(key) in names]
        newest = [named.keys[-1] for named in places]
        views = [
            self._reader.ranking(indicator, self._beside(moment, figures), question.status),
            self._reader.trend(indicator, tuple(dict.fromkeys([*shown, *newest]))[:6]),
        ]
        if "define" in question.wants:
            views.insert(0, self._reader.methods(indicator))
        views = sorted(views, key=self._wanted_first)
        return [*figures, *views, *self._profiles(places)]

    def _beside(self, moment: Moment, figures: Sequence[Answer]) -> Moment:
        """The comparison that the first figure stands in."""
        for figure in figures:
            if figure.kind == "figure" and figure.query.get("scheme") in ("vn34", "vn63"):
                indicator = self._reader.catalogue.indicator(figure.query["indicator"])
                period = Period.of(figure.query["period"])
                scheme: Scheme = "vn34" if figure.query["scheme"] == "vn34" else "vn63"
                beside = self._reader.moment(indicator, period, self._question.status, scheme)
                return beside or moment
        return moment

    def _wanted_first(self, answer: Answer) -> int:
        wants = self._question.wants
        pairs = (("trend", "trend"), ("compare", "ranking"), ("define", "methods"))
        return next((n for n, (want, kind) in enumerate(pairs)
                     if want in wants and answer.kind == kind), len(pairs))  # fmt: skip

    def _figures(self, indicator: Indicator, places: Sequence[Named]) -> list[Answer]:
        """The figures of each place, or that it has none and which is the nearest."""
        question, reader = self._question, self._reader
        answers: list[Answer] = []
        alone = len(places) == 1
        for named in places:
            keys = named.keys
            if new := successor(reader, keys, question.period):
                self._notes.append(
                    self._say(
                        f"{reader.area(keys[-1])} nay thuộc {reader.area(new)}.",
                        f"{reader.area(keys[-1])} is part of {reader.area(new)} now.",
                    )
                )
            rows = figures_of(reader, indicator, keys, question.period, question.status)
            if not rows and new:
                rows = figures_of(reader, indicator, [new], question.period, question.status)
            answers += [
                figure_answer(reader, indicator, row, told_rank=alone) for row in rows[:2]
            ] or self._no_figure(indicator, named)
        return answers

    def _no_figure(self, indicator: Indicator, named: Named) -> list[Answer]:
        """That a place has no figure, leading to who has; and its figure nearest in time."""
        question, reader = self._question, self._reader
        when = f" {reader.period(indicator, question.period)}" if question.period else ""
        name = reader.area(named.keys[-1])
        moment = self._moment(indicator)
        parts = (name, f"{indicator.short(reader.lang)}{when}")
        none = Answer(
            kind="none",
            parts=parts,
            page="ranking",
            query=reader.ranking(indicator, moment, question.status).query if moment else {},
            value=self._say("chưa có số liệu", "no figure"),
            detail=self._who_has(indicator, moment),
        )
        near = nearest_figure(reader, indicator, named.keys, question.period, question.status)
        aside = self._say("kỳ gần nhất", "nearest period")
        return [none, *(reader.figure(indicator, row, aside) for row in near)]

    def _who_has(self, indicator: Indicator, moment: Moment | None) -> str:
        """For how many areas there is a figure, and when."""
        if moment is None or indicator.base:
            return ""
        when = self._reader.period(indicator, moment.period)
        return f"{when}: {self._reader.provinces(moment.have, moment.scheme)}"

    def _of_indicator(self, indicator: Indicator) -> list[Answer]:
        question, reader = self._question, self._reader
        moment = self._moment(indicator)
        if moment is None:
            self._tell_no_figures(indicator)
            return [reader.methods(indicator)]
        views = [
            reader.ranking(indicator, moment, question.status, self._region(moment)),
            reader.trend(indicator, ()),
            reader.methods(indicator),
        ]
        return sorted(views, key=self._wanted_first)

    def _leaders(self, indicator: Indicator, moment: Moment, wanted: Want) -> list[Answer]:
        question, reader = self._question, self._reader
        region = self._region(moment)
        ranking = ranked(reader, indicator, moment, question.status, region)
        told, notes = leaders(reader, ranking, wanted, question.count)
        self._notes += notes
        return [
            *told,
            reader.ranking(indicator, moment, question.status, region),
            reader.trend(indicator, ()),
        ]

    def _missing(
        self, indicator: Indicator, moment: Moment, places: Sequence[Named]
    ) -> list[Answer]:
        question, reader = self._question, self._reader
        if question.period is not None and not moment.exact:
            # Nobody at all has one: the nearest year would answer another question.
            moment = replace(moment, period=self._asked_as_shown(indicator, question.period))
        region = self._region(moment)
        ranking = ranked(reader, indicator, moment, question.status, region)
        only = [key for named in places for key in named.keys if key.startswith(moment.scheme)]
        answers = [missing(reader, ranking, only)]
        if places:
            return [*self._figures(indicator, places), missing(reader, ranking)]
        return [*answers, reader.ranking(indicator, self._shown(indicator), question.status)]

    def _asked_as_shown(self, indicator: Indicator, asked: Period) -> Period:
        return Period.of(str(asked.year)) if indicator.measure == "stock" else asked

    def _shown(self, indicator: Indicator) -> Moment:
        moment = self._moment(indicator)
        if moment is None:
            raise ValueError(indicator.id)
        return moment

    def _of_places(self, places: Sequence[Named]) -> list[Answer]:
        """Profiles first; of a single place then its newest and most important figures."""
        first, *former = self._profiles(places)
        if len(places) > 1:
            return [first, *former]
        figures = important_figures(self._reader, places[0].keys, MOST - 3)
        return [first, *figures, *former]

    def _profiles(self, places: Sequence[Named]) -> list[Answer]:
        """The profile of each place; of a place whose territory changed the former one last."""
        catalogue = self._reader.catalogue
        newest = [named.keys[-1] for named in places]
        former = [
            key
            for named in places
            for key in named.keys[:-1]
            if catalogue.successors.get(key) != named.keys[-1]
            or catalogue.same_territory(named.keys[-1]) is None
        ]
        return [
            self._reader.profile(key) for key in (*newest, *former) if not key.startswith("vn:")
        ]

    def _of_headlines(self) -> list[Answer]:
        """No indicator is named: the headline ones, for what was asked of them."""
        question, reader = self._question, self._reader
        chosen = sorted(
            (i for i in reader.catalogue.indicators.values() if i.headline is not None),
            key=lambda i: -(i.headline or 0),
        )
        if not question.regions:
            self._notes.append(
                self._say(
                    "Chưa nêu chỉ tiêu; gõ thêm tên, ví dụ “dti”, “bts”.",
                    "No indicator is named; add one, such as “dti” or “bts”.",
                )
            )
        answers = []
        for indicator in chosen:
            moment = self._moment(indicator, tell=False)
            if moment is not None and (moment.exact or question.period is None):
                region = self._region(moment)
                answers.append(reader.ranking(indicator, moment, question.status, region))
        return answers

    def _others(self, others: Sequence[Indicator]) -> list[Answer]:
        """Further indicators that have the words of the question."""
        reader = self._reader
        aside = self._say("chỉ tiêu khác có các từ này", "another indicator with these words")
        answers = []
        for indicator in others[:_MOST_OTHERS]:
            moment = reader.moment(indicator, self._question.period, self._question.status, None)
            view = (
                reader.ranking(indicator, moment, self._question.status)
                if moment
                else reader.methods(indicator)
            )
            answers.append(
                Answer(
                    "suggestion", (indicator.name(reader.lang),), view.page, view.query, "", aside
                )
            )
        return answers

    def _nothing(self, text: str) -> Found:
        """Names that look like the text, for nothing of it was understood."""
        reader = self._reader
        letters = "".join(self._question.unread) or text
        aside = self._say("tên gần giống", "a similar name")
        answers = []
        for kind, key in self._names.near(letters, MOST):
            if kind == "area":
                told = replace(reader.profile(key), kind="suggestion", parts=(reader.area(key),))
            else:
                told = self._others([reader.catalogue.indicator(key)])[0]
            answers.append(replace(told, detail=aside))
        note = self._say(
            f"Không tìm thấy “{_short(text)}”.", f"Nothing found for “{_short(text)}”."
        )
        return Found(tuple(answers), (note,), self._before, understood=False)

    # Periods, regions, notes

    def _moment(self, indicator: Indicator, *, tell: bool = True) -> Moment | None:
        question = self._question
        scheme = question.scheme
        if scheme is None and len({s for s, _ in question.regions}) == 1:
            scheme = "vn34" if question.regions[0][0] == "vn34" else "vn63"
        moment = self._reader.moment(indicator, question.period, question.status, scheme)
        if tell and moment is not None and question.period is not None and not moment.exact:
            asked = self._reader.period(indicator, question.period)
            shown = self._reader.period(indicator, moment.period)
            if asked != shown and not question.period.holds(moment.period):
                name = indicator.short(self._reader.lang)
                self._notes.append(
                    self._say(
                        f"Chưa tỉnh nào có {name} {asked}; gần nhất là {shown}.",
                        f"No province has {name} for {asked}; the nearest is {shown}.",
                    )
                )
        return moment

    def _region(self, moment: Moment) -> str:
        return next((code for s, code in self._question.regions if s == moment.scheme), "")

    def _tell_no_figures(self, indicator: Indicator) -> None:
        name = indicator.short(self._reader.lang)
        self._notes.append(
            self._say(f"Chưa có số liệu nào: {name}.", f"No figure at all yet: {name}.")
        )

    def _say(self, vi: str, en: str) -> str:
        return self._reader.say(vi, en)


def _address(answer: Answer) -> tuple[str, tuple[tuple[str, str], ...]]:
    return answer.page, tuple(sorted(answer.query.items()))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 40 else f"{words[:39]}…"
