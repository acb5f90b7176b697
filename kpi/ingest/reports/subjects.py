"""What a counted noun is about: "trạm 5G", "tỷ lệ hồ sơ nộp trực tuyến", as near as it stands."""

import re

from kpi.ingest.reports.heads import Sure, bracket_of
from kpi.ingest.reports.phrases import Group, Span, Text
from kpi.ingest.reports.quantities import Number
from kpi.ingest.reports.surroundings import Frame, Frames

# What each step away from the number costs.
ABOUT_NEAR, _ABOUT_CLAUSE, _ABOUT_SENTENCE, ABOUT_ABOVE = 1.0, 0.95, 0.85, 0.75
# How far into a report its title and its first words reach.
_TITLE = 400
# "bằng 57,5% số trạm 4G": what a number is compared with is the subject of no other.
_COMPARED = re.compile(
    r"(?:bằng|chiếm|tương đương|so với)\s+(?:khoảng\s+|gần\s+|hơn\s+)?\d[\d.,]*\s*%\s*"
    r"(?:(?:so với|tổng số|tổng|số|trạm|bts|thuê bao)\s+)*$"
)
_COMPARED_LENGTH = 48
# "0,61, nằm trong nhóm trên mức trung bình": nor is what it is said to be above or below.
_MEASURED_BY = re.compile(
    r"(?<!\w)(?:cao hơn|thấp hơn|lớn hơn|nhỏ hơn|kém|hơn|trên|dưới|vượt|ngang|bằng|so với|tiệm cận)"
    r"(?:\s+(?:cả|mức|giá trị|chỉ số|con số|điểm|mặt bằng|ngưỡng|điểm số|dti))*\s*$"
)
_REMARK = re.compile(
    r"\s*\([^()\n]{0,80}?\d[^()\n]{0,80}\)(?=\s+[^\W\d_])(?=(?P<rest>[^,;.()\d\n]*))"
)
_OF_A_SHARE = re.compile(r"%\s*(?:\w+\s*)?$")


class Subjects:
    """The subjects of the nouns of one document."""

    def __init__(self, text: Text, frames: Frames) -> None:
        self._text = text
        self._frames = frames

    def of(self, frame: Frame, group: Group) -> Sure | None:
        """What the indicator is about, as near as it stands, and what the way to it costs."""
        if frame.column and (over := self._text.last(group, *frame.column)):
            return over, ABOUT_NEAR
        if near := self._text.last(group, frame.near_start, frame.near_end):
            return near, ABOUT_NEAR
        if frame.pair_end and (paired := self._text.last(group, frame.pair_start, frame.pair_end)):
            return paired, ABOUT_NEAR
        for start, cost in (
            (frame.clause_start, _ABOUT_CLAUSE),
            (frame.sentence.start, _ABOUT_SENTENCE),
        ):
            if span := self._outside(frame, group, start):
                return span, cost
        if span := self._behind_bracket(frame, group):
            return span, _ABOUT_CLAUSE
        return self._above(frame, group) or self._of_the_report(frame, group)

    def _outside(self, frame: Frame, group: Group, start: int) -> Span | None:
        """Its words from a place on, neither among the parts of a number before nor a share's."""
        folded, lead = self._text.folded, frame.number.lead
        span = self._text.last(group, start, frame.clause_end)
        while span and (opened := bracket_of(folded, span, lead)) is not None:
            span = self._text.last(group, start, opened)
        while span and self._is_compared_with(frame, span):
            span = self._text.last(group, start, span[0])
        of_share = span and self.is_of_a_share(span[0], own=frame.number)
        return None if of_share and not frame.of_level else span

    def _behind_bracket(self, frame: Frame, group: Group) -> Span | None:
        """Its words behind a remark with a number: "85 sản phẩm (trong 168 sản phẩm) lên sàn"."""
        if frame.number.kind not in ("plain", "percent"):
            return None
        remark = _REMARK.match(self._text.folded, frame.near_end, frame.sentence.end)
        return self._text.first(group, remark.end(), remark.end("rest")) if remark else None

    def _is_compared_with(self, frame: Frame, span: Span) -> bool:
        """Whether a word is but of what the number, or one before it, is compared with."""
        start, number = span[0], frame.number
        if number.unit_end <= start:
            begin = max(number.unit_end, start - _COMPARED_LENGTH)
            return _MEASURED_BY.search(self._text.folded, begin, start) is not None
        begin = max(0, start - _COMPARED_LENGTH)
        compared = span[1] <= number.lead and _COMPARED.search(self._text.folded, begin, start)
        return bool(compared)

    def _above(self, frame: Frame, group: Group) -> Sure | None:
        """Its words in a heading, or where a paragraph begins."""
        # A share has too many likely subjects in a paragraph.
        opening = frame.paragraph if frame.number.kind != "percent" else None
        above = (*frame.sentence.above, *filter(None, (opening, frame.prior)))
        for place in reversed(above):
            if span := self._text.last(group, *place):
                return span, ABOUT_ABOVE
        return None

    def _of_the_report(self, frame: Frame, group: Group) -> Sure | None:
        """The subject of a whole report, which its sentences need not repeat."""
        if frame.number.kind == "percent" or len(group) > 1:
            return None
        subject = self._text.last(group, 0, _TITLE)
        named = subject and self._text.at("report_subject", *subject)
        return (named, ABOUT_ABOVE) if named else None

    def goes_on(self, frame: Frame, end: int) -> bool:
        """Whether the noun has words of its own: "196 dịch vụ dữ liệu nội bộ" are no others'."""
        if end <= frame.number.end:
            return False
        rest = self._text.folded[end : frame.near_end].strip(" \"”'")
        return bool(rest) and rest[0].isalpha() and not self._frames.opens(end, frame.near_end)

    def is_of_a_share(self, start: int, own: Number | None = None) -> bool:
        """Whether a word is what a percentage before it counts, and so no other number's.

        "đóng góp 14,1% vào GRDP": of the number's `own` percentage it may be told.
        """
        share = _OF_A_SHARE.search(self._text.folded, max(0, start - 12), start)
        return share is not None and not (own and own.start < share.start() < own.end)
