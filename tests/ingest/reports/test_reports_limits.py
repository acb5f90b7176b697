"""Texts nobody writes: they end in time, lose no number and never fail."""

import time
from dataclasses import replace

import pytest
from pydantic import ValidationError

from kpi import settings
from kpi.catalogue import Catalogue, load_catalogue
from kpi.ingest.documents import pasted
from kpi.ingest.reports import read_report
from kpi.ingest.reports.reading import reading_of
from kpi.model import Document, Period, Report, Told
from kpi.model.entries import Prose

_LONG = 60_000
# Of the processor, whatever else runs: with the square of the length it would be minutes.
_SECONDS = 20

_TITLE = "Báo cáo kết quả chuyển đổi số tỉnh Bắc Ninh năm 2022\n\n"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(settings.CONFIG)


def _document(text: str) -> Document:
    return Document(
        file="dài.txt",
        kind="txt",
        text=text,
        sha256="0" * 64,
        title=Told(""),
        publisher=Told(""),
        published_on=Told("2023-01-10"),
        area=Told("vn63:27"),
        period=Told("2022"),
    )


def _read(text: str, catalogue: Catalogue) -> Report:
    return read_report(pasted(_TITLE + text, catalogue), catalogue)


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "1",
        " ",
        ".",
        ",",
        "(",
        "1 ",
        "4.0",
        "TP. ",
        "mới đạt chỉ đạt ",
        "mục tiêu ",
        "Hà Nội, ",
        "Sở a ",
        "năm 2022 ",
        "12/17 xã (70,6%) ",
        "1 trạm\n",
        "5 trạm | ",
        "tỷ lệ hồ sơ trực tuyến đạt 5% ",
    ],
)
def test_the_time_grows_with_the_length_of_the_text_alone(unit: str, catalogue: Catalogue) -> None:
    text = (unit * (_LONG // len(unit) + 1))[:_LONG]
    read_report(_document("Tỷ lệ."), catalogue)  # the rules are compiled once
    start = time.process_time()
    read_report(_document(text), catalogue)
    assert time.process_time() - start < _SECONDS


@pytest.mark.parametrize(
    "text",
    [
        "a." + " " * _LONG + "b 5 trạm",
        "mục tiêu" + " " * _LONG + "x 5%",
        "5" + " " * _LONG + "trạm",
        "Sở " + "a" * _LONG + " 5%",
        "cùng kỳ năm trước " + "chỉ đạt " * 8_000 + "x 5%",
    ],
)
def test_one_long_row_of_blanks_letters_or_words_ends_in_time(
    text: str, catalogue: Catalogue
) -> None:
    start = time.process_time()
    read_report(_document(text), catalogue)
    assert time.process_time() - start < _SECONDS


def test_a_number_with_more_digits_than_any_figure_is_asked_about(catalogue: Catalogue) -> None:
    report = _read("Toàn tỉnh có 12345678901234567890 trạm BTS.", catalogue)
    assert report.proposals == ()
    assert [m.state for m in report.mentions if m.as_written.startswith("1234")] == ["asked"]


def test_a_row_of_bare_numbers_is_listed_as_unread(catalogue: Catalogue) -> None:
    report = _read("Trạm BTS " + "12, " * 150 + "13.", catalogue)
    rows = [m for m in report.mentions if m.reason == "một dãy số, không phải câu văn"]
    assert len(rows) == 151
    assert report.proposals == ()


def test_a_sentence_without_stops_is_read_in_pieces(catalogue: Catalogue) -> None:
    filler = "cán bộ xã đi từng nhà, gõ từng cửa để hướng dẫn bà con, " * 60
    report = _read(f"{filler}và toàn tỉnh có 1.866 trạm BTS", catalogue)
    assert [p.figure.value for p in report.proposals] == [1866]


def test_a_wide_row_of_a_table_is_read_as_text(catalogue: Catalogue) -> None:
    cells = " | ".join(["hướng dẫn bà con dùng điện thoại"] * 60)
    report = _read(f"{cells} | Toàn tỉnh có 1.866 trạm BTS", catalogue)
    assert [p.figure.value for p in report.proposals] == [1866]


def _unknown(catalogue: Catalogue, text: str, **told: Told) -> Report:
    document = pasted(text, catalogue)
    return read_report(replace(document, published_on=Told(""), **told), catalogue)


def test_a_figure_without_period_is_a_question_and_no_candidate(catalogue: Catalogue) -> None:
    text = "Toàn tỉnh có 1.866 trạm BTS."
    report = _unknown(catalogue, text, area=Told("vn63:27"), period=Told(""))
    (asked,) = report.proposals
    assert report.sure == ()
    assert (asked.figure.area, asked.figure.period, asked.figure.value) == ("vn63:27", None, 1866)
    assert asked.doubts == ("Chưa rõ kỳ của số này.",)
    assert [(m.state, m.reason) for m in report.mentions] == [("asked", "Trạm BTS")]


def test_a_figure_without_province_is_a_question_and_no_candidate(catalogue: Catalogue) -> None:
    text = "Toàn tỉnh có 1.866 trạm BTS."
    report = _unknown(catalogue, text, area=Told(""), period=Told("2022"))
    (asked,) = report.proposals
    assert (asked.figure.area, asked.figure.period) == ("", Period.of("2022"))
    assert asked.doubts == ("Chưa rõ số này của tỉnh nào.",)


def test_the_reading_asks_about_figures_without_a_place(catalogue: Catalogue) -> None:
    text = "Toàn tỉnh có 1.866 trạm BTS."
    report = _unknown(catalogue, text, area=Told(""), period=Told(""))
    reading = reading_of(report, catalogue)
    assert list(reading.candidates) == []
    assert [(p.code, p.as_written) for p in reading.problems if p.severity == "question"] == [
        ("unsure", "1.866")
    ]


def test_a_figure_with_its_place_told_is_the_candidate_it_would_have_been(
    catalogue: Catalogue,
) -> None:
    text = "Toàn tỉnh có 1.866 trạm BTS."
    told = {"area": Told("vn63:27"), "period": Told("2022")}
    (proposal,) = _unknown(catalogue, text, **told).proposals
    (asked,) = _unknown(catalogue, text, area=Told(""), period=Told("")).proposals
    placed = replace(asked.figure, area="vn63:27", period=Period.of("2022"))
    assert placed.candidate == proposal.sure


@pytest.mark.parametrize("written", ["", "  ", "trạm||cột", "|trạm"])
def test_a_blank_phrase_is_a_mistake_of_the_config(written: str) -> None:
    with pytest.raises(ValidationError):
        Prose(head=("trạm",), about=(written,))


def test_a_number_behind_the_row_that_is_told_in_turn_is_no_fault(catalogue: Catalogue) -> None:
    text = (
        "PAR INDEX và DTI của tỉnh lần lượt xếp thứ 15 và 12; tỉnh đặt mục tiêu thứ 10, "
        "hạ tầng số xếp thứ 7."
    )
    assert _read(text, catalogue).document.text
