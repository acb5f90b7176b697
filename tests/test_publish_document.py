"""The document a file is named after: what it is known by, and when that must be asked."""

import dataclasses

import pytest
from builders import SOMEBODY, candidate, measured, reading, source

from kpi.errors import KpiError
from kpi.model import Reading, Source
from kpi.publish import Changes, preview, publish, undo
from kpi.publish.document import (
    KNOWN_DOCUMENT,
    Document,
    asking,
    earlier,
    figures_of,
    known,
    names_itself,
    namesakes,
    with_document,
)
from kpi.store import Store

CATALOGUE = measured()
YEARBOOK = Document("Niên giám 2022", "Cục Thống kê")


def file(value: float = 10.0, name: str = "a.csv", area: str = "vn63:27") -> Reading:
    """A table whose rows cite no document; another value makes other bytes."""
    itself = Source(f"tep-{value}", name, file=name)
    one = candidate(value=value, area=area, source_id=itself.source_id)
    return dataclasses.replace(
        reading(one, sources=(itself,), file=name), sha256=f"bytes of {value} {area}"
    )


def changes(store: Store, one: Reading, document: Document = YEARBOOK) -> Changes:
    return asking(store, preview(store, CATALOGUE, with_document(store, one, document)), document)


def put(store: Store, one: Reading, document: Document = YEARBOOK) -> int | None:
    found = changes(store, one, document)
    sure = frozenset(q.question for q in found.questions)
    return publish(store, found, by=SOMEBODY, reason="", confirmed=sure)


def asked(found: Changes) -> list[str]:
    return [q.code for q in found.questions]


def test_a_file_is_known_by_its_documents_title_and_publisher(store: Store) -> None:
    put(store, file())
    (kept,) = store.sources().to_dict("records")
    assert (kept["title"], kept["publisher"]) == ("Niên giám 2022", "Cục Thống kê")
    assert (kept["file"], kept["sha256"]) == ("a.csv", "bytes of 10.0 vn63:27")
    assert known(store, Document("niên giám  2022", "CỤC THỐNG KÊ")) == Source(**kept)
    assert known(store, Document("Niên giám 2023", "Cục Thống kê")) is None


def test_documents_whose_long_titles_begin_alike_are_two(store: Store) -> None:
    title = "Báo cáo tình hình thực hiện nhiệm vụ phát triển kinh tế số và xã hội số của tỉnh năm "
    put(store, file(), Document(f"{title} 2022"))
    found = changes(store, file(12.0), Document(f"{title} 2023"))
    assert asked(found) == []
    assert list(found.figures["change"]) == ["conflicting"]


def test_publisher_and_title_do_not_run_into_each_other(store: Store) -> None:
    put(store, file(), Document("Báo cáo", "Sở A"))
    assert known(store, Document("A Báo cáo", "Sở")) is None
    put(store, file(12.0), Document("A Báo cáo", "Sở"))
    assert len(store.sources()) == 2


def test_other_figures_under_a_known_name_are_asked_about(store: Store) -> None:
    put(store, file())
    found = changes(store, file(12.0))
    assert asked(found) == [KNOWN_DOCUMENT]
    assert list(found.figures["change"]) == ["revised"]
    with pytest.raises(KpiError, match="câu hỏi"):
        publish(store, found, by=SOMEBODY, reason="")
    put(store, file(12.0))
    assert list(store.live_keys()["value"]) == [12]


def test_new_figures_under_a_known_name_are_asked_about_too(store: Store) -> None:
    put(store, file())
    assert asked(changes(store, file(12.0, area="vn63:24"))) == [KNOWN_DOCUMENT]


def test_another_name_is_another_document_and_nothing_is_asked(store: Store) -> None:
    put(store, file())
    found = changes(store, file(12.0), Document("Niên giám 2022", "Sở TT&TT"))
    assert asked(found) == []
    assert list(found.figures["change"]) == ["conflicting"]


def test_the_same_bytes_change_nothing_and_nothing_is_asked(store: Store) -> None:
    put(store, file())
    again = changes(store, file(name="ten-khac.csv"))
    assert (asked(again), again.fresh, again.new_sources) == ([], 0, ())


def test_an_older_version_dropped_again_is_asked_about(store: Store) -> None:
    put(store, file(10.0))
    put(store, file(12.0))
    again = changes(store, file(10.0))
    assert asked(again) == [KNOWN_DOCUMENT]
    assert again.count("revised") == 1


def test_what_is_left_blank_of_a_known_document_stays_as_it_was(store: Store) -> None:
    dated = dataclasses.replace(YEARBOOK, published_on="2023-07-12", url="https://vi.du/")
    put(store, file(), dated)
    put(store, file(12.0))
    (kept,) = store.sources().to_dict("records")
    assert (kept["published_on"], kept["url"]) == ("2023-07-12", "https://vi.du/")


def test_rows_that_cite_a_known_document_keep_it(store: Store) -> None:
    cited = reading(candidate(), sources=(source("s"),))
    assert not names_itself(cited)
    assert with_document(store, cited, YEARBOOK) == cited
    assert names_itself(file())


def test_the_last_batch_of_the_same_bytes_is_found_until_it_is_undone(store: Store) -> None:
    assert earlier(store, file().sha256) is None
    number = put(store, file())
    assert number is not None
    found = earlier(store, file().sha256)
    assert found is not None
    assert (found.batch_id, found.waits) == (number, False)
    assert found.source is not None
    assert found.source.title == "Niên giám 2022"
    undo(store, number, by=SOMEBODY, reason="nhầm")
    assert earlier(store, file().sha256) is None


def test_a_batch_that_waits_for_approval_is_found_too(store: Store) -> None:
    publish(store, changes(store, file()), by=SOMEBODY, reason="", approval="second_person")
    found = earlier(store, file().sha256)
    assert found is not None
    assert found.waits


def test_bytes_that_nobody_noted_are_never_the_same(store: Store) -> None:
    publish(
        store,
        preview(store, CATALOGUE, dataclasses.replace(reading(candidate()), sha256="")),
        by=SOMEBODY,
        reason="",
    )
    assert earlier(store, "") is None


def test_documents_of_one_title_from_elsewhere_are_named(store: Store) -> None:
    put(store, file())
    assert [s.publisher for s in namesakes(store, Document("Niên giám 2022"))] == ["Cục Thống kê"]
    assert namesakes(store, YEARBOOK) == ()


def test_the_figures_of_a_document_are_counted(store: Store) -> None:
    put(store, file())
    found = known(store, YEARBOOK)
    assert found is not None
    assert figures_of(store, found) == 1
