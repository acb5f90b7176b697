"""Publishing, approval and undo: who may, what it does, and that nothing is ever erased."""

import pytest
from builders import SOMEBODY, candidate, measured, reading, source

from kpi.catalogue import Catalogue
from kpi.errors import KpiError, NotAllowedError, NotFoundError
from kpi.model import Person, Reading
from kpi.publish import approve, preview, publish, refuse, undo, undo_effect
from kpi.store import Store

CATALOGUE: Catalogue = measured()
STAFF = Person("an", "staff", "An")
APPROVER = Person("binh", "approver", "Bình")


def told(value: float, said_by: str = "s") -> Reading:
    return reading(candidate(value=value, source_id=said_by), sources=(source(said_by),))


def put(store: Store, value: float, said_by: str = "s", **options: object) -> int:
    changes = preview(store, CATALOGUE, told(value, said_by))
    number = publish(store, changes, **{"by": SOMEBODY, "reason": "thử", **options})
    assert number is not None
    return number


def shown(store: Store) -> list[float]:
    return list(store.figures(candidate().indicator)["value"])


def test_an_undo_uncovers_what_the_batch_covered(store: Store) -> None:
    put(store, 10)
    second = put(store, 12)
    assert shown(store) == [12]
    undo(store, second, by=APPROVER, reason="nhầm")
    assert shown(store) == [10]


def test_later_batches_stay_when_an_earlier_one_is_undone(store: Store) -> None:
    first = put(store, 10)
    put(store, 12)
    undo(store, first, by=APPROVER, reason="nhầm")
    assert shown(store) == [12]
    assert [b["state"] for b in store.batches().to_dict("records")] == ["undone", "published"]


def test_the_effect_of_an_undo_is_shown_and_nothing_happens_yet(store: Store) -> None:
    put(store, 10)
    second = put(store, 12)
    (row,) = undo_effect(store, second).to_dict("records")
    assert (row["value"], row["value_after"]) == (12, 10)
    assert shown(store) == [12]
    assert store.batch(second)["state"] == "published"
    assert undo_effect(store, 1).empty  # covered already: nobody would see a difference


def test_the_effect_says_when_no_figure_is_left(store: Store) -> None:
    only = put(store, 10)
    (row,) = undo_effect(store, only).to_dict("records")
    assert row["value"] == 10
    assert row["value_after"] != row["value_after"]  # NaN


def test_an_undo_takes_no_later_figure_its_document(store: Store) -> None:
    first = put(store, 10)
    put(store, 12)
    title = store.figures(candidate().indicator)["source_title"].iloc[0]
    undo(store, first, by=APPROVER, reason="nhầm")
    assert title
    assert store.figures(candidate().indicator)["source_title"].iloc[0] == title


def test_the_same_file_can_be_published_again_after_an_undo(store: Store) -> None:
    first = put(store, 10)
    undo(store, first, by=APPROVER, reason="nhầm")
    assert shown(store) == []
    put(store, 10)
    assert shown(store) == [10]


@pytest.mark.parametrize("person", [None, Person("khách", "viewer", "Khách")])
def test_a_viewer_who_forges_the_call_is_refused(store: Store, person: Person | None) -> None:
    changes = preview(store, CATALOGUE, told(10))
    with pytest.raises(NotAllowedError):
        publish(store, changes, by=person, reason="")
    assert store.batches().empty
    number = put(store, 10)
    for act in (undo, approve, refuse):
        with pytest.raises(NotAllowedError):
            act(store, number, by=person, reason="x")
    assert store.batch(number)["state"] == "published"


def test_staff_publish_but_do_not_undo(store: Store) -> None:
    number = put(store, 10, by=STAFF)
    with pytest.raises(NotAllowedError):
        undo(store, number, by=STAFF, reason="nhầm")


def test_a_submitted_batch_is_shown_only_after_a_second_person(store: Store) -> None:
    number = put(store, 10, by=APPROVER, approval="second_person")
    assert shown(store) == []
    with pytest.raises(NotAllowedError, match="tự duyệt"):
        approve(store, number, by=APPROVER)
    approve(store, number, by=SOMEBODY, reason="đúng")
    assert shown(store) == [10]
    events = store.events(number)
    assert list(events["event"]) == ["submitted", "published"]
    assert list(events["happened_by"]) == ["binh", "test"]


