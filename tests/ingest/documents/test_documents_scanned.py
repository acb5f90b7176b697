"""Documents with pages that are pictures: such pages are read as pictures, all others as print."""

import io
import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Literal

import pytest
from builders_documents import codes, pdf, rows, shipped
from builders_scans import (
    BODY,
    DPI,
    HEAD,
    REPORT,
    TABLE,
    bound,
    file_of,
    printed,
    read_as,
    with_letters,
    with_pictures,
)
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kpi.cli.commands import main
from kpi.errors import UnreadableError
from kpi.ingest.documents import Scans, document_and_pages
from kpi.ingest.reports import read_report
from kpi.ingest.scans import reading as reader
from kpi.ingest.scans.reading import MOST_PAGES
from kpi.ingest.scans.sheets import Sheet
from kpi.model import Document, Proposal
from kpi.model.scans import PageFault, ScannedPage

Read = tuple[Document, tuple[ScannedPage, ...]]
_PRINT = [
    (72.0, 760.0, "BÁO CÁO"),
    (72.0, 740.0, "Kết quả công tác năm 2022 của tỉnh Bắc Giang"),
    (72.0, 700.0, "Toàn tỉnh có 215 điểm bưu điện văn hóa xã, trong đó có 87 điểm tại các xã"),
    (72.0, 685.0, "vùng cao; có 2.345 trạm BTS."),
]
_LIE = [(72.0, 700.0 - 14 * n, "Toan tinh co 9.999 tram BTS, dat 99,9%.") for n in range(12)]
_STAMP = ("Ky boi: SO THONG TIN VA TRUYEN THONG", "Thoi gian ky: 12/01/2023 09:15:33 +07:00")


def read(data: bytes, name: str = "bao-cao.pdf", **how: Any) -> Read:
    return document_and_pages(data, name, shipped(), scans=Scans(**how))


def proposals(document: Document) -> dict[tuple[str, float], Proposal]:
    return {
        (p.figure.indicator, p.figure.value or 0.0): p
        for p in read_report(document, shipped()).proposals
    }


def _paper(count: int = 1) -> list[Image.Image]:
    """Pages that a test says the words of."""
    return [Image.new("L", (827, 1169 + n), 250) for n in range(count)]


class _Reader:
    """In the place of the reader of pages: gives what a test wants, and keeps what was asked."""

    def __init__(self, pages: Iterable[Sequence[str] | PageFault] = ()) -> None:
        self.pages, self.asked = list(pages), list[tuple[int, int]]()

    def __call__(self, _: Sheet, number: int, turn: int = 0) -> ScannedPage:
        self.asked.append((number, turn))
        told = self.pages[number - 1] if number <= len(self.pages) else REPORT
        if isinstance(told, str):
            return ScannedPage(number, 595, 842, 200, fault=told)
        return read_as(*told, number=number)


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch, some_engine: None) -> _Reader:
    """Pages are not read: the test says what is read on each."""
    own = _Reader()
    monkeypatch.setattr(reader, "read_page", own)
    return own


@pytest.fixture(scope="module")
def mixed(tesseract: None) -> Read:
    """A page of print, a scan with letters that are not seen, and one with a digital signature."""
    lied = with_letters(file_of(printed(*BODY, *TABLE)), _LIE, seen=False)
    page = printed("Toàn tỉnh đã cấp 61.305 chữ ký số cho cán bộ, công chức.")
    top = page.height * 72 / DPI
    stamp = [(250.0, top - 20 - 12 * n, words) for n, words in enumerate(_STAMP)]
    signed = with_letters(file_of(page), stamp, seen=True)
    return read(bound(pdf(_PRINT), lied, signed))


def test_the_print_of_a_mixed_pdf_is_read_as_print(mixed: Read) -> None:
    document, _ = mixed
    alone = read(pdf(_PRINT))[0]
    assert document.text.startswith(alone.text)
    figure = proposals(document)["bts_stations", 2345.0]
    assert figure.sure
    assert figure.doubts == ()
    assert not figure.figure.locator.seen.page


def test_only_the_pages_that_are_pictures_are_read_as_such(mixed: Read) -> None:
    assert [page.number for page in mixed[1]] == [2, 3]
    assert {sighting.seen.page for sighting in mixed[0].sightings} == {2, 3}


def test_every_figure_of_a_scan_is_asked_and_none_taken(mixed: Read) -> None:
    found = proposals(mixed[0])
    for key in (("online_dossier_rate", 87.4), ("mobile_subscribers", 1234567.0)):
        assert found[key].sure is None
        assert any("đọc từ ảnh" in doubt for doubt in found[key].doubts)
        assert found[key].figure.locator.seen.agrees


