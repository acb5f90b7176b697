"""Whose a number is when it is no province's: the nation's, or an operator's."""

import re
from collections.abc import Mapping
from itertools import pairwise

from kpi.ingest.reports.names import Names
from kpi.ingest.reports.outline import Sentence
from kpi.ingest.reports.phrases import Group, Span, Text, any_of, row_of
from kpi.ingest.reports.surroundings import Frame
from kpi.model import Told
from kpi.model.word_roles import WordRole

# Within so many characters, "các doanh nghiệp" before an operator's name means all of them.
_WHOLE_MARKET = 60
# An operator named so early in a sentence is its subject.
_SUBJECT_WORDS = 8
_AVERAGE_BEFORE = re.compile(
    r"(?:bình quân|trung bình|mức)(?:\s+chung)?(?:\s+(?:của|cấp tỉnh))?\s*$"
)
_AVERAGE_BEHIND = re.compile(r"(?:bình quân|trung bình|mức)\s*(?:chung\s*)?(?:của\s*)?$")
_OF_THE_WHOLE = re.compile(
    r"(?:bình quân|trung bình|của|mức|trong|tính chung|chung|toàn)(?:\s+(?:chung|của))?\s*$"
)
_NATION_OPENS = re.compile(
    r"(?:tính |xét |nhìn )?(?:trên |trong |ra |trung bình |bình quân |bình quân chung )?"
    r"(?:phạm vi )?(?:cả nước|toàn quốc)(?!\w)"
)
# "Nhìn ra toàn ngành, theo Bộ TT&TT, …", "con số chung toàn ngành", "trung bình các tỉnh là".
_ALL_OPENS = re.compile(
    r"[\s\-+•*]*(?:(?:trong khi đó|còn|song)[\s,]+)?"
    r"(?:(?:nhìn (?:rộng )?ra|xét trên|(?:con số|số liệu|mặt bằng|mức|tính|bình quân) chung"
    r"|(?:mức )?(?:trung bình|bình quân))(?: của| trên| ở| cấp tỉnh)*)"
    r" (?:toàn ngành|cả nước|toàn quốc|(?:các|63|34|63/63|34/34) (?:tỉnh|địa phương)"
    r"(?:,? thành(?: phố)?)?)(?!\w)"
)
# Who counts for the whole country goes on so in the next sentence of the paragraph.
_COUNTS_ON = re.compile(
    r"[\s\-+•*]*(?:(?:cũng )?theo )?(?:số liệu (?:của|từ) )?(?:bộ|cục|tổng cục) "
)
_HAS = re.compile(r"(?<!\w)(?:cả nước|toàn quốc)\s+(?:hiện |đã |hiện đã )?có(?!\w)")
_OVER_IT = re.compile(r"trên\s*$")
_GOES_ON = re.compile(r"\s*(?:về|trong|và)(?!\w)")
# "DTI quốc gia ước 0,71"
_INDEX = re.compile(r"(?<!\w)(?:dti|index)\s*(?:của\s+|cấp\s+)?$")
# The names of the country stand in many other names; "cả nước" does not.
_COUNTRY = ("quốc gia", "việt nam")
_HOME = re.compile(r"toàn tỉnh|của tỉnh|thành phố")
_REPORTER = re.compile(r"sở |tỉnh ")
# "Hạ tầng viễn thông tỉnh Lạng Sơn" is of the province, "Viễn thông tỉnh" a company.
_NO_COMPANY = re.compile(
    r"(?:hạ tầng|mạng|ngành|lĩnh vực|dịch vụ|phát triển|bưu chính|chính|quy hoạch|về|và)"
    r"(?: kỹ thuật| mạng)?,?\s+$"
)
_NO_COMPANY_LENGTH = 24


class OwnerWords:
    """What the words of config/ say about the nation and operators, compiled once."""

    def __init__(self, words: Mapping[WordRole, tuple[str, ...]]) -> None:
        # "Cổng dịch vụ công quốc gia", "cơ sở dữ liệu quốc gia": the word is part of a name.
        self.national = re.compile(rf"{any_of(words['national'])}\s*$")
        self.listed = re.compile(row_of(words["operator_row"], before=r"\s,/(–\-", between=r"\s"))


