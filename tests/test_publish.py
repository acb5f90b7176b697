from pathlib import Path

import pandas as pd
import pytest
from builders import SOMEBODY, candidate, measured, reading, source

from kpi.catalogue import Catalogue
from kpi.errors import UnreadableError
from kpi.model import Locator, Problem, Reading
from kpi.publish import Changes, preview, publish
from kpi.publish.files import Loaded, load_files
from kpi.store import Store

CATALOGUE = measured()
HEADER = "area,province,period,indicator,value,unit,status,qualifier,as_written,source,note\n"


def published(store: Store, *readings: Reading) -> list[int | None]:
    return [
        publish(store, preview(store, CATALOGUE, one), by=SOMEBODY, reason="thử")
        for one in readings
    ]


def changes(store: Store, *candidates: object) -> Changes:
    return preview(store, CATALOGUE, reading(*candidates))  # type: ignore[arg-type]


def told(found: Changes) -> list[str]:
    return list(found.figures["change"])


def everything(store: Store) -> dict[str, pd.DataFrame]:
    tables = ("observation", "source", "batch", "batch_event")
    return {table: store.frame(f"select * from {table}") for table in tables}


def rows_of(store: Store) -> dict[str, int]:
    return {table: len(frame) for table, frame in everything(store).items()}


# Preview


def test_a_preview_tells_new_revised_conflicting_and_same_apart(store: Store) -> None:
    published(
        store,
        reading(
            candidate(area="vn63:24"),
            candidate(area="vn63:27", value=10.0),
            candidate(area="vn63:72", value=10.0, source_id="other"),
        ),
    )
    found = changes(
        store,
        candidate(area="vn63:24"),
        candidate(area="vn63:27", value=12.0),
        candidate(area="vn63:72", value=12.0),
        candidate(area="vn63:79"),
    )
    assert told(found) == ["same", "revised", "conflicting", "new"]
    kinds = ("new", "revised", "conflicting", "same")
    assert [found.count(kind) for kind in kinds] == [1, 1, 1, 1]
    assert list(found.figures["old_value"].fillna(-1)) == [1699, 10, -1, -1]
    assert list(found.arriving["area"]) == ["vn63:27", "vn63:72", "vn63:79"]


def test_another_source_that_agrees_is_told_apart_from_a_new_figure(store: Store) -> None:
    published(store, reading(candidate(source_id="older")))
    assert told(changes(store, candidate(source_id="newer"))) == ["agreeing"]


def test_two_figures_of_one_reading_that_disagree_are_conflicting(store: Store) -> None:
    found = changes(store, candidate(source_id="a"), candidate(source_id="b", value=1700.0))
    assert told(found) == ["conflicting", "conflicting"]


@pytest.mark.parametrize("hedged_first", [True, False])
def test_a_hedged_figure_does_not_conflict_with_an_exact_one(
    store: Store, hedged_first: bool
) -> None:
    exact = candidate(source_id="a")
    hedged = candidate(source_id="b", value=1700.0, qualifier="about", as_written="gần 1.700")
    first, second = (hedged, exact) if hedged_first else (exact, hedged)
    published(store, reading(first))
    assert told(changes(store, second)) == ["agreeing"]


def test_the_same_number_written_otherwise_is_a_revision(store: Store) -> None:
    published(store, reading(candidate()))
    found = changes(store, candidate(qualifier="about", as_written="khoảng 1.699"))
    assert told(found) == ["revised"]
    assert list(found.figures["old_value"]) == [1699]


def test_another_status_or_period_is_another_figure(store: Store) -> None:
    published(store, reading(candidate()))
    found = changes(store, candidate(obs_status="plan", value=1.0), candidate(period="2022-H1"))
    assert told(found) == ["new", "new"]


def test_a_preview_writes_nothing(store: Store) -> None:
    published(store, reading(candidate()))
    before = everything(store)
    changes(store, candidate(value=1.0), candidate(area="vn63:24", source_id="other"))
    for table, frame in everything(store).items():
        pd.testing.assert_frame_equal(frame, before[table])


def test_a_preview_of_nothing_has_the_columns_of_any_other(store: Store) -> None:
    columns = list(changes(store, candidate()).figures.columns)
    assert list(changes(store).figures.columns) == columns
    published(store, reading(candidate()))
    assert list(changes(store).figures.columns) == columns


# Publish


def test_the_same_file_twice_publishes_nothing_the_second_time(store: Store) -> None:
    figures = reading(candidate(), candidate(area="vn63:24", value=1.5))
    assert published(store, figures, figures) == [1, None]
    assert len(store.batches()) == 1