def test_letters_that_are_not_seen_over_a_scan_are_not_believed(mixed: Read) -> None:
    assert "9.999" not in mixed[0].text
    assert "99,9" not in mixed[0].text
    assert "1.699 trạm BTS" in mixed[0].text


def test_a_page_with_a_digital_signature_printed_over_it_is_a_scan(mixed: Read) -> None:
    assert "Toàn tỉnh đã cấp 61.305 chữ ký số" in mixed[0].text
    at = mixed[0].text.index("61.305")
    (seen,) = [s.seen for s in mixed[0].sightings if s.start == at]
    assert (seen.page, seen.first, seen.second) == (3, "61.305", "61.305")


def test_a_table_of_a_scan_is_rows(mixed: Read) -> None:
    assert rows(mixed[0]) == list(TABLE)


def test_the_place_of_a_number_lies_on_its_page(mixed: Read) -> None:
    sizes = {page.number: (page.width, page.height) for page in mixed[1]}
    for sighting in mixed[0].sightings:
        left, top, right, bottom = sighting.seen.box
        width, height = sizes[sighting.seen.page]
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height


def test_no_number_of_a_scan_is_without_a_place(mixed: Read) -> None:
    text = mixed[0].text
    begin = text.index(BODY[0][:20])
    spans = [(s.start, s.end) for s in mixed[0].sightings]
    digits = [n for n in range(begin, len(text)) if text[n].isdigit()]
    assert [n for n in digits if not any(start <= n < end for start, end in spans)] == []


