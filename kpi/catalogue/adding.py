"""A new indicator of the installation: checked, given an id and a rule for sentences, and kept."""

import json
import os
import re
import threading
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

from kpi.catalogue import Catalogue, load_catalogue
from kpi.catalogue.own import bare, names_of
from kpi.errors import KpiError
from kpi.model import Indicator, Unit

OwnKind = Literal["count", "rate", "money", "score"]
"""The kinds that may be added: a rank needs its score, a milestone its stages."""
Measure = Literal["stock", "flow"]

_HEAD = """# Chỉ tiêu của đơn vị, thêm từ trang "Trích từ báo cáo" hoặc sửa bằng tay; cùng dạng với
# các tệp của config/ (docs/how-to-add-an-indicator.md). Mục sai bị bỏ qua, trang Danh mục nói rõ.
"""
_LONGEST_NAME, _LONGEST_UNIT, _LONGEST_ID = 120, 30, 60
# "Số hóa hồ sơ" and "Số liệu mở" count nothing.
_LEAD = re.compile(
    r"(?:(?:tổng số|số) lượng|tổng số|tổng|số(?!\s+(?:h[oó][aá]|liệu)\b)|t[ỷỉ] lệ)\s+", re.I
)
_NEW_UNIT = re.compile(r"[^\W\d_][^\d_%@|]*")
# Units that say what kind of number it is.
_OF_KIND: Mapping[OwnKind, tuple[str, ...]] = {
    "rate": ("%",),
    "money": ("đồng",),
    "score": ("điểm số", "%"),
}
_NO_COUNT = ("%", "đồng", "điểm số", "hạng", "mức")
_DECIMALS: Mapping[OwnKind, int] = {"count": 0, "rate": 2, "money": 0, "score": 2}
_AT_ONCE = threading.Lock()


class Wanted(NamedTuple):
    """What a person says of the indicator that is to be added.

    `phrases` are other names of it, in tables and sentences; `by` is who adds it.
    """

    name_vi: str
    unit: str
    kind: OwnKind
    definition_vi: str
    measure: Measure = "stock"
    phrases: tuple[str, ...] = ()
    by: str = ""


class Fault(NamedTuple):
    """Why an indicator was not added, in both languages."""

    vi: str
    en: str


@dataclass(frozen=True)
class Problems:
    """Nothing was added, for these reasons."""

    faults: tuple[Fault, ...]


def add_indicator(own: Path, config: Path, wanted: Wanted) -> Indicator | Problems:
    """Add an indicator to the installation's own file, or say why it cannot be.

    Every catalogue that is loaded afterwards has it, and the next report is read by its name.

    Args:
        own: the file; made with its folder when there is none.
        config: config/, whose names it must not take.
        wanted: the indicator.

    Raises:
        KpiError: the file cannot be written.
    """
    tidied = wanted._replace(
        name_vi=_tidy(wanted.name_vi),
        unit=_tidy(wanted.unit),
        definition_vi=_tidy(wanted.definition_vi),
        phrases=tuple(filter(None, map(_tidy, wanted.phrases))),
        by=_tidy(wanted.by),
    )
    try:
        own.parent.mkdir(parents=True, exist_ok=True)
        with _locked(own):
            return _added(own, config, tidied)
    except OSError as error:
        raise KpiError(
            f"Không ghi được {own}: {error.strerror}.",
            "Xem lại quyền ghi của thư mục, hoặc báo người quản trị.",
            f"{own} cannot be written: {error.strerror}.",
        ) from error


def _added(own: Path, config: Path, wanted: Wanted) -> Indicator | Problems:
    before = own.read_text(encoding="utf-8") if own.exists() else _HEAD
    try:
        tomllib.loads(before)
    except tomllib.TOMLDecodeError as error:
        told = Fault(
            f"Tệp {own} đang hỏng ({error}); nhờ người quản trị sửa trước.",
            f"{own} is broken ({error}); ask the administrator to mend it first.",
        )
        return Problems((told,))
    catalogue = load_catalogue(config, own)
    unit = _unit_of(catalogue, wanted.unit)
    faults = (*_faults_of_words(wanted), *_faults_of_unit(wanted, unit), *_taken(catalogue, wanted))
    if faults:
        return Problems(faults)
    entry = _entry(catalogue, wanted, unit)
    tables = [("indicator", entry), *(("rule", rule) for rule in rules_of(wanted, entry["id"]))]
    if unit is None:
        named = dict.fromkeys(("id", "name_vi", "name_en"), wanted.unit)
        tables.insert(0, ("unit", named))
    stamp = f"\n# {wanted.by or 'không rõ ai'}, {datetime.now(UTC):%Y-%m-%d}\n"
    _write(own, before.rstrip("\n") + "\n" + stamp + "\n".join(_table(*each) for each in tables))
    return load_catalogue(config, own).indicator(entry["id"])


def rules_of(wanted: Wanted, indicator: str) -> Iterable[dict[str, Any]]:
    """How sentences will write of it: by its names, and by its unit with the rest of its name."""
    names = (wanted.name_vi, *wanted.phrases)
    spoken = [_LEAD.sub("", name, count=1).strip(" @") for name in map(str.lower, names)]
    yield {"indicator": indicator, "head": list(dict.fromkeys(spoken))}
    unit, first = wanted.unit.lower(), spoken[0]
    rest = first.removeprefix(unit).strip(" @")
    if wanted.kind == "count" and first.startswith(f"{unit} ") and len(rest.split()) > 1:
        yield {"indicator": indicator, "head": [unit], "about": [rest.replace("|", " ")]}


