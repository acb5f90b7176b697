"""The surroundings of one number: its noun phrase, its clause, its sentence, what stands above."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from kpi.ingest.reports.outline import Sentence
from kpi.ingest.reports.phrases import Span, Text, any_of, row_of
from kpi.ingest.reports.quantities import Number
from kpi.ingest.reports.rulebook import Rulebook
from kpi.model.word_roles import WordRole

# "trạm 4G: 691": such marks right before a number do not part it from its name.
_BESIDE_NAME = re.compile(r"[:(|][\s:(|]*")
# How many rows of words may begin before the one a divider lies in.
_NESTED = 8


class DividerWords:
    """What the words of config/ say about noun phrases, compiled once."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.joined = rulebook.joined
        self.divider = _divider(rulebook.words)
        self.together = _together(rulebook.words)


def _divider(words: Mapping[WordRole, tuple[str, ...]]) -> re.Pattern[str]:
    """Where one noun phrase ends and the next begins.

    "với" divides before a number ("733 tổ với 3.252 thành viên") and nowhere else; "còn lại"
    belongs to its noun.
    """
    return re.compile(
        r"\s(?=(?:trên|trong) tổng số\s+\d)"
        r"|[;:()|]"
        r"|,(?!\d)"
        rf"|\s(?!còn lại)(?:{any_of(words['divider'])}|[-–])(?=[\s\S])"
        r"|\s(?:cùng|cùng với|với) (?=(?:\S+\s){0,3}\d)"
    )


def _together(words: Mapping[WordRole, tuple[str, ...]]) -> re.Pattern[str]:
    """Rows in which a comma or an "and" divides nothing: "xã, phường", "4G, 5G"."""
    units = any_of(words["territory"])
    return re.compile(
        rf"{units}(?:\s*+(?:,|/|và|-|hoặc)\s*+{units})+|\dg(?:\s*+(?:,|/|và)\s*+\dg)+"
    )


class Dividers:
    """The noun phrases of one document."""

    def __init__(self, words: DividerWords, text: Text) -> None:
        self._divider = words.divider
        self._folded = text.folded
        rows = [match.span() for match in words.together.finditer(text.folded)]
        for group in ("joined", words.joined):
            rows += text.within(group, 0, len(text.folded))
        self._together = sorted(rows)

    def around(self, number: Number, last: int, after: int) -> tuple[list[int], list[int]]:
        """Where noun phrases end before a number, and where they begin to end behind it."""
        found = [
            m.span()
            for m in self._divider.finditer(self._folded, last, after)
            if not self._is_kept(*m.span())
        ]
        left = [end for _, end in found if end <= number.lead]
        while left and _BESIDE_NAME.fullmatch(self._folded, left[-1] - 1, number.lead):
            left.pop()
        return left, [start for start, _ in found if start >= number.unit_end]

    def _is_kept(self, start: int, end: int) -> bool:
        """Whether a divider lies in a row of words that belong together."""
        place = bisect_left(self._together, (start + 1,))
        around = self._together[max(0, place - _NESTED) : place]
        return any(a <= start and end <= b for a, b in around)


# How far behind a number a word may stand and still open what follows it.
_OPENER = 24
ROW_NUMBERS = ("tt", "stt", "số tt", "số thứ tự", "#", "no", "số")
"""The headings of a column of running numbers."""
_MARKED = re.compile(r"[:(|=]\s*$")
# "1.292 tổ, 5.689 người", "108 tổ/1.014 người": a noun of one word between two counts.
_PAIRED = re.compile(r"\s*+[^\W\d_]++\s*+(?:[,/(]|với|gồm|có)\s*(?:với|gồm|có)?\s*")
_ONLY_MARKS = re.compile(r"[\s:(|,]*")
_TIME_MARKS = r"\s\d/.\-:,("
_VERBS = ("đạt", "ước")


def columns(folded: str, head: Span, row: Span) -> list[tuple[Span, Span]]:
    """The cells of a table's first row, each with the cell of another row below it.

    A row of totals may lack the cell of its running number.
    """
    heads, cells = _cells(folded, *head), _cells(folded, *row)
    numbered = folded[slice(*heads[0])].strip(".") in ROW_NUMBERS
    if numbered and len(cells) == len(heads) - 1:
        heads = heads[1:]
    return list(zip(heads, cells, strict=False))


def _cells(folded: str, start: int, end: int) -> list[Span]:
    """The cells of a row, without the blanks around them."""
    bars = [start - 1, *(place for place in range(start, end) if folded[place] == "|"), end]
    found = []
    for left, right in pairwise(bars):
        cell = folded[left + 1 : right]
        begin = left + 1 + len(cell) - len(cell.lstrip())
        found.append((begin, begin + len(cell.strip())))
    return found


