"""Stores in memory for claims about answers: a few figures by hand, or all that are shipped."""

from collections.abc import Callable, Sequence
from functools import cache

from builders import SOMEBODY

from kpi import settings
from kpi.catalogue import Catalogue, load_catalogue
from kpi.ingest.tables.reading import read_table
from kpi.model import Candidate, Locator, Period, Reading, Source
from kpi.publish import preview, publish
from kpi.publish.files import load_files
from kpi.store import Store

CATALOGUE: Catalogue = load_catalogue(settings.CONFIG)
FIGURES = settings.DATA / "figures"
OLD = [a.key for a in CATALOGUE.areas_of("vn63")]
NEW = [a.key for a in CATALOGUE.areas_of("vn34")]

# Areas the claims are made about, with what became of them on 2025-07-01.
HANOI, HANOI_NEW = "vn63:01", "vn34:01"  # left as it was
BAC_GIANG, BAC_NINH, BAC_NINH_NEW = "vn63:24", "vn63:27", "vn34:24"  # two became one
HOA_BINH, PHU_THO, VINH_PHUC, PHU_THO_NEW = "vn63:17", "vn63:25", "vn63:26", "vn34:25"

TABLE = Source("table", "Niên giám", kind="official_table", published_on="2021")
REPORT = Source("report", "Báo cáo của Sở", kind="report", published_on="2023-01-15")


def figure(area: str, indicator: str, period: str, value: float, **overrides: object) -> Candidate:
    """A figure as a reader would give it; any field may be overridden."""
    entry: dict[str, object] = {
        "area": area,
        "indicator": indicator,
        "period": Period.of(period),
        "obs_status": "actual",
        "value": float(value),
        "unit": CATALOGUE.indicator(indicator).unit,
        "qualifier": "exact",
        "as_written": f"{value}",
        "source_id": REPORT.source_id,
        "locator": Locator(),
    }
    return Candidate(**{**entry, **overrides})  # type: ignore[arg-type]


def add(store: Store, candidates: Sequence[Candidate], sources: Sequence[Source] = ()) -> None:
    """Publish figures as one batch, through the door that files come in by."""
    reading = Reading(
        file="by-hand.csv",
        kind="table",
        candidates=tuple(candidates),
        sources=(REPORT, *sources),
        rows=len(candidates),
    )
    publish(store, preview(store, CATALOGUE, reading), by=SOMEBODY, reason="claim")


def store_of(*candidates: Candidate, sources: Sequence[Source] = ()) -> Store:
    """A store that holds just these figures."""
    store = Store.in_memory()
    add(store, candidates, sources)
    return store


@cache
def shipped() -> Store:
    """The store `python -m kpi build` makes, once for all tests; nobody may write to it."""
    store = Store.in_memory()
    paths = sorted(FIGURES.glob("*.csv"))
    assert list(load_files(store, CATALOGUE, paths, by=SOMEBODY, reason="shipped"))
    return store


def shipped_without(name: str, left_out: Callable[[Candidate], bool]) -> Store:
    """A store of one shipped file, less some of its figures."""
    documents = {row["source_id"]: Source(**row) for row in shipped().sources().to_dict("records")}
    reading = read_table((FIGURES / name).read_bytes(), name, CATALOGUE, documents)
    store = Store.in_memory()
    kept = [c for c in reading.candidates if not left_out(c)]
    add(store, kept, [*documents.values()])
    return store


def values(rows: object) -> dict[str, float]:
    """Area → value of a frame of figures."""
    return dict(zip(rows["area"], rows["value"], strict=True))  # type: ignore[index]
