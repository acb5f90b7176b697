"""What holds for a whole table because its title or its sheet's name says so."""

import re
from collections.abc import Iterable
from datetime import timedelta

from kpi.ingest.tables.headings import periods_in, stated_unit, without_periods
from kpi.ingest.tables.layout import Block, texts_of
from kpi.ingest.tables.ledger import Fault, Ledger
from kpi.ingest.tables.parts import lists_below
from kpi.ingest.tables.questions import PERIODS, among_periods, indicator_words
from kpi.ingest.tables.vocabulary import Vocabulary, tidy
from kpi.language.periods import read_period, split_status
from kpi.language.spelling import plain
from kpi.model import Indicator, Locator, ObsStatus, Period, Scheme, Unclear, Unit

# Lines that date a document, not its figures.
_OF_THE_DOCUMENT = re.compile(
    r"\b(?:quyết định|công văn|nghị quyết|thông tư|nghị định|kèm theo|số\s*:|qđ|ubnd-|tt-)\b"
    r"|^[^,\d]{2,40},\s*ngày\b",
    re.I,
)
_UNIT_WORDS = re.compile(r"\(?\s*(?:đơn\s+vị(?:\s+tính)?|đvt)\s*[:.].*$", re.I)
_NEUTRAL_WORDS = (
    "bang bieu so so lieu phu luc thong ke tong hop bao cao ket qua tinh hinh thuc hien cua cac "
    "tinh thanh pho tren dia ban theo phan dia phuong ca nuoc toan quoc va trong den nam ky ve "
    "chi tieu i ii iii iv v tp truc thuoc trung uong hang giai doan du lieu quy thang tung qua "
    "gia tri moi so lieu"
)
_NEUTRAL = frozenset(_NEUTRAL_WORDS.split())
# A number before a title: Bảng 1, Biểu số 02, 145.
_NUMBERED = re.compile(
    r"^\(?(?:(?:bảng|biểu|phụ\s+lục|mẫu)(?:\s+số)?\s*:?\s*)?"
    r"\d{1,3}(?:[.-]\d{1,2})*\s*[.):/-]\s*",
    re.I,
)
# "(số liệu đến 31/12/2022)", "Tính đến hết tháng 6/2023".
_AS_OF = re.compile(
    r"(?:số\s+liệu|tính|l[ũu]y\s+kế|luỹ\s+kế|chốt|cập\s+nhật|thời\s+điểm|^\(?)"
    r"[^.;:\d]{0,25}\b(?:đến|tới|ngày|lúc)\b",
    re.I,
)
# A report of a half year is closed some weeks before its end (Decree 09/2019/NĐ-CP, Art. 12).
_CLOSED_BEFORE = timedelta(days=31)
_NOTES_READ = 3
_LEADING = re.compile(
    r"(?:(?:bang|bieu|phu luc|mau|so|tong hop|danh muc|du thao|[0-9]+[a-z]?|[ivx]+) )*"
)
_STATUS_TITLES: tuple[tuple[ObsStatus, re.Pattern[str]], ...] = (
    (
        "plan",
        re.compile(
            r"(?:du kien )?ke hoach\b(?! va)|.*\b(?:chi tieu (?:ke hoach|duoc giao|giao)"
            r"|(?:giao|phan bo|phan giao) (?:cac )?(?:chi tieu|ke hoach))\b"
        ),
    ),
    ("target", re.compile(r"(?:cac )?(?:muc tieu|chi tieu (?:phan dau|den nam))\b|.*\bphan dau\b")),
)
_ESTIMATE = re.compile(
    r"(?<!\w)(?:ước\s+(?:thực\s+hiện|tính|đạt|cả\s+năm|th\b|năm)|số\s+(?:liệu\s+)?ước|"
    r"(?:số\s+(?:liệu\s+)?)?sơ\s+bộ)|\(\s*ước\s*\)",
    re.I,
)
_RESULTS = re.compile(r"\b(?:ket qua|tinh hinh|danh gia|tien do|muc do|so sanh|so voi)\b")
_SCHEME_34 = re.compile(
    r"\b34 (?:tinh|don vi|dia phuong)|\b(?:sau|theo) (?:khi )?(?:sap xep|sap nhap|hop nhat)"
    r"|\b(?:tinh|dia gioi) moi\b"
)
_SCHEME_63 = re.compile(
    r"\b63 (?:tinh|don vi|dia phuong)|\btruoc (?:khi )?(?:sap xep|sap nhap|hop nhat)"
    r"|\b(?:tinh|dia gioi) cu\b"
)
_OUT_OF = re.compile(r"\bthang(?: diem| do)? (1000|100|10)(?: diem)?\b")


