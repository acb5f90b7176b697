"""What holds for any text: no exception, no false place, and an answer in seconds."""

import time

import pytest
from builders_documents import paste, read, shipped
from builders_reports import figures, report
from fuzz import SLOWEST
from fuzz_reports import faults, read_faults
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from score_reports import gold

from kpi.errors import UnreadableError
from kpi.ingest.reports import read_report

# Bytes; a tenth of a book may take a tenth of the time, so what grows with the square is found
# before it takes hours.
SIZES = (2_000, 20_000, 200_000)

integers = st.integers(0, 10**12)
numbers = st.one_of(
    integers.map(str),
    integers.map(lambda n: f"{n:,}".replace(",", ".")),
    integers.map(lambda n: f"{n:,}"),
    integers.map(lambda n: f"{n:,}".replace(",", " ")),
    st.decimals(0, 10**6, places=2).map(lambda n: str(n).replace(".", ",")),
    st.decimals(0, 999, places=1).map(lambda n: f"{n}%"),
    st.tuples(integers, integers).map(lambda pair: f"{pair[0]}/{pair[1]}"),
    st.tuples(integers, integers).map(lambda pair: f"từ {pair[0]} đến {pair[1]}"),
    st.text("0123456789.,/%-", min_size=1, max_size=12),
)
words = st.sampled_from(
    [
        *("trạm BTS", "trạm 5G", "thuê bao di động", "tỷ lệ hồ sơ trực tuyến", "chỉ số DTI"),
        *("tổ công nghệ số cộng đồng", "thành viên", "xã có sóng 5G", "doanh thu viễn thông"),
        *("xếp thứ", "trong đó", "gồm", "đạt", "có", "là", "và", "tăng", "so với", "cùng kỳ"),
        *("tỷ đồng", "triệu", "nghìn", "điểm", "/100 dân", "km", "hơn", "dưới", "ước đạt"),
        *("năm 2021", "6 tháng đầu năm", "tính đến 30/11/2022", "quý III", "ngày 31/02/2022"),
        *("toàn tỉnh", "huyện Lục Nam", "tỉnh Bắc Ninh", "cả nước", "Viettel", "phấn đấu"),
        *("kế hoạch năm", "mục tiêu", "mức độ 4", "Kế hoạch số 15/KH-UBND", "TP. Bắc Giang"),
    ]
)
signs = st.sampled_from([*".,;:()%/|-–“”…", "\n", "\n- ", "\nI. ", " | ", "\t", "\u00a0", "\u0301"])
texts = st.lists(st.one_of(numbers, words, words, signs), min_size=1, max_size=40).map(" ".join)
# Sentences with numbers, none of which tells a figure.
beside = st.sampled_from(
    [
        "Sở đã tổ chức 12 hội nghị với 2.450 đại biểu.",
        "Ngày 12/01/2023, Sở ban hành Kế hoạch số 15/KH-STTTT.",
        "Tổng kinh phí của dự án là 32,5 tỷ đồng.",
        "Đội tuyển của tỉnh đạt 3 giải Nhất, 5 giải Nhì.",
        "Các cơ quan báo chí đã đăng 12.406 tin, bài.",
    ]
)
surroundings = st.lists(beside, max_size=3, unique=True).map(" ".join)


@given(texts)
@settings(deadline=None, max_examples=250)
def test_any_mixture_of_numbers_and_phrases_is_read_without_a_fault(text: str) -> None:
    assert list(read_faults(text)) == []


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    assert list(read_faults(text)) == []


@given(texts)
@settings(deadline=None, max_examples=60)
def test_a_text_reads_the_same_twice(text: str) -> None:
    try:
        document = paste(text)
    except UnreadableError:
        return
    assert read_report(document, shipped()) == read_report(document, shipped())


@given(st.integers(100, 90_000), st.sampled_from(["", ".", ","]), surroundings, surroundings)
@settings(deadline=None, max_examples=150)
def test_a_count_is_read_whatever_stands_around_it(
    count: int, mark: str, before: str, behind: str
) -> None:
    written = f"{count:,}".replace(",", mark)
    text = f"{before} Toàn tỉnh có {written} trạm BTS. {behind}".strip()
    assert figures(text) == [("bts_stations", count)]


@given(st.integers(0, 10_000), surroundings, surroundings)
@settings(deadline=None, max_examples=150)
def test_a_rate_is_read_whatever_stands_around_it(
    hundredths: int, before: str, behind: str
) -> None:
    written = f"{hundredths / 100:.2f}".replace(".", ",")
    text = f"{before} Tỷ lệ hồ sơ trực tuyến toàn tỉnh đạt {written}%. {behind}".strip()
    assert figures(text) == [("online_dossier_rate", hundredths / 100)]


@given(st.data())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.data_too_large])
def test_half_a_report_is_read_without_a_fault(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(gold())).text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert list(read_faults(text[start:end])) == []


@pytest.mark.parametrize(
    "part",
    [
        *(
            "a",
            "a ",
            "7",
            "1.234 ",
            "67% ",
            "( 1 ",
            "1/",
            "−1",
            "từ 1 đến ",
            "12.345.678\n",
            "1 | 2 | 3\n",
        ),
        *("Bắc Ninh, ", "huyện Lục Nam ", "Nam ", "tỷ lệ ", "đạt ", "I. KẾT QUẢ NĂM 2022\n"),
        *("ngày 1/1/2022 ", "Toàn tỉnh có 1.699 trạm BTS, ", "Viettel có 1 trạm; ", "a, "),
    ],
)
def test_a_text_as_long_as_a_book_takes_seconds(part: str) -> None:
    for size in SIZES:
        document = paste("Báo cáo: " + part * (size // len(part.encode())))
        start = time.process_time()
        found = read_report(document, shipped())
        assert time.process_time() - start < 0.5 + SLOWEST * size / SIZES[-1], size
        assert list(faults(found)) == []


def test_a_text_is_read_the_same_whatever_its_file_is_called() -> None:
    text = "Toàn tỉnh Bắc Giang có 1.699 trạm BTS năm 2022."
    one, other = (
        read_report(read(text, name), shipped()) for name in ("a.txt", "bao cao 2021.txt")
    )
    assert one.proposals == other.proposals
    assert [p.figure.value for p in report(text).proposals] == [1699]
