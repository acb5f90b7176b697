"""How the cell of a table is told in a sentence: its unit behind it, its name before it."""

import re
from collections.abc import Iterable, Iterator

from kpi.ingest.reports.quantities import Number
from kpi.ingest.tables.headings import Heading, HeadingReader
from kpi.ingest.tables.vocabulary import Vocabulary
from kpi.language.spelling import plain
from kpi.model import Indicator, Quantity

_SCALE = r"(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)\s+){0,2}"
_MONEY = re.compile(rf"{_SCALE}(?:đồng|vnđ|vnd|đ)(?!\w|\s*/)", re.I)
_BARE_MONEY = re.compile(r"(?:nghìn |ngàn )?(?:tỷ|tỉ)|tr\.?đ|trđ|triệu đ", re.I)
_PER_100 = re.compile(
    r"(?:\s*(?:thuê bao|máy|TB)\s*)?(?:/|\b(?:bình quân|tính trên|bình quân trên|trên)\s)"
    r"\s*100\s*(?:người\s*)?dân",
    re.I,
)
# "(cả cố định và di động)" leaves nothing out, so it names no part.
_BOTH = re.compile(r"\s*\((?:bao\s+gồm\s+|gồm\s+|tính\s+)?cả\s[^()]*\svà\s[^()]*\)", re.I)
_INTERNET = re.compile(r"internet|băng (?:thông )?rộng", re.I)
_PHONES = re.compile(r"điện thoại", re.I)
_KM = re.compile(r"km(?!\s*[2²]|\w)", re.I)
_SCALED = re.compile(r"(nghìn|ngàn|triệu)\s+[^\W\d_]+", re.I)
_SHORT_FORMS = {
    "DN": "doanh nghiệp", "TB": "thuê bao", "DVC": "dịch vụ công", "HGĐ": "hộ gia đình",
    "DVCTT": "dịch vụ công trực tuyến", "BRCĐ": "băng rộng cố định", "BRDĐ": "băng rộng di động",
    "TMĐT": "thương mại điện tử", "CNS": "công nghệ số", "BC": "bưu chính", "VT": "viễn thông",
}  # fmt: skip
_SHORT = re.compile(rf"(?<!\w)(?:{'|'.join(_SHORT_FORMS)})(?!\w)")
_SCALES = re.compile(r"(?:(?:nghìn|ngàn|triệu)\s+)+")
_NOUN = re.compile(r"[^\W\d_]{2,}(?: [^\W\d_]+)?")
_RANK = re.compile(r"(?:hạng|thứ hạng|xếp hạng|bậc|thứ bậc)", re.I)
_RANKED = re.compile(r"(?<!\w)(?:xếp\s+)?(?:thứ\s+)?hạng(?!\w)|(?<!\w)vị thứ(?!\w)", re.I)
_RATE = re.compile(r"(?:tỷ|tỉ) (?:lệ|trọng)(?!\w)", re.I)
_HIGHEST_RANK = 63
# A count so much smaller than any province's is of something else.
_TOO_SMALL = 20


def spelled_unit(text: str) -> str:
    """A unit as it stands behind a number in a sentence; "" for a noun, which says no more."""
    if "%" in text:
        return " %"
    if _PER_100.search(text):
        return " thuê bao/100 dân"
    if money := _MONEY.search(text):
        return f" {money[0].lower()}"
    if _BARE_MONEY.fullmatch(text.strip()):
        return " triệu đồng" if "tr" in text.lower() else f" {text.strip().lower()} đồng"
    if scaled := _SCALED.match(text.strip()):
        return f" {scaled[1].lower()}"
    return " km" if _KM.match(text.strip()) else ""


def spelled_out(label: str) -> str:
    """A label with its short forms written out: "DN công nghệ số"."""
    return _SHORT.sub(lambda short: _SHORT_FORMS[short[0]], label)


def unit_noun(text: str) -> str:
    """The noun that a unit is, without its scale: "nghìn thuê bao"; "" for a measure."""
    noun = _SCALES.sub("", text.strip().lower())
    return noun if _NOUN.fullmatch(noun) and not _MONEY.fullmatch(noun) else ""


def without_density(label: str) -> str:
    """A label without "/100 dân", which stands behind the number then, and "(cả A và B)"."""
    return _BOTH.sub("", _PER_100.sub("", label))


def is_rank(unit: str, *labels: str) -> bool:
    """Whether a number is a rank, by its unit or by the words that label it."""
    return bool(_RANK.fullmatch(unit.strip())) or any(map(_RANKED.search, labels))


def is_rate(label: str) -> bool:
    """Whether a label is of a share, whose numbers are percentages where no unit stands."""
    return _RATE.match(label.strip()) is not None


class Names:
    """The indicators that the labels of a report's tables name, whole and with their context."""

    def __init__(self, vocabulary: Vocabulary, headings: HeadingReader) -> None:
        self._vocabulary, self._headings = vocabulary, headings
        # "Nhận thức số (DTI)": the index may be told by the table's title alone.
        self._indexes = sorted(
            {
                plain(match[1])
                for indicator in vocabulary.catalogue.indicators.values()
                if indicator.pillar == "index"
                and (match := re.search(r"\(([^()]+)\)$", indicator.name_vi))
            }
        )

    def read(self, label: str) -> Heading:
        """What a label says."""
        return self._headings.read(label)

    def indexes(self, texts: Iterable[str]) -> list[str]:
        """The indexes that the title or a label of a table names."""
        told = " ".join(map(plain, texts))
        return [index for index in self._indexes if re.search(rf"\b{index}\b", told)]

    def named(
        self, label: str, parents: Iterable[str], indexes: Iterable[str], *, ranked: bool
    ) -> Iterator[Indicator]:
        """The indicators that a label may name, alone or with what stands above it."""
        heading = self._headings.read(label)
        bare = re.sub(r"\s*\([^()]*\)\s*$", "", label)
        leads = ("xếp hạng ", "hạng ") if ranked and not _RANKED.search(bare) else ("",)
        for lead in leads:
            if heading.indicator and not lead:
                yield heading.indicator
            for tail in ("", *(f" {index}" for index in indexes)):
                if found := self._vocabulary.indicator(f"{lead}{bare}{tail}"):
                    yield found
        for parent in parents:
            yield from self._within(parent, bare)

    def _within(self, parent: str, label: str) -> Iterator[Indicator]:
        """A part takes the head of its group's name: "Doanh thu bưu chính, viễn thông" over one."""
        words = re.sub(r"\([^()]*\)", " ", parent).split()
        for count in range(len(words), 0, -1):
            # "Di động" below "Số thuê bao internet" is of no telephones.
            if _INTERNET.search(left := " ".join(words[count:])) and not _PHONES.search(left):
                continue
            if found := self._vocabulary.indicator(" ".join([*words[:count], label])):
                yield found


def suits(indicator: Indicator, number: Number, quantity: Quantity) -> bool:
    """Whether a number can be a value of an indicator by its kind and its size."""
    kind, value = number.kind, quantity.value
    if indicator.unit == "%":
        return kind == "percent"
    if indicator.kind == "money":
        return kind == "money"
    if indicator.kind == "rank":
        return kind in ("rank", "plain") and value.is_integer() and 1 <= value <= _HIGHEST_RANK
    if indicator.kind == "score":
        high = indicator.plausible.high
        return kind in ("points", "plain", "percent") and (high is None or value <= high)
    if kind not in ("plain", "km", "per100"):
        return False
    if indicator.kind == "count" and not indicator.unit.startswith("km"):
        low = indicator.plausible.low
        return value.is_integer() and not (low and 0 < value < low / _TOO_SMALL)
    return True
