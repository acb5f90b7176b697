import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from builders import obs, source, tell

from kpi.errors import NotFoundError, StoreBusyError, StoreError
from kpi.model import Period
from kpi.store import SCHEMA_VERSION, Sight, Store

ROOT = Path(__file__).resolve().parents[1]
OLDER = source("older", published_on="2023")
NEWER = source("newer", published_on="2024-02-01")


def undo(store: Store, batch: int) -> None:
    """Mark a batch undone, as the history does: one more event, nothing deleted."""
    with store.transaction() as cursor:
        cursor.execute(
            "insert into batch_event by name "
            "select max(event_id) + 1 as event_id, ? as batch_id, 'undone' as event, "
            "max(happened_at) as happened_at, 'test' as happened_by, '' as reason "
            "from batch_event",
            [batch],
        )


def shown(store: Store) -> list[tuple[float, int, bool]]:
    """Value, told and disputed of what is shown for the one key of a test."""
    series = store.series("bts", ["vn63:27"])
    return list(zip(series["value"], series["told"], series["disputed"], strict=True))


def ids(frame: pd.DataFrame) -> list[str]:
    return list(frame["obs_id"])


def rows_of(store: Store, table: str) -> int:
    return int(store.frame(f"select count(*) as n from {table}").iloc[0]["n"])


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# Append only


def test_a_correction_is_added_and_the_corrected_figure_stays(store: Store) -> None:
    tell(store, obs("a", value=10), sources=(source(),))
    tell(store, obs("b", value=12))
    assert rows_of(store, "observation") == 2
    assert shown(store) == [(12, 1, False)]


def test_batches_are_numbered_from_one_in_the_order_of_publication(store: Store) -> None:
    assert [tell(store, obs(name)) for name in "abc"] == [1, 2, 3]
    batches = store.batches()
    assert list(batches["batch_id"]) == [1, 2, 3]
    assert list(batches["observation_count"]) == [1, 1, 1]
    assert set(batches["state"]) == {"published"}


def test_a_batch_that_fails_midway_leaves_nothing(store: Store) -> None:
    broken = {**obs("b"), "value": "many"}
    with pytest.raises(duckdb.Error):
        tell(store, obs("a"), broken, sources=(source(),))
    for table in ("observation", "source", "batch", "batch_event"):
        assert rows_of(store, table) == 0, table
    assert tell(store, obs("a")) == 1


# The written rule of preference, one step after the other


@pytest.mark.parametrize(
    ("preferred", "other", "sources"),
    [
        pytest.param(
            obs("p", source_id="table", qualifier="about"),
            obs("o", source_id="newer"),
            (source("table", kind="official_table", published_on="2020"), NEWER),
            id="an official table, even if hedged and older",
        ),
        pytest.param(
            obs("p", source_id="older"),
            obs("o", source_id="newer", qualifier="more_than"),
            (OLDER, NEWER),
            id="an exact figure before a later hedged one",
        ),
        pytest.param(
            obs("p", source_id="newer"),
            obs("o", source_id="older"),
            (OLDER, NEWER),
            id="the later published",
        ),
        pytest.param(
            obs("p", source_id="older"),
            obs("o", source_id="undated"),
            (OLDER, source("undated")),
            id="a dated document before an undated one",
        ),
        pytest.param(
            obs("p", source_id="day"),
            obs("o", source_id="month"),
            (source("day", published_on="2023-07-12"), source("month", published_on="2023-07")),
            id="a month counts as its first day",
        ),
        pytest.param(
            obs("p", source_id="month"),
            obs("o", source_id="year"),
            (source("month", published_on="2023-02"), source("year", published_on="2023")),
            id="a year counts as its first day",
        ),
        pytest.param(
            obs("p", source_id="newer"),
            obs("o", source_id="report"),
            (NEWER, source("report", kind="report", published_on="2023")),
            id="a report has no precedence over the press",
        ),
    ],
)
@pytest.mark.parametrize("preferred_first", [True, False])
def test_the_preferred_figure_is(
    store: Store,
    preferred: dict[str, object],
    other: dict[str, object],
    sources: tuple[object, ...],
    preferred_first: bool,
) -> None:
    pair = [preferred, other] if preferred_first else [other, preferred]
    tell(store, pair[0], sources=sources)  # type: ignore[arg-type]
    tell(store, pair[1])
    assert ids(store.series("bts", ["vn63:27"])) == ["p"]
    assert ids(store.told("o")) == ["p", "o"]