@pytest.fixture(scope="module")
def told(tesseract: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The JSON of a photograph of a report."""
    path = tmp_path_factory.mktemp("scan") / "anh.jpg"
    path.write_bytes(file_of(printed(*REPORT, whole=True), suffix="jpg"))
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("sys.stdout", out)
        assert main(["read", str(path), "--json"]) == 0
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def test_no_figure_of_a_scan_is_a_candidate_and_each_is_a_question(told: dict[str, Any]) -> None:
    assert told["candidates"] == []
    asked = [p for p in told["problems"] if p["severity"] == "question"]
    assert {p["proposal"]["value"] for p in asked} >= {1699, 87.4, 1234567}


def test_a_question_tells_page_rectangle_and_both_looks(told: dict[str, Any]) -> None:
    (asked,) = [p for p in told["problems"] if p.get("proposal", {}).get("value") == 1699]
    locator = asked["locator"]
    left, top, right, bottom = locator["box"]
    assert (locator["page"], locator["agree"]) == (1, True)
    assert (locator["first"], locator["second"]) == ("1.699", "1.699")
    assert 0.8 <= locator["confidence"] <= 1
    assert 85 < left < right < 545
    assert 0 < top < bottom < 200


def test_the_pages_that_were_read_as_pictures_are_told(told: dict[str, Any]) -> None:
    (page,) = told["pages"]
    assert page["width"] == pytest.approx(595.4, abs=0.5)
    assert {k: v for k, v in page.items() if k not in ("width", "height")} == {
        "page": 1, "dpi": 200, "turned": 0, "fault": None,
    }  # fmt: skip


@pytest.mark.parametrize("suffix", ["png", "jpg", "tif"])
def test_pictures_are_documents(pages: _Reader, suffix: Literal["png", "jpg", "tif"]) -> None:
    count = 2 if suffix == "tif" else 1
    pages.pages = [REPORT, ["Toàn tỉnh có 215 trạm 5G."]]
    document, scanned = read(file_of(*_paper(count), suffix=suffix, dpi=100), f"anh.{suffix}")
    assert document.kind == "picture"
    assert [page.number for page in scanned] == list(range(1, count + 1))
    assert "1.699 trạm BTS" in document.text
    assert ("215 trạm 5G" in document.text) == (count == 2)


def test_the_pages_of_a_scan_come_in_their_order_whichever_is_read_first(pages: _Reader) -> None:
    pages.pages = [[f"Toàn tỉnh có {n}.234 trạm BTS trong năm."] for n in range(1, 6)]
    document, scanned = read(file_of(*_paper(5), dpi=100))
    assert [page.number for page in scanned] == [1, 2, 3, 4, 5]
    places = [document.text.index(f"{n}.234") for n in range(1, 6)]
    assert places == sorted(places)
    assert [s.seen.page for s in document.sightings] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("suffix", ["pdf", "tif"])
def test_more_scanned_pages_than_are_read_at_once_are_refused_in_words(
    pages: _Reader, suffix: Literal["pdf", "tif"]
) -> None:
    many = [Image.new("1", (60, 80), 1)] * (MOST_PAGES + 1)
    with pytest.raises(UnreadableError, match=r"61 (trang là ảnh quét|ảnh).*60 trang") as refused:
        read(file_of(*many, suffix=suffix, dpi=72), f"dai.{suffix}")
    assert "Chia tệp" in refused.value.hint
    assert pages.asked == []


def test_pages_that_were_read_before_are_not_read_again(pages: _Reader) -> None:
    data = file_of(*_paper(3), dpi=100)
    _, first = read(data)
    pages.asked.clear()
    known = {page.number: page for page in first if page.number != 2}
    again, _ = read(data, known=known)
    assert pages.asked == [(2, 0)]
    assert again == read(data, known={page.number: page for page in first})[0]
    assert pages.asked == [(2, 0)]


def test_every_page_is_told_as_soon_as_it_is_read(pages: _Reader) -> None:
    heard: list[tuple[int, int, int]] = []
    read(
        file_of(*_paper(3), dpi=100),
        known={2: read_as(*REPORT, number=2)},
        tell=lambda done, count, page: heard.append((done, count, page.number if page else 0)),
    )
    assert [(done, count) for done, count, _ in heard] == [(1, 3), (2, 3), (3, 3)]
    assert heard[0][2] == 0
    assert {number for *_, number in heard[1:]} == {1, 3}


def test_a_page_that_is_said_to_lie_upside_down_is_turned_and_no_other(pages: _Reader) -> None:
    read(file_of(*_paper(3), dpi=100), turned={2})
    assert sorted(pages.asked) == [(1, 0), (2, 180), (3, 0)]


def test_a_page_that_was_left_out_upside_down_is_read_again_once_it_is_turned(
    pages: _Reader,
) -> None:
    data = file_of(*_paper(2), dpi=100)
    pages.pages = [REPORT, "upside_down"]
    document, first = read(data)
    assert [(p.code, p.as_written) for p in document.problems] == [("pages-upside_down", "2")]
    pages.pages, pages.asked = [REPORT, ["Toàn tỉnh có 215 trạm 5G."]], []
    document, _ = read(data, known={page.number: page for page in first}, turned={2})
    assert pages.asked == [(2, 180)]
    assert "215 trạm 5G" in document.text
    assert codes(document) == []


_TOLD: dict[PageFault, str] = {
    "blank": "trống",
    "upside_down": "nằm ngược",
    "unreadable": "viết tay hoặc quá mờ",
    "too_small": "120 dpi",
    "other_script": "không phải chữ Latinh",
    "other_language": "không phải tiếng Việt",
    "slow": "đọc quá lâu",
    "damaged": "bị hỏng",
}


@pytest.mark.parametrize("fault", _TOLD)
def test_a_page_that_is_left_out_is_named_with_the_reason_and_what_to_do(
    pages: _Reader, fault: PageFault
) -> None:
    pages.pages = [REPORT, fault, REPORT, fault]
    document, _ = read(file_of(*_paper(4), dpi=100))
    (problem,) = document.problems
    assert problem.code == f"pages-{fault}"
    assert problem.message.startswith("Trang 2, 4 ")
    assert _TOLD[fault] in problem.message
    assert problem.advice
    assert problem.severity == "warning"


def test_a_scan_of_which_no_page_is_read_is_refused_with_every_reason(pages: _Reader) -> None:
    pages.pages = ["blank", "too_small", "blank"]
    with pytest.raises(UnreadableError) as refused:
        read(file_of(*_paper(3), dpi=100), "mo.pdf")
    assert refused.value.message == (
        "mo.pdf: chưa đọc được. Trang 1, 3 trống hoặc hầu như không có chữ: "
        "chưa đọc được, được bỏ ra ngoài. "
        "Trang 2 quét dưới 120 dpi, chữ quá nhỏ: chưa đọc được, được bỏ ra ngoài."
    )
    assert "300 dpi" in refused.value.hint


def test_a_picture_that_cannot_be_opened_leaves_the_others_of_its_file(
    pages: _Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(sheet: Sheet, number: int, turn: int = 0) -> ScannedPage:
        if number == 2:
            raise UnreadableError("anh.tif: ảnh bị hỏng, không mở được.", "Quét lại.")
        return pages(sheet, number, turn)

    monkeypatch.setattr(reader, "read_page", broken)
    document, scanned = read(file_of(*_paper(3), suffix="tif", dpi=100), "anh.tif")
    assert [page.fault for page in scanned] == ["", "damaged", ""]
    assert codes(document) == ["pages-damaged"]


def test_without_the_engine_the_print_is_read_and_one_sentence_names_the_packages(
    no_engine: None,
) -> None:
    document, scanned = read(bound(pdf(_PRINT), file_of(*_paper(2), dpi=100)))
    assert "215 điểm" in document.text
    assert scanned == ()
    (problem,) = document.problems
    assert "Trang 2, 3 là ảnh quét" in problem.message
    assert "apt install tesseract-ocr tesseract-ocr-vie" in problem.advice
    assert proposals(document)["bts_stations", 2345.0].sure


@pytest.mark.parametrize("suffix", ["png", "jpg", "tif", "pdf"])
def test_without_the_engine_a_scan_is_refused_and_the_packages_named(
    no_engine: None, suffix: Literal["png", "jpg", "tif", "pdf"]
) -> None:
    with pytest.raises(UnreadableError, match="chưa đọc được") as refused:
        read(file_of(*_paper(), suffix=suffix, dpi=100), f"anh.{suffix}")
    assert "tesseract-ocr-vie" in refused.value.hint


def test_a_sentence_goes_on_from_a_page_of_print_to_a_scanned_one(pages: _Reader) -> None:
    pages.pages = [[], ["xã, phường, thị trấn trên địa bàn."]]
    lines = [(72.0, 90.0, "Toàn tỉnh có 1.234 trạm thu phát sóng, trong đó 87 trạm 5G, tới mọi")]
    document, _ = read(bound(pdf(lines), file_of(*_paper(), dpi=100)))
    assert "tới mọi xã, phường" in document.text.replace("\n", " ")


@given(
    st.lists(
        st.sampled_from([*BODY, *HEAD, "1.234 1.234 1.234", "| 5 | 7", "-", "(15) [16] 17."]),
        min_size=1,
        max_size=6,
    )
)
def test_every_number_of_any_scan_has_a_place_and_the_places_are_in_order(
    lines: list[str],
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("kpi.ingest.documents.scanned.is_installed", lambda: True)
        known = {1: read_as("Báo cáo", *lines)}
        document, _ = read(_ONE_PAGE, known=known)
    spans = [(s.start, s.end) for s in document.sightings]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    digits = {n for n, letter in enumerate(document.text) if letter.isdigit()}
    assert digits == {n for s, e in spans for n in range(s, e) if document.text[n].isdigit()}


_ONE_PAGE = file_of(*_paper(), dpi=100)


def test_a_page_that_the_reader_breaks_at_leaves_the_others_of_its_file(
    pages: _Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(sheet: Sheet, number: int, turn: int = 0) -> ScannedPage:
        if number == 2:
            raise ZeroDivisionError
        return pages(sheet, number, turn)

    monkeypatch.setattr(reader, "read_page", broken)
    document, scanned = read(file_of(*_paper(3), dpi=100))
    assert [page.fault for page in scanned] == ["", "damaged", ""]
    assert codes(document) == ["pages-damaged"]


def test_a_picture_that_is_too_large_is_refused_as_such_and_not_as_damaged(
    some_engine: None,
) -> None:
    with pytest.raises(UnreadableError, match="80 triệu điểm ảnh"):
        read(file_of(Image.new("1", (9500, 9500), 1), suffix="png", dpi=600), "to.png")


def test_letters_below_a_picture_of_the_page_are_none_of_its_print(no_engine: None) -> None:
    lines = [(72.0, 700.0 - 14 * n, "Toàn tỉnh có 9.999 trạm BTS, đạt 99,9%.") for n in range(12)]
    with pytest.raises(UnreadableError, match="ảnh quét"):
        read(with_pictures(pdf(lines), [(0, 0, 595, 842)]))


def test_a_signed_scan_that_is_cut_in_strips_is_a_scan(no_engine: None) -> None:
    strips = [(0, 210.5 * n, 595, 210.5) for n in range(4)]
    scan = with_pictures(pdf([], _PRINT), strips)
    stamp = [(250.0, 100.0 - 12 * n, words) for n, words in enumerate(_STAMP)]
    document, _ = read(with_letters(scan, stamp, seen=True))
    assert "pages-without-text" in codes(document)


def test_a_slide_with_a_picture_behind_its_words_is_print() -> None:
    book = with_pictures(pdf([]), [(0, 0, 595, 842)])
    words = [(72.0, 760.0, "BAO CAO TOM TAT"), (72.0, 400.0, "Toan tinh co 2.345 tram BTS"),
             *((72.0, 300.0 - 30 * n, "Toan tinh day manh chuyen doi so.") for n in range(7)),
             (72.0, 60.0, "Bac Giang, ngay 12 thang 01 nam 2023")]  # fmt: skip
    document, scanned = read(with_letters(book, words, seen=True))
    assert "2.345" in document.text
    assert scanned == ()