def test_a_batch_says_who_why_which_file_and_how_much(store: Store) -> None:
    fault = Problem("not-a-number", "error", Locator("cell", cell="E3"), "x", "", "")
    doubt = Problem("implausible", "warning", Locator("cell", cell="E4"), "x", "", "")
    published(store, reading(candidate(), problems=(fault, doubt), file="bao-cao.csv"))
    batch = store.batches().iloc[0]
    assert (batch["recorded_by"], batch["reason"]) == ("test", "thử")
    assert (batch["file_name"], batch["file_sha256"]) == ("bao-cao.csv", "sha256 of bao-cao.csv")
    assert (batch["observation_count"], batch["refused_count"]) == (1, 1)


def test_every_property_of_a_figure_and_its_document_arrives_in_the_store(store: Store) -> None:
    place = Locator("text", start=10, end=14, sentence="Có gần 1.699 trạm.")
    one = candidate(qualifier="nearly", note="theo báo cáo", locator=place, obs_status="estimate")
    document = source(
        publisher="Sở TTTT", kind="report", url="https://vi.du/", published_on="2023-07"
    )
    published(store, reading(one, sources=(document,)))
    row = store.profile(["vn63:27"]).iloc[0]
    assert (row["value"], row["qualifier"], row["obs_status"]) == (1699, "nearly", "estimate")
    assert (row["as_written"], row["note"]) == ("1.699", "theo báo cáo")
    assert (row["span_start"], row["span_end"]) == (10, 14)
    assert (row["locator_kind"], row["sentence"]) == ("text", "Có gần 1.699 trạm.")
    assert (row["publisher"], row["source_kind"], row["url"]) == (
        "Sở TTTT",
        "report",
        "https://vi.du/",
    )


def test_publishing_is_all_or_nothing(store: Store) -> None:
    found = changes(store, candidate(), candidate(area="vn63:24"))
    found.figures["value"] = found.figures["value"].astype(object)
    found.figures.loc[1, "value"] = "nhiều"
    before = rows_of(store)
    with pytest.raises(Exception, match="nhiều"):
        publish(store, found, by=SOMEBODY, reason="")
    assert rows_of(store) == before


def test_wholly_identical_rows_are_stored_once(store: Store) -> None:
    elsewhere = candidate(locator=Locator("cell", cell="E9"))
    published(store, reading(candidate(), elsewhere))
    assert len(store.live_keys()) == 1
    assert store.batches().iloc[0]["observation_count"] == 1


def test_documents_without_figures_are_registered(store: Store) -> None:
    documents = reading(sources=(source("a"), source("b")))
    assert published(store, documents, documents) == [1, None]
    assert list(store.sources()["source_id"]) == ["a", "b"]


def test_a_document_described_anew_is_registered_again(store: Store) -> None:
    published(store, reading(candidate()))
    better = reading(candidate(), sources=(source(published_on="2023"),))
    assert published(store, better) == [2]
    assert list(store.sources()["published_on"]) == ["2023"]
    assert len(store.live_keys()) == 1


def test_a_figure_told_again_after_its_batch_was_undone_is_new_again(store: Store) -> None:
    published(store, reading(candidate()))
    with store.transaction() as cursor:
        cursor.execute(
            "insert into batch_event by name select 2 as event_id, 1 as batch_id, "
            "'undone' as event, now()::timestamp as happened_at"
        )
    assert told(changes(store, candidate())) == ["new"]
    assert published(store, reading(candidate())) == [2]
    assert len(store.live_keys()) == 1


def test_what_a_source_still_says_beside_a_revision_is_not_covered_by_it(store: Store) -> None:
    first = reading(candidate(value=10.0), candidate(value=12.0))
    second = reading(candidate(value=10.0), candidate(value=13.0))
    assert published(store, first, second, second) == [1, 2, None]
    assert sorted(store.live_keys()["value"]) == [10, 13]


# Size


def test_an_implausible_figure_is_flagged_and_kept_as_printed(store: Store) -> None:
    figures = reading(
        candidate(area="vn63:24", value=9.0), candidate(value=9001.0), candidate(area="vn63:01")
    )
    found = preview(store, CATALOGUE, figures)
    assert [(p.code, p.severity, p.locator.cell) for p in found.problems] == [
        ("implausible", "warning", "E2"),
        ("implausible", "warning", "E2"),
    ]
    assert found.refused == ()
    publish(store, found, by=SOMEBODY, reason="")
    kept = {r.area: (r.value, r.flagged) for r in _all(store).itertuples()}
    assert kept == {"vn63:24": (9, True), "vn63:27": (9001, True), "vn63:01": (1699, False)}


def test_the_bounds_themselves_are_plausible(store: Store) -> None:
    found = changes(store, candidate(value=10.0), candidate(area="vn63:24", value=9000.0))
    assert found.problems == ()


def test_the_nations_figures_are_never_doubted(store: Store) -> None:
    assert changes(store, candidate(area="vn:00", value=1e9)).problems == ()


def people(value: float, **overrides: object) -> object:
    entry = {"indicator": "population_average", "unit": "người", "value": value, **overrides}
    return candidate(**entry)