def test_of_equals_the_later_recorded_is_preferred(store: Store) -> None:
    tell(store, obs("a", source_id="x"), sources=(source("x"), source("y")))
    tell(store, obs("b", source_id="y"))
    assert ids(store.series("bts", ["vn63:27"])) == ["b"]


def test_a_figure_whose_document_was_never_registered_is_still_shown(store: Store) -> None:
    tell(store, obs("a", source_id="unregistered"))
    figure = store.figure("a")
    assert (figure["source_kind"], figure["published_on"]) == ("press", "")


# What one source and what several sources say


def test_a_sources_later_figure_replaces_its_earlier_one_even_by_a_smaller(store: Store) -> None:
    tell(store, obs("a", value=12), sources=(source(),))
    tell(store, obs("b", value=10, qualifier="about"))
    assert shown(store) == [(10, 1, False)]
    with pytest.raises(NotFoundError):
        store.figure("a")


def test_another_sources_figure_stays_and_the_two_are_disputed(store: Store) -> None:
    tell(store, obs("a", value=12, source_id="older"), sources=(OLDER, NEWER))
    tell(store, obs("b", value=10, source_id="newer"))
    assert shown(store) == [(10, 2, True)]
    assert ids(store.told("b")) == ids(store.told("a")) == ["b", "a"]


def test_two_sources_that_agree_are_told_twice_and_not_disputed(store: Store) -> None:
    tell(store, obs("a", source_id="older"), obs("b", source_id="newer"), sources=(OLDER, NEWER))
    assert shown(store) == [(1699, 2, False)]


@pytest.mark.parametrize("qualifier", ["more_than", "nearly", "about", "at_least"])
def test_a_hedged_figure_never_disputes_an_exact_one(store: Store, qualifier: str) -> None:
    tell(
        store,
        obs("a", source_id="older"),
        obs("b", source_id="newer", value=1700, qualifier=qualifier),
        sources=(OLDER, NEWER),
    )
    assert shown(store) == [(1699, 2, False)]


def test_result_estimate_target_and_plan_never_share_a_key(store: Store) -> None:
    statuses = ["actual", "estimate", "plan", "target"]
    tell(store, *(obs(s, obs_status=s, value=n) for n, s in enumerate(statuses)))
    series = store.series("bts", ["vn63:27"])
    assert list(series["obs_status"]) == statuses
    assert list(series["told"]) == [1, 1, 1, 1]


def test_a_later_registration_of_a_document_describes_its_older_figures_too(store: Store) -> None:
    tell(store, obs("a"), sources=(source(title="Bản nháp"),))
    tell(store, sources=(source(title="Bản in", published_on="2023-07"),))
    figure = store.figure("a")
    assert (figure["source_title"], figure["published_on"]) == ("Bản in", "2023-07")
    assert len(store.sources()) == 1


# Undo


def test_an_undone_batch_uncovers_what_it_covered(store: Store) -> None:
    tell(store, obs("a", value=10), sources=(source(),))
    later = tell(store, obs("b", value=12))
    undo(store, later)
    assert shown(store) == [(10, 1, False)]
    assert list(store.batches()["state"]) == ["published", "undone"]
    assert rows_of(store, "observation") == 2


def test_an_undone_batch_takes_its_document_with_it(store: Store) -> None:
    tell(store, obs("a"), sources=(source(title="Bản nháp"),))
    later = tell(store, sources=(source(title="Bản in"), source("other")))
    undo(store, later)
    assert list(store.sources()["title"]) == ["Bản nháp"]
    assert store.figure("a")["source_title"] == "Bản nháp"


def test_a_store_whose_only_batch_is_undone_shows_nothing(store: Store) -> None:
    undo(store, tell(store, obs("a"), sources=(source(),)))
    summary = store.summary()
    assert (summary["figures"], summary["sources"]) == (0, 0)
    assert pd.isna(summary["last_recorded"])
    assert pd.isna(summary["last_period_end"])


# Standing


def standing(store: Store, period: str, *, exactly: bool) -> list[str]:
    return ids(store.standing("bts", Period.of(period), "actual", exactly=exactly))