class Nation:
    """Which numbers of a document are the nation's."""

    def __init__(self, words: OwnerWords, text: Text, names: Names) -> None:
        self._words = words
        self._text = text
        self._folded = text.folded
        self._names = names

    def owns(self, frame: Frame) -> bool:
        """Whether a number is the whole country's: "bình quân cả nước là 42%"."""
        if frame.number.kind == "rank":
            return False
        opening = self._opening(frame.sentence, frame.prior)
        if (
            opening
            and ";" not in self._folded[opening.end() : frame.number.start]
            and self._names.last(opening.end(), frame.number.start) is None
        ):
            return not _HOME.search(self._folded, opening.end(), frame.number.start)
        span = self._text.last("nation", frame.near_start, frame.near_end)
        if span is None:
            return self._goes_on(frame)
        return self._behind(frame, span) if span[0] > frame.number.end else self._ahead(frame, span)

    def _opening(self, sentence: Sentence, prior: Span | None) -> re.Match[str] | None:
        """What makes a sentence one of the whole country, if it begins so or goes on so."""
        own = _NATION_OPENS.match(self._folded, sentence.start)
        own = own or _ALL_OPENS.match(self._folded, sentence.start, sentence.end)
        counts = None if own or prior is None else _COUNTS_ON.match(self._folded, sentence.start)
        if counts is None or prior is None:
            return own
        before = _NATION_OPENS.match(self._folded, prior[0]) or _ALL_OPENS.match(
            self._folded, *prior
        )
        return counts if before else None

    def _goes_on(self, frame: Frame) -> bool:
        """Whether a clause goes on of the nation: "cả nước có 93.524 tổ với 457.820 thành viên"."""
        start = self._folded.rfind(";", frame.sentence.start, frame.number.start) + 1
        told = _HAS.search(self._folded, start or frame.sentence.start, frame.number.start)
        if told is None or self._names.last(told.end(), frame.number.start):
            return False
        return not _HOME.search(self._folded, told.end(), frame.number.start)

    def _behind(self, frame: Frame, span: Span) -> bool:
        """Whether it says "42%, mức chung của cả nước"; "đứng thứ 5 cả nước" is the province's."""
        start = frame.number.unit_end
        if self._text.first("among", start, span[0]) or _OVER_IT.search(
            self._folded, start, span[0]
        ):
            return False
        return _AVERAGE_BEHIND.search(self._folded, start, span[0]) is not None

    def _ahead(self, frame: Frame, span: Span) -> bool:
        before = self._folded[frame.near_start : span[0]]
        compared = self._text.first("among", frame.near_start, span[0])
        if compared and not _AVERAGE_BEFORE.search(before):
            return False
        whole = _OF_THE_WHOLE.search(before) is not None
        if _GOES_ON.match(self._folded, span[1]) and not whole:
            return False
        if self._words.national.search(before):
            return False
        return (
            self._folded[slice(*span)] not in _COUNTRY
            or whole
            or not before.strip()
            or _INDEX.search(before) is not None
        )


class Operators:
    """Which numbers of a document are one operator's."""

    def __init__(self, words: OwnerWords, text: Text, title: Told, province: Group) -> None:
        self._words = words
        self._text = text
        self._province = province
        self._company = self._titled(title.start, title.end or 0) if title.start is not None else ""

    def owner(self, frame: Frame) -> str:
        """The operator whose own a number is, as written; "" for none."""
        sentence, number = frame.sentence, frame.number
        if self._company and not self._text.last(self._province, sentence.start, frame.near_end):
            return self._company
        near = self._text.last("operator", frame.near_start, frame.near_end)
        if near is not None and not self._is_of_province(near):
            listed = self._is_list(self._named(frame.clause_start, frame.near_end))
            return "" if listed else self._text.written[slice(*near)]
        return self._subject(sentence.start, number.start)

    def _subject(self, start: int, end: int) -> str:
        """The one operator a sentence begins with and goes on to speak of."""
        named = self._named(start, end)
        if not named or (not self._is_one(named) and self._is_list(named)):
            return ""
        whole = self._text.last("all_operators", start, end)
        if whole and whole[0] > named[-1][0] - _WHOLE_MARKET:
            return ""
        ahead = self._text.folded[start : named[0][0]]
        return self._text.written[slice(*named[0])] if len(ahead.split()) <= _SUBJECT_WORDS else ""

    def _titled(self, start: int, end: int) -> str:
        """The one operator the whole document is about, by its title."""
        named = self._named(start, end)
        if not self._is_one(named) or _REPORTER.search(self._text.folded, start, named[0][0]):
            return ""
        return self._text.written[slice(*named[0])]

    def _named(self, start: int, end: int) -> list[Span]:
        named = sorted(self._text.within("operator", start, end))
        return [span for span in named if not self._is_of_province(span)]

    def _is_of_province(self, span: Span) -> bool:
        """Whether "viễn thông tỉnh" is the branch of a province, not the company's name."""
        if self._text.folded[slice(*span)] != "viễn thông tỉnh":
            return False
        start = max(0, span[0] - _NO_COMPANY_LENGTH)
        return _NO_COMPANY.search(self._text.folded, start, span[0]) is not None

    def _is_one(self, named: list[Span]) -> bool:
        return len({self._text.folded[slice(*span)] for span in named}) == 1

    def _is_list(self, named: list[Span]) -> bool:
        """Whether several operators are named in a row, and so the figure is of all of them."""
        return len(named) > 1 and all(
            self._words.listed.fullmatch(self._text.folded, a[1], b[0]) for a, b in pairwise(named)
        )
