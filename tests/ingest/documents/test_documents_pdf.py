"""PDFs: a text layer is read in paragraphs and rows; a picture is never guessed at."""

from pathlib import Path

import pytest
from builders_documents import (
    codes,
    headings,
    pdf,
    read,
    rows,
    says,
    shipped,
)

from kpi.errors import UnreadableError
from kpi.ingest.documents import pdf as reader
from kpi.ingest.documents import read_document

_FILES = Path(__file__).parents[2] / "files"
_FULL = "Toàn tỉnh có 1.234 trạm thu phát sóng, trong đó 87 trạm 5G, phủ sóng tới mọi"
_HEAD = [
    (60.0, 760.0, "UBND TỈNH LAI CHÂU"),
    (330.0, 760.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (60.0, 745.0, "SỞ THÔNG TIN VÀ TRUYỀN THÔNG"),
    (330.0, 745.0, "Độc lập - Tự do - Hạnh phúc"),
    (330.0, 720.0, "Lai Châu, ngày 12 tháng 7 năm 2023"),
    (260.0, 690.0, "BÁO CÁO"),
    (150.0, 675.0, "Kết quả công tác 6 tháng đầu năm 2023"),
]
_GRID = [
    f"{left} {up} m {right} {top} l S"
    for left, up, right, top in (
        *((60, y, 360, y) for y in (500, 520, 540)),
        *((x, 500, x, 540) for x in (60, 260, 360)),
    )
]


def test_lines_of_a_paragraph_are_joined_and_paragraphs_kept_apart() -> None:
    found = read(
        pdf(
            [
                (90, 700, _FULL),
                (72, 685, "xã, phường, thị trấn trên địa bàn."),
                (90, 665, "Đến nay, 100% xã có tổ công nghệ số."),
            ]
        )
    )
    assert found.text.split("\n") == [
        f"{_FULL} xã, phường, thị trấn trên địa bàn.",
        "Đến nay, 100% xã có tổ công nghệ số.",
    ]
    assert found.kind == "pdf"


def test_a_line_that_breaks_off_behind_a_number_goes_on_to_its_noun() -> None:
    broken = [(72, 700, "Năm 2023, toàn tỉnh có 1.750"), (72, 685, "Tổ công nghệ số cộng đồng.")]
    assert read(pdf(broken)).text == "Năm 2023, toàn tỉnh có 1.750 Tổ công nghệ số cộng đồng."


def test_a_paragraph_runs_over_the_end_of_its_page() -> None:
    found = read(pdf([(72, 90, _FULL)], [(72, 750, "xã, phường.")]))
    assert found.text == f"{_FULL} xã, phường."


def _lines(texts: list[str], step: float = 15, left: float = 72) -> list[tuple[float, float, str]]:
    return [(left, 760 - step * n, text) for n, text in enumerate(texts)]


@pytest.mark.parametrize("step", [14, 20, 28, 36])
def test_lines_of_a_paragraph_are_joined_at_any_spacing(step: float) -> None:
    rest = [
        "thôn, bản, tổ dân phố; tỷ lệ dân số được phủ sóng 4G đạt 98,7%, tăng hơn 2 ngàn",
        "hộ.",
    ]
    found = read(pdf(_lines([_FULL, *rest], step)))
    assert found.text == " ".join([_FULL, *rest])


def test_a_line_before_a_word_that_had_room_on_it_ends_its_paragraph() -> None:
    short = "Đến nay toàn tỉnh có 1.234 trạm, trong đó có trạm 5G"
    found = read(pdf(_lines([_FULL, f"{_FULL[:-6]} xã.", short, "Hết năm", _FULL])))
    assert f"\n{short}\nHết năm\n" in found.text


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (f"{_FULL[:-18]} đến ngày", "20/9/2023, tăng 5 trạm."),
        (f"{_FULL[:-21]} Bưu điện", "- Văn hóa xã có 98 điểm."),
        (f"{_FULL[:-22]} mức độ 3,", "4. Tỷ lệ này còn thấp."),
        (f"{_FULL[:-24]} quyết của", "UBND TỈNH và của ngành."),
    ],
)
def test_what_looks_like_a_new_item_may_only_have_been_broken_off_there(
    above: str, below: str
) -> None:
    texts = [_FULL, above, below]
    assert read(pdf(_lines(texts))).text == " ".join(texts)