def test_a_stock_stands_at_the_latest_day_within_the_year(store: Store) -> None:
    periods = ("2021", "2022-H1", "2022-09", "2022-11-30", "2023-Q1")
    tell(store, *(obs(p, period=p) for p in periods))
    assert standing(store, "2022", exactly=False) == ["2022-11-30"]
    assert standing(store, "2022-Q3", exactly=False) == ["2022-09"]
    assert standing(store, "2024", exactly=False) == []


def test_a_flow_stands_for_its_very_period_only(store: Store) -> None:
    tell(store, obs("half", period="2022-H1"), obs("quarter", period="2022-Q2"))
    assert standing(store, "2022", exactly=True) == []
    assert standing(store, "2022-H1", exactly=True) == ["half"]
    assert standing(store, "2022-Q2", exactly=True) == ["quarter"]


def test_of_a_year_and_its_last_day_the_preferred_figure_stands(store: Store) -> None:
    sources = (source("table", kind="official_table"), source("press"))
    day = obs("day", period="2022-12-31", source_id="press")
    tell(store, day, obs("year", period="2022", source_id="table"), sources=sources)
    assert standing(store, "2022", exactly=False) == ["year"]


@pytest.mark.parametrize(
    ("other", "disputed"),
    [
        (obs("day", period="2022-12-31", source_id="press", value=1700), True),
        (obs("day", period="2022-12-31", source_id="press", value=1699), False),
        (obs("day", period="2022-12", source_id="press", value=1, qualifier="about"), False),
        (obs("day", period="2022-11-30", source_id="press", value=1700), False),
        (obs("day", period="2022-12-31", source_id="press", value=1700, area="vn63:24"), False),
        (obs("day", period="2022-12-31", source_id="press", value=9, obs_status="plan"), False),
    ],
    ids=["another value", "the same", "a hedge", "another day", "another area", "a promise"],
)
def test_a_year_is_disputed_by_what_is_told_of_its_last_day(
    store: Store, other: dict[str, object], disputed: bool
) -> None:
    sources = (source("table", kind="official_table"), source("press"))
    tell(store, obs("year", period="2022", source_id="table"), other, sources=sources)
    found = store.standing("bts", Period.of("2022"), "actual", exactly=False)
    row = found[found["obs_id"] == "year"].iloc[0]
    assert (row["value"], bool(row["disputed"])) == (1699, disputed)


def test_a_series_stands_in_the_order_of_preference_within_a_day(store: Store) -> None:
    sources = (source("table", kind="official_table"), source("press"))
    december = obs("december", period="2022-12", source_id="press")
    tell(store, december, obs("year", source_id="table"), sources=sources)
    assert ids(store.series("bts", ["vn63:27"])) == ["december", "year"]
    assert ids(store.profile(["vn63:27"])) == ["december", "year"]


def test_one_row_stands_for_each_area_of_every_scheme(store: Store) -> None:
    areas = ("vn34:24", "vn63:24", "vn63:27", "vn:00")
    tell(store, *(obs(area, area=area) for area in areas))
    found = store.standing("bts", Period.of("2022"), "actual", exactly=True)
    assert tuple(found["area"]) == areas
    assert tuple(found["scheme"]) == ("vn34", "vn63", "vn63", "vn")


# Frames