class Frame(NamedTuple):
    """The surroundings of one number, as spans of the text.

    near: the noun phrase around the number. clause: to the neighbouring numbers. segment:
    from the last comma or semicolon before it. `starts` are the places behind the number where
    its noun may begin. `prior` is the sentence before, `paragraph` the first one of its paragraph,
    `column` the heading over a table cell.
    `linked`: a word such as "đạt" stands between its name and the number. `bare`: nothing
    behind the number can be its noun. `elliptic`: its name was said earlier, as with "còn ở
    cấp xã là 84%". `of_level`: but a level stands beside it. `sentence_index` is the place of its
    sentence in the document. `pair_start` and `pair_end` enclose what is said before the number
    that it goes with ("cấp thôn: 1.292 tổ, 5.689 người"); both are 0 for any other number.
    """

    number: Number
    sentence_index: int
    sentence: Sentence
    near_start: int
    near_end: int
    clause_start: int
    clause_end: int
    segment_start: int
    starts: tuple[int, ...] = ()
    prior: Span | None = None
    paragraph: Span | None = None
    column: Span | None = None
    linked: bool = True
    bare: bool = True
    elliptic: bool = False
    of_level: bool = False
    pair_start: int = 0
    pair_end: int = 0

    def beside(self, item: Span) -> "Frame":
        """The frame as if the number stood behind an item it belongs to, as do its time and place.

        "Gia Lai, Kon Tum và Đắk Nông lần lượt hạng 41, 49, 58."
        """
        end = item[1]
        number = self.number._replace(start=end, end=end, lead=end, unit_end=end)
        return self._replace(
            number=number,
            near_start=item[0],
            near_end=end,
            clause_start=item[0],
            clause_end=end,
            segment_start=item[0],
        )


class FrameWords:
    """What the words of config/ say about the surroundings of numbers, compiled once."""

    def __init__(self, rulebook: Rulebook) -> None:
        words = rulebook.words
        self.dividers = DividerWords(rulebook)
        self.elliptic = re.compile(rf"\s*{any_of(words['elliptic'])}")
        # What is left of a noun phrase that says only when: "cùng kỳ năm 2020 là".
        when = row_of(words["time_filler"], before=_TIME_MARKS, between=_TIME_MARKS)
        self.only_when = re.compile(when)


