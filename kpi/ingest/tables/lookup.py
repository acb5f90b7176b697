"""The texts of a table → areas, periods, indicators, units, statuses, sources; each text once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

from kpi.ingest.formats.number_formats import DATE_1904
from kpi.ingest.formats.sheet import Cell, shown
from kpi.ingest.tables import questions
from kpi.ingest.tables.headings import Heading, HeadingReader
from kpi.ingest.tables.ledger import Fault, Ledger
from kpi.ingest.tables.questions import SKIP
from kpi.ingest.tables.vocabulary import Likeness, Vocabulary, tidy, unnumbered
from kpi.language.number_words import SCALES
from kpi.language.periods import read_period, split_status
from kpi.model import (
    MERGER,
    OBS_STATUSES,
    QUALIFIERS,
    Area,
    Indicator,
    Lang,
    ObsStatus,
    Period,
    Qualifier,
    Scheme,
    Source,
    Unclear,
    Unit,
    scheme_in_force,
)
from kpi.wording import hedge, status_word

# A table of more unknown rows is not one of indicators; nobody answers so many questions.
_MOST_ASKED = 40
_SCHEMES: dict[str, Scheme] = {"vn63": "vn63", "vn34": "vn34"}
# Excel counts days from here; the span holds what the periods of this program can be.
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(32874, 73416)


class Lookup:
    """What texts of one file mean; a text that means nothing is a Fault, kept like an answer."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        headings: HeadingReader,
        documents: Mapping[str, Source],
        itself: Source,
        ledger: Ledger,
    ) -> None:
        self._vocabulary, self._headings, self._ledger = vocabulary, headings, ledger
        self._documents, self._itself = documents, itself
        self._periods: dict[tuple[str, int | None], Period | Fault] = {}
        self._areas: dict[tuple[str, str, str, Scheme | None], Area | Fault] = {}
        self.bare_names: dict[str, str] = {}
        self.gone = False
        self._indicators: dict[tuple[str, bool], Indicator | Fault] = {}
        self._labels: dict[str, Heading] = {}
        self._units: dict[tuple[str, str], Unit | Fault] = {}
        self._asked = 0
        self.likeness = Likeness(vocabulary.catalogue)
        self.cited: dict[str, Source] = {}

    def period(self, written: str, year: int | None = None) -> Period | Fault:
        """The period of a text; `year` is that of the title, for texts that name none."""
        key = (written, year)
        if key not in self._periods:
            read = read_period(written, year=year)
            self._periods[key] = read if isinstance(read, Period) else self._no_period(read)
        return self._periods[key]

    def _no_period(self, read: Unclear) -> Period | Fault:
        question = f"period|{read.as_written}" if read.options else ""
        if given := self._ledger.answer(question, read.options):
            return Period.of(given)
        return questions.unread_period(read, question)

    def area(
        self, key: str, name: str, period: Period, scheme: Scheme | None = None
    ) -> Area | Fault:
        """The area of a key or else a name, in the scheme of the period.

        Args:
            key: of the area, or a code of somebody's own, which yields to the name.
            name: as written.
            period: of the figure.
            scheme: that the table states, whatever its period.
        """
        if scheme is None and self.gone and not key and scheme_in_force(period.end) == "vn34":
            scheme = _SCHEMES.get(self._ledger.answer(f"scheme|{period.key}", _SCHEMES))
            if scheme is None and not self._is_one_place(name):
                return questions.scheme_asked(
                    "province", period, f"scheme|{period.key}", tuple(_SCHEMES)
                )
        place = (key, name, period.key, scheme)
        if place not in self._areas:
            found = self._areas[place] = self._find_area(key, name, period, scheme)
            if isinstance(found, Area) and self._vocabulary.finder.is_bare(key or unnumbered(name)):
                self.bare_names.setdefault(name, found.name_vi)
        return self._areas[place]

    def _find_area(
        self, key: str, name: str, period: Period, scheme: Scheme | None
    ) -> Area | Fault:
        finder = self._vocabulary.finder
        if key and name and isinstance(finder.find(key), Unclear):
            key = ""
        written = key or unnumbered(name)
        if scheme and not key:
            found = finder.find(written, scheme=scheme)
        elif not key and _spans_merger(period):
            found = self._in_merger_year(written, period)
        else:
            found = finder.find(written, period=period)
        if isinstance(found, Unclear):
            found = self._answered(found, period)
        if isinstance(found, Unclear):
            return self._no_area(found, "area" if key else "province", period)
        if key and name:
            named = self._vocabulary.finder.find(unnumbered(name), scheme=found.scheme)
            if isinstance(named, Unclear) or named.key != found.key:
                return Fault(
                    "two-areas",
                    "province",
                    f"Mã {key} và tên '{name}' chỉ hai địa phương khác nhau.",
                    "Sửa mã hoặc tên cho khớp.",
                )
        return found

    def _is_one_place(self, name: str) -> bool:
        """Whether a name means one territory before and after the merger."""
        found = self._vocabulary.finder.find(unnumbered(name), scheme="vn34")
        return isinstance(found, Area) and (
            found.scheme == "vn" or bool(self._vocabulary.catalogue.same_territory(found.key))
        )

    def lists_merged(self, names: Iterable[str]) -> bool:
        """Whether a list of provinces has a name that went with the merger."""
        read = (self._vocabulary.finder.find(unnumbered(name), scheme="vn34") for name in names)
        return any(isinstance(f, Unclear) and f.code == "area-not-in-scheme" for f in read)

    def _answered(self, found: Unclear, period: Period) -> Area | Unclear:
        catalogue = self._vocabulary.catalogue
        allowed = found.options
        given = self._ledger.answer(_area_question(found, period), allowed) if allowed else ""
        return catalogue.area(given) if given else found

    def _in_merger_year(self, written: str, period: Period) -> Area | Unclear:
        """A name of one scheme alone means that one; a name of both is for the answer to say."""
        finder = self._vocabulary.finder
        said = self._ledger.answer(f"scheme|{period.key}", _SCHEMES)
        if said and isinstance(found := finder.find(written, scheme=_SCHEMES[said]), Area):
            return found
        alone = finder.find(written)
        return alone if isinstance(alone, Area) else finder.find(written, period=period)

    def _no_area(self, found: Unclear, column: str, period: Period) -> Fault:
        if found.code == "two-areas" and _spans_merger(period):
            return questions.scheme_asked(column, period, f"scheme|{period.key}", tuple(_SCHEMES))
        if not found.options:
            like = self.likeness.areas(found.as_written)
            return questions.unknown_area(found.code, column, found.as_written, like)
        question = _area_question(found, period)
        return questions.several_areas(found, column, period, question, self._vocabulary.catalogue)

    def indicator(self, written: str, *, ask: bool = False) -> Indicator | Fault:
        """The indicator of an id, a name, or a row label that names it whole.

        With `ask` an unknown one is a question with the nearest indicators to choose from.
        """
        key = (written, ask)
        if key not in self._indicators:
            vocabulary = self._vocabulary
            found = vocabulary.indicator(written) or self._headings.read(written).indicator
            self._indicators[key] = found or self._no_indicator(written, ask=ask)
        return self._indicators[key]

    def _no_indicator(self, written: str, *, ask: bool) -> Indicator | Fault:
        catalogue = self._vocabulary.catalogue
        question = _indicator_question(written)
        if given := self._ledger.answer(question, catalogue.indicators):
            return catalogue.indicator(given)
        like = self._vocabulary.indicators_like(written) if written else ()
        nearest = tuple(dict.fromkeys((*self.likeness.indicators(written), *like)))[:5]
        self._asked += ask
        asks = ask and written and self._asked <= _MOST_ASKED
        return questions.unknown_indicator(nearest, question if asks else "", catalogue)

    def is_left_out(self, written: str) -> bool:
        """Whether somebody answered that a row label's figures are not wanted."""
        return bool(written and self._ledger.answer(_indicator_question(written), (SKIP,)))

    def label(self, written: str) -> Heading:
        """What a row's label says besides its indicator: a unit, a period."""
        if written not in self._labels:
            self._labels[written] = self._headings.read(written)
        return self._labels[written]

    def unit(self, written: str, indicator: Indicator) -> Unit | Fault:
        """The unit of a text if it can be the indicator's; of "" the indicator's own."""
        key = (written, indicator.unit)
        if key not in self._units:
            self._units[key] = self._find_unit(written, indicator)
        return self._units[key]

    def _find_unit(self, written: str, indicator: Indicator) -> Unit | Fault:
        units = self._vocabulary.catalogue.units
        unit = self._vocabulary.unit(written) if written else units[indicator.unit]
        if unit is not None:
            fits = (unit.base or unit.id) == indicator.unit
            return unit if fits else wrong_unit("unit", indicator)
        fitting = [u for u in units.values() if (u.base or u.id) == indicator.unit]
        scale = SCALES.get(tidy(written).strip(" .:").casefold())
        if scale:
            # "triệu" of money can only be triệu đồng; where no such unit is, nothing is guessed.
            multiple = next((u for u in fitting if u.base and u.factor == scale), None)
            return multiple or questions.bare_multiple(written, indicator)
        question = f"unit|{written}|{indicator.unit}"
        if given := self._ledger.answer(question, tuple(u.id for u in fitting)):
            return units[given]
        return questions.unknown_unit(written, question, fitting)

    def source(self, written: str, *, by_id: bool) -> str | Fault:
        """The id of the document a row cites; the file itself when it cites none.

        A table of our own form, or one that comes with its documents, cites them `by_id`.
        Elsewhere a column of sources says in words where the figures of this file come from.
        """
        source = self._documents.get(written) or self._itself
        if written and source is self._itself and (by_id or self._documents):
            return Fault(
                "unknown-source",
                "source",
                "Không có tài liệu nào mang mã này.",
                "Nạp kèm tệp sources.csv có mã đó, hoặc để trống ô nguồn.",
            )
        self.cited[source.source_id] = source
        return source.source_id


