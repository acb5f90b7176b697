"""Figures of scanned pages are questions, each with its place and what two looks at it read."""

from dataclasses import replace

import pytest
from builders_documents import paste, shipped
from builders_reports import said
from hypothesis import given
from hypothesis import strategies as st

from kpi.ingest.reports import ReportReader
from kpi.ingest.reports.scoring.model import EMPTY
from kpi.ingest.reports.sighted import AGREED, seen_in, sighted
from kpi.model import Proposal, Report
from kpi.model.scans import NOT_SEEN, SURE, Box, Seen, Sighting

_TEXT = (
    "Toàn tỉnh có 1.699 trạm BTS.\n"
    "Tỷ lệ hồ sơ trực tuyến đạt 87,4%.\n"
    "Đã trao 15 suất quà cho học sinh."
)
_BOX: Box = (100.0, 200.0, 130.0, 212.0)


def _look(first: str, second: str | None = None, sure: float = 0.93, page: int = 2) -> Seen:
    return Seen(page, _BOX, first, first if second is None else second, sure)


def _report(text: str = _TEXT, **looks: Seen) -> Report:
    """A report of which some numbers, named after their digits, are seen on a picture.

    Each line with such a number stands on the picture.
    """
    document = said(paste(text), "vn63:24", "2022", "2023-01-12")
    found, lines = [], []
    for digits, seen in looks.items():
        written = digits.removeprefix("n").replace("_", ".").replace("c", ",").replace("s", "/")
        at = document.text.index(written)
        found.append(Sighting(at, at + len(written), seen))
        start = document.text.rfind("\n", 0, at) + 1
        end = document.text.find("\n", at)
        lines.append(Sighting(start, len(document.text) if end < 0 else end, Seen(2, _BOX)))
    document = replace(document, sightings=tuple(found), pictured=tuple(lines))
    return shipped().once(ReportReader).read(document, EMPTY)


def _of(report: Report, indicator: str) -> Proposal:
    (only,) = [p for p in report.proposals if p.figure.indicator == indicator]
    return only


def test_a_figure_on_which_both_looks_agree_is_a_question_all_the_same() -> None:
    asked = _of(_report(n1_699=_look("1.699")), "bts_stations")
    assert asked.sure is None
    assert asked.doubts == (AGREED,)
    assert asked.figure.value == 1699


def test_a_figure_of_print_beside_it_is_taken_as_ever() -> None:
    report = _report(n1_699=_look("1.699"))
    printed = _of(report, "online_dossier_rate")
    assert printed.sure
    assert printed.figure.locator.seen == NOT_SEEN
    assert printed == _of(_report(), "online_dossier_rate")


def test_a_document_without_pictures_stays_as_it_is() -> None:
    report = _report()
    assert sighted(report) is report


def test_a_figure_tells_where_it_is_seen() -> None:
    look = _look("1.699", "1.599", 0.4, page=7)
    assert _of(_report(n1_699=look), "bts_stations").figure.locator.seen == look


@pytest.mark.parametrize(
    ("look", "told"),
    [
        (_look("1.699"), AGREED),
        (_look("1.699", ""), "lần thứ hai không đọc được"),
        (_look("1.699", "1.599"), "“1.699” và “1.599”"),
        (_look("1.699", sure=0.41), "chắc 41%"),
        (_look("1.699", sure=SURE - 0.001), "chắc 80%"),
        (_look("", "", 0.0), "đối chiếu câu trong ảnh"),
    ],
)
def test_the_question_says_what_speaks_against_the_number(look: Seen, told: str) -> None:
    (doubt,) = _of(_report(n1_699=look), "bts_stations").doubts
    assert told in doubt


def test_doubts_of_the_text_come_before_that_of_the_picture() -> None:
    twice = "Toàn tỉnh có 1.699 trạm BTS.\nToàn tỉnh có 1.700 trạm BTS."
    first, second = _report(twice, n1_700=_look("1.700")).proposals
    assert first.sure
    assert len(second.doubts) == 2
    assert second.doubts[-1] == AGREED