TEXT, NUMBER, WHOLE, DAY, TRUTH = "str", "float", "int", "day", "bool"
OBSERVATION_COLUMNS = {
    **dict.fromkeys(
        ("obs_id", "area", "scheme", "indicator", "period", "obs_status", "qualifier"), TEXT
    ),
    **dict.fromkeys(("as_written", "note", "source_id", "source_title", "publisher"), TEXT),
    **dict.fromkeys(("source_kind", "url", "file", "published_on", "retrieved_on"), TEXT),
    **dict.fromkeys(("period_start", "period_end"), DAY),
    "value": NUMBER,
    "flagged": TRUTH,
}
PREFERRED_COLUMNS = {**OBSERVATION_COLUMNS, "told": WHOLE, "disputed": TRUTH}
KEYS_COLUMNS = {
    **dict.fromkeys(("area", "indicator", "period", "obs_status", "source_id"), TEXT),
    **dict.fromkeys(("qualifier", "as_written", "obs_id"), TEXT),
    "value": NUMBER,
}
EXTENT_COLUMNS = {
    **dict.fromkeys(("indicator", "scheme", "obs_status"), TEXT),
    **dict.fromkeys(("figures", "told", "areas"), WHOLE),
    **dict.fromkeys(("first_end", "last_end"), DAY),
}
BATCH_COLUMNS = {
    **dict.fromkeys(("recorded_by", "file_name", "file_sha256", "reason", "state"), TEXT),
    **dict.fromkeys(("batch_id", "observation_count", "refused_count"), WHOLE),
    **dict.fromkeys(("new_count", "revised_count", "conflicting_count", "same_count"), WHOLE),
    **dict.fromkeys(("recorded_at", "state_since"), DAY),
}
SOURCE_COLUMNS = {
    **dict.fromkeys(("source_id", "title", "publisher", "kind", "url", "file", "sha256"), TEXT),
    **dict.fromkeys(("published_on", "retrieved_on", "note"), TEXT),
}
CONTRACTS: dict[str, tuple[Callable[[Store], pd.DataFrame], dict[str, str]]] = {
    "standing": (
        lambda s: s.standing("bts", Period.of("2022"), "actual", exactly=True),
        PREFERRED_COLUMNS,
    ),
    "series": (lambda s: s.series("bts", ["vn63:27"]), PREFERRED_COLUMNS),
    "profile": (lambda s: s.profile(["vn63:27"]), PREFERRED_COLUMNS),
    "newest": (lambda s: s.newest(5), PREFERRED_COLUMNS),
    "told": (lambda s: s.told("a"), OBSERVATION_COLUMNS),
    "live_keys": (lambda s: s.live_keys(), KEYS_COLUMNS),
    "extent": (lambda s: s.extent(), EXTENT_COLUMNS),
    "batches": (lambda s: s.batches(), BATCH_COLUMNS),
    "sources": (lambda s: s.sources(), SOURCE_COLUMNS),
}


def kind_of(column: pd.Series) -> str:
    if pd.api.types.is_bool_dtype(column):
        return TRUTH
    if pd.api.types.is_datetime64_any_dtype(column):
        return DAY
    if pd.api.types.is_integer_dtype(column):
        return WHOLE
    return NUMBER if pd.api.types.is_float_dtype(column) else TEXT


@pytest.mark.parametrize("method", CONTRACTS)
@pytest.mark.parametrize("filled", [True, False], ids=["filled", "empty"])
def test_the_columns_of_a_frame_are_its_contract(store: Store, method: str, filled: bool) -> None:
    if filled:
        tell(store, obs("a"), sources=(source(published_on="2023-07"),))
    ask, expected = CONTRACTS[method]
    frame = ask(store)
    assert len(frame) == int(filled)
    assert {name: kind_of(frame[name]) for name in expected} == expected


def test_only_the_published_columns_reach_a_source_frame(store: Store) -> None:
    tell(store, sources=(source(),))
    assert list(store.sources().columns) == list(SOURCE_COLUMNS)


def test_series_run_from_the_oldest(store: Store) -> None:
    periods = ["2022", "2020", "2021-06-30", "2021"]
    tell(store, *(obs(p, period=p) for p in periods))
    assert list(store.series("bts", ["vn63:27"])["period"]) == [
        "2020",
        "2021-06-30",
        "2021",
        "2022",
    ]


def test_the_newest_figures_are_those_of_provinces_published_last(store: Store) -> None:
    tell(
        store,
        obs("old", source_id="older"),
        obs("new", source_id="newer", period="2023"),
        obs("nation", source_id="newer", area="vn:00"),
        obs("undated", source_id="undated", period="2021"),
        sources=(OLDER, NEWER, source("undated")),
    )
    assert ids(store.newest(10)) == ["new", "old"]
    assert ids(store.newest(1)) == ["new"]


def test_the_extent_counts_figures_and_areas_of_what_is_shown(store: Store) -> None:
    tell(
        store,
        obs("a", source_id="x"),
        obs("b", source_id="y"),
        obs("c", period="2021"),
        obs("d", area="vn63:24"),
    )
    row = store.extent().iloc[0]
    assert (row["figures"], row["told"], row["areas"]) == (3, 4, 2)
    assert (row["first_end"], row["last_end"]) == (
        pd.Timestamp("2021-12-31"),
        pd.Timestamp("2022-12-31"),
    )