def wrong_unit(column: str, indicator: Indicator) -> Fault:
    """A unit that cannot be the indicator's."""
    return Fault(
        "wrong-unit",
        column,
        f"Đơn vị không hợp với chỉ tiêu (đơn vị gốc: {indicator.unit}).",
        "Sửa đơn vị, hoặc để trống nếu đã ghi theo đơn vị gốc.",
    )


def period_text(cell: Cell, *, from_1904: bool = False) -> str:
    """A period cell as text: dates and the serial numbers Excel makes of them in ISO form.

    Args:
        cell: the cell.
        from_1904: whether the sheet counts days from 1904-01-01.
    """
    zero = DATE_1904.date() if from_1904 else _SERIAL_ZERO
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell in _SERIALS:
        return (zero + timedelta(days=int(cell))).isoformat()
    text = shown(cell).strip()
    if text.isascii() and text.isdigit() and len(text) == 5 and int(text) in _SERIALS:
        return (zero + timedelta(days=int(text))).isoformat()
    return text


def _spans_merger(period: Period) -> bool:
    return period.start < MERGER <= period.end


def _indicator_question(written: str) -> str:
    return f"indicator|{written}"


def _area_question(found: Unclear, period: Period) -> str:
    return f"area|{found.as_written}|{period.key}"