@pytest.mark.parametrize("stored", [True, False], ids=["in the store", "in the same reading"])
def test_a_figure_is_judged_per_head_by_the_population(store: Store, stored: bool) -> None:
    heads, stations = people(100_000.0), candidate(value=1001.0)
    if stored:
        published(store, reading(heads))  # type: ignore[arg-type]
    arriving = [stations] if stored else [stations, heads]
    found = changes(store, *arriving)
    assert [p.code for p in found.problems] == ["implausible"]
    assert list(found.figures["flagged"]) == [True, *([] if stored else [False])]


def test_without_the_years_population_nothing_is_judged_per_head(store: Store) -> None:
    published(store, reading(people(100_000.0, period="2021")))  # type: ignore[arg-type]
    assert changes(store, candidate(value=1001.0)).problems == ()


def test_a_planned_population_is_not_the_population(store: Store) -> None:
    published(store, reading(people(1_000_000.0)))  # type: ignore[arg-type]
    planned = people(100.0, obs_status="plan")
    assert changes(store, candidate(value=1001.0), planned).problems == ()


# Files


def files(folder: Path, **tables: str) -> list[Path]:
    paths = [folder / f"{name}.csv" for name in tables]
    for path, text in zip(paths, tables.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def loaded(store: Store, paths: list[Path], catalogue: Catalogue = CATALOGUE) -> list[Loaded]:
    return list(load_files(store, catalogue, paths, by=SOMEBODY, reason=""))


SOURCES = (
    "source_id,title,publisher,kind,url,file,sha256,published_on,retrieved_on,note\n"
    "a,Bài a,,press,,,,2023,,\n"
)
STATIONS = HEADER + "vn63:27,Bắc Ninh,2022,bts,1699,,,,1.699,a,\n"


def test_refused_rows_do_not_stop_the_good_ones(store: Store, tmp_path: Path) -> None:
    bad = "vn63:24,,2022,bts,nhiều,,,,nhiều,,\n"
    (one,) = loaded(store, files(tmp_path, figures=STATIONS.replace(",a,", ",,") + bad))
    assert (one.rows, one.batch, one.new) == (2, 1, 1)
    assert [p.code for p in one.problems] == ["not-a-number"]
    assert store.batches().iloc[0]["refused_count"] == 1


def test_documents_go_in_before_the_figures_that_cite_them(store: Store, tmp_path: Path) -> None:
    first, second = loaded(store, files(tmp_path, a_figures=STATIONS, z_sources=SOURCES))
    assert (first.file, second.file) == ("z_sources.csv", "a_figures.csv")
    assert second.problems == ()
    assert store.profile(["vn63:27"]).iloc[0]["published_on"] == "2023"


def test_figures_may_cite_documents_of_an_earlier_load(store: Store, tmp_path: Path) -> None:
    loaded(store, files(tmp_path, sources=SOURCES))
    (one,) = loaded(store, files(tmp_path, figures=STATIONS))
    assert (one.new, one.problems) == (1, ())


def test_the_population_goes_in_before_what_is_judged_by_it(store: Store, tmp_path: Path) -> None:
    heads = HEADER + "vn63:27,,2022,population_average,1000,,,,1000,,\n"
    stations = STATIONS.replace(",a,", ",,")
    found = loaded(store, files(tmp_path, a_stations=stations, z_people=heads))
    assert [one.file for one in found] == ["z_people.csv", "a_stations.csv"]
    assert [p.code for p in found[1].problems] == ["implausible"]


def test_one_unreadable_file_stops_all_before_anything_is_stored(
    store: Store, tmp_path: Path
) -> None:
    paths = files(tmp_path, a=SOURCES, b=STATIONS, c="không phải bảng số liệu\n")
    with pytest.raises(UnreadableError, match=r"c\.csv"):
        loaded(store, paths)
    with pytest.raises(UnreadableError, match=r"d\.csv"):
        loaded(store, [*paths[:2], tmp_path / "d.csv"])
    assert rows_of(store)["batch"] == 0


def test_the_same_files_make_the_same_store_every_time(tmp_path: Path) -> None:
    rows = "".join(f"vn63:{c},,20{y},bts,{y}{c},,,,{y}{c},a,\n" for c in (24, 27) for y in (20, 21))
    paths = files(tmp_path, sources=SOURCES, figures=STATIONS + rows)
    with Store.in_memory() as one, Store.in_memory() as other:
        for store in (one, other):
            loaded(store, paths)
        for table, frame in everything(one).items():
            stamps = [c for c in ("recorded_at", "happened_at") if c in frame]
            pd.testing.assert_frame_equal(
                frame.drop(columns=stamps), everything(other)[table].drop(columns=stamps)
            )


def _all(store: Store) -> pd.DataFrame:
    return store.profile(list(CATALOGUE.areas))
