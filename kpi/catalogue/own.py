"""The own indicators of an installation: one file, read after the shipped ones.

It has the tables of config/: [[unit]], [[indicator]] and [[rule]]. A fault in it never keeps the
program from starting: what is faulty is left out and told of. What an installation adds takes no
id, name or phrase that the shipped catalogue has.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kpi.catalogue.citations import Citations
from kpi.catalogue.files import ConfigFiles
from kpi.catalogue.references import broken_references
from kpi.catalogue.written import WrittenIndicator, WrittenRule
from kpi.model import Indicator, Unit
from kpi.model.entries import IndicatorEntry

_TABLES = ("unit", "indicator", "rule")
_WORD = re.compile(r"[^\W_]+")


@dataclass
class Own:
    """What an own file adds, and what is wrong with the rest of it."""

    units: dict[str, Unit] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def read_own(
    path: Path,
    units: Mapping[str, Unit],
    indicators: Mapping[str, Indicator],
    citations: Citations,
) -> Own:
    """What of an own file may stand beside the shipped units and indicators.

    Args:
        path: the file.
        units: the shipped ones.
        indicators: the shipped ones.
        citations: the acts, breaks and word sets that the file may cite.
    """
    files = ConfigFiles(path.parent, {path.name: _TABLES})
    added = files.entries(path.name, "unit", Unit)
    written = files.entries(path.name, "indicator", WrittenIndicator)
    rules = files.entries(path.name, "rule", WrittenRule)
    files.complain_of_doubles(path.name, "indicator", [each.id for each in written])
    own = Own(faults=files.mistakes)
    for unit in added:
        if unit.id in units or unit.id in own.units or unit.base:
            own.faults.append(f"{path.name}: [[unit]] {unit.id}: đã có, hoặc không phải đơn vị gốc")
        else:
            own.units[unit.id] = unit
    told = citations.indicators({path.name: written}, rules)
    own.faults += citations.mistakes
    taken = names_of(indicators.values())
    for indicator in told.values():
        faults = [
            *clashes(indicator, indicators, taken),
            *broken_references(indicator, {**units, **own.units}, {**indicators, **told}),
        ]
        own.faults += [f"{path.name}: [[indicator]] {indicator.id}: {fault}" for fault in faults]
        if not faults:
            own.indicators[indicator.id] = indicator
            taken |= names_of([indicator])
    return own


def clashes(
    entry: IndicatorEntry, known: Mapping[str, Indicator], taken: Mapping[str, str]
) -> Iterable[str]:
    """What an entry has that another indicator has already: its id, or what it is called."""
    if entry.id in known:
        yield f"id: chương trình đã có chỉ tiêu '{known[entry.id].name_vi}' mang mã này"
    for name, other in ((n, taken[n]) for n in names_of([entry]) if n in taken):
        yield f"tên '{name}' đã là tên gọi của chỉ tiêu '{other}'"


def names_of(entries: Iterable[IndicatorEntry]) -> dict[str, str]:
    """Everything indicators are called, bare, and the name of whoever is called so."""
    return {
        bare(name): each.name_vi
        for each in entries
        for name in (each.name_vi, each.name_en, each.short_vi, each.short_en, *each.phrases)
        if name
    }


def bare(name: str) -> str:
    """The words of a name in small letters without diacritics: such names are one to a reader."""
    letters = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return " ".join(_WORD.findall("".join(c for c in letters if not unicodedata.combining(c))))