class Context:
    """Period, indicator, area and unit that a block's columns and rows leave open."""

    def __init__(self, block: Block, vocabulary: Vocabulary, ledger: Ledger) -> None:
        self._block, self._vocabulary, self._ledger = block, vocabulary, ledger
        self._texts = [t for t in (*block.titles, block.sheet.name) if t and len(t) < 500]

    @property
    def year(self) -> int | None:
        """The one year the titles speak of, for columns such as "Quý I"."""
        years = {period.year for period in self._periods().values()}
        return years.pop() if len(years) == 1 else None

    def period(self) -> str | Fault:
        """The written period; two different ones, or none, is a question."""
        question = f"period|{self._block.key}"
        if given := self._ledger.answer(question):
            return given
        found = self._periods()
        if (closed := self._closed(set(found.values()))) is not None:
            return closed.key
        if len(set(found.values())) == 1:
            return next(iter(found))
        keys = tuple(sorted({period.key for period in found.values()}))
        return Fault(
            "several-periods" if keys else "no-period",
            "period",
            "Tiêu đề nói nhiều kỳ khác nhau: số liệu của kỳ nào?"
            if keys
            else "Không thấy kỳ số liệu ở tiêu đề, tên trang tính hay đầu cột: số liệu của kỳ nào?",
            f"Chọn {among_periods(keys)}." if keys else f"Ghi kỳ vào tiêu đề của bảng: {PERIODS}.",
            question=question,
            options=keys,
            entry="period",
        )

    def _closed(self, stated: set[Period]) -> Period | None:
        """What "số liệu đến …" makes of the period of the titles; None without such words.

        A period that ends within weeks after that day is meant as a whole.
        """
        days = {period for text in (*self._texts, *self._notes()) for period in _as_of(text)}
        others = stated - days
        if len(days) != 1 or len(others) > 1:
            return None
        day = days.pop()
        for other in others:
            if other.start <= day.end <= other.end <= day.end + _CLOSED_BEFORE:
                return other
        return day

    def _notes(self) -> list[str]:
        """Lines of one text right below the header and below the table."""
        rows = self._block.sheet.rows[self._block.start : self._block.end]
        lines = [texts_of(row) for row in (*rows[:_NOTES_READ], *rows[-_NOTES_READ:])]
        return [line[0] for line in lines if len(line) == 1 and len(line[0]) < 200]

    def status(self) -> str:
        """Estimate, plan or target where a title says so of all figures.

        "KẾ HOẠCH PHÁT TRIỂN … NĂM 2025" are plans, "Kết quả thực hiện kế hoạch" are not.
        """
        return next((said for text in self._texts if (said := _title_status(text))), "")

    def scheme(self) -> Scheme | None:
        """The boundary scheme a title states: "34 tỉnh, thành phố (sau sắp xếp)"."""
        texts = [plain(text) for text in self._texts]
        new = any(_SCHEME_34.search(text) for text in texts)
        old = any(_SCHEME_63.search(text) for text in texts)
        if new == old:
            return None
        return "vn34" if new else "vn63"

    def out_of(self, headings: Iterable[str] = ()) -> float | None:
        """The highest score there is where titles or headings name it: "thang điểm 1.000"."""
        texts = (re.sub(r"(?<=\d)[.,](?=000)", "", text) for text in (*self._texts, *headings))
        found = {float(match[1]) for text in texts if (match := _OUT_OF.search(plain(text)))}
        return found.pop() if len(found) == 1 else None

    def lists_below(self) -> bool:
        """Whether a title says that the rows are districts or communes."""
        return any(map(lists_below, self._texts))

    def indicator(self) -> Indicator | Fault:
        """The indicator a title names with nothing unexplained around it."""
        question = f"indicator|{self._block.key}"
        catalogue = self._vocabulary.catalogue
        if given := self._ledger.answer(question, catalogue.indicators):
            return catalogue.indicator(given)
        named: dict[str, Indicator] = {}
        doubtful: dict[str, Indicator] = {}
        for text in self._texts:
            found, around = self._vocabulary.indicator_within(self._subject(text))
            if found is not None:
                sure = set(around.split()) <= _NEUTRAL
                (named if sure else doubtful)[found.id] = found
        if len(named) == 1:
            return next(iter(named.values()))
        options = tuple(named) or tuple(doubtful)
        return Fault(
            "no-indicator",
            "indicator",
            "Không rõ bảng này là của chỉ tiêu nào.",
            "Chọn chỉ tiêu, hoặc ghi tên ở trang Danh mục vào tiêu đề của bảng.",
            question=question,
            options=options,
            labels=tuple(indicator_words(catalogue.indicator(o), catalogue) for o in options),
        )

    def _subject(self, text: str) -> str:
        text = _NUMBERED.sub("", tidy(text))
        return _UNIT_WORDS.sub("", re.sub(r"\([^()]*\)", " ", without_periods(text)))[:200]

    def area(self) -> str | Fault:
        """The name of the province the titles or the sheet's name speak of."""
        question = f"area|{self._block.key}"
        if given := self._ledger.answer(question):
            return given
        names = dict.fromkeys(name for text in self._texts for name in self._areas(text))
        if len(names) == 1:
            return next(iter(names))
        return Fault(
            "no-area",
            "province",
            "Không rõ bảng này là của tỉnh, thành phố nào.",
            f"Chọn {' hoặc '.join(names)}." if names else "Ghi tên tỉnh vào tiêu đề của bảng.",
            question=question,
            options=tuple(names),
            entry="area",
        )

    def unit(self) -> str:
        """What stands behind "Đơn vị tính:"; behind a bare "Đơn vị:" only if it is a unit."""
        for text in self._block.titles:
            if unit := stated_unit(text):
                return unit
            bare = re.search(r"đơn\s+vị\s*:\s*([^()]+)", tidy(text), re.I)
            if bare and self._vocabulary.unit(bare[1].strip()):
                return bare[1].strip()
        return ""

    def unit_in_brackets(self) -> Unit | None:
        """The unit in brackets behind a title: "Doanh thu viễn thông năm 2022 (tỷ đồng)"."""
        groups = (g for text in self._block.titles for g in re.findall(r"\(([^()]*)\)", tidy(text)))
        found = [unit for group in groups if (unit := self._vocabulary.unit(group)) is not None]
        return found[0] if len(set(found)) == 1 else None

    def _periods(self) -> dict[str, Period]:
        texts = [t for t in self._texts if not _OF_THE_DOCUMENT.search(t)]
        written = [p for text in texts for p in periods_in(text)]
        sheet = self._block.sheet.name.strip()
        found: dict[str, Period] = {}
        for text in (*written, *([sheet] if sheet else [])):
            read = read_period(text)
            if (meant := _meant(read)) is not None:
                found[text if meant == read else meant.key] = meant
        return found

    def _areas(self, text: str) -> Iterable[str]:
        """The names behind "tỉnh" or "thành phố"; a text that is a name as a whole."""
        if self._is_name(text.strip()):
            yield text.strip()
            return
        names = self._vocabulary.names
        for named in names.provinces(tidy(text)):
            if named.title:
                yield names.areas(named.name)[0].name_vi

    def _is_name(self, text: str) -> bool:
        if not text or len(text) > 60 or self._vocabulary.is_total(text):
            return False
        return self._vocabulary.is_area(text)


