"""Which numbers are only a part's: of a district, a commune, an agency or a group.

Such a figure is not the province's, whoever reports it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from kpi.ingest.reports.names import Names
from kpi.ingest.reports.outline import Sentence
from kpi.ingest.reports.phrases import Group, Span, Text, any_of
from kpi.ingest.reports.surroundings import Frame, columns
from kpi.language.place_names import Named
from kpi.language.spelling import fold
from kpi.model import Told
from kpi.model.word_roles import WordRole

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
# "Ông Nguyễn Văn An: …" in an interview says whose words they are, not whose figures.
_SPEAKER = re.compile(r"(?:ông|bà|anh|chị|đồng chí|đ/c|pv|phóng viên|ts|ths)(?!\w)", re.I)
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
        # A heading "Cải cách hành chính của Sở": what follows is the reporting office's own.
        self.of_the_office = re.compile(r"(?:của|tại)\s+(sở|cơ quan sở|đơn vị)[\s.:]*$")
        # The office speaks of itself, and goes on to: "Sở có 38 TTHC. Tiếp nhận 127 hồ sơ …".
        self.office_opens = re.compile(
            r"[\s\-–•+*\d.)]*+(sở|đơn vị)\s+(?:có|đã có|tiếp nhận|đã tiếp nhận|giải quyết)(?!\w)"
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
        if self._text.first("label_no_unit", start, label.end()) or _SPEAKER.match(label[1]):
            return None
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
            if own := self._words.office_opens.match(self._folded, start, end):
                return own[1]
            opening = self._names.units_in(start, min(end, start + _OPENING))
            if opening and _OPENS.fullmatch(self._folded, start, opening[0][0]):
                return self._text.written[slice(*opening[0])]
        return None

    def _above(self, sentence: Sentence) -> str:
        for above in reversed(sentence.above):
            if own := self._words.of_the_office.search(self._folded, *above):
                return own[1]
            inside = self._names.units_in(*above)
            if inside and above[0] > 0:
                return self._text.written[slice(*inside[0])]
        return _SOME_UNIT if self._local else ""

    def _is_local(self, start: int, end: int) -> bool:
        """Whether the title names a unit below the province as what all is about."""
        units = self._names.units_in(start, end)
        return bool(units) and not _PROVINCE.search(self._folded, start, end)