def test_the_number_of_such_a_figure_is_asked_in_the_text_and_what_was_unread_stays() -> None:
    report = _report(n1_699=_look("1.699"), n15=_look("15"))
    states = {m.as_written: m.state for m in report.mentions}
    before = {m.as_written: m.state for m in _report().mentions}
    assert states["1.699"] == "asked"
    assert before["1.699"] == "taken"
    assert states["87,4%"] == before["87,4%"] == "taken"
    assert states["15"] == before["15"] == "unread"


def test_no_figure_of_a_scan_is_sure_whatever_the_looks() -> None:
    report = _report(n1_699=_look("1.699", sure=1.0), n87c4=_look("87,4", sure=1.0))
    assert report.sure == ()
    assert len(report.proposals) == 2


def _seen(*looks: tuple[int, int, Seen], lines: tuple[tuple[int, int, Seen], ...] = ()) -> Seen:
    document = replace(
        paste(_TEXT),
        sightings=tuple(Sighting(*one) for one in looks),
        pictured=tuple(Sighting(*one) for one in lines),
    )
    return seen_in(document, 10, 20)


def test_two_numbers_of_one_figure_are_seen_as_one() -> None:
    left = Seen(2, (100.0, 200.0, 120.0, 212.0), "12", "12", 0.95)
    right = Seen(2, (140.0, 198.0, 160.0, 211.0), "17", "17", 0.85)
    assert _seen((10, 12, left), (15, 17, right)) == Seen(
        2, (100.0, 198.0, 160.0, 212.0), "12 17", "12 17", 0.85
    )


def test_where_one_of_two_numbers_was_not_seen_twice_the_figure_was_not() -> None:
    both = _seen((10, 12, _look("12")), (15, 17, _look("17", "", 0.0)))
    assert (both.first, both.second, both.agrees) == ("12 17", "", False)


def test_two_numbers_of_which_one_was_read_otherwise_do_not_agree() -> None:
    assert not _seen((10, 12, _look("12", "72")), (15, 17, _look("17"))).agrees


def test_a_figure_over_the_end_of_a_page_is_shown_on_the_first() -> None:
    found = _seen(
        (10, 12, _look("12", page=2)),
        (15, 17, replace(_look("17", page=3), box=(9.0, 9.0, 19.0, 19.0))),
    )
    assert (found.page, found.box, found.first) == (2, _BOX, "12 17")


@pytest.mark.parametrize(("start", "end", "is_seen"), [
    (5, 10, False), (5, 11, True), (12, 15, True), (19, 25, True), (20, 25, False), (0, 30, True),
])  # fmt: skip
def test_only_numbers_that_share_a_letter_with_the_figure_count(
    start: int, end: int, is_seen: bool
) -> None:
    assert bool(_seen((start, end, _look("12"))).page) is is_seen


def test_a_figure_told_without_a_number_is_seen_where_its_line_is() -> None:
    line = Seen(4, (72.0, 100.0, 500.0, 112.0))
    found = _seen((30, 32, _look("12")), lines=((0, 25, line), (25, 40, _look(""))))
    assert found == line
    assert not found.agrees


def test_what_no_picture_shows_is_not_seen() -> None:
    assert _seen() == NOT_SEEN
    assert _seen((30, 32, _look("12"))) == NOT_SEEN


_LOOKS = st.builds(
    _look,
    st.sampled_from(["", "1.699", "1.311"]),
    st.sampled_from(["", "1.699", "1.311"]),
    st.floats(0, 1),
)


@given(_LOOKS, _LOOKS)
def test_any_looks_leave_the_value_and_give_one_doubt_more(first: Seen, second: Seen) -> None:
    report, plain = _report(n1_699=first, n87c4=second), _report()
    for asked, before in zip(report.proposals, plain.proposals, strict=True):
        assert asked.figure.value == before.figure.value
        assert asked.doubts[:-1] == before.doubts
        assert asked.sure is None