def _meant(read: Period | Unclear) -> Period | None:
    """The period of a title; "đến tháng 12/2024" runs to that month's last day."""
    if isinstance(read, Period):
        return read
    if read.code == "two-readings" and len(read.options) == 2:
        month, day = map(Period.of, read.options)
        if day.kind == "day" and day.end == month.end:
            return day
    return None


def _title_status(text: str) -> ObsStatus | str:
    if _OF_THE_DOCUMENT.search(text):
        return ""
    if periods_in(text):
        for line in re.split(r"[()\n]", without_periods(text)):
            said, rest = split_status(line)
            if said != "actual" and not plain(rest):
                return said
    if _ESTIMATE.search(text):
        return "estimate"
    words = plain(text)
    lead = _LEADING.match(words)
    words = words[lead.end() :] if lead else words
    for status, pattern in _STATUS_TITLES:
        if (match := pattern.match(words)) and not _RESULTS.search(words[: match.end()]):
            return status
    return ""


def _as_of(text: str) -> Iterable[Period]:
    """The days a text says that figures run to; not the day it was published."""
    match = _AS_OF.search(text)
    if match is None or _OF_THE_DOCUMENT.search(text):
        return
    for written in periods_in(text[match.start() :])[:1]:
        period = read_period(written)
        if isinstance(period, Period) and period.kind in ("day", "month"):
            yield Period.of(period.end.isoformat())


def title_locator(block: Block) -> Locator:
    """Where a question about a whole table points: its header row."""
    return Locator(kind="cell", sheet=block.sheet.name, cell=f"A{block.top + 1}")
