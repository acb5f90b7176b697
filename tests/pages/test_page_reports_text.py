"""The text of a report: every number marked once, nothing lost; the sentence of a figure."""

from dataclasses import replace
from itertools import pairwise

import pytest

from kpi.catalogue import Catalogue
from kpi.ingest.documents import pasted
from kpi.ingest.reports import read_report
from kpi.model import Mention, Period, Report
from kpi.ui.panel_sentence import marked
from kpi.ui.reports.marks import lines, marks
from kpi.ui.reports.review import Item, Review, confirmed, items, questions
from kpi.ui.reports.taking import blank

TEXT = """UBND TỈNH HÀ NAM

BÁO CÁO
Kết quả chuyển đổi số năm 2022

Toàn tỉnh có 1.204 trạm BTS 🛰 và 87 việc khác; riêng 99 < 100 & "lạ".
Cuối năm 2022, tổng số trạm BTS là 1.204 trạm.
"""


def report(catalogue: Catalogue, text: str = TEXT) -> Report:
    return read_report(pasted(text, catalogue), catalogue)


def listed(told: Report, catalogue: Catalogue, review: Review | None = None) -> list[Item]:
    return items(told, review or Review())


# Marks and lines


def test_the_pieces_of_the_lines_are_the_text(catalogue: Catalogue) -> None:
    told = report(catalogue)
    drawn = lines(told.document, marks(told, listed(told, catalogue)))
    whole = told.document.text
    for _, pieces in drawn:
        for text, start, _ in pieces:
            assert whole[start : start + len(text)] == text
    kept = "\n".join("".join(text for text, _, _ in pieces) for _, pieces in drawn)
    assert kept == "\n".join(line for line in whole.split("\n") if line.strip())


def test_every_number_is_marked_once(catalogue: Catalogue) -> None:
    told = report(catalogue)
    found = marks(told, listed(told, catalogue))
    written = [told.document.text[m.start : m.end] for m in found]
    assert written.count("1.204") == 2
    assert {"87", "99"} <= set(written)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_number_told_twice_leads_to_the_one_figure(catalogue: Catalogue) -> None:
    told = report(catalogue)
    found = listed(told, catalogue)
    stations = [i for i in found if i.figure and i.figure.indicator == "bts_stations"]
    leads = [m.item for m in marks(told, found) if told.document.text[m.start : m.end] == "1.204"]
    assert set(leads) == {i.key for i in stations}


def test_marks_that_overlap_are_drawn_as_one(catalogue: Catalogue) -> None:
    told = report(catalogue)
    at = told.document.text.index("87")
    twice = [Mention(at, at + 2, "87", "unread", ""), Mention(at, at + 7, "87 việc", "unread", "")]
    told = replace(told, mentions=tuple(twice))
    assert [m.end - m.start for m in marks(told, [])] == [7]


# Decisions


def test_a_yes_to_one_reading_is_no_yes_to_another(catalogue: Catalogue) -> None:
    told = report(catalogue)
    first = replace(told.proposals[0], doubts=("Chưa chắc.",))
    told = replace(told, proposals=(first,))
    review = Review()
    (item,) = listed(told, catalogue, review)
    review.accept(item)
    assert [i.state for i in listed(told, catalogue, review)] == ["accepted"]
    other = replace(first, figure=replace(first.figure, period=Period.of("2021")))
    again = replace(told, proposals=(other,))
    assert [i.state for i in listed(again, catalogue, review)] == ["open"]


def test_a_correction_outlives_another_reading_of_the_document(catalogue: Catalogue) -> None:
    told = report(catalogue)
    told = replace(told, proposals=told.proposals[:1])
    review = Review()
    (item,) = listed(told, catalogue, review)
    assert item.figure is not None
    review.correct(item, replace(item.figure, value=5.0))
    first = told.proposals[0]
    moved = replace(first, figure=replace(first.figure, period=Period.of("2021")))
    (again,) = confirmed(listed(replace(told, proposals=(moved,)), catalogue, review))
    assert (again.value, again.period.key) == (5.0, "2021")


def test_a_figure_without_a_period_is_never_confirmed(catalogue: Catalogue) -> None:
    told = report(catalogue)
    first = told.proposals[0]
    undated = replace(first, figure=replace(first.figure, period=None))
    told = replace(told, proposals=(undated,))
    review = Review()
    (item,) = listed(told, catalogue, review)
    review.accept(item)
    assert not item.complete
    assert confirmed(listed(told, catalogue, review)) == []
    assert len(questions(listed(told, catalogue, review), told.document.text)) == 1


def test_a_number_that_reads_two_ways_is_asked_about_without_a_proposal(
    catalogue: Catalogue,
) -> None:
    told = report(catalogue)
    at = told.document.text.index("87")
    asked = Mention(at, at + 2, "87", "asked", "Chưa rõ số '87' là bao nhiêu.", "unclear")
    told = replace(told, proposals=(), mentions=(asked,))
    review = Review()
    (item,) = listed(told, catalogue, review)
    assert (item.state, item.figure) == ("open", None)
    given = replace(blank(told.document, at, at + 2), indicator="bts_stations", value=87.0)
    review.correct(item, given)
    assert confirmed(listed(told, catalogue, review)) == [given.candidate]
    review.refuse(listed(told, catalogue, review)[0])
    assert [i.state for i in listed(told, catalogue, review)] == ["open"]


# The sentence behind a figure


def row(text: str, number: str, nth: int = 0) -> dict[str, object]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(number, start + 1)
    return {
        "sentence": text,
        "as_written": number,
        "locator_kind": "text",
        "span_start": start,
        "span_end": start + len(number),
    }


def test_of_equal_numbers_the_one_of_the_figure_is_marked() -> None:
    text = "Có 12 trạm và 12 điểm."
    assert marked(row(text, "12", 1), text) == (
        "<span></span>Có 12 trạm và <mark>12</mark> điểm.<span></span>"
    )


def test_without_the_text_no_number_is_marked_that_stands_twice() -> None:
    text = "Có 12 trạm và 12 điểm."
    assert "<mark>" not in marked(row(text, "12", 1), "")
    assert "<mark>trạm</mark>" in marked(row(text, "trạm"), "")


def test_the_words_around_a_sentence_stay_in_its_line() -> None:
    text = "Đầu đề\nTrước đó. Có 12 trạm. Sau đó.\nCuối"
    told = {**row(text, "12"), "sentence": "Có 12 trạm."}
    assert marked(told, text) == (
        "<span>Trước đó. </span>Có <mark>12</mark> trạm.<span> Sau đó.</span>"
    )


@pytest.mark.parametrize("kept", [True, False])
def test_markup_of_a_text_is_shown_as_text(kept: bool) -> None:
    text = 'Có <b onclick="x">12</b> trạm.'
    told = marked(row(text, "12"), text if kept else "")
    assert "<b" not in told
    assert "&lt;b onclick=" in told


def test_a_span_that_does_not_fit_the_text_marks_nothing_wrong() -> None:
    told = marked(row("Có 12 trạm.", "12"), "Một văn bản khác hẳn, dài hơn nhiều.")
    assert told == "Có <mark>12</mark> trạm."
