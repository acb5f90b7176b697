"""Figures whose size is doubtful, before anything is compared with the store.

A figure outside the range of its indicator, or ten, a hundred, a thousand times off all others
of its column, is asked about, once a column and indicator. It may be right; it is never repaired.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from statistics import median

import numpy as np
import numpy.typing as npt

from kpi.catalogue import Catalogue
from kpi.ingest.plausible import range_words
from kpi.ingest.tables.ledger import Fault, Ledger
from kpi.ingest.tables.numbers import figure
from kpi.ingest.tables.questions import KEEP, SKIP, size_asked
from kpi.model import Candidate, Indicator
from kpi.model.candidates import Candidates, Mask

_LETTERS = re.compile(r"[A-Z]+")
_LEAST_OTHERS = 4
_SHIFTS = (10.0, 100.0, 1000.0)
# Rates and scores of provinces lie close together; counts may differ twentyfold.
_APART = {"rate": 4.0, "score": 4.0, "count": 20.0, "money": 20.0}
_ROOM = 1.3


def settled_sizes(candidates: Candidates, ledger: Ledger, catalogue: Catalogue) -> Candidates:
    """The figures of doubtful size are asked about; until answered they are not taken."""
    doubtful = _outside(candidates, catalogue) | _slipped(candidates, catalogue)
    places = np.flatnonzero(doubtful)
    if not len(places):
        return candidates
    kept = np.ones(len(candidates), dtype=bool)
    columns: defaultdict[str, list[tuple[int, Candidate]]] = defaultdict(list)
    for place, candidate in zip(places.tolist(), candidates.taken(places), strict=True):
        where = candidate.locator
        letters = _LETTERS.match(where.cell)
        column = letters[0] if letters else ""
        columns[f"size|{where.sheet}|{column}|{candidate.indicator}"].append((place, candidate))
    for question, doubted in columns.items():
        given = ledger.answer(question, (KEEP, SKIP))
        if given == KEEP:
            continue
        kept[[place for place, _ in doubted]] = False
        others = _values(candidates, doubted[0][1].indicator, ~doubtful)
        _tell(ledger, catalogue, question, given, [one for _, one in doubted], others)
    return candidates.taken(kept)


def _tell(
    ledger: Ledger,
    catalogue: Catalogue,
    question: str,
    given: str,
    doubted: Sequence[Candidate],
    others: npt.NDArray[np.float64],
) -> None:
    if given == SKIP:
        for one in doubted:
            ledger.leave_out(one.locator, one.as_written, "Bỏ qua theo trả lời: cỡ số.", "skipped")
        return
    fault = _asked(catalogue.indicator(doubted[0].indicator), catalogue, question, others)
    for one in doubted:
        ledger.report(fault, one.locator, one.as_written)


def _asked(
    indicator: Indicator, catalogue: Catalogue, question: str, others: npt.NDArray[np.float64]
) -> Fault:
    unit = catalogue.units[indicator.unit]
    bounds = indicator.plausible
    usual = "" if bounds.low is None and bounds.high is None else range_words(indicator, unit)[0]
    middle = f"{figure(float(f'{median(others):.6g}'))} {unit.name_vi}" if len(others) else ""
    return size_asked(indicator.name_vi, usual, middle, question)


def _outside(candidates: Candidates, catalogue: Catalogue) -> Mask:
    """Figures of provinces outside the range of their indicator.

    A zero may mean "not reported": the preview tells of it where there was a figure before.
    """
    coded = candidates.frame["indicator"].array
    ranges = [catalogue.indicators[name].plausible for name in coded.categories]
    # A bound that is not set compares as false.
    low, high = (
        np.array([getattr(bounds, end) for bounds in ranges], dtype="float64")[coded.codes]
        for end in ("low", "high")
    )
    value = candidates.frame["value"].to_numpy()
    outside: Mask = ((value < low) | (value > high)) & (value != 0) & _provincial(candidates)
    return outside


def _slipped(candidates: Candidates, catalogue: Catalogue) -> Mask:
    """Figures that a shift by 10, 100 or 1 000 would bring among all others of their kind."""
    slipped = np.zeros(len(candidates), dtype=bool)
    if not len(candidates):
        return slipped
    value = candidates.frame["value"].to_numpy()
    open_ = _provincial(candidates) & (value > 0)
    ids = candidates.ids(("indicator", "period", "obs_status", "sheet"))
    kinds = [catalogue.indicators[n].kind for n in candidates.frame["indicator"].array.categories]
    codes = candidates.frame["indicator"].array.codes
    order = np.argsort(ids, kind="stable")
    for alike in np.split(order, np.flatnonzero(np.diff(ids[order])) + 1):
        group = alike[open_[alike]]
        if len(group) > _LEAST_OTHERS and (apart := _APART.get(kinds[codes[group[0]]])):
            slipped[group] = _off_all_others(value[group], apart)
    return slipped


def _off_all_others(values: npt.NDArray[np.float64], apart: float) -> Mask:
    """The one value far from all others that a shift of its decimal mark brings among them."""
    off = np.zeros(len(values), dtype=bool)
    for place in (int(values.argmin()), int(values.argmax())):
        others = np.delete(values, place)
        low, high = others.min(), others.max()
        one = values[place]
        if one * apart > low and one < high * apart:
            continue
        shifted = [one * by if one < low else one / by for by in _SHIFTS]
        off[place] = any(low / _ROOM <= moved <= high * _ROOM for moved in shifted)
    return off


def _values(candidates: Candidates, indicator: str, some: Mask) -> npt.NDArray[np.float64]:
    coded = candidates.frame["indicator"].array
    same = np.array([name == indicator for name in coded.categories], dtype=bool)[coded.codes]
    found: npt.NDArray[np.float64] = candidates.frame["value"].to_numpy()[same & some]
    return found


def _provincial(candidates: Candidates) -> Mask:
    areas = candidates.frame["area"].array
    own = np.array([not area.startswith("vn:") for area in areas.categories], dtype=bool)
    provincial: Mask = own[areas.codes]
    return provincial