def test_a_date_runs_over_the_end_of_its_page() -> None:
    above = f"{_FULL[:-18]} đến ngày"
    found = read(pdf(_lines([_FULL, above]), _lines(["20/9/2023, tăng 5 trạm."])))
    assert found.text == f"{_FULL} {above} 20/9/2023, tăng 5 trạm."


def test_a_footnote_is_set_apart_and_its_paragraph_goes_on_over_the_page() -> None:
    small = "^1 Theo báo cáo của 4 doanh nghiệp."
    page = [*_lines([_FULL, _FULL]), (72.0, 60.0, small)]
    found = read(pdf(page, _lines(["xã, phường."])))
    assert found.text == f"{_FULL} {_FULL} xã, phường."
    assert [(p.code, p.as_written) for p in found.problems] == [("footnotes-unread", small[1:])]


def test_a_footnote_below_a_short_rule_may_be_as_large_as_the_text() -> None:
    page = [*_lines([_FULL]), (72.0, 60.0, "1 Theo báo cáo của 4 doanh nghiệp.")]
    assert read(pdf(page, lines=["72 78 m 200 78 l S"])).text == _FULL
    assert "4 doanh nghiệp" in read(pdf(page)).text


def test_page_numbers_may_begin_with_any_number_and_heads_stand_close_to_the_text() -> None:
    pages = [
        [(72, 790, "Báo cáo của Sở"), (72, 774, f"Có {n}.234 trạm."), (290, 50, str(37 + n))]
        for n in range(1, 4)
    ]
    found = read(pdf(*pages))
    assert found.text.split("\n") == [f"Có {n}.234 trạm." for n in range(1, 4)]


def test_annexes_that_open_every_page_are_no_heads() -> None:
    pages = [[(72, 790, f"PHỤ LỤC {n}"), (72, 700, f"Có {n}.234 trạm.")] for n in range(1, 4)]
    assert read(pdf(*pages)).text.count("PHỤ LỤC") == 3


def _grid(rows: int, top: float = 740) -> list[str]:
    down = [top - 20 * n for n in range(rows + 1)]
    ruled = [f"60 {y} m 360 {y} l S" for y in down]
    return [*ruled, *(f"{x} {down[0]} m {x} {down[-1]} l S" for x in (60, 260, 360))]


