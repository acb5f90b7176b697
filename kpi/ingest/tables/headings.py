"""The words above a column, or before a row → what they say of the figures there.

"Số trạm BTS (trạm) năm 2022" names an indicator, a unit and a period; a header of several
rows is read level by level. What is left over makes a heading unknown: half of a name is
never taken for the whole, since "Thuê bao di động / Trả trước" is not all mobile subscriptions.
"""

import re
from dataclasses import dataclass, replace

from kpi.ingest.column_words import Column, column_of
from kpi.ingest.tables.parts import is_part, is_whole
from kpi.ingest.tables.vocabulary import Vocabulary, tidy, unnumbered
from kpi.language.periods import Written, composed_period, read_period, split_status
from kpi.language.periods import periods_in as written_periods
from kpi.language.periods import without_periods as without
from kpi.language.spelling import fold, plain
from kpi.model import Indicator, ObsStatus, Period, Unclear

OUTLINE = frozenset(["stt", "tt", "so tt", "so thu tu", "no", "ma so", "muc"])
_NEUTRAL = frozenset(
    [
        "",
        "chi tieu",
        "noi dung",
        "so lieu",
        "ket qua",
        "gia tri",
        "trong do",
        "chia ra",
        "nam",
        "ky",
        "thoi diem",
        "tong so",
        "tong",
        "tong cong",
        "chung",
        "so luong",
        "theo nam",
        "ha tang so",
        "chinh quyen so",
        "kinh te so",
        "xa hoi so",
        "tinh hinh thuc hien",
        "so lieu thuc hien",
        "so thuc hien",
        "ket qua thuc hien",
        "gia tri thuc hien",
        "thuc hien trong ky",
        "thuc hien ky bao cao",
        "thuc hien",
        "cac chi tieu",
        "ty le",
        "don vi tinh",
    ]
)
_COMPARED = re.compile(
    r"\b(so (?:voi|sanh)|tang giam|tang truong|toc do|cung ky|hoan thanh|chenh lech|tang|giam)\b"
)
# "% so kế hoạch", "Đạt % KH", "TH/KH (%)": a share of the plan.
_SHARE_OF_PLAN = re.compile(
    r"%.*\b(?:kế hoạch|kh|mục tiêu|dự toán|năm trước)\b|\b(?:kế hoạch|kh)\s*\(%\)"
    r"|\b(?:th|uth|thực hiện)\s*/\s*(?:kh|kế hoạch)\b",
    re.I,
)
_STATED_UNIT = re.compile(
    r"\(?\s*(?:đơn\s+vị\s+tính|đvt|đ\.v\.t|don\s+vi\s+tinh|dvt)\s*[:.]?\s*([^();]*[^();\s])\s*\)?",
    re.I,
)
# "(thang điểm 1.000)" is no unit; the titles' reader takes it.
_OUT_OF = re.compile(
    r"[\s,(-]*\bthang(?:\s+(?:điểm|đo))?\s+(?:1[.,]?000|100|10)(?:\s+điểm)?\)?", re.I
)
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_BEHIND_COMMA = re.compile(r"\s*[,–-]\s*([^,–-]+)$")
# Periods that another part of the heading may complete, or that say why they are none.
_KEPT = ("no-year", "two-readings", "span")
_NUMBERING = re.compile(r"\(?(?:\d{1,2}|[A-H])\)?(?:\s*=.*)?")
# A heading over several columns that says how they divide: "Số trạm phân theo công nghệ".
_DIVIDES = re.compile(
    r"\b(?:(?:phan|chia|tinh) theo"
    r"|theo (?:cong nghe|loai|nhom|hinh thuc|linh vuc|mang|muc do|cap|chi tieu))\b"
    r"|^(?:trong do|bao gom|gom)\b"
    # Or that names a field: "Hạ tầng di động" over "Trạm BTS", "Trạm 4G".
    r"|^(?:cac )?(?:ha tang|linh vuc|nhom chi tieu|chi tieu ve|mang luoi|nganh|ket qua|tinh hinh|"
    r"buu chinh|vien thong|chinh quyen so|kinh te so|xa hoi so|chuyen doi so|cong nghe thong tin|"
    r"an toan thong tin|dich vu cong)\b"
)


