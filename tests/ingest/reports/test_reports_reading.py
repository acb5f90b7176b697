"""What every reading holds to: offsets, sentences, reasons, tables, and always the same answer."""

import re

import pytest
from builders_documents import docx, paragraph, read, shipped, table
from builders_reports import figures, one, periods, reading, report, statuses, sure
from score_reports import Gold, gold

from kpi.ingest.reports import ReportReader, read_report
from kpi.ingest.reports.reading import reading_of, source_id, source_of
from kpi.model import Report

_LONG = [text for text in gold() if len(text.figure) > 15]


def gold_report(text: Gold) -> Report:
    """A text of the gold set as a file."""
    return read_report(read(text.text, f"{text.name}.txt"), shipped())


@pytest.mark.parametrize("text", _LONG, ids=lambda text: text.name)
def test_every_figure_stands_where_it_says_in_a_sentence_of_the_text(text: Gold) -> None:
    found = gold_report(text)
    kept = found.document.text
    assert found.proposals
    for proposal in found.proposals:
        where = proposal.figure.locator
        assert where.kind == "text"
        written = kept[where.start : where.end]
        assert written.strip() == proposal.figure.as_written
        assert where.sentence in kept
        assert written in where.sentence
    for mention in found.mentions:
        assert kept[mention.start : mention.end].strip() == mention.as_written


@pytest.mark.parametrize("text", _LONG, ids=lambda text: text.name)
def test_every_proposal_has_a_reason_and_every_number_a_fate(text: Gold) -> None:
    found = gold_report(text)
    for proposal in found.proposals:
        assert proposal.reason
        assert 0 < proposal.confidence <= 1
        assert proposal.figure.unit == shipped().indicators[proposal.figure.indicator].unit
    assert all(mention.reason for mention in found.mentions)
    starts = [mention.start for mention in found.mentions]
    assert starts == sorted(starts)


@pytest.mark.parametrize("text", _LONG, ids=lambda text: text.name)
def test_no_number_that_stands_by_itself_vanishes(text: Gold) -> None:
    found = gold_report(text)
    mentioned = [(mention.start, mention.end) for mention in found.mentions]
    alone = re.finditer(r"(?<=\s)\d+(?:[.,]\d+)*%?(?=[.,;:)]?\s)", found.document.text)
    assert [
        number[0]
        for number in alone
        if not any(start < number.end() and number.start() < end for start, end in mentioned)
    ] == []


def test_the_reason_names_the_number_and_the_words_that_were_found() -> None:
    (proposal,) = report("Toàn tỉnh có 1.699 trạm thu phát sóng.").proposals
    assert "1.699" in proposal.reason
    assert "trạm" in proposal.reason


def test_the_same_text_is_always_read_the_same() -> None:
    text = _LONG[0]
    document = read(text.text, "a.txt")
    once = read_report(document, shipped())
    assert read_report(document, shipped()) == once
    assert ReportReader(shipped()).read(document) == once


def test_a_figure_that_is_told_twice_alike_is_proposed_once() -> None:
    line = "Toàn tỉnh có 1.699 trạm BTS."
    assert figures(f"{line}\n\nNăm 2022 có nhiều thay đổi. {line}") == [("bts_stations", 1699)]


def test_a_number_in_a_headline_alone_is_a_figure_too() -> None:
    text = "Bắc Giang có 2.104 tổ công nghệ số cộng đồng\n\nHoạt động của các tổ rất thiết thực."
    assert figures(text) == [("community_digital_teams", 2104)]


_ROWS = [
    ["TT", "Chỉ tiêu", "Năm 2021", "Năm 2022", "Mục tiêu năm 2025"],
    ["1", "Tỷ lệ hồ sơ trực tuyến (%)", "41,5%", "67%", "90%"],
    ["2", "Số trạm BTS (trạm)", "1.420", "1.699", "2.100"],
]


def test_a_row_of_a_table_takes_its_periods_from_the_columns() -> None:
    document = read(docx(paragraph("Kết quả thực hiện của tỉnh Bắc Giang"), table(_ROWS)), "a.docx")
    found = [p.figure for p in read_report(document, shipped()).proposals]
    assert [(c.indicator, c.value, c.period.key, c.obs_status) for c in found] == [
        ("online_dossier_rate", 41.5, "2021", "actual"),
        ("online_dossier_rate", 67, "2022", "actual"),
        ("online_dossier_rate", 90, "2025", "target"),
        ("bts_stations", 1420, "2021", "actual"),
        ("bts_stations", 1699, "2022", "actual"),
        ("bts_stations", 2100, "2025", "target"),
    ]


def test_a_table_pasted_from_a_sheet_reads_the_same() -> None:
    text = "\n".join("\t".join(row) for row in _ROWS)
    assert [v for _, v in figures(text)] == [41.5, 67, 90, 1420, 1699, 2100]
    assert periods(text) == ["2021", "2022", "2025"] * 2
    assert statuses(text) == ["actual", "actual", "target"] * 2


def test_a_reading_holds_the_figures_the_questions_and_what_is_left_out() -> None:
    text = (
        "Toàn tỉnh có 1.699 trạm BTS. Đã trao 15 suất quà. Ngày 12/01/2023, Sở họp. "
        "Tỷ lệ hồ sơ trực tuyến đạt 45.2%. Có 1.245 triệu thuê bao di động."
    )
    read_ = reading(text)
    assert (read_.kind, read_.file) == ("report", "văn bản đã dán")
    assert [c.as_written for c in read_.candidates] == ["1.699", "45.2%"]
    assert "15" in [left.as_written for left in read_.left_out]
    # A date is no quantity: nothing to tell a clerk of.
    assert not any("2023" in left.as_written for left in read_.left_out)
    assert all(left.reason for left in read_.left_out)


def test_only_what_a_person_confirmed_is_read_once_somebody_has() -> None:
    found = report("Toàn tỉnh có 1.699 trạm BTS và 1.120 vị trí trạm BTS.")
    keep = found.sure[:1]
    assert reading_of(found, shipped(), keep).candidates == keep
    assert reading_of(found, shipped(), []).candidates == ()


def test_a_report_without_figures_is_a_reading_too() -> None:
    read_ = reading("Sở đã tổ chức 12 hội nghị.")
    assert (read_.candidates, read_.problems) == ((), ())
    assert len(read_.sources) == 1


def test_a_document_is_one_source_by_its_bytes_whatever_its_name() -> None:
    one_, other = (read("Toàn tỉnh có 1.699 trạm BTS.", name) for name in ("a.txt", "b.txt"))
    assert source_id(one_) == source_id(other)
    assert source_of(one_).sha256 == one_.sha256
    assert one("Toàn tỉnh có 1.699 trạm BTS.").source_id.startswith("bao-cao-")


def test_figures_come_in_the_order_of_the_text() -> None:
    starts = [c.locator.start or 0 for c in sure(_LONG[0].text)]
    assert starts == sorted(starts)


def test_what_became_of_a_number_is_a_value_and_not_a_sentence() -> None:
    text = (
        "Ngày 25/12/2022, toàn tỉnh có 1.699 trạm BTS, tăng 12,5%. Huyện Lục Ngạn có 120 trạm "
        "BTS. Có 35 cán bộ."
    )
    kinds = {m.as_written: (m.kind, m.indicator) for m in report(text).mentions}
    assert kinds == {
        "ngày 25/12/2022".capitalize(): ("no_quantity", ""),
        "1.699": ("figure", "bts_stations"),
        "12,5%": ("no_value", ""),
        "120": ("elsewhere", ""),
        "35": ("unlinked", ""),
    }