def test_the_head_of_a_table_and_the_rest_of_a_row_stand_again_on_its_next_page() -> None:
    def page(*cells: str) -> list[tuple[float, float, str]]:
        return [
            ((65, 265)[n % 2], 726 - 20 * (n // 2), text) for n, text in enumerate(cells) if text
        ]

    first = page("Chỉ tiêu", "2022", "Tỷ lệ hộ có máy tính", "41,2%")
    second = page("Chỉ tiêu", "2022", "kết nối mạng", "", "Trạm BTS", "1.234")
    three = pdf(first, second, lines=_grid(3))
    assert rows(read(three)) == [
        "Chỉ tiêu | 2022", "Tỷ lệ hộ có máy tính kết nối mạng | 41,2%", "Trạm BTS | 1.234",
    ]  # fmt: skip


def test_cells_without_lines_are_put_together_where_they_were_broken() -> None:
    lefts = (72, 200, 280, 360)
    lines = [
        ("Chỉ tiêu", "ĐVT", "Kế hoạch", "Thực hiện"),
        ("", "", "năm 2023", "năm 2023"),
        ("Tỷ lệ phủ sóng 5G ở", "%", "5", "7,4"),
        ("tỉnh", "", "", ""),
        ("Trạm BTS", "trạm", "2.100", "2.143"),
    ]
    page = [
        (left, 700 - 15 * n, text)
        for n, line in enumerate(lines)
        for left, text in zip(lefts, line, strict=True)
        if text
    ]
    assert rows(read(pdf([*page, (72, 560, _FULL)]))) == [
        "Chỉ tiêu | ĐVT | Kế hoạch năm 2023 | Thực hiện năm 2023",
        "Tỷ lệ phủ sóng 5G ở tỉnh | % | 5 | 7,4",
        "Trạm BTS | trạm | 2.100 | 2.143",
    ]


def test_names_broken_in_the_head_of_an_official_paper_are_put_together() -> None:
    head = [
        *((60.0, 760.0, "UBND TỈNH LAI CHÂU"), (200.0, 760.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT")),
        *((48.0, 745.0, "SỞ THÔNG TIN VÀ TRUYỀN"), (286.0, 745.0, "NAM")),
        *((99.0, 730.0, "THÔNG"), (215.0, 730.0, "Độc lập - Tự do - Hạnh phúc")),
        *((60.0, 700.0, "Số: 12/BC-STTTT"), (72.0, 640.0, _FULL)),
    ]
    found = read(pdf(head))
    assert rows(found) == [
        "UBND TỈNH LAI CHÂU; SỞ THÔNG TIN VÀ TRUYỀN THÔNG | "
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM; Độc lập - Tự do - Hạnh phúc"
    ]
    assert says(found, found.publisher) == "SỞ THÔNG TIN VÀ TRUYỀN THÔNG TỈNH LAI CHÂU"


def test_only_a_soft_hyphen_is_taken_out() -> None:
    soft = f"{_FULL[:-4]} vi\u00ad"
    hard = f"{_FULL[:-10]} 2021-"
    found = read(
        pdf([(72, 700, soft), (72, 685, "ễn thông."), (72, 600, hard), (72, 585, "2025.")])
    )
    assert "viễn thông." in found.text
    assert "2021-2025." in found.text


def test_what_every_page_repeats_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            (60, 810, f"Báo cáo của Sở - trang {n}"),
            (72, 700, f"Nội dung riêng của trang này là {n}.234 trạm."),
            (290, 30, str(n)),
        ]
        for n in range(1, 5)
    ]
    found = read(pdf(*pages))
    assert found.text.split("\n") == [
        f"Nội dung riêng của trang này là {n}.234 trạm." for n in range(1, 5)
    ]


def test_a_ruled_table_is_rows_and_its_words_are_read_once() -> None:
    texts = [
        (72, 700, "Bảng số liệu:"),
        (65, 525, "Số trạm BTS"),
        (265, 525, "1.234"),
        (65, 505, "Tỷ lệ 5G"),
        (265, 505, "7,1%"),
    ]
    found = read(pdf(texts, lines=_GRID))
    assert found.text == "Bảng số liệu:\nSố trạm BTS | 1.234\nTỷ lệ 5G | 7,1%"
    assert rows(found) == ["Số trạm BTS | 1.234", "Tỷ lệ 5G | 7,1%"]


def test_columns_without_lines_are_cells() -> None:
    found = read(pdf([(72, 700, "Số trạm BTS"), (300, 700, "1.234"), (420, 700, "1.300")]))
    assert rows(found) == ["Số trạm BTS | 1.234 | 1.300"]


def test_columns_that_stand_close_are_parted_where_all_rows_leave_them_blank() -> None:
    lines = [
        ("Chỉ tiêu", "ĐVT", "Năm 2021", "Năm 2022"),
        ("Trạm BTS", "trạm", "4.980", "5.210"),
        ("Doanh thu", "tỷ đồng", "4.020", "4.250"),
    ]
    lefts = (72, 146, 260, 320)
    page = [
        (left, 700 - 16 * n, text)
        for n, line in enumerate(lines)
        for left, text in zip(lefts, line, strict=True)
    ]
    wrapped = (72, 700 - 16 * 2 - 12, "viễn thông")
    found = read(pdf([*page, wrapped, (72, 600, _FULL)]))
    assert rows(found) == [
        "Chỉ tiêu | ĐVT | Năm 2021 | Năm 2022",
        "Trạm BTS | trạm | 4.980 | 5.210",
        "Doanh thu viễn thông | tỷ đồng | 4.020 | 4.250",
    ]
    assert found.text.endswith(_FULL)


@pytest.mark.parametrize(
    ("above", "below", "read_as"),
    [
        ("2.120.50", "0", "2.120.500"),
        ("41,", "25%", "41,25%"),
        ("1.234", "1.300", "1.234 1.300"),
        ("12", "34", "12 34"),
    ],
)
def test_a_number_too_wide_for_its_cell_is_put_together(
    above: str, below: str, read_as: str
) -> None:
    texts = [(65, 525, "BTS"), (265, 525, "2022"), (65, 508, "Số"), (265, 511, above)]
    found = read(pdf([*texts, (265, 501.5, below)], lines=_GRID))
    assert rows(found)[1] == f"Số | {read_as}"


@pytest.mark.parametrize("stroke", ["95 704 m 115 704 l S", "95 703.5 20 0.8 re f"])
def test_struck_letters_are_not_read_but_told(stroke: str) -> None:
    found = read(pdf([(72, 700, "Có  999 trạm"), (300, 700, "12.")], lines=[stroke]))
    assert "999" not in found.text
    assert [(p.code, p.as_written) for p in found.problems] == [("struck-text", "999")]


def test_underlined_letters_and_rows_between_lines_are_read() -> None:
    lines = ["72 698 m 300 698 l S", "72 712 m 300 712 l S"]
    found = read(pdf([(72, 700, "Độc lập - Tự do - Hạnh phúc 5")], lines=lines))
    assert found.text == "Độc lập - Tự do - Hạnh phúc 5"
    assert found.problems == ()


def test_a_small_raised_digit_is_a_note() -> None:
    found = read(pdf([(72, 700, "Có 1.699"), (120.5, 705, "^1"), (128, 700, "trạm BTS.")]))
    assert found.text == "Có 1.699 trạm BTS."


def test_letters_printed_twice_for_bold_are_read_once() -> None:
    found = read(pdf([(72, 700, "Có 1.234 trạm."), (72.3, 700, "Có 1.234 trạm.")]))
    assert found.text == "Có 1.234 trạm."


@pytest.mark.parametrize("shift", [0.2, 0.7, 1.4, 2.0])
def test_bold_made_by_printing_twice_is_read_once_at_any_shift(shift: float) -> None:
    words = "Năm 2022, có 11.775 trạm; 0,33%."
    found = read(pdf([(72, 700, words), (72 + shift, 700 - shift / 4, words)]))
    assert found.text == words


def test_letters_that_stand_twice_in_a_word_are_both_read() -> None:
    assert read(pdf([(72, 700, "^11.111 xã...... 22,22%")])).text == "11.111 xã...... 22,22%"


@pytest.mark.parametrize(
    "own",
    [
        "1 g",
        "0.97 0.98 1 rg",
        "0 0 0 0 k",
        "3 Tr",
        "7 Tr",
        "1 G 1 Tr",
        "/Clear gs",
        "0.1 0 0 0.1 0 0 cm",
    ],
)
def test_what_is_not_seen_is_not_read_but_told_at_the_line_above(own: str) -> None:
    unseen = "Tỷ lệ ẩn đạt 12,3%."
    at = (720.0, 6500.0) if "cm" in own else (72.0, 650.0)
    # In the last case the letters are a tenth of their size.
    found = read(pdf([(72, 700, _FULL), (*at, unseen, own), (72, 600, "Còn lại 5 trạm.")]))
    assert found.text == f"{_FULL}\nCòn lại 5 trạm."
    told = [p for p in found.problems if p.code == "invisible-text"]
    assert [p.as_written for p in told] == [unseen]
    assert found.text[told[0].locator.start : told[0].locator.end] == _FULL


def test_letters_stay_unseen_until_the_way_of_painting_is_changed() -> None:
    found = read(pdf([(72, 700, _FULL, "0 Tr"), (72, 650, "Có 9 trạm.")], lines=["3 Tr"]))
    assert found.text == _FULL
    assert [p.as_written for p in found.problems] == ["Có 9 trạm."]


def test_text_beside_the_page_is_not_read_and_a_line_that_is_too_long_is() -> None:
    long = f"{_FULL} toàn tỉnh, 12 trạm"
    found = read(pdf([(72, 700, long), (700, 650, "Có 999 trạm."), (72, -40, "Có 888 trạm.")]))
    assert found.text == long
    assert {p.as_written for p in found.problems} == {"Có 999 trạm.; Có 888 trạm."}


def test_white_letters_on_a_dark_ground_are_read() -> None:
    found = read(
        pdf([(72, 700, "Tỷ lệ đạt 12,3%.", "1 g")], lines=["0.2 0.3 0.6 rg 60 690 300 30 re f"])
    )
    assert found.text == "Tỷ lệ đạt 12,3%."
    assert found.problems == ()


def test_a_scan_with_letters_that_a_machine_saw_is_a_scan(no_engine: None) -> None:
    picture = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x01 EI Q"
    with pytest.raises(UnreadableError, match="ảnh quét"):
        read(pdf([(72, 700, _FULL, "3 Tr")], lines=[picture]))


_LEFT = [
    "Đến nay, toàn tỉnh có 2.904",
    "trạm thu phát sóng, trong đó",
    "87 trạm 5G, phủ khắp tỉnh.",
]
_RIGHT = ["Tỷ lệ hộ có cáp quang đạt", "85,3%; tỷ lệ hộ có máy tính", "đạt 41,2% tổng số hộ."]


def _column(left: float, texts: list[str], top: float = 640) -> list[tuple[float, float, str]]:
    return [(left, top - 15 * n, text) for n, text in enumerate(texts)]


@pytest.mark.parametrize(("gutter", "lower"), [(12, 0), (40, 0), (40, 6), (90, 3)])
def test_two_columns_of_prose_are_read_one_after_the_other(gutter: float, lower: float) -> None:
    right = 72 + 6 * max(map(len, _LEFT)) + gutter
    page = [*_HEAD, *_column(72, _LEFT), *_column(right, _RIGHT, 640 - lower), (72, 560, _FULL)]
    text = read(pdf(page)).text
    assert f"{' '.join(_LEFT)}\n{' '.join(_RIGHT)}\n{_FULL}" in text
    assert "UBND TỈNH LAI CHÂU | CỘNG HÒA" in text


def test_a_sentence_runs_over_from_the_first_column_to_the_second() -> None:
    left = [*_LEFT[:2], "87 trạm 5G, phủ khắp tỉnh và"]
    right = ["các vùng lân cận trong cả năm", *_RIGHT[1:]]
    found = read(pdf([*_column(72, left), *_column(300, right)]))
    assert found.text == " ".join([*left, *right])


def test_the_longer_column_is_read_to_its_end() -> None:
    longer = [*_LEFT, "Trong năm đã có 12 xã mới", "được phủ sóng di động."]
    found = read(pdf([*_column(72, longer), *_column(300, _RIGHT)]))
    assert found.text.endswith(" ".join(_RIGHT))


def test_labels_that_wrap_beside_numbers_are_a_table_and_no_columns() -> None:
    labels = ["Số trạm thu phát sóng thông tin", "di động đang hoạt động", "Tỷ lệ hộ có máy tính"]
    found = read(pdf([*_column(72, labels), *_column(400, ["1.234", "trạm", "41,2%"])]))
    assert "Tỷ lệ hộ có máy tính | 41,2%" in rows(found)


def test_the_day_of_signing_is_a_line_of_its_own() -> None:
    title = (72.0, 700.0, "BÁO CÁO kết quả chuyển đổi số của tỉnh trong năm 2023")
    day = (72.0, 685.0, "Lai Châu, ngày 12 tháng 7 năm 2023")
    found = read(pdf([title, day, (72, 650, _FULL)]))
    assert says(found, found.published_on) == "2023-07-12"


def test_the_letterhead_of_an_official_report_tells_who_when_where_and_what_of() -> None:
    found = read(pdf([*_HEAD, (72, 640, _FULL), (72, 625, "xã, phường, thị trấn.")]))
    assert says(found, found.publisher) == "SỞ THÔNG TIN VÀ TRUYỀN THÔNG TỈNH LAI CHÂU"
    assert says(found, found.published_on) == "2023-07-12"
    assert says(found, found.area) == "vn63:12"
    assert says(found, found.period) == "2023-H1"
    assert says(found, found.title) == "BÁO CÁO Kết quả công tác 6 tháng đầu năm 2023"
    assert "BÁO CÁO" in headings(found)


def test_progress_is_told_after_every_page() -> None:
    seen: list[tuple[int, int]] = []
    data = pdf(*[[(72, 700, _FULL)]] * 3)
    read_document(data, "a.pdf", shipped(), lambda done, count: seen.append((done, count)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_pages_that_are_pictures_are_named(no_engine: None) -> None:
    picture = "q 100 0 0 100 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x01 EI Q"
    data = pdf([(72, 700, _FULL)], [], lines=[picture])
    found = read(data)
    assert codes(found)[:1] == ["pages-without-text"]
    assert found.problems[0].as_written == "2"


@pytest.mark.parametrize("data", [pdf([]), pdf([], [])])
def test_a_pdf_without_a_text_layer_is_not_read(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="chưa đọc được"):
        read(data, "quet.pdf")


def test_a_scan_is_not_read() -> None:
    with pytest.raises(UnreadableError, match=r"quet\.pdf"):
        read((_FILES / "scan.pdf").read_bytes(), "quet.pdf")


def test_letters_without_a_table_of_letters_are_not_guessed() -> None:
    data = pdf([(72, 700, _FULL)]).replace(b"/ToUnicode 5 0 R", b" " * len(b"/ToUnicode 5 0 R"))
    with pytest.raises(UnreadableError, match="chưa đọc được"):
        read(data, "phong.pdf")


def test_a_password_is_told_from_damage() -> None:
    locked = pdf([(72, 700, _FULL)]).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /O ("
        + b"o" * 32
        + b") /U ("
        + b"u" * 32
        + b") /P -4 >> /ID [(a) (b)]",
    )
    with pytest.raises(UnreadableError, match="mật khẩu"):
        read(locked, "khoa.pdf")
    with pytest.raises(UnreadableError, match="hỏng"):
        read(b"%PDF-1.7 not really", "hong.pdf")


def test_too_many_pages_letters_or_seconds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_PAGES", 1)
    with pytest.raises(UnreadableError, match="trang"):
        read(pdf(*[[(72, 700, _FULL)]] * 2), "dai.pdf")
    monkeypatch.setattr(reader, "MOST_TEXT", 50)
    with pytest.raises(UnreadableError, match="ký tự"):
        read(pdf([(72, 700, _FULL)]), "dai.pdf")
    monkeypatch.undo()
    monkeypatch.setattr(reader, "MOST_SECONDS_A_PAGE", 0.0)
    with pytest.raises(UnreadableError, match="quá lâu"):
        read(pdf([(72, 700, _FULL)]), "cham.pdf")
