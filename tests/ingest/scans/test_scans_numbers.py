"""Numbers of scans: what is one, which of two looks is kept, which halves belong together."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.ingest.scans.digits import core, is_number, likelier
from kpi.ingest.scans.engine import Word
from kpi.ingest.scans.numbers import joined

_SIZE = 40


def _row(*parts: tuple[str, int], line: int = 1, size: float = _SIZE) -> list[Word]:
    """Words of a line, each with the blank before it."""
    words, at = [], 100
    for text, blank in parts:
        left = at + blank
        at = left + 20 * len(text)
        words.append(Word(text, left, 50, at, 90, 0.9, line, 85.0, size))
    return words


def _texts(words: Sequence[Word]) -> list[str]:
    return [word.text for word in words]


@pytest.mark.parametrize(
    "text",
    ["7", "1.699", "12,5%", "(15)", "2022.", "1.234.567;", "-5", "2021–2025", "31/12/2022", "“98”"],
)
def test_digits_with_their_signs_are_a_number(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["1O", "l0", "2.O34", "1S3", "§7", "9I,5%", "(l2)"])
def test_a_number_may_have_a_letter_where_a_digit_should_be(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize(
    "text", ["", "-", "%", "trạm", "BTS", "5G", "4G,", "So", "O", "20/NQ-CP", "S5", "BZ1", "m2"]
)
def test_words_with_a_digit_in_them_or_none_are_no_number(text: str) -> None:
    assert not is_number(text)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("1.699", "1.699"),
        ("(87,4%).", "87,4"),
        ("2021–2025", "2021-2025"),
        ("12.,", "12"),
        ("5G", "5"),
        ("-3,1", "-3,1"),
        ("trạm", ""),
        ("", ""),
    ],
)
def test_the_core_of_a_word_is_its_digits_with_what_is_between(text: str, digits: str) -> None:
    assert core(text) == digits


def test_two_looks_that_read_the_same_leave_the_word_as_it_is() -> None:
    assert likelier("(87,4%).", 0.5, "87,4", 0.99) == "(87,4%)."


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("1.311", "1.911", "1.911"),
        ("(1O),", "10", "(10),"),
        ("57.4%", "57,4", "57,4%"),
        ("87,4%.", "81,4", "81,4%."),
        ("“l2”", "12", "“12”"),
        ("2021–2026", "2021-2025", "2021-2025"),
        ("98.", "93", "93."),
    ],
)
def test_the_second_look_is_believed_and_what_stands_around_the_number_stays(
    first: str, second: str, kept: str
) -> None:
    assert likelier(first, 0.9, second, 0.9) == kept


def test_a_second_look_that_is_much_less_sure_is_not_believed() -> None:
    assert likelier("1.311", 0.95, "1.911", 0.7) == "1.311"
    assert likelier("1.311", 0.95, "1.911", 0.8) == "1.911"


def test_a_second_look_that_saw_no_number_or_a_far_longer_one_is_not_believed() -> None:
    assert likelier("1.311", 0.9, "", 0.0) == "1.311"
    assert likelier("98", 0.9, "98.311", 0.9) == "98"


@given(
    before=st.sampled_from(["", "(", "“", "["]),
    first=st.from_regex(r"[1-9OlI§]{1,3}(\.\d{3})?(,\d{1,2})?", fullmatch=True),
    after=st.sampled_from(["", "%", "%.", ").", ",", ";", "”"]),
    second=st.from_regex(r"[1-9]\d{0,2}(\.\d{3})?(,\d{1,2})?", fullmatch=True),
    sure=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_what_is_kept_is_one_of_the_two_looks_whole(
    before: str, first: str, after: str, second: str, sure: tuple[float, float]
) -> None:
    kept = likelier(f"{before}{first}{after}", sure[0], second, sure[1])
    assert kept in (f"{before}{first}{after}", f"{before}{second}{after}")


@pytest.mark.parametrize("halves", [("7.", "827"), ("87", ",4%"), ("1.2", "34"), ("1,", "5")])
def test_halves_of_a_number_that_nearly_touch_are_one(halves: tuple[str, str]) -> None:
    left, right = halves
    (found,) = joined(_row((left, 0), (right, 5)))
    assert found.text == left + right
    assert (found.left, found.right) == (100, 100 + 20 * len(left + right) + 5)


def test_a_joined_number_is_as_sure_as_its_less_sure_half_and_as_high_as_both() -> None:
    left, right = _row(("7.", 0), ("827", 3))
    low = Word("827", right.left, 48, right.right, 93, 0.6, 1, 85.0, _SIZE)
    (found,) = joined([left, low])
    assert (found.confidence, found.top, found.bottom) == (0.6, 48, 93)


@pytest.mark.parametrize(
    "parts",
    [
        (("1.234", 0), ("1.300", 30)),
        (("12", 0), ("34", 14)),
        (("98", 0), ("trạm", 4)),
        (("năm", 0), ("2022", 4)),
        (("12", 0), (".", 2)),
        (("5G", 0), ("12", 4)),
    ],
)
def test_two_numbers_and_a_number_beside_a_word_stay_two(
    parts: tuple[tuple[str, int], ...],
) -> None:
    assert _texts(joined(_row(*parts))) == [text for text, _ in parts]


def test_halves_in_two_lines_stay_two() -> None:
    words = [*_row(("7.", 0)), *_row(("827", 45), line=2)]
    assert _texts(joined(words)) == ["7.", "827"]


def test_letters_of_a_typewriter_stand_farther_apart_than_those_of_print() -> None:
    parts = [("có", 0), ("tất", 24), ("cả", 24), ("là", 24), ("7.", 24), ("827", 12), ("xã", 24)]
    assert "7.827" in _texts(joined(_row(*parts)))
    assert "7.827" not in _texts(joined(_row(("7.", 0), ("827", 12))))


def test_three_pieces_of_one_number_are_one() -> None:
    assert _texts(joined(_row(("1.", 0), ("234", 4), (".567", 4)))) == ["1.234.567"]


@given(
    st.lists(
        st.tuples(st.from_regex(r"[\d.,]{1,4}|[a-zđ]{1,4}", fullmatch=True), st.integers(-6, 60)),
        max_size=12,
    )
)
def test_joining_loses_no_letter_and_keeps_the_order(parts: list[tuple[str, int]]) -> None:
    words = _row(*parts)
    assert "".join(_texts(joined(words))) == "".join(_texts(words))


@pytest.mark.parametrize("first", [".(1O)", ",“1O”"])
def test_a_stop_before_the_bracket_of_a_number_is_not_taken_for_it(first: str) -> None:
    assert likelier(first, 0.9, "10", 0.9) == first.replace("1O", "10")


def test_a_six_alone_that_is_taken_for_a_letter_is_a_number() -> None:
    assert is_number("ó")
    assert not is_number("ở")
    assert likelier("ó", 0.95, "6", 0.95) == "6"


def test_a_minus_that_one_look_saw_is_kept_and_makes_the_looks_differ() -> None:
    assert likelier("-5,2", 0.9, "5,3", 0.9) == "-5,3"
    assert core("-5,2") != core("5,2")