def test_a_refused_batch_is_never_shown_and_stays_in_the_history(store: Store) -> None:
    number = put(store, 10, by=STAFF, approval="second_person")
    refuse(store, number, by=APPROVER, reason="thiếu nguồn")
    assert shown(store) == []
    assert store.batch(number)["state"] == "refused"
    with pytest.raises(KpiError, match="không chờ duyệt"):
        approve(store, number, by=SOMEBODY)


def test_only_a_published_batch_can_be_undone_and_only_once(store: Store) -> None:
    number = put(store, 10)
    undo(store, number, by=APPROVER, reason="nhầm")
    with pytest.raises(KpiError, match="không được công bố"):
        undo(store, number, by=APPROVER, reason="nhầm")
    with pytest.raises(NotFoundError):
        undo(store, 99, by=APPROVER, reason="nhầm")


def test_the_file_is_kept_byte_for_byte_with_its_batch(store: Store) -> None:
    content = bytes(range(256)) * 9
    number = put(store, 10, content=content)
    assert store.original(number) == (told(10).file, content)
    assert store.original(put(store, 12)) is None


def test_the_ledger_remembers_what_the_preview_counted(store: Store) -> None:
    put(store, 10)
    number = put(store, 12)
    row = store.batch(number)
    counted = [row[f"{k}_count"] for k in ("new", "revised", "conflicting", "same", "refused")]
    assert counted == [0, 1, 0, 0, 0]


def history(store: Store, *values: tuple[str, float]) -> None:
    for period, value in values:
        one = candidate(period=period, value=value, source_id="s")
        changes = preview(store, CATALOGUE, reading(one, sources=(source("s"),)))
        publish(store, changes, by=SOMEBODY, reason="")


@pytest.mark.parametrize("value", [1.699, 1_699_000])
def test_a_thousandfold_jump_must_be_confirmed(store: Store, value: float) -> None:
    history(store, ("2020", 1642))
    one = candidate(period="2021", value=value, source_id="s")
    changes = preview(store, CATALOGUE, reading(one, sources=(source("s"),)))
    (asked,) = changes.questions
    assert asked.code == "jump"
    assert "2020" in asked.message
    with pytest.raises(KpiError, match="câu hỏi"):
        publish(store, changes, by=SOMEBODY, reason="")
    assert shown(store) == [1642]
    publish(store, changes, by=SOMEBODY, reason="", confirmed=frozenset({asked.question}))
    assert shown(store) == [1642, value]
    again = preview(store, CATALOGUE, reading(one, sources=(source("s"),)))
    assert again.questions == ()


def test_a_growth_within_reason_asks_nothing(store: Store) -> None:
    history(store, ("2020", 10))
    one = candidate(period="2021", value=900, source_id="s")
    assert preview(store, CATALOGUE, reading(one)).questions == ()


@pytest.mark.parametrize(
    ("before", "value", "asks"),
    [(84.2, 8.42, True), (4.2, 42, True), (84.2, 60.1, False), (9.0, 40.0, False)],
)
def test_a_rate_a_digit_off_its_own_history_must_be_confirmed(
    store: Store, before: float, value: float, asks: bool
) -> None:
    rate = {"indicator": "coverage", "unit": "%", "source_id": "s"}
    one = candidate(period="2021", value=before, **rate)
    publish(store, preview(store, measured(), reading(one)), by=SOMEBODY, reason="")
    two = candidate(period="2022", value=value, **rate)
    asked = preview(store, measured(), reading(two)).questions
    assert [q.code for q in asked] == (["jump"] if asks else [])


def test_a_zero_after_a_figure_is_noted_and_not_asked(store: Store) -> None:
    history(store, ("2020", 1642))
    one = candidate(period="2021", value=0, source_id="s")
    changes = preview(store, CATALOGUE, reading(one, sources=(source("s"),)))
    assert changes.questions == ()
    assert "zero-after-figure" in [p.code for p in changes.problems]


def test_what_is_asked_about_a_jump_is_written_as_vietnamese_write(store: Store) -> None:
    history(store, ("2020-H1", 1642))
    one = candidate(period="2021", value=1_699_000, source_id="s")
    (asked,) = preview(store, CATALOGUE, reading(one, sources=(source("s"),))).questions
    assert "1.035 lần số của 6T đầu/2020 (1.642 trạm)" in asked.message
    assert "vn63:27" not in asked.message
    nothing = candidate(period="2021", value=0, source_id="s")
    noted = preview(store, CATALOGUE, reading(nothing, sources=(source("s"),))).problems
    assert "6T đầu/2020 là 1.642 trạm" in noted[-1].message
