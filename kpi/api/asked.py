"""What a request asks for: its parameters, checked; a wrong one is said, never passed over."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, get_args
from zoneinfo import ZoneInfo

from starlette.requests import Request

from kpi.catalogue import Catalogue
from kpi.model import OBS_STATUSES, Lang, ObsStatus, Period, Scheme
from kpi.store.selection import Flag, Sort
from kpi.wording import PILLARS

MOST_ROWS = 10_000
ROWS = 1_000
"""So many rows a page has, at most and when nothing is asked."""
FORMATS = ("json", "csv", "sdmx-csv")
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
_VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_LONGEST = 4_000
"""Characters of one parameter: a hundred and more ids."""


class Refused(Exception):  # noqa: N818 - an answer of the API, told by its status
    """A request that cannot be answered: a status of HTTP and a sentence in both languages."""

    def __init__(self, status: int, vi: str, en: str) -> None:
        super().__init__(en)
        self.status, self.vi, self.en = status, vi, en


@dataclass(frozen=True)
class Asked:
    """The parameters of a request, each read by a method that refuses what it cannot be."""

    values: Mapping[str, str]
    catalogue: Catalogue

    @classmethod
    def of(cls, request: Request, catalogue: Catalogue, known: Collection[str]) -> "Asked":
        """The parameters; Refused where one is unknown, told twice or endless."""
        pairs = request.query_params.multi_items()
        names = [name for name, _ in pairs]
        for name, value in pairs:
            if name not in known:
                listed = ", ".join(sorted(known))
                raise Refused(
                    400, f"Không có tham số '{name[:40]}'. Có: {listed}.",
                    f"There is no parameter '{name[:40]}'. There are: {listed}.",
                )  # fmt: skip
            if names.count(name) > 1 or len(value) > _LONGEST:
                raise Refused(
                    400, f"Tham số '{name}' ghi nhiều lần hoặc quá dài.",
                    f"Parameter '{name}' is told twice or too long; separate values by commas.",
                )  # fmt: skip
        return cls(dict(pairs), catalogue)

    def text(self, name: str) -> str:
        """A parameter as written, "" when it is left out."""
        return self.values.get(name, "")

    def several(self, name: str) -> tuple[str, ...]:
        """The values of a comma-separated parameter."""
        return tuple(dict.fromkeys(v for v in self.text(name).split(",") if v))

    def lang(self) -> Lang:
        """The language of names and messages."""
        return "en" if self._one("lang", ("vi", "en")) == "en" else "vi"

    def indicators(self) -> tuple[str, ...]:
        """Ids of indicators, each known."""
        return self._known("indicator", self.catalogue.indicators)

    def areas(self) -> tuple[str, ...]:
        """Keys of areas, each known."""
        return self._known("area", self.catalogue.areas)

    def scheme(self) -> Scheme | None:
        """The boundaries asked for."""
        told = self._one("scheme", SCHEMES)
        return next((s for s in SCHEMES if s == told), None)

    def region(self, scheme: Scheme | None) -> str:
        """A region of the scheme."""
        if not self.text("region"):
            return ""
        if scheme is None:
            raise Refused(400, "Vùng cần có 'scheme'.", "A region needs 'scheme'.")
        return self._one("region", [r.code for r in self.catalogue.regions_of(scheme)])

    def period(self) -> Period | None:
        """A period by its key."""
        written = self.text("period")
        if not written:
            return None
        try:
            return Period.of(written)
        except ValueError:
            raise self._wrong(
                "period", ("2024", "2024-H1", "2024-Q3", "2024-09", "2024-11-30")
            ) from None

    def status(self) -> ObsStatus | None:
        """Result, estimate, target or plan."""
        told = self._one("status", OBS_STATUSES)
        return next((s for s in OBS_STATUSES if s == told), None)

    def pillars(self) -> tuple[Any, ...]:
        """Pillars, each known."""
        return self._known("pillar", PILLARS)

    def flag(self) -> Flag | None:
        """A mark that the figures must have."""
        told = self._one("flag", get_args(Flag))
        return next((f for f in get_args(Flag) if f == told), None)

    def sort(self) -> Sort:
        """The order; the newest period first."""
        told = self._one("sort", get_args(Sort)) or "newest"
        return next(s for s in get_args(Sort) if s == told)

    def form(self) -> str:
        """The format of the answer."""
        return self._one("format", FORMATS) or FORMATS[0]

    def yes(self, name: str) -> bool:
        """Whether a switch is 1."""
        return self._one(name, ("0", "1")) == "1"

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number from 0 to `most`."""
        written = self.text(name)
        if not written:
            return default
        if not (written.isascii() and written.isdigit() and len(written) < 10):
            raise self._wrong(name, (f"0–{most}",))
        found = int(written)
        if found > most:
            raise self._wrong(name, (f"0–{most}",))
        return found

    def year(self, name: str) -> int | None:
        """A year of four digits."""
        written = self.text(name)
        if not written:
            return None
        if not (written.isascii() and written.isdigit() and len(written) == 4):
            raise self._wrong(name, ("2024",))
        return int(written)

    def day(self) -> date | None:
        """The past day whose store is asked; None for today's. A day to come is refused."""
        written = self.text("as_of")
        if not written:
            return None
        today = datetime.now(_VIETNAM).date()
        try:
            day = date.fromisoformat(written)
        except ValueError:
            raise self._wrong("as_of", ("2026-06-30",)) from None
        if day > today:
            raise Refused(400, "Ngày 'as_of' chưa tới.", "The day of 'as_of' is yet to come.")
        return None if day == today else day

    def _known(self, name: str, known: Collection[str]) -> tuple[str, ...]:
        told = self.several(name)
        if lost := [one for one in told if one not in known]:
            named = ", ".join(f"'{one[:60]}'" for one in lost[:5])
            raise Refused(
                404, f"Không có {name} {named}.", f"There is no {name} {named}."
            )  # fmt: skip
        return told

    def _one(self, name: str, options: Sequence[str]) -> str:
        told = self.text(name)
        if told and told not in options:
            raise self._wrong(name, options)
        return told

    def _wrong(self, name: str, options: Sequence[str]) -> Refused:
        written, listed = self.text(name)[:60], ", ".join(options)
        return Refused(
            400, f"Tham số '{name}' là '{written}', không phải một trong: {listed}.",
            f"Parameter '{name}' is '{written}', which is none of: {listed}.",
        )  # fmt: skip
