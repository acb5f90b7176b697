"""Whose figure a number is: the province's, another one's, the nation's, or only a part's."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kpi.catalogue import Catalogue
from kpi.ingest.reports.names import Names, Schemes
from kpi.ingest.reports.outline import Sentence
from kpi.ingest.reports.owners import Nation, Operators, OwnerWords
from kpi.ingest.reports.parts import Parts, PartWords
from kpi.ingest.reports.phrases import Span, Text, any_of, row_of
from kpi.ingest.reports.surroundings import Frame
from kpi.language.place_names import Named, NameFinder
from kpi.model import Document, Period
from kpi.model.word_roles import WordRole

NO_AREA = "Chưa rõ số này của tỉnh nào."
"""The doubt that a figure without an area is."""

_NATION = "vn:00"
_CITY = "thành phố"
# A province named so early in a sentence is its subject.
_SUBJECT, _LOOK_BACK, _LOOK_AHEAD = 24, 30, 20
_OF_NAME = re.compile(r"(?:của|tại|ở|thuộc)(?:\s+(?:tỉnh|thành phố))?\s*$")
_SUBJECT_BEFORE = re.compile(
    r"(?:^|[,;:.(])\s*(?:và|còn|trong khi(?: đó)?|riêng)?\s*(?:tỉnh|thành phố|tp\.?)?\s*$"
)
# "…, còn tỉnh ta có 1.699 trạm"
_OURS = re.compile(r"(?<!\w)tỉnh (?:ta|nhà|mình)(?!\w)")
_IN_A_ROW = re.compile(r"\s*(?:,|và|hay|hoặc|-|–)\s*(?:và\s*)?(?:tỉnh|thành phố|tp\.?)?\s*")
_BRACKET = re.compile(r"\s*\(")
_LABELLED = re.compile(r"\W*(?:\d{1,2}[.)]\s*)?(?:tỉnh\s|thành phố\s|tp\.?\s?)?")
_COLON = re.compile(r"\s*:")


class Place(NamedTuple):
    """Whose figure it is: an area key ("" unknown) with any doubt, or why it is no area's.

    `named` is where the name stands, None where it is the document's own area.
    """

    key: str
    doubt: str = ""
    no_area: str = ""
    named: Span | None = None


class PlaceWords:
    """What the catalogue says about names and owners, compiled once."""

    def __init__(self, catalogue: Catalogue) -> None:
        words = catalogue.words
        self.names = NameFinder(catalogue)
        self.owners = OwnerWords(words)
        units = catalogue.units.values()
        self.parts = PartWords(words, {w for u in units for w in (u.name_vi, *u.spellings)})
        to_number = row_of(words["name_to_number"], before=r"\s:(,|–\-", between=r"\s:(),")
        self.to_number = re.compile(to_number)
        self.compared = re.compile(
            rf"{any_of(words['compared'])}(?:\s+(?:tỉnh|thành phố|các tỉnh|tp\.?))*\s*$"
        )
        # "PAR INDEX 2024: thành phố (cũ) xếp thứ 6": the home of before the merger.
        self.former_home = re.compile(
            r"(?:^|[:;,.(–\-]\s*|(?:của|ở|tại|địa bàn|khu vực)\s+)"
            rf"(?P<name>(?:tỉnh|thành phố|tp\.?)\s*\(?\s*{any_of(words['former'])}\s*\)?)"
        )
        self.subject = re.compile(rf"\s*(?:\(cũ\)\s*)?(?:{any_of(words['subject_verb'])}|:)")


class Places:
    """Whose the numbers of one document are."""

    def __init__(
        self,
        words: PlaceWords,
        catalogue: Catalogue,
        document: Document,
        text: Text,
        sentences: Sequence[Sentence],
    ) -> None:
        self._words = words
        self._text = text
        self._folded = text.folded
        self._home = document.area.value
        self._names = Names(words.names, document)
        self._schemes = Schemes(catalogue, document, self._names)
        # "trên địa bàn thành phố" is all of a city, and a part of a province.
        home = catalogue.areas.get(self._home)
        self._home_name = home.name_vi if home else ""
        city = home is not None and self._names.is_city(home.name_vi)
        province, below = _whole(catalogue.words, city=city)
        self._nation = Nation(words.owners, text, self._names)
        self._operators = Operators(words.owners, text, document.title, province)
        self._parts = Parts(
            words.parts, text, self._names, sentences, document.title,
            province=province, below=below,
        )  # fmt: skip

    def of(self, frame: Frame, period: Period | None, base: int) -> Place:
        """Whose the number of a frame is; `base` is what a rank is out of, else 0."""
        if self._nation.owns(frame):
            return Place(_NATION)
        if operator := self._operators.owner(frame):
            return _of_another(operator)
        named, sure = self._named(frame)
        if part := self._parts.owner(frame, named):
            return _of_another(part)
        if named is None:
            key = self._home or self._only_one(period, base)
            key, doubt = self._schemes.of(key, period, base, frame.sentence)
            return Place(key, doubt or ("" if key else NO_AREA))
        key = self._schemes.key(named, period, base)
        if not named.former:
            key, doubt = self._schemes.of(key, period, base, frame.sentence)
        else:
            doubt = ""
        if not sure:
            name = self._text.written[named.start : named.end]
            doubt = f"Câu có nhắc {name}; chưa rõ số này của tỉnh nào."
        return Place(key, doubt, named=(named.start, named.end))

    def _only_one(self, period: Period | None, base: int) -> str:
        """The province of a document that does not say whose it is but names no other."""
        keys = {self._schemes.key(named, period, base) for named in self._names.provinces}
        return keys.pop() if len(keys) == 1 else ""

    def _named(self, frame: Frame) -> tuple[Named | None, bool]:
        """Another province named as the number's own, and whether that is sure."""
        number, sentence = frame.number, frame.sentence
        behind = self._names.first(number.unit_end, frame.near_end)
        if behind and not self._is_home(behind) and self._is_of(number.unit_end, behind):
            return behind, True
        before = self._names.last(sentence.start, number.start)
        if former := self._former_home(before.end if before else sentence.start, number.start):
            return former, True
        if before is None:
            return self._of_item(sentence) or self._above(sentence), True
        if self._is_home(before):
            return before if before.former else None, True
        owns = self._owns(before, frame)
        if owns is None:
            # Beside another number it is that one's; in the same clause nobody can tell.
            same_clause = before.start >= frame.clause_start
            return (before, False) if same_clause else (None, True)
        return before if owns else None, True

    def _of_item(self, sentence: Sentence) -> Named | None:
        """The province that an item is of: "* Bạc Liêu: DTI đứng thứ 59. Tỉnh có 1.455 trạm"."""
        start = self._folded.rfind("\n", 0, sentence.start) + 1
        named = self._names.first(start, sentence.start)
        if named is None or not _LABELLED.fullmatch(self._folded, start, named.start):
            return None
        label = _COLON.match(self._folded, named.end)
        return named if label and not self._is_home(named) else None

    def _former_home(self, start: int, end: int) -> Named | None:
        """The document's own province of before the merger, told without its name."""
        if self._home_name and (told := self._words.former_home.search(self._folded, start, end)):
            span = told.span("name")
            return Named(*span, self._home_name, former=True, title="", whole=span, organ=False)
        return None

    def _is_of(self, start: int, named: Named) -> bool:
        """Whether a number is said to be "của tỉnh X", with nothing else between."""
        return _OF_NAME.search(self._folded, start, named.start) is not None

    def _above(self, sentence: Sentence) -> Named | None:
        above = (self._names.last(*span) for span in reversed(sentence.above))
        named = next((one for one in above if one), None)
        return None if named is None or self._is_home(named) else named

    def _owns(self, named: Named, frame: Frame) -> bool | None:
        """Whether a province named before a number is what it is told of; None: unclear."""
        start = frame.sentence.start
        between = self._folded[named.whole[1] if named.former else named.end : frame.number.start]
        if _OURS.search(between):
            return False
        ahead = max(start, self._row_start(named, start) - _LOOK_BACK)
        compared = self._words.compared.search(self._folded, ahead, self._row_start(named, start))
        linked = self._words.to_number.fullmatch(between)
        if linked and (not compared or _BRACKET.match(between)):
            return True
        if compared:
            return False
        if named.start - start <= _SUBJECT:
            return True
        subject = _SUBJECT_BEFORE.search(self._folded[start : named.start])
        verb = self._words.subject.match(self._folded, named.end, named.end + _LOOK_AHEAD)
        return True if subject and verb else None

    def _row_start(self, named: Named, floor: int) -> int:
        """Where a row of provinces begins: "hơn Bắc Ninh và Quảng Ninh" compares with both."""
        place = named.start
        while (before := self._names.last(floor, place)) and _IN_A_ROW.fullmatch(
            self._folded, before.end, place
        ):
            place = before.start
        return place

    def _is_home(self, named: Named) -> bool:
        return self._schemes.is_home(named.name)


def _whole(
    words: Mapping[WordRole, tuple[str, ...]], *, city: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words for the whole of a document's own area, and for all of a unit below it."""
    province, below = words["whole_province"], words["whole_local"]
    if city:
        return province, below
    of_city = tuple(phrase for phrase in province if phrase.endswith(_CITY))
    return tuple(p for p in province if p not in of_city), (*below, *of_city)


def _of_another(owner: str) -> Place:
    owner = owner if owner.startswith("của ") else f"của {owner}"
    return Place("", no_area=f"số {owner}, không phải của cả tỉnh")
