"""The milestones that a text says are reached, which need no number."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kpi.ingest.reports.outline import Sentence
from kpi.ingest.reports.phrases import Span, Text
from kpi.ingest.reports.rulebook import Rule

# A clause ends at a comma, but not at one so near its subject.
_CLAUSE = 90
# "khai trương Trung tâm …": so far before its subject a stage may stand.
_BEFORE = 40


class Stage(NamedTuple):
    """A stage as told: the place of its sentence, the spans of its subject and of its words."""

    sentence_index: int
    rule: Rule
    subject: Span
    words: Span

    @property
    def behind(self) -> bool:
        """Whether the stage is told after its subject."""
        return self.words[0] > self.subject[0]


def find_stages(
    text: Text, rules: Iterable[Rule], sentences: Sequence[Sentence]
) -> Iterable[Stage]:
    """The stages a text tells of, in its order; one of an indicator in a sentence.

    "Sau khi chạy thử, … đã đi vào hoạt động": what stands behind the subject counts; of two
    stages behind it the lower, "vận hành thí điểm".
    """
    possible = [rule for rule in rules if rule.may_hold(text)]
    for index, sentence in enumerate(sentences):
        best: dict[str, Stage] = {}
        for rule in possible:
            stage = _stage(text, index, sentence, rule)
            known = best.get(rule.indicator.id)
            if stage and (known is None or stage.behind > known.behind):
                best[rule.indicator.id] = stage
        yield from best.values()


def _stage(text: Text, index: int, sentence: Sentence, rule: Rule) -> Stage | None:
    subject = text.first(rule.head, sentence.start, sentence.end)
    if subject is None:
        return None
    start = _since(text.folded, sentence.start, subject[0])
    end = _until(text.folded, subject[1], sentence.end)
    if text.first(rule.without, start, end):
        return None
    stage = None
    for group in rule.about:
        ahead = max(start, subject[0] - _BEFORE)
        stage = text.first(group, subject[1], end) or text.last(group, ahead, subject[1])
        if stage is None or text.first("future", start, max(stage[1], subject[1])):
            return None
    return Stage(index, rule, subject, stage) if stage else None


def _until(folded: str, start: int, end: int) -> int:
    """Where the clause of a subject ends: at a semicolon, or at a comma further on."""
    stop = folded.find(";", start, end)
    end = stop if stop >= 0 else end
    comma = folded.find(",", min(start + _CLAUSE, end), end)
    return comma if comma >= 0 else end


def _since(folded: str, start: int, end: int) -> int:
    """Where the clause of a subject begins."""
    comma = folded.rfind(",", start, max(start, end - _BEFORE))
    return max(start, folded.rfind(";", start, end) + 1, comma + 1)
