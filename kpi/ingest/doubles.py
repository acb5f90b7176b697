"""Two cells of one file that speak of the same figure: never the last one wins."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from kpi.catalogue import Catalogue
from kpi.ingest.choices import SKIP, skip_words, value_option, value_words
from kpi.ingest.ledger import Fault, Ledger
from kpi.model import Candidate, Problem
from kpi.model.candidates import Candidates
from kpi.wording import period_text

Key = tuple[str, str, str, str, str]


def doubles(candidates: Candidates) -> Iterable[Problem]:
    """For the exchange form, where one document may say a thing twice: a warning at the later."""
    first: dict[Key, Candidate] = {}
    for candidate in candidates.taken(_repeated(candidates)):
        other = first.setdefault(_key(candidate), candidate)
        if other.value != candidate.value:
            yield Problem(
                "two-values",
                "warning",
                candidate.locator,
                candidate.as_written,
                f"Cùng tỉnh, chỉ tiêu và kỳ với ô {_place(other)} ghi '{other.as_written}', "
                "nhưng khác giá trị; cả hai được giữ.",
                "Sửa ô sai, hoặc chọn một số khi công bố.",
            )


def settled(candidates: Candidates, ledger: Ledger, catalogue: Catalogue) -> Candidates:
    """Candidates with one value for each figure: where a file says two, a person picks.

    Until then none of the values is taken. The same value twice is the first of its cells.
    """
    places = np.flatnonzero(_repeated(candidates))
    groups: defaultdict[Key, list[tuple[int, Candidate]]] = defaultdict(list)
    for place, candidate in zip(places.tolist(), candidates.taken(places), strict=True):
        groups[_key(candidate)].append((place, candidate))
    kept = np.ones(len(candidates), dtype=bool)
    kept[places] = False
    for same in groups.values():
        one = _one_of([candidate for _, candidate in same], ledger, catalogue)
        kept[[place for place, candidate in same if candidate is one]] = True
    return candidates if kept.all() else candidates.taken(kept)


def _repeated(candidates: Candidates) -> npt.NDArray[np.bool_]:
    """Which of them share their key with another."""
    ids = candidates.ids(("area", "indicator", "period", "obs_status", "source_id"))
    repeated: npt.NDArray[np.bool_] = pd.Series(ids).duplicated(keep=False).to_numpy()
    return repeated


def _one_of(same: Sequence[Candidate], ledger: Ledger, catalogue: Catalogue) -> Candidate | None:
    """The candidate to take of several with one key; what becomes of the others is told."""
    values: defaultdict[float, list[Candidate]] = defaultdict(list)
    for candidate in same:
        values[candidate.value].append(candidate)
    if len(values) == 1:
        _leave(same[1:], f"Trùng với ô {_place(same[0])}, cùng giá trị.", ledger)
        return same[0]
    options = {_option(alike): alike for alike in values.values()}
    first = same[0]
    question = f"value|{first.area}|{first.indicator}|{first.period.key}|{first.obs_status}"
    given = ledger.answer(question, (*options, SKIP))
    if not given:
        _ask(same, options, question, ledger, catalogue)
        return None
    chosen = options[given][0] if given in options else None
    _leave([c for c in same if c is not chosen], "Không được chọn trong các số ghi khác nhau "
           "của cùng một tỉnh, chỉ tiêu và kỳ.", ledger)  # fmt: skip
    return chosen


def _ask(
    same: Sequence[Candidate],
    options: dict[str, list[Candidate]],
    question: str,
    ledger: Ledger,
    catalogue: Catalogue,
) -> None:
    first = same[0]
    fault = Fault(
        "two-values",
        "value",
        f"{catalogue.area(first.area).name_vi}, {catalogue.indicator(first.indicator).name_vi}, "
        f"{period_text(first.period, 'vi')}: tệp ghi nhiều số khác nhau. Số nào đúng?",
        "Chọn một số, hoặc sửa ô sai.",
        question=question,
        options=(*options, SKIP),
        labels=(*(value_words(*_named(alike)) for alike in options.values()), skip_words("value")),
    )
    for candidate in same:
        ledger.report(fault, candidate.locator, candidate.as_written)


def _option(alike: Sequence[Candidate]) -> str:
    return value_option(*_named(alike))


def _named(alike: Sequence[Candidate]) -> tuple[str, str]:
    """A value as it is written first, and the cells that say it."""
    return alike[0].as_written, ", ".join(map(_place, alike[:5])) + (", …" if alike[5:] else "")


def _leave(candidates: Iterable[Candidate], reason: str, ledger: Ledger) -> None:
    for candidate in candidates:
        ledger.leave_out(candidate.locator, candidate.as_written, reason)


def _key(candidate: Candidate) -> Key:
    return (
        candidate.area,
        candidate.indicator,
        candidate.period.key,
        candidate.obs_status,
        candidate.source_id,
    )


def _place(candidate: Candidate) -> str:
    where = candidate.locator
    return f"{where.sheet}!{where.cell}" if where.sheet else where.cell