def test_the_summary_looks_at_results_for_the_last_period(store: Store) -> None:
    tell(store, obs("a"), obs("b", period="2030", obs_status="target"), sources=(source(),))
    summary = store.summary()
    assert (summary["figures"], summary["sources"]) == (2, 1)
    assert summary["last_period_end"] == pd.Timestamp("2022-12-31")


def test_a_figure_nobody_published_is_not_found(store: Store) -> None:
    with pytest.raises(NotFoundError, match="'nowhere'"):
        store.figure("nowhere")
    assert store.told("nowhere").empty


def test_text_from_outside_is_bound_and_never_part_of_a_query(store: Store) -> None:
    tell(store, obs("a"))
    for wicked in ("' or true --", "a'; drop table observation; --", '"', "%"):
        assert store.told(wicked).empty
        assert store.series(wicked, [wicked]).empty
    assert rows_of(store, "observation") == 1


def test_an_answer_is_never_older_than_the_last_write(store: Store) -> None:
    for value in (1, 2, 3):
        batch = tell(store, obs(f"o{value}", value=value))
        assert shown(store) == [(value, 1, False)]
    undo(store, batch)
    assert shown(store) == [(2, 1, False)]


def test_a_caller_who_changes_a_frame_changes_no_later_answer(store: Store) -> None:
    tell(store, obs("a"))
    frame = store.series("bts", ["vn63:27"])
    frame.loc[0, "value"] = 0.0
    frame["told"] = 9
    assert shown(store) == [(1699, 1, False)]


# Files


def filled(path: Path) -> Path:
    """A store file of a few hundred figures: several blocks, so that half of it is missed."""
    with Store.open(path) as store:
        rows = (obs(f"o{n}", area=f"vn63:{n % 90:02}", note=f"{n}" * 300) for n in range(2000))
        tell(store, *rows, sources=(source(),))
    return path


def test_a_store_is_the_same_after_closing_and_opening(tmp_path: Path) -> None:
    path = tmp_path / "kpi.duckdb"
    with Store.open(path) as store:
        tell(store, obs("a"), sources=(source(),))
    for read_only in (True, False):
        with Store.open(path, read_only=read_only) as store:
            assert shown(store) == [(1699, 1, False)]


def test_an_older_store_without_the_table_opens(tmp_path: Path) -> None:
    path = tmp_path / "kpi.duckdb"
    with Store.open(path) as store:
        tell(store, obs("a"), sources=(source(),))
    with duckdb.connect(str(path)) as connection:
        connection.execute("drop table seen")
    for read_only in (True, False, True):
        with Store.open(path, read_only=read_only) as store:
            assert shown(store) == [(1699, 1, False)]
            assert store.sight(1, "a") == Sight()
            assert store.seen_of("vn63:27") == {}


def test_opening_to_read_changes_no_byte(tmp_path: Path) -> None:
    path = filled(tmp_path / "kpi.duckdb")
    before = digest(path)
    with Store.open(path, read_only=True) as store:
        assert not store.live_keys().empty
        with pytest.raises(duckdb.Error, match="read-only"):
            tell(store, obs("a"))
    assert digest(path) == before


