"""Text → lines and sentences, each under the headings and lead lines it stands under."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from kpi.ingest.reports.bare_headings import (
    Kind,
    ends_in_year,
    footnote,
    kind_of,
    says_mode,
)
from kpi.ingest.reports.phrases import Span
from kpi.language.periods import without_periods
from kpi.model import Document

_LONGEST_HEADING = 140
# No author writes a longer one: such a row of words has lost its stops, and is cut to be read.
_LONGEST_SENTENCE = 1_600
# How deep headings stand: numbered ones by their numbers, others below them, leads the deepest.
_DEPTHS = {"part": 0, "roman": 1, "digit": 2, "deep": 3, "letter": 4}
_NUMBERED_LEAD, _STAR, _PLAIN, _LEAD = 4, 5, 6, 9
# "Mục tiêu đến năm 2025" alone on its line is over "* Kinh tế số".
_MODE = 4.5
# "PHẦN II" stands over all others, with its name on the line below it.
_PART_DEPTH, _PART_NAME = -2, -1
_LINE = re.compile(r"[^\n]+")
# A full stop ends a sentence before a capital, a digit or a bullet, unless it ends a short form.
_STOP = re.compile(
    r"(?<![.!?…])[.!?…]++[\"”’)]*+(?=\s++(?:[\"\u201c\u2018(\-–•]\s*+)?[A-ZÀ-ỸĐ0-9])"
)
_SHORT_FORM = re.compile(
    r"(?:(?<=\.)[A-ZĐ]"
    r"|(?:^|[\s(])(?:TP|Tp|TX|Tx|TT|ThS|TS|PGS|GS|BS|KS|CN|Nxb|NXB|v\.v|st|tr|ĐT|Q|P|H|X))\.$"
)
_SHORT_FORM_LENGTH = 8
_ITEM = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*|[IVX]+|[A-Za-zĐđ])\.")
_NUMBERED = re.compile(
    r"\s*(?:(?P<roman>[IVX]{1,4})[.)/-]|(?P<part>[A-ZĐ])[.)]|(?P<deep>\d{1,2}(?:\.\d{1,2})+)[.)-]?"
    r"|(?P<digit>\d{1,2})[.)/-]|(?P<letter>[a-zđ])[.)-])\s+(?=\S)"
)
# "Phần I", "PHẦN THỨ HAI", "Chương 3": alone on its line it is one with the line below it.
_PART = re.compile(
    r"\s*(?:phần|chương)\s+(?:thứ\s+)?(?:[IVX]{1,4}|\d{1,2}|[A-ZĐ]|nhất|một|hai|ba|bốn|tư|năm)"
    r"(?!\w)\s*[.:)–-]?\s*",
    re.I,
)
# The first of numbered headings opens a row of its own below what stands over it.
_FIRST = re.compile(r"\s*(?:I|A|1|a|(?:\d{1,2}\.)+1)[.)/-]")
# "Tỷ trọng kinh tế số trên GRDP:" and its "20%;" on the next line.
_ONLY_NUMBER = re.compile(r"[\d.,]+\s?%?[;.,]?")
# "… tại thôn với" and its "10.715 người tham gia" on the next line.
_WANTS_NUMBER = re.compile(r"(?<!\w)(?:với|gồm|đạt|là|khoảng|trên|hơn|gần|ước|lên|có|được)$")
_COUNT_OPENS = re.compile(r"\d[\d.,]*+\s?%?\s+[a-zà-ỹđ]")
_ENDING = ".;:!?…"
_GENERATION = re.compile(r"\d[Gg]\b")
# "5. Nghị quyết 57" is a heading: the number is a name.
_NAMED = re.compile(
    r"(?:nghị quyết|nghị định|quyết định|chỉ thị|kế hoạch|đề án|chỉ số|tổng đài|đầu số)"
    r"\s+(?:số\s+)?\d[\w/.&-]*",
    re.I,
)
# What is annexed stands beside all parts of a report: no heading of its text is over it.
_ANNEX = re.compile(
    r"\s*(?:phụ lục|PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+)?(?:\d{1,2}|[IVX]{1,4}|[A-Z]))?\s*(?:[.:–-]|$)"
)
# "* Internet" alone on its line names what the lines below it are about.
_STARRED = re.compile(r"\s*\*+\s*(?=[^\W\d_])[^.:;,!?*]{2,60}$")
# "Hạ tầng số: …" below "Mục tiêu năm 2023:".
_LABEL = re.compile(r"[A-ZÀ-ỸĐ][^:;.,\d]{3,40}:\s")
_BULLET = re.compile(r"\s*(?:[-–•+*●▪◦·]|\(\d{1,2}\))\s*(?=\S)")


class Sentence(NamedTuple):
    """One sentence: its span, the line it stands in, and the spans of what stands above it.

    `above` are headings and lead lines, the nearest last. `row` says that the line was a row
    of a table, `head` is then the span of the table's first row.
    """

    start: int
    end: int
    line: int
    above: tuple[Span, ...]
    row: bool = False
    head: Span | None = None


def outline(document: Document) -> list[Sentence]:
    """Every sentence of a document, headings among them, in the order of the text."""
    text = document.text
    trimmed = (
        (number, _trim(text, *line.span())) for number, line in enumerate(_LINE.finditer(text))
    )
    inked = [(number, span) for number, span in trimmed if span[0] < span[1]]
    spans = [span for _, span in inked]
    lines = _Lines(document)
    for place, (number, span) in enumerate(inked):
        lines.add(number, *span, kind_of(text, spans, place))
    return lines.sentences


class _Lines:
    """The lines of a document so far, and the headings that stand above the next one."""

    def __init__(self, document: Document) -> None:
        self.sentences: list[Sentence] = []
        self._text = document.text
        self._told = set(document.headings)
        self._tables = document.tables
        self._title = (document.title.start or 0, document.title.end or 0)
        self._above: list[tuple[float, Span]] = []
        self._names_part = False
        self._head: tuple[int, Span] | None = None
        # The heading that says a mode without a number, whether nothing else has followed it yet,
        # and whether other headings did, which are its parts.
        self._mode: Span | None = None
        self._is_fresh = self._has_parts = False

    def add(self, number: int, start: int, end: int, kind: Kind | None = None) -> None:
        """The next line; `kind` is what it does where it is a heading without a number."""
        if self._is_row(start, end):
            self._is_fresh = False
            self._add_row(number, (start, end))
            return
        if self._ends_heading(start, end):
            return
        if mark := footnote(self._text[start:end]):
            self._add_footnote(number, start, end, mark)
            return
        self._add_line(number, start, end, kind)

    def _add_line(self, number: int, start: int, end: int, kind: Kind | None) -> None:
        line = self._text[start:end]
        level: float | None = self._level(line, (start, end))
        told = kind in ("mode", "question") and level in (None, _STAR, _PLAIN)
        mode = told and not _counts(line)
        if mode:
            self._leave_mode()
            level = _STAR if level == _STAR else _MODE
        elif kind == "end":
            self._above.clear()
        elif kind == "topic" or level in (_STAR, _PLAIN):
            self._enter_topic(level)
        if level is None:
            self._add_prose(number, start, end)
            return
        self._enter(level, line)
        self._add_sentences(number, start, end)
        if not self._title[0] <= start < self._title[1]:
            # A title names last year's results and next year's tasks at once: nothing is under it.
            self._above.append((level, (start, end)))
            if mode:
                self._mode, self._is_fresh, self._has_parts = (start, end), True, False

    def _leave_mode(self) -> None:
        """End the heading without a number that said a mode, and all below it."""
        level = next((level for level, span in self._above if span == self._mode), None)
        if level is not None:
            self._leave(level)

    def _enter_topic(self, level: float | None) -> None:
        """Let a heading that says no mode be a part of one that does, or end it.

        What follows it at once is a part, and so is what stands beside that.
        """
        if self._is_fresh and self._above and self._above[-1][1] == self._mode:
            self._above[-1] = min(_MODE, self._above[-1][0]), self._above[-1][1]
            self._has_parts, self._is_fresh = True, False
        elif level != _STAR and not self._has_parts:
            self._leave_mode()

    def _ends_heading(self, start: int, end: int) -> bool:
        """Whether a line is the year of the heading right above it, which it then ends."""
        if not self._above or not self.sentences or self.sentences[-1][:2] != self._above[-1][1]:
            return False
        last = self.sentences[-1]
        if not ends_in_year(self._text[last.start : last.end], self._text[start:end]):
            return False
        self.sentences[-1] = last._replace(end=end)
        self._above[-1] = self._above[-1][0], (last.start, end)
        return True

    def _add_footnote(self, number: int, start: int, end: int, mark: str) -> None:
        """A footnote stands under what its mark stands under."""
        at = self._text.find(mark, 0, start)
        told = bisect_left(self.sentences, (at + 1,)) - 1 if at >= 0 else -1
        self._above.clear()
        self._add_sentences(number, start, end, self.sentences[told].above if told >= 0 else ())

    def _level(self, line: str, span: Span) -> int | None:
        level = _level(line, told=span in self._told)
        if self._names_part and level is not None:
            level = _PART_NAME
        self._names_part = _PART.fullmatch(line) is not None
        return level

    def _add_prose(self, number: int, start: int, end: int) -> None:
        if self._goes_on(start, end):
            last = self.sentences.pop()
            start, number = last.start, last.line
            self._leave(_LEAD)
        elif not self._is_item(start, end):
            self._leave(_LEAD)  # prose ends what a lead line introduced
        self._is_fresh = False
        self._add_sentences(number, start, end)
        if self._text[end - 1] == ":":
            self._above.append((_LEAD, self.sentences[-1][:2]))

    def _is_item(self, start: int, end: int) -> bool:
        """Whether a line is one of the list that a lead line opened."""
        line = self._text[start:end]
        if _BULLET.match(line):
            return True
        if not self._above or self._above[-1][0] != _LEAD:
            return False
        if _LABEL.match(line) and says_mode(self._text[slice(*self._above[-1][1])]):
            return True
        numbered = _NUMBERED.match(line)
        if numbered is None:
            return False
        lead = _NUMBERED.match(self._text, self._above[-1][1][0])
        return lead is None or lead.lastgroup != numbered.lastgroup

    def _add_sentences(
        self, number: int, start: int, end: int, above: tuple[Span, ...] | None = None
    ) -> None:
        if above is None:
            above = tuple(span for _, span in self._above)
        spans = _sentences(self._text, start, end)
        self.sentences += [Sentence(a, b, number, above) for a, b in spans]

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether a line is the rest of the one before, which was cut to the width of a page."""
        last = self.sentences[-1] if self.sentences else None
        if last is None or last.row or self._heads(last) or end - last.start > _LONGEST_SENTENCE:
            return False
        between = self._text[last.end : start]
        if between.strip() or between.count("\n") != 1:
            return False
        line, mark = self._text[start:end], self._text[last.end - 1]
        if mark == ":":
            return _ONLY_NUMBER.fullmatch(line) is not None
        if _NUMBERED.match(line) or mark in _ENDING:
            return False
        cut = _COUNT_OPENS.match(line) and _WANTS_NUMBER.search(self._text, last.start, last.end)
        return line[0].islower() or bool(cut)

    def _heads(self, sentence: Sentence) -> bool:
        """Whether a sentence is a heading."""
        return any(span == sentence[:2] and level < _LEAD for level, span in self._above)

    def _add_row(self, number: int, span: Span) -> None:
        """A row of a table; its first row is the head of those right below."""
        _, head = self._head if self._head and self._head[0] == number - 1 else (number, span)
        self._head = number, head
        above = tuple(heading for _, heading in self._above)
        self.sentences.append(Sentence(*span, number, above, row=True, head=head))

    def _is_row(self, start: int, end: int) -> bool:
        if end - start > _LONGEST_SENTENCE:
            return False
        place = bisect_left(self._tables, (start + 1,)) - 1
        told = place >= 0 and self._tables[place][0] <= start and end <= self._tables[place][1]
        return told or " | " in self._text[start:end]

    def _enter(self, level: float, line: str) -> None:
        """End what a heading of a level ends; the first of a row stands under a plain one."""
        over = self._above[-1:] if _FIRST.match(line) else []
        if over and over[0][0] in (_PLAIN, _MODE):
            self._leave(level - 0.5)
            self._above.append((level - 0.5, over[0][1]))
        self._leave(level)

    def _leave(self, level: float) -> None:
        while self._above and self._above[-1][0] >= level:
            self._above.pop()


