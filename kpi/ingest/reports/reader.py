"""One document, number by number: what each is, and the figure it seems to tell."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kpi.ingest.reports.contested import contested
from kpi.ingest.reports.dating import Dating
from kpi.ingest.reports.figures import Figure, Figures, Statement
from kpi.ingest.reports.fitting import Fitting
from kpi.ingest.reports.frames import Frames
from kpi.ingest.reports.grammar import Grammar
from kpi.ingest.reports.linking import Linker
from kpi.ingest.reports.listening import Heard, Listener
from kpi.ingest.reports.milestones import Stage, find_stages
from kpi.ingest.reports.moments import Moments
from kpi.ingest.reports.numbers import Number, decimal_mark
from kpi.ingest.reports.outline import outline
from kpi.ingest.reports.places import Places
from kpi.ingest.reports.reasons import Reasons
from kpi.ingest.reports.shares import Shares
from kpi.ingest.reports.status import Statuses
from kpi.ingest.reports.timeline import Timeline
from kpi.model import Candidate, Document, Mention, Proposal, Report, Unplaced
from kpi.model.reports import MentionState

_STAGE_CONFIDENCE = 0.9
# So many numbers are a column that lost its lines, not a sentence: no word is any one's own.
_MOST_NUMBERS = 100


class DocumentReader:
    """Reads one document by the rules of a catalogue."""

    def __init__(self, grammar: Grammar, document: Document) -> None:
        self._document = document
        self._stage_rules = grammar.rulebook.milestones
        self._sentences = outline(document)
        self._text = text = grammar.rulebook.text(document.text)
        self._numbers, self._others = grammar.numbers.find(text.folded)
        self._frames = Frames(grammar.frames, text, self._sentences)
        times = grammar.times.find(text, self._sentences)
        timeline = Timeline(times, self._sentences, document.title)
        self._figures = Figures(
            document,
            Moments(grammar.moments, text, timeline),
            Dating(document, timeline),
            Places(grammar.places, grammar.catalogue, document, text, self._sentences),
            Statuses(grammar.statuses, text, document.title),
        )
        self._listener = Listener(
            text,
            self._frames,
            Linker(grammar.rulebook, text, self._frames),
            Fitting(grammar.fitting, text, decimal_mark(text.folded, self._numbers)),
            Shares(grammar.shares, text),
            Reasons(grammar.reasons, text),
        )

    def report(self) -> Report:
        """The figures in the order of the text, and every number."""
        figures: list[Figure] = []
        mentions = [self._mention(a, b, "unread", reason) for a, b, reason in self._others]
        for heard in self._heard():
            figure, became = self._figure(heard)
            figures += [figure] if figure else []
            mentions += became
        figures += self._stages()
        told = list(contested(_once(sorted(figures, key=_start))))
        asked = {_start(figure) for figure in told if figure.doubts}
        mentions = [replace(m, state="asked") if m.start in asked else m for m in mentions]
        return Report(
            self._document,
            tuple(figure for figure in told if isinstance(figure, Proposal)),
            tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end))),
            tuple(figure for figure in told if isinstance(figure, Unplaced)),
        )

    def _heard(self) -> Iterator[Heard]:
        """What every number says, in the order of the text."""
        place = 0
        for index, sentence in enumerate(self._sentences):
            first = place
            while place < len(self._numbers) and self._numbers[place].start < sentence.end:
                place += 1
            own = [n for n in self._numbers[first:place] if n.start >= sentence.start]
            done = 0
            if len(own) > _MOST_NUMBERS:
                done = len(own)
                yield Heard(own, unread="một dãy số, không phải câu văn")
            while done < len(own):
                heard = self._listener.hear(index, own, done)
                done += len(heard.numbers)
                yield heard

    def _figure(self, heard: Heard) -> tuple[Figure | None, list[Mention]]:
        """The figure of a number, and what became of the number."""
        statement = heard.statement
        if statement is None:
            if heard.question:
                return None, self._mentions(heard.numbers, "asked", heard.question)
            return None, self._mentions(heard.numbers, "unread", heard.unread)
        context = self._figures.context(statement)
        if context.place.no_area:
            return None, self._mentions(heard.numbers, "unread", context.place.no_area)
        figure = self._figures.figure(statement, context)
        state: MentionState = "asked" if figure.doubts else "taken"
        first, *others = heard.numbers
        told = statement.indicator.name_vi
        asked = told if isinstance(figure, Proposal) else f"{told}: {' '.join(figure.doubts)}"
        indicator = statement.indicator.id
        own = indicator if isinstance(figure, Proposal) else ""
        mentions = self._mentions([first], state, asked, own)
        return figure, mentions + self._mentions(others, state, told, indicator)

    def _stages(self) -> Iterator[Figure]:
        """The milestones that are reached, in the order of the text."""
        for stage in find_stages(self._text, self._stage_rules, self._sentences):
            statement = self._stage(stage)
            context = self._figures.context(statement)
            if context.status == "actual" and not context.place.no_area:
                yield self._figures.figure(statement, context)

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
        )

    def _mentions(
        self, numbers: Iterable[Number], state: MentionState, reason: str, indicator: str = ""
    ) -> list[Mention]:
        return [self._mention(n.start, n.end, state, reason, indicator) for n in numbers]

    def _mention(
        self, start: int, end: int, state: MentionState, reason: str, indicator: str = ""
    ) -> Mention:
        return Mention(start, end, self._document.text[start:end], state, reason, indicator)


def _start(figure: Figure) -> int:
    locator = figure.candidate.locator if isinstance(figure, Proposal) else figure.locator
    return locator.start or 0


def _once(figures: Iterable[Figure]) -> Iterator[Figure]:
    """A figure that is told twice alike is kept once, where it is told first."""
    seen = set()
    for figure in figures:
        told: Candidate | Unplaced = figure.candidate if isinstance(figure, Proposal) else figure
        key = (told.area, told.indicator, told.period, told.obs_status, told.value)
        if key not in seen:
            seen.add(key)
            yield figure
