"""What a view shows, ready to be taken along: one noun between the pages and every file format."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import pandas as pd

from kpi.model.entries import Lang, Scheme

Cell = str | float | int | None
"""What stands in a row: a text, a number in the unit of its column's head, None for no figure."""


@dataclass(frozen=True)
class Column:
    """A column of the table; the unit of its numbers stands in the head.

    `decimals` are those a document prints; files of data keep every digit. None: as many as
    the number has. What is `file_only` stands in files of data; documents leave it out.
    """

    head: str
    kind: Literal["text", "number"] = "text"
    decimals: int | None = None
    file_only: bool = False


@dataclass(frozen=True)
class Cited:
    """A document behind the figures shown, and how many of them it tells; "" where unknown."""

    title: str
    publisher: str = ""
    published_on: str = ""
    url: str = ""
    figures: int = 0


@dataclass(frozen=True)
class Absent:
    """A province, or an indicator of one, without a figure, and why."""

    name: str
    reason: str


@dataclass(frozen=True)
class Bar:
    """One mark of a drawing of bars, best first; `text` is its value as a reader reads it.

    `own` stands out as my province's, `hollow` is no firm figure (an estimate, a counted rank).
    `earlier` is of a year before the one shown: hatched on the map. `doubtful` is of a size that
    must not stretch the scale. `area` is its key on the map, "" for none.
    """

    name: str
    value: float
    text: str
    own: bool = False
    hollow: bool = False
    area: str = ""
    doubtful: bool = False
    earlier: bool = False


@dataclass(frozen=True)
class Line:
    """One line of a drawing over years; None interrupts it. Promises are `dashed`."""

    name: str
    points: tuple[tuple[float, float | None], ...]
    own: bool = False
    dashed: bool = False


@dataclass(frozen=True)
class Reference:
    """A thin line across a drawing, such as the median or a target."""

    value: float
    label: str


@dataclass(frozen=True)
class Drawing:
    """What the picture and the native chart of a view draw: bars, or lines over years.

    With a `scheme` the bars' areas are drawn on the map as well, with the archipelagos.
    """

    unit: str
    bars: tuple[Bar, ...] = ()
    lines: tuple[Line, ...] = ()
    references: tuple[Reference, ...] = ()
    scheme: Scheme | None = None


@dataclass(frozen=True)
class Extract:
    """A view with all that must be known of it where the screen is not at hand.

    `name` is the stem of the file's name, in ASCII. `filters` are the choices made, as
    (label, choice). `coverage` says how many areas have a figure, `cut_off` to which day the
    figures speak ("số liệu đến 30/11/2023"). `as_of` is the day whose store is shown, None for
    today's. `figures` holds the observations behind the rows in the columns of `kpi.store` with
    `parts`, where the view shows observations; it is what SDMX is written from.
    """

    name: str
    lang: Lang
    title: str
    subtitle: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    taken_on: date
    address: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    coverage: str = ""
    cut_off: str = ""
    as_of: date | None = None
    sources: tuple[Cited, ...] = ()
    absent: tuple[Absent, ...] = ()
    notes: tuple[str, ...] = ()
    drawing: Drawing | None = None
    figures: pd.DataFrame | None = field(default=None, compare=False)