class Frames:
    """The numbers of one document, framed."""

    def __init__(self, words: FrameWords, text: Text, sentences: Sequence[Sentence]) -> None:
        self._words = words
        self._text = text
        self._folded = text.folded
        self._sentences = sentences
        self._dividers = Dividers(words.dividers, text)

    def of(self, index: int, numbers: Sequence[Number], place: int) -> Frame:
        """The surroundings of numbers[place]; all numbers are of the sentence at `index`."""
        sentence, number = self._sentences[index], numbers[place]
        last = numbers[place - 1].unit_end if place else sentence.start
        after = numbers[place + 1].lead if place + 1 < len(numbers) else sentence.end
        left, right = self._dividers.around(number, last, after)
        near_start = sentence.start if sentence.row else (left[-1] if left else last)
        near_end = right[0] if right else after
        if number.kind == "plain" and self._is_last_labelled(number, last):
            # "(2G: 436; 4G: 181) lắp tại 412 vị trí": what stands behind the bracket is of all.
            after = near_end = number.unit_end
            right = []
        bare = self._is_bare(number.unit_end, near_end)
        of_level = number.kind == "percent" and self._is_of_a_level(number, near_start, after)
        return Frame(
            number,
            index,
            sentence,
            near_start,
            near_end,
            clause_start=last,
            clause_end=self._clause_end(right, after, sentence.end),
            segment_start=max(
                self._folded.rfind(";", sentence.start, number.start) + 1,
                self._text.behind_comma(sentence.start, number.lead),
            ),
            starts=self._starts(number.unit_end, after),
            prior=self._prior(index),
            paragraph=self._paragraph(index),
            column=self._column(sentence, number),
            linked=self._is_linked(number, near_start, last),
            bare=bare,
            elliptic=(
                near_start > sentence.start
                and (bare or number.kind != "plain")
                and (of_level or self._is_elliptic(near_start, number.lead))
            ),
            of_level=of_level,
            **self._pair(numbers, place, sentence.start),
        )

    def of_stage(self, index: int, subject: Span, stage: Span) -> Frame:
        """The surroundings of words that tell of a stage, as if they were a number."""
        sentence = self._sentences[index]
        return Frame(
            Number(*stage, lead=stage[0], unit_end=stage[1]),
            index,
            sentence,
            near_start=subject[0],
            near_end=stage[1],
            clause_start=sentence.start,
            clause_end=sentence.end,
            segment_start=sentence.start,
        )

    def _is_last_labelled(self, number: Number, last: int) -> bool:
        """Whether a number ends a row of labels with their numbers in a bracket."""
        if not self._folded.startswith(")", number.unit_end):
            return False
        between = self._folded[last : number.lead]
        return between.startswith((";", ",")) and between.rstrip().endswith(":")

    def _pair(self, numbers: Sequence[Number], place: int, start: int) -> dict[str, int]:
        """What stands before the count that a count goes with, when but its noun is between."""
        if not place or numbers[place].kind != "plain" or numbers[place - 1].kind != "plain":
            return {}
        first, second = numbers[place - 1 : place + 1]
        if first.of or not _PAIRED.fullmatch(self._folded, first.unit_end, second.lead):
            return {}
        last = numbers[place - 2].unit_end if place > 1 else start
        left, _ = self._dividers.around(first, last, second.lead)
        return {"pair_start": left[-1] if left else last, "pair_end": first.lead}

    def _clause_end(self, dividers: Sequence[int], after: int, sentence_end: int) -> int:
        """Where the words behind a number stop being about it and the next one's begin."""
        if not dividers:
            return after
        stop = self._folded.find(";", dividers[0], after)
        if stop >= 0:
            return stop
        if after == sentence_end:
            return after  # no other number comes
        own = (d for d in reversed(dividers) if not _ONLY_MARKS.fullmatch(self._folded, d, after))
        return next(own, dividers[0])

    def _starts(self, start: int, end: int) -> tuple[int, ...]:
        """The places where the noun of a number may begin: behind none, one or more fillers."""
        places: list[int] = []
        while True:
            place = self._skip(start, end, " (*")
            places.append(place)
            filler = self._text.at("filler", place, min(end, place + _OPENER))
            if filler is None:
                return tuple(places)
            start = filler[1]

    def _is_linked(self, number: Number, near_start: int, last: int) -> bool:
        link = self._text.last("linking", near_start, number.start)
        if link and not self._folded[link[1] : number.lead].strip(" :("):
            return True
        if self._folded.startswith(_VERBS, number.lead, number.start):
            return True
        return bool(_MARKED.search(self._folded, max(last, number.lead - 3), number.lead))

    def _is_of_a_level(self, number: Number, start: int, after: int) -> bool:
        """Whether a number has but a level beside it: "huyện 90%", "80% tại cấp huyện"."""
        if self._level_at(start, number.lead):
            return True
        if self._folded[start : number.lead].strip():
            return False
        return any(self._level_at(place, after) for place in self._places_behind(number, after))

    def _places_behind(self, number: Number, after: int) -> Iterator[int]:
        first = self._skip(number.unit_end, after, None)
        yield first
        if opener := self._text.at("adjunct", first, min(after, first + _OPENER)):
            yield opener[1]

    def _is_bare(self, start: int, end: int) -> bool:
        behind = self._folded[start:end].strip()
        return not behind or not behind[0].isalpha() or self.opens(start, end)

    def _level_at(self, start: int, end: int) -> bool:
        """Whether words begin with a level of government: "80% cấp huyện"."""
        first = self._skip(start, end, None)
        return self._text.at("level_of_government", first, end) is not None

    def opens(self, start: int, end: int) -> bool:
        """Whether words behind a number open something else than its noun: "so với", "của"."""
        first = self._skip(start, end, None)
        return self._text.at("adjunct", first, min(end, first + _OPENER)) is not None

    def _is_elliptic(self, start: int, end: int) -> bool:
        beside = self._folded[start:end]
        return bool(self._words.elliptic.match(beside) or self._words.only_when.fullmatch(beside))

    def _skip(self, start: int, end: int, marks: str | None) -> int:
        words = self._folded[start:end]
        return start + len(words) - len(words.lstrip(marks))

    def _prior(self, index: int) -> Span | None:
        """The sentence before, when it stands in the same paragraph."""
        if index == 0 or self._sentences[index - 1].line != self._sentences[index].line:
            return None
        return self._sentences[index - 1][:2]

    def _paragraph(self, index: int) -> Span | None:
        """The first sentence of a paragraph, for the sentences behind it."""
        first, line = index, self._sentences[index].line
        while first and self._sentences[first - 1].line == line:
            first -= 1
        return self._sentences[first][:2] if first < index else None

    def _column(self, sentence: Sentence, number: Number) -> Span | None:
        """The heading cell above a number in a table row."""
        if sentence.head is None or sentence.head[0] == sentence.start:
            return None
        pairs = columns(self._folded, sentence.head, sentence[:2])
        return next((head for head, (_, end) in pairs if number.start < end), None)
