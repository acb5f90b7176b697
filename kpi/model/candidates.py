"""Candidates held by columns: a file of 100 000 figures is not 100 000 objects."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, Self, overload

import numpy as np
import numpy.typing as npt
import pandas as pd

from kpi.model.figures import Candidate, Locator, ObsStatus, Qualifier
from kpi.model.period import Period

Mask = npt.NDArray[np.bool_]

# Columns of few different values, kept as codes; all but the two below and the numbers. `seen`
# alone is no text: the usual value is NOT_SEEN.
CODED: Mapping[str, str] = {
    "area": "area",
    "indicator": "indicator",
    "period": "period.key",
    "obs_status": "obs_status",
    "unit": "unit",
    "qualifier": "qualifier",
    "note": "note",
    "source_id": "source_id",
    "locator_kind": "locator.kind",
    "sheet": "locator.sheet",
    "sentence": "locator.sentence",
    "words": "locator.words",
    "seen": "locator.seen",
}
WRITTEN: Mapping[str, str] = {"as_written": "as_written", "cell": "locator.cell"}
SPANS: Mapping[str, str] = {
    "span_start": "locator.start",
    "span_end": "locator.end",
    "paragraph": "locator.paragraph",
}


class Candidates(Sequence[Candidate]):
    """Candidates in the order they were read; each is made when it is asked for.

    `frame` has the columns of CODED as categories, those of WRITTEN as texts, those of SPANS
    as Int32 and `value` as float64; `periods` has every period by its key.
    """

    def __init__(self, frame: pd.DataFrame, periods: Mapping[str, Period]) -> None:
        self.frame, self.periods = frame, periods

    @classmethod
    def of(cls, candidates: Iterable[Candidate]) -> Self:
        """The same by columns; what is held by columns already stays as it is."""
        if isinstance(candidates, cls):
            return candidates
        every = list(candidates)

        def column(path: str) -> list[object]:
            return list(map(attrgetter(path), every))

        columns: dict[str, object] = {name: coded(column(path)) for name, path in CODED.items()}
        columns |= {name: pd.array(column(path), dtype="str") for name, path in WRITTEN.items()}
        columns |= {name: pd.array(column(path), dtype="Int32") for name, path in SPANS.items()}
        columns["value"] = np.array(column("value"), dtype="float64")
        return cls(pd.DataFrame(columns), {c.period.key: c.period for c in every})

    @classmethod
    def joined(cls, parts: Sequence["Candidates"]) -> Self:
        """One behind the other."""
        frames = [part.frame for part in parts]
        columns: dict[str, object] = {}
        for name in frames[0].columns if frames else ():
            pieces = [frame[name].array for frame in frames]
            columns[name] = (
                pd.api.types.union_categoricals(pieces)
                if name in CODED
                else pd.concat([frame[name] for frame in frames], ignore_index=True)
            )
        periods = {key: period for part in parts for key, period in part.periods.items()}
        return cls(pd.DataFrame(columns), periods) if frames else cls.of(())

    def taken(self, places: npt.NDArray[np.int_] | Mask) -> "Candidates":
        """Those at some places, in their order, or those a mask marks."""
        return Candidates(self.frame[places] if places.dtype == bool else
                          self.frame.take(places), self.periods)  # fmt: skip

    def with_source(self, replaced: Iterable[str], source_id: str) -> "Candidates":
        """The same figures, with one document in the place of others."""
        sources = self.frame["source_id"].array
        gone = set(replaced)
        names = [source_id if name in gone else name for name in sources.categories]
        kept = list(dict.fromkeys(names))
        codes = np.array([kept.index(name) for name in names], dtype="int64")[sources.codes]
        renamed = pd.Categorical.from_codes(codes, categories=pd.Index(kept, dtype=object))
        return Candidates(self.frame.assign(source_id=renamed), self.periods)

    def distinct(self, column: str) -> list[str]:
        """The different texts of a coded column."""
        found = self.frame[column].array
        return [str(found.categories[code]) for code in np.unique(found.codes)]

    def ids(self, columns: Sequence[str]) -> npt.NDArray[np.int64]:
        """A number for each candidate, the same for those alike in all of some coded columns."""
        arrays = [self.frame[column].array for column in columns]
        return combined([(a.codes, len(a.categories)) for a in arrays], len(self))

    def locators(self) -> Iterator[Locator]:
        """Where each stands in its source."""
        return map(Locator, *(_listed(self.frame[c]) for c in _PLACE))

    def __len__(self) -> int:
        return len(self.frame)

    def __iter__(self) -> Iterator[Candidate]:
        told = (_listed(self.frame[name]) for name in _TOLD)
        return map(self._candidate, *told, self.locators())

    @overload
    def __getitem__(self, at: int) -> Candidate: ...
    @overload
    def __getitem__(self, at: slice) -> "Candidates": ...
    def __getitem__(self, at: int | slice) -> "Candidate | Candidates":
        if isinstance(at, slice):
            return Candidates(self.frame.iloc[at], self.periods)
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        at %= len(self)
        return next(iter(self[at : at + 1]))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(self) != len(other):
            return NotImplemented
        return all(one == two for one, two in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Candidates({list(self)!r})"

    def _candidate(
        self, area: str, indicator: str, period: str, obs_status: ObsStatus, value: float,
        unit: str, qualifier: Qualifier, as_written: str, source_id: str, note: str, where: Locator,
    ) -> Candidate:  # fmt: skip
        return Candidate(
            area, indicator, self.periods[period], obs_status, value, unit, qualifier, as_written,
            source_id, where, note,
        )  # fmt: skip


_PLACE = (
    *("locator_kind", "sheet", "cell", "span_start", "span_end", "sentence"),
    *("words", "paragraph", "seen"),
)
_TOLD = (
    *("area", "indicator", "period", "obs_status", "value", "unit", "qualifier", "as_written"),
    *("source_id", "note"),
)


def coded(values: Sequence[object]) -> pd.Categorical:
    """Values as codes into the different ones, in the order they first stand in."""
    codes, different = pd.factorize(_objects(values))
    return pd.Categorical.from_codes(codes, categories=pd.Index(different, dtype=object))


def _objects(values: Sequence[object]) -> npt.NDArray[np.object_]:
    objects = np.empty(len(values), dtype=object)
    objects[:] = values
    return objects


def spread(texts: pd.Categorical, groups: npt.NDArray[np.int64]) -> pd.Categorical:
    """The texts of groups → those of their rows."""
    return pd.Categorical.from_codes(texts.codes[groups], categories=texts.categories)


def combined(
    columns: Iterable[tuple[npt.NDArray[np.integer], int]], length: int
) -> npt.NDArray[np.int64]:
    """A number for each row, the same for rows with the same codes in all columns.

    Numbered from 0 in the order rows first differ.

    Args:
        columns: the codes of each column, and how many there may be.
        length: how many rows there are, for want of columns.
    """
    numbers = np.zeros(length, dtype=np.int64)
    for codes, count in columns:
        # Renumbered each time, so that no product of counts can overflow.
        numbers = pd.factorize(numbers * max(count, 1) + codes)[0].astype(np.int64)
    return numbers


def texts(column: pd.Series) -> npt.NDArray[np.object_]:
    """The texts of a column of CODED or WRITTEN, one for each row."""
    found: npt.NDArray[np.object_]
    if isinstance(column.dtype, pd.CategoricalDtype):
        found = np.asarray(column.array.categories, dtype=object)[column.array.codes]
    else:
        found = column.to_numpy(dtype=object)
    return found


def _listed(column: pd.Series) -> list[Any]:
    if column.dtype == "Int32":
        return [None if value is pd.NA else value for value in column.tolist()]
    values = column.to_numpy() if column.dtype == "float64" else texts(column)
    listed: list[Any] = values.tolist()
    return listed
