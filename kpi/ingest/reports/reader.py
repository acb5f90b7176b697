"""One document, number by number: what each is, and the figure it states."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from kpi.catalogue import Catalogue
from kpi.ingest.reports.carried import Carried
from kpi.ingest.reports.dating import Dating
from kpi.ingest.reports.exclusions import Exclusions, ExclusionWords
from kpi.ingest.reports.grids import drawn_grids
from kpi.ingest.reports.index_topics import IndexTopics, IndexTopicWords
from kpi.ingest.reports.indicators import Linker
from kpi.ingest.reports.lost_layout import lost_grids
from kpi.ingest.reports.modifiers import Modifiers
from kpi.ingest.reports.moments import Moments, MomentWords
from kpi.ingest.reports.outline import Sentence, outline
from kpi.ingest.reports.paired_cells import is_rank_with_score
from kpi.ingest.reports.phrases import Span, Text
from kpi.ingest.reports.places import Places, PlaceWords
from kpi.ingest.reports.proposals import Figures, contested
from kpi.ingest.reports.quantities import Number, NumberFinder, Shares, ShareWords, decimal_mark
from kpi.ingest.reports.rulebook import Rulebook
from kpi.ingest.reports.scoring.around import Around
from kpi.ingest.reports.scoring.model import Model
from kpi.ingest.reports.scoring.scorer import Candidates, Scorer
from kpi.ingest.reports.scoring.suggestions import (
    Suggestions,
    arounds,
    may_be_doubted,
    wants_suggestions,
)
from kpi.ingest.reports.stages import Stage, find_stages
from kpi.ingest.reports.statements import Outcome, Statement, StatementReader
from kpi.ingest.reports.status import Statuses, StatusWords
from kpi.ingest.reports.suiting import Fitting, FittingWords
from kpi.ingest.reports.surroundings import Frames, FrameWords
from kpi.ingest.reports.table_figures import TableFigures
from kpi.ingest.reports.table_statements import Aside
from kpi.ingest.reports.table_telling import TableWords
from kpi.ingest.reports.times import TimeFinder, Timeline
from kpi.ingest.reports.topics import Topics, TopicWords
from kpi.ingest.tables.vocabulary import Vocabulary
from kpi.model import Document, Mention, Proposal, Report, Told
from kpi.model.reports import MentionKind, MentionState


class Grammar:
    """The rules of the indicators, and the words around numbers, times and places."""

    def __init__(self, catalogue: Catalogue, candidates: Candidates | None = None) -> None:
        words = catalogue.words
        self.catalogue = catalogue
        self.rulebook = Rulebook(catalogue)
        self.numbers = NumberFinder(words)
        self.times = TimeFinder(words)
        self.frames = FrameWords(self.rulebook)
        self.fitting = FittingWords(words)
        self.indices = IndexTopicWords(words)
        self.topics = TopicWords(words)
        self.shares = ShareWords(words)
        self.exclusions = ExclusionWords(words)
        self.moments = MomentWords(words)
        self.statuses = StatusWords(words)
        self.places = PlaceWords(catalogue)
        self.tables = TableWords(catalogue.once(Vocabulary))
        self.candidates = candidates or catalogue.once(Candidates)


_STAGE_CONFIDENCE = 0.9
_SEVERAL_YEARS = "số của nhiều năm cộng lại"
# So many numbers are a column that lost its lines, not a sentence: no word is any one's own.
_MOST_NUMBERS = 100
_YEAR = re.compile(r"(?:19|20)\d\d")


class DocumentReader:
    """Reads one document by the rules of a catalogue."""

    def __init__(self, grammar: Grammar, document: Document, model: Model) -> None:
        self._document, self._grammar = document, grammar
        self._scorer = Scorer(grammar.candidates, model)
        self._stage_rules = grammar.rulebook.milestones
        self._sentences = outline(document)
        self._text = text = grammar.rulebook.text(document.text)
        self._numbers, self._others = grammar.numbers.find(text)
        self._frames = Frames(grammar.frames, text, self._sentences)
        times = grammar.times.find(text, self._sentences)
        timeline = Timeline(times, self._sentences, document.title)
        statuses = Statuses(grammar.statuses, text, document.title, self._sentences)
        self._figures = Figures(
            document,
            Moments(grammar.moments, text, timeline),
            Dating(document, timeline),
            Places(grammar.places, grammar.catalogue, document, text, self._sentences),
            statuses,
        )
        self._decimal = decimal_mark(text.folded, self._numbers)
        fitting = Fitting(grammar.fitting, text, self._decimal)
        self._reader = _statements(grammar, text, self._frames, fitting)
        tables = TableFigures(
            grammar.tables, document, self._sentences, self._figures, statuses, self._aside
        )
        drawn = drawn_grids(document.text, document.tables)
        lost = lost_grids(document.text, [(grid.start, grid.end) for grid in drawn])
        self._tables = tables.read([*drawn, *lost])
        self._told = [table.span for table in self._tables]

    def report(self) -> Report:
        """The figures in the order of the text, and every number."""
        figures: list[Proposal] = []
        mentions = [
            self._mention((start, end), "unread", reason, "no_quantity")
            for start, end, reason in self._others
        ]
        outcomes = list(self._outcomes())
        for outcome in outcomes:
            figure, became = self._figure(outcome)
            figures += [figure] if figure else []
            if figure:
                figures += filter(None, (self._proposed(also)[0] for also in outcome.also))
            mentions += became
        mentions = self._with_tables(mentions)
        suggestions = self._suggestions(outcomes, figures, mentions)
        figures = [suggestions.doubted(figure, _start(figure)) for figure in figures]
        figures += [figure for table in self._tables for figure in table.figures]
        figures += self._stages()
        told = list(contested(_once(sorted(figures, key=_start))))
        asked = {_start(figure) for figure in told if figure.doubts}
        mentions = [replace(m, state="asked") if m.start in asked else m for m in mentions]
        mentions = [suggestions.on(mention) for mention in mentions]
        return Report(
            self._document,
            tuple(told),
            tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end))),
        )

    def arounds(self) -> list[tuple[Number, Around]]:
        """Every quantity, as it is read, and what surrounds it: what examples are made of."""
        return self._arounds(list(self._outcomes()), None)

    def _arounds(
        self, outcomes: Sequence[Outcome], wanted: Container[int] | None
    ) -> list[tuple[Number, Around]]:
        # A fraction read again behind its share is one number.
        numbers = list({n.start: n for o in outcomes for n in o.numbers}.values())
        numbers.sort(key=lambda number: number.start)
        return arounds(self._text.folded, self._sentences, numbers, self._decimal, wanted)

    def _suggestions(
        self, outcomes: Sequence[Outcome], figures: Iterable[Proposal], mentions: Iterable[Mention]
    ) -> Suggestions:
        """What the scorer says of the numbers of which it has a say; weighing all takes time."""
        catalogue = self._grammar.catalogue
        wanted = {mention.start for mention in mentions if wants_suggestions(mention)}
        wanted |= {
            _start(figure)
            for figure in figures
            if may_be_doubted(figure, catalogue.indicators[figure.figure.indicator])
        }
        told = self._arounds(outcomes, wanted) if self._scorer.knows else []
        return Suggestions(self._scorer, catalogue, told)

    def _with_tables(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions, those of tables by what their cells were read as."""
        told = [mention for table in self._tables for mention in table.mentions]
        cells = {place for mention in told for place in range(mention.start, mention.end)}
        prose = (m for m in mentions if cells.isdisjoint(range(m.start, m.end)))
        return [*prose, *told]

    def _outcomes(self) -> Iterator[Outcome]:
        """What every number says, in the order of the text."""
        place = 0
        for index, sentence in enumerate(self._sentences):
            first = place
            while place < len(self._numbers) and self._numbers[place].start < sentence.end:
                place += 1
            own = [n for n in self._numbers[first:place] if n.start >= sentence.start]
            unread = self._unread(sentence, own) if own else []
            yield from unread
            done = len(own) if unread else 0
            while done < len(own):
                outcome = self._reader.read(index, own, done)
                done += len(outcome.numbers)
                yield outcome

    def _unread(self, sentence: Sentence, own: Sequence[Number]) -> list[Outcome]:
        """What becomes of the numbers of a line that is no sentence to be read."""
        text = self._document.text
        if self._is_of_a_table(sentence):
            return [self._in_words_of_a_table(number) for number in own]
        if is_rank_with_score(text[sentence.start : sentence.end].strip()):
            # Alone in a line they are of the row that it stands in.
            reason = "hạng và điểm của một dòng trong bảng"
            return [Outcome(own, reason=reason, kind="unlinked")]
        if len(own) > _MOST_NUMBERS:
            return [Outcome(own, reason="một dãy số, không phải câu văn", kind="unlinked")]
        return []

    def _in_words_of_a_table(self, number: Number) -> Outcome:
        year = _YEAR.fullmatch(self._document.text, number.start, number.end)
        reason = "năm, không phải số lượng" if year else "số trong chữ của bảng"
        return Outcome([number], reason=reason, kind="no_quantity")

    def _is_of_a_table(self, sentence: Sentence) -> bool:
        """Whether a line is of a table whose cells were read."""
        return any(start <= sentence.start < end for start, end in self._told)

    def _aside(self, text: str, sentences: Sequence[Sentence]) -> Aside:
        """What reads the sentences that the cells of tables are told in."""
        grammar = self._grammar
        told = grammar.rulebook.text(text)
        numbers, _ = grammar.numbers.find(told)
        frames = Frames(grammar.frames, told, sentences)
        fitting = Fitting(grammar.fitting, told, self._decimal)
        title = Told(self._document.title.value)
        document = replace(self._document, text=text, title=title, headings=(), tables=())
        return Aside(
            told,
            numbers,
            frames,
            _statements(grammar, told, frames, fitting),
            fitting,
            Places(grammar.places, grammar.catalogue, document, told, sentences),
        )

    def _figure(self, outcome: Outcome) -> tuple[Proposal | None, list[Mention]]:
        """The figure of a number, and what became of the number."""
        statement = outcome.statement
        if statement is None:
            state: MentionState = "asked" if outcome.kind == "unclear" else "unread"
            return None, self._mentions(outcome.numbers, state, outcome.reason, outcome.kind)
        figure, reason = self._proposed(statement)
        if figure is None:
            kind: MentionKind = "no_value" if reason == _SEVERAL_YEARS else "elsewhere"
            return None, self._mentions(outcome.numbers, "unread", reason, kind)
        state = "asked" if figure.doubts else "taken"
        indicator = statement.indicator
        mentions = self._mentions(outcome.numbers, state, indicator.name_vi, "figure", indicator.id)
        return figure, mentions

    def _proposed(self, statement: Statement) -> tuple[Proposal | None, str]:
        """The figure of a statement in its context, or why it is none of a province."""
        context = self._figures.context(statement)
        if context.place.no_area:
            return None, context.place.no_area
        if context.spans:
            return None, _SEVERAL_YEARS
        return self._figures.proposal(statement, context), ""

    def _stages(self) -> Iterator[Proposal]:
        """The milestones that are reached, in the order of the text."""
        for stage in find_stages(self._text, self._stage_rules, self._sentences):
            statement = self._stage(stage)
            context = self._figures.context(statement)
            if context.status == "actual" and not context.place.no_area:
                yield self._figures.proposal(statement, context)

    def _stage(self, stage: Stage) -> Statement:
        written = self._document.text
        subject, words = (written[slice(*span)] for span in (stage.subject, stage.words))
        return Statement(
            self._frames.of_stage(stage.sentence_index, stage.subject, stage.words),
            stage.words,
            stage.rule.indicator,
            float(stage.rule.stage or 0),
            _STAGE_CONFIDENCE,
            f"'{subject}' + '{words}'",
            words=(stage.subject, stage.words),
        )

    def _mentions(
        self,
        numbers: Iterable[Number],
        state: MentionState,
        reason: str,
        kind: MentionKind,
        indicator: str = "",
    ) -> list[Mention]:
        spans = ((n.start, n.end) for n in numbers)
        return [self._mention(span, state, reason, kind, indicator) for span in spans]

    def _mention(
        self, span: Span, state: MentionState, reason: str, kind: MentionKind, indicator: str = ""
    ) -> Mention:
        written = self._document.text[slice(*span)]
        return Mention(*span, written, state, reason, kind, indicator)


def _statements(grammar: Grammar, text: Text, frames: Frames, fitting: Fitting) -> StatementReader:
    linker = Linker(grammar.rulebook, text, frames)
    indices, topics = IndexTopics(grammar.indices, text), Topics(grammar.topics, text)
    return StatementReader(
        text,
        frames,
        linker,
        fitting,
        Shares(grammar.shares, text),
        Exclusions(grammar.exclusions, text),
        Modifiers(grammar.catalogue.modifiers, text),
        Carried(text, frames, linker, fitting, indices, topics),
    )


def _start(proposal: Proposal) -> int:
    return proposal.figure.locator.start or 0


def _once(figures: Iterable[Proposal]) -> Iterator[Proposal]:
    """A figure that is told twice alike is kept once, where it is told first."""
    seen = set()
    for figure in figures:
        told = figure.figure
        key = (told.area, told.indicator, told.period, told.obs_status, told.value)
        if key not in seen:
            seen.add(key)
            yield figure
