"""Every number of a scan is tied to the picture of it, and to no other."""

from collections.abc import Sequence
from dataclasses import replace

from builders_scans import line, word
from hypothesis import given
from hypothesis import strategies as st

from kpi.ingest.documents.sightings import pictured, sightings
from kpi.ingest.documents.text import Kept, Place
from kpi.model.scans import Box, ScannedPage, ScannedWord, Sighting

_FIRST: Box = (70.0, 99.0, 500.0, 113.0)
_SECOND: Box = (70.0, 119.0, 500.0, 133.0)


def _page(*words: ScannedWord, number: int = 1) -> ScannedPage:
    return ScannedPage(number, 595, 842, 200, words=words)


def _found(
    text: str, pages: Sequence[ScannedPage], *places: Place, before: str = ""
) -> list[tuple[str, Sighting]]:
    """The numbers of a text that stands at some places, behind a text of print."""
    kept = Kept(before + text, printed=((len(before), len(before + text), places),))
    told = sightings(kept, {page.number: page for page in pages})
    return [(kept.text[one.start : one.end], one) for one in told]


def test_a_number_is_tied_to_its_word() -> None:
    words = line("có 1.699 trạm và 215 xã.")
    found = _found("có 1.699 trạm và 215 xã.", [_page(*words)], (1, _FIRST))
    assert [text for text, _ in found] == ["1.699", "215"]
    assert [one.seen.box for _, one in found] == [words[1].box, words[4].box]
    assert [one.seen.second for _, one in found] == ["1.699", "215"]


def test_offsets_are_those_of_the_whole_text() -> None:
    (found,) = _found("có 98 xã", [_page(*line("có 98 xã"))], (1, _FIRST), before="Trang in: 7\n")
    text, one = found
    assert (text, one.start) == ("98", 15)


def test_a_number_is_the_core_of_what_was_read_and_the_less_sure_look_counts() -> None:
    one = word("(87,4%).", second="87,4", second_confidence=0.6, confidence=0.9)
    ((_, found),) = _found("(87,4%).", [_page(one)], (1, _FIRST))
    assert (found.seen.first, found.seen.second, found.seen.confidence) == ("87,4", "87,4", 0.6)
    assert not found.seen.agrees


def test_both_looks_are_told_where_they_differ() -> None:
    one = word("1.911", first="1.311", second="1.911", second_confidence=0.9)
    ((_, found),) = _found("1.911", [_page(one)], (1, _FIRST))
    assert (found.seen.first, found.seen.second) == ("1.311", "1.911")
    assert not found.seen.agrees


def test_a_number_that_no_second_look_saw_is_sure_of_nothing() -> None:
    one = word("98", second="", second_confidence=0.0)
    ((_, found),) = _found("98", [_page(one)], (1, _FIRST))
    assert (found.seen.second, found.seen.confidence, found.seen.agrees) == ("", 0.0, False)


def test_the_same_number_twice_is_two_words() -> None:
    words = line("5 xã, 5 thôn")
    found = _found("5 xã, 5 thôn", [_page(*words)], (1, _FIRST))
    assert [one.seen.box for _, one in found] == [words[0].box, words[2].box]


def test_numbers_of_other_lines_are_not_taken() -> None:
    above, below = line("có 98 xã", top=100), line("có 98 thôn", top=120)
    found = _found("có 98 thôn", [_page(*above, *below)], (1, _SECOND))
    assert [one.seen.box for _, one in found] == [below[1].box]


def test_a_paragraph_of_two_lines_finds_its_numbers_in_both() -> None:
    above, below = line("có 98 xã và", top=100), line("12 thôn", top=120)
    text = "có 98 xã và 12 thôn"
    found = _found(text, [_page(*above, *below)], (1, _FIRST), (1, _SECOND))
    assert [one.seen.box for _, one in found] == [above[1].box, below[0].box]


def test_a_paragraph_that_runs_over_the_end_of_a_page_finds_its_numbers_on_both() -> None:
    pages = [_page(*line("có 98 xã và")), _page(*line("12 thôn"), number=2)]
    found = _found("có 98 xã và 12 thôn", pages, (1, _FIRST), (2, _FIRST))
    assert [one.seen.page for _, one in found] == [1, 2]


def test_a_number_without_a_word_of_its_own_is_seen_where_its_line_is() -> None:
    words = line("có trăm linh xã", top=100)
    ((_, found),) = _found("có 105 xã", [_page(*words)], (1, _FIRST))
    assert found.seen.page == 1
    assert found.seen.box == (words[0].box[0], 100, words[-1].box[2], 112)
    assert (found.seen.first, found.seen.second, found.seen.agrees) == ("", "", False)


def test_the_rectangle_of_a_number_is_that_on_the_page_as_it_is_shown() -> None:
    one = replace(word("98"), box=(80.0, 90.0, 92.0, 103.0))
    ((_, found),) = _found("98", [_page(one)], (1, _FIRST))
    assert found.seen.box == (80, 90, 92, 103)


def test_print_has_no_sightings() -> None:
    assert sightings(Kept("có 98 xã"), {}) == ()
    assert pictured(Kept("có 98 xã"), {}) == ()


def test_a_line_that_tells_no_number_has_a_place_too() -> None:
    words = line("đã hoàn thành", top=120)
    kept = Kept("có 7\nđã hoàn thành", printed=((5, 18, ((1, _SECOND),)),))
    (found,) = pictured(kept, {1: _page(*words)})
    assert (found.start, found.end) == (5, 18)
    assert found.seen.box == (72, 120, words[-1].box[2], 132)
    assert not found.seen.agrees


@given(st.lists(st.sampled_from(["5", "1.699", "xã", "87,4%", "|", "(12)", "-"]), max_size=10))
def test_every_number_has_exactly_one_sighting(parts: list[str]) -> None:
    text = " ".join(parts)
    found = _found(text, [_page(*line(text))], (1, _FIRST))
    wanted = [part for part in parts if any(map(str.isdigit, part))]
    assert [told for told, _ in found] == wanted
    boxes = [one.seen.box for _, one in found]
    assert len(set(boxes)) == len(boxes)


def test_equal_numbers_of_a_cell_are_told_from_its_top() -> None:
    upper, lower = word("15", top=100.0), word("15", top=112.0)
    cell: Box = (70.0, 95.0, 500.0, 130.0)
    found = _found("15 xã 15 phường", [_page(lower, upper)], (1, cell))
    assert [one.seen.box for _, one in found] == [upper.box, lower.box]
