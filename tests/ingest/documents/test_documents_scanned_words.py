"""Words of a scan become those of the field where only one fits; digits are never touched."""

from dataclasses import replace

import pytest
from builders_documents import shipped
from builders_scans import line, read_as, word
from hypothesis import given
from hypothesis import strategies as st

from kpi.ingest.documents.scanned_words import FieldWords
from kpi.model.scans import ScannedPage


@pytest.fixture(scope="module")
def field() -> FieldWords:
    """The words of the catalogue as shipped."""
    return _FIELD


_FIELD = FieldWords(shipped())


def _text(page: ScannedPage) -> str:
    return " ".join(one.text for one in page.words)


def _mended(field: FieldWords, *lines: str) -> str:
    return _text(field.mended(read_as(*lines)))


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Số hóa hồsơ", "Số hóa hồ sơ"),
        ("tỷ lệ hồsơ trựctuyến", "tỷ lệ hồ sơ trực tuyến"),
        ("thuêbao diđộng", "thuê bao di động"),
        ("(thuêbao)", "(thuê bao)"),
    ],
)
def test_words_that_ran_together_are_parted(field: FieldWords, read: str, meant: str) -> None:
    assert _mended(field, read) == meant


def test_what_was_parted_stands_where_it_stood_with_a_blank_between(field: FieldWords) -> None:
    whole = word("thuêbao", left=100, top=200)
    first, second = field.mended(replace(read_as(), words=(whole,))).words
    assert (first.left, second.right) == (whole.left, whole.right)
    assert 2 < second.left - first.right < 6
    assert first.box[0] == whole.box[0]
    assert first.box[2] == second.box[0]
    assert second.box[2] == pytest.approx(whole.box[2])
    assert {first.confidence, second.confidence} == {whole.confidence}


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Sô hóa hồ sơ", "Số hóa hồ sơ"),
        ("trạm BTS trên địa bàn tinh", "trạm BTS trên địa bàn tỉnh"),
        ("THUÊ BÀO DI ĐỘNG", "THUÊ BAO DI ĐỘNG"),
        ("dịch vụ công trưc tuyến", "dịch vụ công trực tuyến"),
    ],
)
def test_marks_are_set_right_where_one_word_fits_its_neighbours(
    field: FieldWords, read: str, meant: str
) -> None:
    assert _mended(field, read) == meant


def test_the_neighbour_may_stand_at_the_end_of_the_line_above(field: FieldWords) -> None:
    words = [*line("tổng số thuê", left=300, top=100), *line("bào di động", left=72, top=118)]
    assert "thuê bao di động" in _text(field.mended(replace(read_as(), words=tuple(words))))


@pytest.mark.parametrize(
    "text",
    [
        "thuê bao di động",
        "Đồng chí Nguyễn Văn Hùng đã phát biểu",
        "Xã Nà Hang",
        "OCOP",
        "wxyz qqq",
        "5G BTS VNeID",
        "tỉnh",
    ],
)
def test_words_that_the_field_does_not_know_better_stay(field: FieldWords, text: str) -> None:
    assert _mended(field, text) == text


def test_one_word_alone_is_not_given_other_marks(field: FieldWords) -> None:
    assert _mended(field, "tinh") == "tinh"


@pytest.mark.parametrize("text", ["1O4", "7hồsơ", "l.699", "2022", "98hồsơ,", "5G", "12,5%", "0"])
def test_a_word_with_a_digit_stays_as_it_was_read(field: FieldWords, text: str) -> None:
    assert _mended(field, f"thuê {text} bao") == f"thuê {text} bao"


_FOUND = st.sampled_from(
    ["hồsơ", "thuêbao", "bao", "thuê", "tinh", "tỉnh", "Sô", "hóa", "trựctuyến", "BTS", "trạm,"]
) | st.from_regex(r"[(]?[\dOlI]{1,4}([.,][\dO]{1,3})?[%).;]?", fullmatch=True)


@given(st.lists(_FOUND, max_size=9))
def test_no_digit_is_changed_moved_or_lost_and_no_letter_either(texts: list[str]) -> None:
    page = read_as(" ".join(texts))
    mended = _FIELD.mended(page)

    def with_digits(one: ScannedPage) -> list[object]:
        return [w for w in one.words if any(map(str.isdigit, w.text))]

    assert with_digits(mended) == with_digits(page)
    count = sum(len(w.text) for w in page.words)
    assert sum(len(w.text) for w in mended.words) == count


@given(st.lists(_FOUND, max_size=9))
def test_mending_twice_changes_no_more_than_mending_once(texts: list[str]) -> None:
    once = _FIELD.mended(read_as(" ".join(texts)))
    assert _text(_FIELD.mended(once)) == _text(once)


def test_a_page_without_words_stays_as_it_is(field: FieldWords) -> None:
    assert field.mended(read_as()) == read_as()