def newer_store(path: Path) -> None:
    Store.open(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("update meta set value = ?", [str(SCHEMA_VERSION + 1)])


def foreign_database(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table customer (name text)")


def foreign_meta(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table meta as select 'schema_version' as key, 'one' as value")


def cut(share: float) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        whole = filled(path).read_bytes()
        path.write_bytes(whole[: int(len(whole) * share)])

    return make


def damaged_block(path: Path) -> None:
    whole = bytearray(filled(path).read_bytes())
    # Behind the three headers of 4 KiB each stand the blocks, each with its checksum first.
    whole[12288:12352] = b"\xff" * 64
    path.write_bytes(bytes(whole))


REFUSED = {
    "newer": (newer_store, "mới hơn chương trình"),
    "foreign": (foreign_database, "không phải kho số liệu"),
    "foreign-meta": (foreign_meta, "không phải kho số liệu"),
    "text": (lambda path: path.write_text("Kho số liệu\n" * 400, encoding="utf-8"), "hỏng"),
    "empty": (lambda path: path.touch(), "hỏng"),
    "cut-in-the-header": (cut(0.001), "hỏng"),
    "cut-in-half": (cut(0.5), "hỏng"),
    "cut-at-the-end": (cut(0.999), "hỏng"),
    "damaged-block": (damaged_block, "hỏng"),
}


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("case", REFUSED)
# "lock" stands in the names of clocks and blocks, and once decided what the fault was.
@pytest.mark.parametrize("folder", ["kho", "clock"])
def test_a_file_that_is_no_store_is_refused_and_left_as_it_is(
    tmp_path: Path, case: str, read_only: bool, folder: str
) -> None:
    make, message = REFUSED[case]
    path = tmp_path / folder / "kpi.duckdb"
    path.parent.mkdir()
    make(path)
    before = digest(path)
    with pytest.raises(StoreError, match=message) as refusal:
        Store.open(path, read_only=read_only)
    assert not isinstance(refusal.value, StoreBusyError)
    assert refusal.value.hint
    assert digest(path) == before
    assert list(path.parent.iterdir()) == [path]


def test_damage_met_by_a_query_is_a_store_error(tmp_path: Path) -> None:
    path = filled(tmp_path / "kpi.duckdb")
    whole = bytearray(path.read_bytes())
    block = 262144
    for start in range(12288 + block, len(whole), block):
        # Far from the block's own header: the checksum alone can tell.
        whole[start + 4096 : start + 4160] = b"\xff" * 64
    path.write_bytes(bytes(whole))
    before = digest(path)
    with pytest.raises(StoreError, match="hỏng"), Store.open(path, read_only=True) as store:
        store.profile([f"vn63:{n:02}" for n in range(90)])
    assert digest(path) == before


def test_reading_a_store_that_is_not_there_makes_none(tmp_path: Path) -> None:
    path = tmp_path / "kpi.duckdb"
    with pytest.raises(StoreError, match="Chưa có kho số liệu") as refusal:
        Store.open(path, read_only=True)
    assert "kpi build" in refusal.value.hint
    assert not path.exists()


@pytest.mark.parametrize("read_only", [True, False])
def test_a_missing_folder_is_named_and_not_made(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "không có" / "kpi.duckdb"
    with pytest.raises(StoreError, match="không có"):
        Store.open(path, read_only=read_only)
    assert not path.parent.exists()


def test_a_folder_is_not_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        Store.open(tmp_path)


HOLD = """
import sys
from pathlib import Path
from kpi.store import Store
with Store.open(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("read_only", [True, False])
def test_the_second_process_is_told_in_one_sentence_that_the_store_is_busy(
    tmp_path: Path, read_only: bool
) -> None:
    path = tmp_path / "kpi.duckdb"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreBusyError) as refusal:
            Store.open(path, read_only=read_only)
        assert "\n" not in refusal.value.message
        assert refusal.value.message.endswith("dùng.")
        holder.communicate()
    with Store.open(path, read_only=read_only) as store:
        assert store.live_keys().empty


def test_a_process_that_holds_the_store_cannot_open_it_again(tmp_path: Path) -> None:
    path = tmp_path / "kpi.duckdb"
    with Store.open(path) as store:
        with pytest.raises(StoreBusyError):
            Store.open(path)
        tell(store, obs("a"))
        assert shown(store) == [(1699, 1, False)]


# Hardening


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_text('{file}')",
        "select * from read_csv('{file}')",
        "select * from '{file}'",
        "copy (select 1) to '{file}'",
        "attach '{file}.duckdb' as other",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set autoinstall_known_extensions = true",
        "set temp_directory = '{folder}'",
        "export database '{folder}'",
    ],
)
@pytest.mark.parametrize("place", ["memory", "file"])
def test_no_query_reaches_beyond_the_store(tmp_path: Path, query: str, place: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n", encoding="utf-8")
    opened = Store.in_memory() if place == "memory" else Store.open(tmp_path / "kpi.duckdb")
    with opened as store:
        before = sorted(tmp_path.iterdir())
        with pytest.raises((duckdb.Error, StoreError)):
            store.frame(query.format(file=secret, folder=tmp_path))
        assert sorted(tmp_path.iterdir()) == before
    assert secret.read_text(encoding="utf-8") == "a,b\n1,2\n"


def test_days_are_told_in_universal_time_whatever_the_machine_says(store: Store) -> None:
    zone = store.frame("select current_setting('timezone') as zone").iloc[0]["zone"]
    assert zone.removeprefix("Etc/") == "UTC"