def _faults_of_words(wanted: Wanted) -> Iterable[Fault]:
    words = bare(_LEAD.sub("", wanted.name_vi, count=1)).split()
    if len(words) < 2:
        yield Fault(
            "Tên cần ít nhất hai chữ, kể cả khi bỏ “số”, “tỷ lệ” ở đầu.",
            "The name needs two words at least, besides “số” or “tỷ lệ”.",
        )
    if len(wanted.name_vi) > _LONGEST_NAME:
        yield Fault("Tên dài quá 120 ký tự.", "The name has more than 120 characters.")
    if not wanted.definition_vi:
        yield Fault(
            "Thiếu định nghĩa: ghi rõ đếm gì và không đếm gì.",
            "The definition is missing: say what is counted and what is not.",
        )


def _faults_of_unit(wanted: Wanted, unit: Unit | None) -> Iterable[Fault]:
    if not wanted.unit:
        yield Fault("Thiếu đơn vị.", "The unit is missing.")
        return
    wrong = len(wanted.unit) > _LONGEST_UNIT or not _NEW_UNIT.fullmatch(wanted.unit)
    if unit is None and wrong:
        yield Fault(
            f"“{wanted.unit}” không dùng làm đơn vị được: ghi bằng chữ, ngắn.",
            f"“{wanted.unit}” cannot be a unit: write a short word.",
        )
    fitting = _OF_KIND.get(wanted.kind, ())
    named = unit.id if unit else wanted.unit
    per_unit = "/" in named
    if wanted.kind == "count" and (named in _NO_COUNT or per_unit):
        yield Fault(
            f"Số đếm không có đơn vị “{named}”; chọn loại khác.",
            f"A count has no unit “{named}”; choose another kind.",
        )
    elif fitting and named not in fitting and not (wanted.kind == "rate" and per_unit):
        listed = " / ".join(fitting)
        yield Fault(
            f"Loại này có đơn vị {listed}, không phải “{named}”.",
            f"This kind has the unit {listed}, not “{named}”.",
        )


def _taken(catalogue: Catalogue, wanted: Wanted) -> Iterable[Fault]:
    known = names_of(catalogue.indicators.values()) | {bare(i): i for i in catalogue.indicators}
    others = {known[n]: n for n in map(bare, (wanted.name_vi, *wanted.phrases)) if n in known}
    for other in others:
        yield Fault(
            f"Tên này đã là của chỉ tiêu “{other}”; chọn nó trong danh sách.",
            f"The indicator “{other}” is called so already; choose it from the list.",
        )


def _unit_of(catalogue: Catalogue, written: str) -> Unit | None:
    """The base unit of what was written; None when no unit is written so."""
    for unit in catalogue.units.values():
        forms = (unit.id, unit.name_vi, unit.name_en, *unit.spellings)
        if written.casefold() in {form.casefold() for form in forms}:
            return catalogue.units[unit.base] if unit.base else unit
    return None


def _entry(catalogue: Catalogue, wanted: Wanted, unit: Unit | None) -> dict[str, Any]:
    name = wanted.name_vi[0].upper() + wanted.name_vi[1:]
    plausible: dict[str, int] = {"low": 0} if wanted.kind == "count" else {}
    if unit and unit.id == "%" and wanted.kind == "rate":
        plausible = {"low": 0, "high": 100}
    return {
        "id": _new_id(catalogue, name),
        "name_vi": name,
        "name_en": name,
        "unit": unit.id if unit else wanted.unit,
        "kind": wanted.kind,
        "measure": wanted.measure,
        "direction": "neutral",
        "pillar": "own",
        "roll_up": {"rule": "none"},
        "decimals": _DECIMALS[wanted.kind],
        "phrases": list(wanted.phrases),
        "definition_vi": wanted.definition_vi,
        "definition_en": wanted.definition_vi,
        "plausible": plausible,
    }


def _new_id(catalogue: Catalogue, name: str) -> str:
    """The name without diacritics, ASCII alone; numbered where another indicator has it."""
    letters = re.sub(r"[^a-z0-9]+", "_", bare(name)).strip("_")
    if not letters[:1].isalpha():
        letters = f"chi_tieu_{letters}".rstrip("_")
    first = letters[:_LONGEST_ID].rstrip("_")
    found, place = first, 1
    while found in catalogue.indicators:
        place += 1
        found = f"{first}_{place}"
    return found


def _tidy(text: str) -> str:
    """One line of what can be seen, composed."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(c if c.isprintable() else " " for c in composed).split())


def _table(name: str, values: Mapping[str, Any]) -> str:
    lines = (f"{key} = {_toml(value)}" for key, value in values.items())
    return "\n".join([f"[[{name}]]", *lines]) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        inside = ", ".join(f"{key} = {_toml(each)}" for key, each in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    # A string, a number and a list of strings are written alike in JSON and in TOML.
    return json.dumps(value, ensure_ascii=False)


@contextmanager
def _locked(own: Path) -> Iterator[None]:
    """One writer at a time, in this process and among others."""
    with _AT_ONCE, own.with_suffix(".lock").open("a", encoding="ascii") as file:
        with suppress(ImportError):  # Windows has no such lock; one process holds the store there
            import fcntl  # noqa: PLC0415

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _write(path: Path, text: str) -> None:
    """The whole file or nothing: a reader never sees half of it."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    try:
        with unfinished.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
