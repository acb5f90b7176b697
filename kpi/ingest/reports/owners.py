"""Whose a number is when it is no province's: the nation's, an operator's, a part's.

A part is a district, a commune, an agency or a group; its figure is not the province's, whoever
reports it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from kpi.ingest.reports.names import Names
from kpi.ingest.reports.outline import Sentence
from kpi.ingest.reports.phrases import Group, Span, Text, any_of, row_of
from kpi.ingest.reports.surroundings import Frame, columns
from kpi.language.place_names import Named
from kpi.language.spelling import fold
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
_HAS = re.compile(r"(?<!\w)(?:cả nước|toàn quốc)\s+(?:hiện |đã |hiện đã )?có(?!\w)")
_OVER_IT = re.compile(r"trên\s*$")
_GOES_ON = re.compile(r"\s*(?:về|trong|và)(?!\w)")
# The names of the country stand in many other names; "cả nước" does not.
_COUNTRY = ("quốc gia", "việt nam")
_HOME = re.compile(r"toàn tỉnh|của tỉnh|thành phố")
_REPORTER = re.compile(r"sở |tỉnh ")


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
        opening = _NATION_OPENS.match(self._folded, frame.sentence.start)
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

    def _goes_on(self, frame: Frame) -> bool:
        """Whether a clause goes on of the nation: "cả nước có 93.524 tổ với 457.820 thành viên"."""
        told = _HAS.search(self._folded, frame.segment_start, frame.number.start)
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
        return self._folded[slice(*span)] not in _COUNTRY or whole or not before.strip()


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
        if near is not None:
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
        return sorted(self._text.within("operator", start, end))

    def _is_one(self, named: list[Span]) -> bool:
        return len({self._text.folded[slice(*span)] for span in named}) == 1

    def _is_list(self, named: list[Span]) -> bool:
        """Whether several operators are named in a row, and so the figure is of all of them."""
        return len(named) > 1 and all(
            self._words.listed.fullmatch(self._text.folded, a[1], b[0]) for a, b in pairwise(named)
        )


_LOOK_BACK, _SEGMENT_BACK = 30, 40
# A unit named so early is what the sentence is about, whatever semicolons follow.
_OPENING = 30
_LONGEST_NAME = 4
_LONGEST_UNIT = 12
_BELONGS = re.compile(r"(?:của|tại|ở|thuộc|trên địa bàn)\s*$")
_OPENS = re.compile(
    r"(?:tại|ở|trên địa bàn|riêng|riêng tại|với|đối với|là)?\s*|.*(?:tại|trên địa bàn)\s*"
)
_COMPARED = re.compile(r"(?:so với|giáp)\s*$")
_PROVINCE = re.compile(r"tỉnh|sở ")
# "tỷ lệ xã": communes are what is counted, not where.
# "Công an tỉnh có …": the province is but a part of the agency's name.
_OF_PROVINCE = "tỉnh "
_EVERY_FIELD = ("này", "khác", "như", "và", "trên")
_UNIT_OR_MEASURE = "đơn vị"
_SHARE_OF_COMMUNES = "tỷ lệ xã"
_SOME_UNIT = "một địa phương cấp dưới"


class PartWords:
    """What the words of config/ say about the parts of a province, compiled once."""

    def __init__(self, words: Mapping[WordRole, tuple[str, ...]], measures: Iterable[str]) -> None:
        """`measures` are the units of measure, which a column "Đơn vị" may hold as well."""
        self.measures = frozenset(map(fold, measures))
        unit, ours = any_of(words["nameless_unit"]), any_of(words["sector_agency"])
        # "9 tổ của xã": some unit below that was named earlier; not "của xã, phường".
        self.nameless = re.compile(
            rf"(?:của|tại|ở|trong)\s+{unit}(?!\s*+(?:,|và|/|-|có|được|\w*+\s*+,))"
        )
        # "Huyện đã thành lập 89 tổ": a unit below speaks of itself.
        self.own_voice = re.compile(
            rf"(?:^|[,;:“\"(]\s*|\.\s)(?:toàn\s+)?({unit}\s+{any_of(words['own_voice'])})"
        )
        self.row_ends = re.compile(rf"{unit}$")
        # "riêng Công an tỉnh đạt 100%"; the reporting agency speaks for the province.
        self.agency = re.compile(
            rf"(?:như|riêng|tại)\s+({any_of(words['agency'])}\s(?!{ours})[^,;.]{{2,30}})"
        )
        # "của Sở Xây dựng đạt 99%"; not "theo báo cáo của Sở Nội vụ".
        self.of_agency = re.compile(
            rf"(?<!báo cáo )(?<!số liệu )(?<!thống kê )(?<!đánh giá )của\s+"
            rf"({any_of(words['agency'])}\s(?!{ours})[^,;.:()\d]{{2,30}}?)"
            r"\s*+(?:đạt|là|chiếm|có|ước|chỉ đạt)?\s*+$"
        )
        # "Các huyện miền núi có …"
        self.some_units = re.compile(
            r"(?:các|một số|nhiều|những)\s+((?:huyện|quận|thị xã|địa phương)\s+"
            r"(?!,|và)[^,;]{0,40}?)(?:có|đạt)(?!\w)"
        )
        # What a line begins with: "- Lạng Giang: …", "- Sở Y tế: …".
        self.label = re.compile(r"[\s\-–•+*]*+([^:;.,\d]{4,48})\s*:")
        # "Sở Nội vụ có tỷ lệ hồ sơ nộp trực tuyến đạt 99,1%", "Riêng lĩnh vực đất đai, …".
        self.agency_opens = re.compile(
            rf"\s*(?:(?:[Rr]iêng|[Tt]ại|[Tt]rong đó|[Nn]hư)[\s,:]+)?"
            rf"({_as_written(words['agency'])}\s(?!(?i:{ours}))\w)"
        )
        other_field = rf"lĩnh vực\s+(?!{any_of(words['common_field'])})\w+"
        # "Đứng đầu là Sở Tài chính với tỷ lệ …"
        self.agency_leads = re.compile(
            rf"(?:đầu|nhất|tiêu biểu|điển hình)\s+(?:là|như|có)\s+"
            rf"({_as_written(words['agency'])}\s(?!(?i:{ours}))\w)"
        )
        other = any_of((*words["common_field"], *_EVERY_FIELD))
        self.of_field = re.compile(
            rf"(?<!\w)((?:lĩnh vực|(?:của|trong) ngành)\s+(?!{other})\w+)(?!\s*,)"
        )
        self.field_opens = re.compile(
            rf"\s*(?:riêng\s+)?(?:(?:trong|ở|đối với)\s+)?({other_field})"
        )
        committees = _as_written((*words["agency"], *words["committee"]))
        self.labelled_agency = re.compile(rf"{committees}\s(?!(?i:{ours}))")
        # "Sở Công Thương 99,8%": right before a number, in at most seven words.
        agencies = _as_written((*words["agency"], *words["committee"]))
        self.agency_beside = re.compile(
            rf"(?:^|[,;:(]|là|như|tại)\s*({agencies}\s(?!(?i:{ours})|tỉnh|thành phố|được|sẽ|đang)"
            r"(?:(?!(?:đã|và|vào|cấp|phối hợp)(?!\w))[^\s,;.:()\d]++\s*+){1,7}?)"
            r"[\s:(]*+(?:đạt|với|là|có|:)?[\s:(]*+$"
        )


def _as_written(phrases: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(map(re.escape, phrases), key=len, reverse=True))})"


class Parts:
    """Which numbers of a document are only a part's."""

    def __init__(
        self,
        words: PartWords,
        text: Text,
        names: Names,
        sentences: Sequence[Sentence],
        title: Told,
        *,
        province: Group,
        below: Group,
    ) -> None:
        """`province` are words for the whole province, `below` for a whole unit below it."""
        self._words = words
        self._text = text
        self._folded = text.folded
        self._names = names
        self._sentences = sentences
        self._province, self._below = province, below
        self._local = title.start is not None and self._is_local(title.start, title.end or 0)

    def owner(self, frame: Frame, named: Named | None) -> str:
        """The part a number belongs to, as written; "" for none. `named` is its province."""
        if unnamed := self._unnamed(frame) or self._group(frame) or self._row(frame):
            return unnamed
        if agency := self._own_work(frame):
            return agency
        told = self._unit_before(frame, named)
        if told is None:
            told = self._whole(frame, named)
        if told is None:
            told = self._earlier(frame.sentence_index)
        if told is None:
            told = self._above(frame.sentence)
        return told

    def _unnamed(self, frame: Frame) -> str:
        """A unit without its name, or an agency, that says that the number is its own."""
        number, sentence = frame.number, frame.sentence
        if below := self._words.nameless.search(self._folded, number.unit_end, frame.near_end):
            return below[0]
        back = max(sentence.start, frame.segment_start - _SEGMENT_BACK)
        ahead = self._folded[sentence.start : number.start].lstrip()
        segment = self._text.written[frame.segment_start : number.lead].lstrip()
        told = (
            self._words.agency.search(self._folded, back, number.start)
            or self._own_voice(ahead)
            or self._words.agency_beside.search(segment)
            or self._labelled(sentence)
            or self._words.of_agency.search(self._folded, frame.near_start, number.lead)
            or self._words.some_units.search(
                self._folded[frame.segment_start : number.lead].lstrip()
            )
        )
        return told[1] if told else ""

    def _own_voice(self, ahead: str) -> re.Match[str] | None:
        """A unit that speaks of itself; of a row "xã, phường, thị trấn đã lập" none does."""
        found = self._words.own_voice.finditer(ahead)
        return next((m for m in found if not self._words.row_ends.search(ahead[: m.start()])), None)

    def _own_work(self, frame: Frame) -> str:
        """The agency or field a clause opens with, when it goes on to its own dossiers."""
        start, end = frame.sentence.start, frame.number.start
        start = self._folded.rfind(";", start, end) + 1 or start
        opens = (
            self._words.agency_opens.match(self._text.written, start, end)
            or self._words.agency_leads.search(self._text.written, start, end)
            or self._words.field_opens.match(self._folded, start, end)
            or self._words.of_field.search(self._folded, frame.clause_start, end)
        )
        if opens is None or self._turns(opens.end(), end):
            return ""
        speaks = self._text.first("speaks_for", opens.end(), end)
        if speaks or not self._text.first("agency_work", start, frame.near_end):
            return ""
        return self._text.written[opens.start(1) : opens.end()].strip()

    def _turns(self, start: int, end: int) -> bool:
        """Whether a clause turns to the whole province; "Công an tỉnh có" does not."""
        spans = self._text.within(self._province, start, end)
        return any(not self._folded.startswith(_OF_PROVINCE, span[0]) for span in spans)

    def _row(self, frame: Frame) -> str:
        """The unit whose row of a table it is, where a column names units: "Huyện | Số trạm"."""
        sentence = frame.sentence
        if frame.column is None or sentence.head is None:
            return ""
        for (start, end), cell in columns(self._folded, sentence.head, sentence[:2]):
            label = self._text.written[slice(*cell)]
            unit = self._text.at("table_unit", start, end)
            named = unit is not None and not self._text.first("in_charge", unit[1], end)
            if self._folded[start:end] == _UNIT_OR_MEASURE:
                named = fold(label) not in self._words.measures
            if self._names.last(*cell) is not None:
                return ""
            if named and label[:1].isalpha() and (start, end) != frame.column:
                return "" if self._text.at("table_total", *cell) else label
        return ""

    def _labelled(self, sentence: Sentence) -> re.Match[str] | None:
        """The unit or agency that a line begins with: "- Lạng Giang: …", "- Sở Y tế: …"."""
        start, end = sentence.start, sentence.end
        label = self._words.label.match(self._text.written, start, end)
        if label is None or self._names.last(start, label.end()) is not None:
            return None
        words = label[1].split()
        # "Trạm BTS: …" and "Bưu chính: …" name no unit.
        named = 2 <= len(words) <= _LONGEST_NAME and all(map(str.istitle, words))
        return label if named or self._words.labelled_agency.match(label[1]) else None

    def _group(self, frame: Frame) -> str:
        group = self._text.last("part", frame.near_start, frame.number.start)
        if group is None or self._is_a_unit(group):
            return ""
        return self._text.written[group[0] : frame.number.start].strip(" :(,")

    def _is_a_unit(self, group: Span) -> bool:
        """Whether a word for a group only begins that for a kind of unit: "khối phố"."""
        unit = self._text.first("territory", group[0], group[1] + _LONGEST_UNIT)
        return unit is not None and unit[0] == group[0] and unit[1] > group[1]

    def _unit_before(self, frame: Frame, named: Named | None) -> str | None:
        """The unit a sentence names for a number; "" when it turns to the province behind it."""
        start = frame.sentence.start
        for span in reversed(self._names.units_in(start, frame.near_end)):
            before = self._folded[max(start, span[0] - _LOOK_BACK) : span[0]]
            if _COMPARED.search(before):
                continue
            if self._is_own_unit(frame, span, before):
                return self._text.written[slice(*span)]
            if not self._is_subject(frame, span):
                continue
            turned = self._text.last(self._province, span[1], frame.number.start)
            named_later = named is not None and named.start > span[1]
            return "" if turned or named_later else self._text.written[slice(*span)]
        return None

    def _is_own_unit(self, frame: Frame, span: Span, before: str) -> bool:
        """Whether a unit stands in the noun phrase of a number."""
        number = frame.number
        if span[0] >= number.end:
            return _BELONGS.search(before) is not None
        beside = span[1] <= number.start and not self._folded[span[1] : number.lead].strip(" ,:(")
        return beside or span[0] >= frame.near_start

    def _is_subject(self, frame: Frame, span: Span) -> bool:
        """Whether a unit further before a number is still what is spoken of."""
        if span[0] >= frame.number.end:
            return False
        divided = ";" in self._text.written[span[1] : frame.number.start]
        return not divided or span[0] - frame.sentence.start <= _OPENING

    def _whole(self, frame: Frame, named: Named | None) -> str | None:
        """The "toàn huyện" of a sentence; "" where it says "toàn tỉnh", None for neither."""
        start, end = frame.sentence.start, frame.near_end
        whole = self._text.last(self._below, start, end)
        province = self._text.last(self._province, start, end)
        if whole and (province is None or province[0] < whole[0]):
            return self._text.written[slice(*whole)]
        communes = self._folded.find(_SHARE_OF_COMMUNES, start, frame.number.start) >= 0
        return "" if province or named or communes else None

    def _earlier(self, index: int) -> str | None:
        """The unit that an earlier sentence of the paragraph opens with."""
        line = self._sentences[index].line
        for back in range(index - 1, -1, -1):
            start, end, its_line = self._sentences[back][:3]
            if its_line != line:
                break
            if self._text.last(self._province, start, end):
                return ""
            opening = self._names.units_in(start, min(end, start + _OPENING))
            if opening and _OPENS.fullmatch(self._folded, start, opening[0][0]):
                return self._text.written[slice(*opening[0])]
        return None

    def _above(self, sentence: Sentence) -> str:
        for above in reversed(sentence.above):
            inside = self._names.units_in(*above)
            if inside and above[0] > 0:
                return self._text.written[slice(*inside[0])]
        return _SOME_UNIT if self._local else ""

    def _is_local(self, start: int, end: int) -> bool:
        """Whether the title names a unit below the province as what all is about."""
        units = self._names.units_in(start, end)
        return bool(units) and not _PROVINCE.search(self._folded, start, end)