def _counts(text: str) -> bool:
    """Whether a number makes a sentence of a heading: times, names and "5G" do not."""
    nameless = _NAMED.sub("", _GENERATION.sub("", without_periods(text)))
    return re.search(r"\d", nameless) is not None


def _level(line: str, *, told: bool) -> int | None:
    """How deep a heading stands, 0 the highest; None for what is no heading."""
    if len(line) > _LONGEST_HEADING or line[-1] in ".;,…" or line.count(". ") > 1:
        return None
    if _ANNEX.match(line):
        return _PART_DEPTH
    if (part := _PART.match(line)) and not _counts(line[part.end() :]):
        return _PART_DEPTH
    numbered = _NUMBERED.match(line)
    if numbered and not _counts(line[numbered.end() :]):
        return _DEPTHS[numbered.lastgroup or ""]
    if line[-1] == ":":
        return _NUMBERED_LEAD if numbered else None
    if _STARRED.match(line) and not _counts(line):
        return _STAR
    if _BULLET.match(line):
        return None
    return _PLAIN if told or (line.isupper() and len(line.split()) > 1) else None


def sentence_at(text: str, place: int) -> Span:
    """The sentence of a text that a place lies in, never longer than its line."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    line = _trim(text, start, len(text) if end < 0 else end)
    return next((one for one in _sentences(text, *line) if one[0] <= place < one[1]), line)


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if not _goes_on(text, begin, stop.end()):
            yield from _pieces(text, begin, stop.end())
            begin = _trim(text, stop.end(), end)[0]
    if begin < end:
        yield from _pieces(text, begin, end)


def _goes_on(text: str, begin: int, end: int) -> bool:
    """Whether a stop ends but a short form ("TP.") or the number before a line ("1.")."""
    tail = max(begin, end - _SHORT_FORM_LENGTH)
    return bool(_SHORT_FORM.search(text, tail, end) or _ITEM.fullmatch(text, begin, end))


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence, in pieces where it is longer than any."""
    while end - start > _LONGEST_SENTENCE:
        limit = start + _LONGEST_SENTENCE
        cut = max(text.rfind(mark, start + 1, limit) for mark in ";, ")
        cut = cut + 1 if cut > start else limit
        yield start, cut
        start = cut
    yield start, end


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
