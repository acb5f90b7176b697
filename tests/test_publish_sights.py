"""Figures of scans: where the page shows each comes into the store with it, and the crop."""

from pathlib import Path

import duckdb
import pytest
from builders import SOMEBODY, candidate, jpeg, measured, reading, seen

from kpi.errors import NotAllowedError
from kpi.model import Candidate, Locator
from kpi.model.scans import Seen
from kpi.publish import preview, publish, undo
from kpi.store import Sight, Store

CATALOGUE = measured()
PICTURE = jpeg()
FIRST = seen()
SECOND = seen(page=4, first="512", second="572", confidence=0.41)


def scanned(place: Seen, **overrides: object) -> Candidate:
    where = Locator("text", start=10, end=15, sentence="Có 1.699 trạm.", seen=place)
    return candidate(**{"locator": where, **overrides})


def put(store: Store, *told: Candidate, **options: object) -> dict[str, Sight]:
    """Publish the figures; gives the sight of each by its area."""
    changes = preview(store, CATALOGUE, reading(*told))
    number = publish(store, changes, **{"by": SOMEBODY, "reason": "thử", **options})
    assert number is not None
    rows = store.observations_of(number).to_dict("records")
    return {row["area"]: store.sight(number, row["obs_id"]) for row in rows}


def test_a_figure_of_a_scan_keeps_page_rectangle_and_both_looks(store: Store) -> None:
    told = scanned(FIRST), scanned(SECOND, area="vn63:24", value=512.0, as_written="512")
    assert put(store, *told, crops=lambda _: PICTURE) == {
        "vn63:27": Sight(FIRST, PICTURE),
        "vn63:24": Sight(SECOND, PICTURE),
    }


def test_each_figure_keeps_its_own_crop(store: Store) -> None:
    told = scanned(FIRST), scanned(SECOND, area="vn63:24")
    kept = put(store, *told, crops=lambda place: f"page {place.page}".encode())
    assert [kept[area].picture for area in ("vn63:27", "vn63:24")] == [b"page 3", b"page 4"]


def test_without_a_crop_the_place_is_kept_all_the_same(store: Store) -> None:
    assert put(store, scanned(FIRST)) == {"vn63:27": Sight(FIRST)}
    pictures = store.frame("select picture is null as none from seen")
    assert list(pictures["none"]) == [True]


def test_of_some_crops_only_those_that_are_at_hand_are_kept(store: Store) -> None:
    told = scanned(FIRST), scanned(SECOND, area="vn63:24")
    kept = put(store, *told, crops=lambda place: PICTURE if place == SECOND else b"")
    assert [kept[area].picture for area in ("vn63:27", "vn63:24")] == [b"", PICTURE]


def test_a_figure_that_no_scan_shows_has_no_row(store: Store) -> None:
    assert put(store, candidate(), scanned(FIRST, area="vn63:24"))["vn63:27"] == Sight()
    assert list(store.frame("select count(*) as n from seen")["n"]) == [1]


def test_crops_are_made_of_what_is_stored_and_of_nothing_else(store: Store) -> None:
    asked: list[Seen] = []

    def crop(place: Seen) -> bytes:
        asked.append(place)
        return PICTURE

    put(store, scanned(FIRST), crops=crop)
    put(store, scanned(FIRST), scanned(SECOND, area="vn63:24"), candidate(area="vn63:01"),
        crops=crop)  # fmt: skip
    assert asked == [FIRST, SECOND]


def test_nothing_is_cropped_for_somebody_who_may_not_publish(store: Store) -> None:
    changes = preview(store, CATALOGUE, reading(scanned(FIRST)))
    with pytest.raises(NotAllowedError):
        publish(store, changes, by=None, reason="", crops=lambda _: bytes(1 // 0))


def test_a_crop_that_fails_leaves_nothing_behind(store: Store) -> None:
    changes = preview(store, CATALOGUE, reading(scanned(FIRST)))
    with pytest.raises(ZeroDivisionError):
        publish(store, changes, by=SOMEBODY, reason="", crops=lambda _: bytes(1 // 0))
    assert store.batches().empty


def test_place_and_batch_come_in_whole_or_not_at_all(store: Store) -> None:
    with store.transaction() as cursor:
        cursor.execute("drop table seen")
    changes = preview(store, CATALOGUE, reading(scanned(FIRST)))
    with pytest.raises(duckdb.CatalogException):
        publish(store, changes, by=SOMEBODY, reason="")
    assert store.batches().empty
    assert store.live_keys().empty


def test_what_is_undone_keeps_its_place_in_the_history(store: Store) -> None:
    put(store, scanned(FIRST), crops=lambda _: PICTURE)
    undo(store, 1, by=SOMEBODY, reason="nhầm")
    (row,) = store.observations_of(1).to_dict("records")
    assert store.sight(1, row["obs_id"]) == Sight(FIRST, PICTURE)
    assert store.live_keys().empty
    assert put(store, scanned(SECOND))["vn63:27"] == Sight(SECOND)


def test_the_places_of_an_area_are_told_at_once(store: Store) -> None:
    put(store, scanned(FIRST), scanned(SECOND, area="vn63:24"), candidate(indicator="coverage"))
    (found,) = store.seen_of("vn63:27").items()
    assert (found[0][0], found[1]) == (1, FIRST)


def test_a_store_is_the_same_after_closing_and_opening(tmp_path: Path) -> None:
    path = tmp_path / "kpi.duckdb"
    with Store.open(path) as store:
        kept = put(store, scanned(FIRST), crops=lambda _: PICTURE)
        (row,) = store.observations_of(1).to_dict("records")
    with Store.open(path, read_only=True) as store:
        assert store.sight(1, row["obs_id"]) == kept["vn63:27"] == Sight(FIRST, PICTURE)