# No heading is longer; what is took a time that grew with the square of its length.
_LONGEST = 500


@dataclass(frozen=True)
class Heading:
    """What a heading says; "" or None where it says nothing.

    `role` is the column it names in a long table, or "outline" for numbering. `period` is as
    written. `unit` is as written too, so that an unknown one can be asked about. `unknown` is
    the part that could not be understood, `compared` that the column holds comparisons,
    `part` that it holds a part of the province ("Nông thôn", "Viettel"), `whole` all of it
    ("Chung") beside parts.
    """

    text: str
    role: Column | str = ""
    indicator: Indicator | None = None
    period: str = ""
    status: ObsStatus | str = ""
    unit: str = ""
    area: str = ""
    unknown: str = ""
    compared: bool = False
    part: bool = False
    whole: bool = False

    @property
    def dimensions(self) -> int:
        """How many things known to the catalogue the heading names."""
        return sum(map(bool, (self.role, self.indicator, self.period, self.area)))

    @property
    def names_figures(self) -> bool:
        """Whether the heading says of what or of when its figures are, with nothing left over."""
        return bool(self.dimensions) and not self.role and not self.unknown


class HeadingReader:
    """Headings of one file; the same words are read once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._read: dict[tuple[str, ...], Heading] = {}

    def read(self, *levels: str) -> Heading:
        """The heading of a path of header cells from top to bottom, or of one row label."""
        short = (tidy(level[:_LONGEST]) for level in levels)
        path = tuple(dict.fromkeys(level for level in short if level))
        if path not in self._read:
            self._read[path] = self._path(path)
        return self._read[path]

    def _path(self, path: tuple[str, ...]) -> Heading:
        text = " / ".join(path)
        if len(path) == 1 and (role := self._role(path[0])):
            return Heading(text, role=role)
        if len(path) == 1 and self._vocabulary.is_area(path[0]):
            return Heading(text, area=unnumbered(path[0]))
        if len(path) == 1 and (unit := self._unit_of_values(path[0])):
            return Heading(text, role="value", unit=unit)
        found = Heading(
            text,
            compared=bool(_COMPARED.search(plain(text)) or _SHARE_OF_PLAN.search(text)),
            part=any(map(is_part, path)),
            whole=bool(path) and is_whole(path[-1]),
        )
        unknown: list[str] = []
        for level in path:
            part = self._level(level, alone=len(path) == 1)
            if part.indicator:
                unknown = [u for u in unknown if plain(u) not in plain(part.text)]
            unknown += [part.unknown] if part.unknown else []
            found = self._joined(found, part)
        if found.indicator:
            unknown = [u for u in unknown if not _DIVIDES.search(plain(u))]
        if found.period:
            found = replace(found, part=any(is_part(p) for p in path if fold(p) != "nam"))
        return self._settled(found, unknown) if unknown else found

    def _settled(self, found: Heading, unknown: list[str]) -> Heading:
        """What the parts left over mean together; a name that stays unknown spoils the rest."""
        if whole := self._vocabulary.indicator(" ".join(unknown)):
            return replace(found, indicator=found.indicator or whole)
        if not found.indicator and (role := self._role(" ".join(unknown))):
            return replace(found, role=role)
        return replace(found, indicator=None, unknown=" / ".join(unknown))

    def _unit_of_values(self, text: str) -> str:
        """The unit in "Giá trị (tỷ đồng)", the column of values of a long table; else ""."""
        rest, unit = self._unit(unnumbered(text), alone=True)
        return unit if unit and self._role(rest.strip(" .,:;")) == "value" else ""

    def _joined(self, found: Heading, part: Heading) -> Heading:
        period = found.period
        if part.period and period and part.period != period:
            period = composed_period(period, part.period)
        return replace(
            found,
            indicator=part.indicator or found.indicator,
            period=period or part.period,
            status=part.status or found.status,
            unit=part.unit or found.unit,
            area=part.area or found.area,
        )

    def _role(self, text: str) -> Column | str:
        name = plain(unnumbered(text))
        if name in OUTLINE or _NUMBERING.fullmatch(text):
            return "outline"
        return column_of(text) or ""

    def _level(self, text: str, *, alone: bool) -> Heading:
        rest, unit = self._unit(unnumbered(_OUT_OF.sub(" ", text)), alone=alone)
        rest, period = _period(rest)
        rest = rest.strip(" .,:;/–-()")
        if not alone and self._vocabulary.is_area(rest):
            return Heading(text, period=period, unit=unit, area=rest)
        indicator = self._vocabulary.indicator(rest)
        status: ObsStatus | str = ""
        if indicator is None and rest:
            said, without = split_status(rest)
            if without != rest and (not without or period or self._vocabulary.indicator(without)):
                status, rest = said, without
                indicator = self._vocabulary.indicator(rest)
        neutral = indicator is not None or plain(rest) in _NEUTRAL
        return Heading(
            text, indicator=indicator, period=period, status=status, unit=unit,
            unknown="" if neutral else rest,
        )  # fmt: skip

    def _unit(self, text: str, *, alone: bool) -> tuple[str, str]:
        """The text without its unit, and the unit as written."""
        if stated := _STATED_UNIT.search(text):
            return text[: stated.start()] + " " + text[stated.end() :], stated[1].strip(" .:")
        # "(ước)" says of what kind the figure is.
        groups = (g for g in _IN_BRACKETS.finditer(text) if split_status(g[1])[1])
        for group in groups:
            if self._vocabulary.unit(group[1]):
                return text[: group.start()] + " " + text[group.end() :], group[1].strip()
            around = text[: group.start()] + " " + text[group.end() :]
            if self._vocabulary.indicator(_period(around)[0]) and not self._vocabulary.indicator(
                text
            ):
                # What stands in brackets behind a whole name can only be its unit, or a doubt.
                return around, group[1].strip()
        behind = _BEHIND_COMMA.search(text)
        if behind and self._vocabulary.unit(behind[1]) and not self._vocabulary.indicator(text):
            return text[: behind.start()], behind[1].strip()
        if text.endswith("%") or text.startswith("%"):
            return text.strip("% "), "%"
        if not alone and self._vocabulary.unit(text) and not self._vocabulary.indicator(text):
            return "", text
        return text, ""


def stated_unit(text: str) -> str:
    """What a title names behind "Đơn vị tính:", else ""."""
    stated = _STATED_UNIT.search(tidy(text))
    return stated[1].strip(" .:") if stated else ""


def periods_in(text: str) -> list[str]:
    """Every period with its year that a title mentions, as written."""
    label = tidy(text)
    found = written_periods(label)
    return [_as_written(label, one) for one in found if _is_read(one.reading())]


def _is_read(read: Period | Unclear) -> bool:
    """Whether a period is one, or "đến tháng 12/2024", of which only the last day is left open."""
    return isinstance(read, Period) or read.code == "two-readings"


def without_periods(text: str) -> str:
    """A title without the periods it mentions."""
    return " ".join(without(tidy(text)).split())


def _as_written(label: str, one: Written) -> str:
    return label[one.lead_start : one.end]


def _period(text: str) -> tuple[str, str]:
    """The text without its period, and the period; one without a year is kept to be joined."""
    whole = split_status(text)[1]
    read = read_period(whole)
    if isinstance(read, Period) or read.code == "span":
        return text.replace(whole, " ", 1), whole
    found = [(one, one.reading()) for one in written_periods(text)]
    known = [one for one, read in found if isinstance(read, Period) or read.code in _KEPT]
    if not known:
        return text, ""
    one = next((one for one in known if one.kind != "span"), known[0])
    return f"{text[: one.lead_start]} {text[one.end :]}", _as_written(text, one)