T = TypeVar("T", bound=str)
_LANGUAGES: tuple[Lang, ...] = ("vi", "en")


def stated_status(said: Sequence[str], *, exchange: bool) -> ObsStatus | Fault:
    """The one status that all statements name."""
    found: set[ObsStatus] = set()
    for written in said:
        status = _status(written, exchange=exchange)
        if isinstance(status, Fault):
            return status
        found.add(status)
    return found.pop() if len(found) == 1 else two_statuses("status")


def two_statuses(column: str) -> Fault:
    """Statements that contradict each other."""
    return Fault(
        "two-statuses",
        column,
        "Các ô của dòng nói khác nhau: thực hiện, ước, kế hoạch hay mục tiêu.",
        "Sửa cho các ô khớp nhau.",
    )


def _status(written: str, *, exchange: bool) -> ObsStatus | Fault:
    said = _choice(written, OBS_STATUSES)
    if said is None and not exchange:
        word, rest = split_status(written)
        said = None if rest else word
    words = OBS_STATUSES if exchange else [status_word(status, "vi") for status in OBS_STATUSES]
    return said or _unknown("status", "trạng thái", words)


def stated_qualifier(written: str, *, exchange: bool) -> Qualifier | Fault:
    """How exact a figure is, as a code or in words ("hơn", "khoảng")."""
    said = _choice(written, QUALIFIERS)
    if said is None and not exchange:
        words = {hedge(one, lang): one for one in QUALIFIERS for lang in _LANGUAGES}
        said = words.get(" ".join(written.lower().split()))
    known = [hedge(qualifier, "vi") for qualifier in QUALIFIERS]
    return said or _unknown("qualifier", "mức chính xác", QUALIFIERS if exchange else known)


def _choice(written: str, allowed: Sequence[T]) -> T | None:
    return next((one for one in allowed if one == written), None)


def _unknown(column: str, called: str, words: Sequence[str]) -> Fault:
    return Fault(
        f"unknown-{column}",
        column,
        f"Cột {called} không nhận chữ này.",
        f"Ghi {', '.join(words[:-1])} hoặc {words[-1]}.",
    )
