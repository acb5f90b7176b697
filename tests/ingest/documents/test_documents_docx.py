"""Word files: what Word prints of the body is read, in its order, and nothing else."""

import io
import time
import zipfile

import pytest
from builders_documents import codes, docx, headings, paragraph, read, rows, table

from kpi.errors import UnreadableError
from kpi.ingest.documents import packed_xml as reader
from kpi.model import Document

_LINE = "Toàn tỉnh có 1.234 trạm thu phát sóng."


def _read(*body: str) -> Document:
    return read(docx(*body), "bao-cao.docx")


def _run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def _math(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def test_paragraphs_and_tables_stand_in_the_order_of_the_document() -> None:
    found = _read(
        paragraph("Mở đầu."), table([["Chỉ tiêu", "2022"], ["BTS", "1.234"]]), paragraph("Hết.")
    )
    assert found.text == "Mở đầu.\nChỉ tiêu | 2022\nBTS | 1.234\nHết."
    assert rows(found) == ["Chỉ tiêu | 2022", "BTS | 1.234"]
    assert found.kind == "docx"


def test_headings_are_told_by_style_by_descent_by_bold_and_by_number() -> None:
    found = _read(
        paragraph("Kết quả chung", style="H1"),
        paragraph("Hạ tầng", style="Own"),
        paragraph("Bưu chính, viễn thông", run="<w:b/>"),
        paragraph("1. Chính quyền số"),
        paragraph("Đạt 1.234 trạm", run="<w:b/>"),
        paragraph("Không đậm", run='<w:b w:val="0"/>'),
        paragraph(_LINE),
    )
    assert headings(found) == [
        "Kết quả chung",
        "Hạ tầng",
        "Bưu chính, viễn thông",
        "1. Chính quyền số",
    ]


def test_runs_breaks_and_tabs_are_put_together() -> None:
    broken = "<w:r><w:t>12</w:t><w:br/><w:t>trạm</w:t></w:r>"
    body = f"<w:p>{_run('Toàn tỉ')}{_run('nh có ')}{broken}</w:p>"
    assert _read(body).text == "Toàn tỉnh có 12\ntrạm"


def test_tracked_deletions_hidden_text_and_fields_are_not_read() -> None:
    body = (
        "<w:p>"
        f"{_run('Có ')}<w:del><w:r><w:delText>999</w:delText></w:r></w:del>"
        f"<w:moveFrom>{_run('888')}</w:moveFrom><w:ins>{_run('12')}</w:ins>"
        f"{_run('777', '<w:vanish/>')}<w:r><w:instrText>PAGE 6</w:instrText></w:r>{_run(' trạm')}"
        "</w:p>"
    )
    assert _read(body).text == "Có 12 trạm"


def _told(document: Document) -> list[tuple[str, str, str]]:
    """Code, words and line of every problem."""
    return [
        (p.code, p.as_written, document.text[p.locator.start : p.locator.end])
        for p in document.problems
    ]


def test_struck_words_are_not_read_but_told_at_their_line() -> None:
    not_struck = '<w:strike w:val="0"/>'
    body = (
        f"<w:p>{_run('Toàn tỉnh có ')}{_run('1.6', '<w:strike/>')}{_run('99 ', '<w:dstrike/>')}"
        f"{_run('1.750 tổ; ')}{_run('đạt 80%', '<w:strike/>')}"
        f"{_run('và 12 trạm.', not_struck)}</w:p>"
    )
    found = _read(paragraph("Mở đầu."), body)
    assert found.text == "Mở đầu.\nToàn tỉnh có 1.750 tổ; và 12 trạm."
    assert _told(found) == [("struck-text", "1.699; đạt 80%", "Toàn tỉnh có 1.750 tổ; và 12 trạm.")]


def test_a_line_that_is_struck_as_a_whole_is_told_at_the_line_before() -> None:
    found = _read(
        paragraph("Đầu.", run="<w:vanish/>"), paragraph(_LINE), paragraph("Bỏ.", run="<w:strike/>")
    )
    assert _told(found) == [("hidden-text", "Đầu.", _LINE), ("struck-text", "Bỏ.", _LINE)]


def test_struck_and_hidden_cells_and_rows_are_told_at_their_row() -> None:
    struck = f"<w:tc>{paragraph('12', run='<w:strike/>')}{paragraph('15')}</w:tc>"
    hidden = f"<w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{paragraph('999')}</w:tc></w:tr>"
    found = _read(table([["A", struck]]).replace("</w:tbl>", f"{hidden}</w:tbl>"))
    assert rows(found) == ["A | 15"]
    assert _told(found) == [("struck-text", "12", "A | 15"), ("hidden-text", "999", "A | 15")]


def test_styles_strike_hide_and_raise_as_the_run_itself_does() -> None:
    styles = (
        '<w:style w:styleId="Bo"><w:rPr><w:strike/></w:rPr></w:style>'
        '<w:style w:styleId="BoCon"><w:basedOn w:val="Bo"/></w:style>'
        '<w:style w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Mu"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )
    by = '<w:rStyle w:val="{}"/>'.format
    shown_again = f'{by("BoCon")}<w:strike w:val="0"/>'
    body = (
        f"<w:p>{_run('Có ')}{_run('11', by('BoCon'))}{_run('22', by('An'))}{_run('12')}"
        f"{_run('1', by('Mu'))}{_run(' trạm')}{_run('!', shown_again)}</w:p>"
    )
    both = f'<w:p><w:pPr><w:pStyle w:val="Bo"/></w:pPr>{_run("Còn hiệu lực", by("BoCon"))}</w:p>'
    data = docx(body, paragraph("33", style="Bo"), both, styles=styles)
    found = read(data, "a.docx")
    assert found.text == "Có 12 trạm!\nCòn hiệu lực"
    assert codes(found) == ["struck-text", "hidden-text"]


def test_white_and_tiny_letters_are_hidden_but_not_on_a_coloured_ground() -> None:
    white, tiny = '<w:color w:val="FDFDFD"/>', '<w:sz w:val="2"/>'
    ground = f'{white}<w:shd w:val="clear" w:fill="1F3864"/>'
    body = f"{_run('Có 12 trạm; ')}{_run('11', white)}{_run('22', tiny)}{_run('87', ground)}"
    cell = f"<w:tc>{paragraph('Năm 2022', run=white)}</w:tc>"
    found = _read(f"<w:p>{body}</w:p>", table([["Chỉ tiêu", cell], ["BTS", "1"]]))
    assert found.text == "Có 12 trạm; 87\nChỉ tiêu | Năm 2022\nBTS | 1"
    assert _told(found) == [("hidden-text", "1122", "Có 12 trạm; 87")]


def test_a_formula_of_one_number_is_read_and_told() -> None:
    fraction = f"<m:f><m:num>{_math('184.320')}</m:num><m:den>{_math('240.000')}</m:den></m:f>"
    body = (
        f"<w:p>{_run('Đạt ')}<m:oMath>{_math('93,')}{_math('2%')}</m:oMath>{_run('; tỷ lệ ')}"
        f"<m:oMath>{fraction}{_math(' = 76,8%')}</m:oMath>{_run('.')}</w:p>"
    )
    found = _read(body)
    assert found.text == "Đạt 93,2%; tỷ lệ 184.320/240.000 = 76,8%."
    assert _told(found) == [
        ("formula-object", "93,2%; 184.320/240.000 = 76,8%", found.text),
    ]
    assert "như chữ thường" in found.problems[0].message


@pytest.mark.parametrize(
    "formula",
    [
        "<m:rad><m:deg/><m:e><m:r><m:t>1482</m:t></m:r></m:e></m:rad>",
        "<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>3</m:t></m:r></m:sup></m:sSup>",
        "<m:r><m:t>1.200+282</m:t></m:r>",
        "<m:r><m:t>x=1.482</m:t></m:r>",
    ],
)
def test_any_other_formula_leaves_a_gap_and_is_told(formula: str) -> None:
    found = _read(f"<w:p>{_run('Có')}<m:oMath>{formula}</m:oMath>{_run('trạm.')}</w:p>")
    assert found.text == "Có […] trạm."
    assert codes(found) == ["formula-object"]
    assert "không được đọc" in found.problems[0].message


def test_objects_of_other_programs_are_told() -> None:
    sheet = '<w:r><w:object><w:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    found = _read(f"<w:p>{_run('Bảng sau:')}{sheet}</w:p>")
    assert _told(found) == [("embedded-object", "Excel.Sheet.12", "Bảng sau:")]


def test_footnotes_with_digits_are_told_once() -> None:
    notes = (
        f"<w:footnote>{paragraph('Trong đó 87 trạm 5G.')}</w:footnote>"
        f"<w:footnote>{paragraph('Theo báo cáo của Sở.')}</w:footnote>"
    )
    found = read(docx(paragraph(_LINE), footnotes=notes), "a.docx")
    assert codes(found)[:1] == ["footnotes-unread"]
    assert found.problems[0].as_written == "Trong đó 87 trạm 5G."


def _numbered(text: str, level: int, of: int = 1) -> str:
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}</w:pPr>{_run(text)}</w:p>"


def _lists(*levels: tuple[str, str], more: str = "") -> str:
    every = "".join(
        f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{shown}"/>{own}</w:lvl>'
        for n, (form, shown) in enumerate(levels)
        for own in ["<w:isLgl/>" if form == "decimal" else ""]
    )
    return (
        f'<w:abstractNum w:abstractNumId="7">{every}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{more}'
    )


def test_what_word_counts_is_written_before_its_paragraphs() -> None:
    lists = _lists(("upperRoman", "%1."), ("decimal", "%1.%2."), ("lowerLetter", "%3)"),
                   ("bullet", "-"), ("bullet", "\uf0b7"))  # fmt: skip
    body = [
        *(_numbered("KẾT QUẢ", 0), _numbered("Hạ tầng", 1), paragraph(_LINE)),
        *(_numbered("Trạm", 2), _numbered("Cáp", 2), _numbered("4G", 3), _numbered("5G", 4)),
        *(_numbered("Bưu chính", 1), _numbered("", 0), _numbered("NHIỆM VỤ", 0)),
        *(_numbered("Không có danh sách này", 0, of=9), _numbered("Thôi đánh số", 0, of=0)),
        _numbered("Hạ tầng số", 1),
    ]
    assert read(docx(*body, numbering=lists), "a.docx").text.split("\n") == [
        *("I. KẾT QUẢ", "1.1. Hạ tầng", _LINE, "a) Trạm", "b) Cáp", "- 4G", "• 5G"),
        *("1.2. Bưu chính", "III. NHIỆM VỤ", "Không có danh sách này", "Thôi đánh số"),
        "3.1. Hạ tầng số",
    ]


def test_a_list_begins_anew_where_it_says_so_and_a_style_may_number_its_paragraphs() -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    styles = (
        '<w:style w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = [
        *(paragraph("Một", style="Muc"), paragraph("Hai", style="Muc")),
        *(_numbered("Năm", 0, of=2), _numbered("Sáu", 0, of=2)),
    ]
    data = docx(*body, numbering=_lists(("decimal", "%1."), more=again), styles=styles)
    assert read(data, "a.docx").text.split("\n") == ["1. Một", "2. Hai", "5. Năm", "6. Sáu"]


def test_a_style_that_is_bold_makes_a_heading_as_bold_letters_do() -> None:
    styles = '<w:style w:styleId="Dam"><w:rPr><w:b/></w:rPr></w:style>'
    body = [paragraph("Bưu chính, viễn thông", style="Dam"), paragraph(_LINE, style="Dam")]
    assert headings(read(docx(*body, styles=styles), "a.docx")) == ["Bưu chính, viễn thông"]


def test_a_table_in_a_text_box_stays_a_table() -> None:
    box = f"<w:txbxContent>{table([['BTS', '12'], ['5G', '3']])}</w:txbxContent>"
    found = _read(f"<w:p><w:r><w:pict>{box}</w:pict></w:r>{_run('Ngoài khung')}</w:p>")
    assert rows(found) == ["BTS | 12", "5G | 3"]


def test_a_deleted_row_is_not_read() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('999')}</w:tc></w:tr>"
    found = _read(table([["A", "1"]]).replace("</w:tbl>", f"{gone}</w:tbl>"))
    assert found.text == "A | 1"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('Trong khung')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>{_run('Ngoài khung')}</w:p>"
    )
    assert _read(body).text == "Trong khung\nNgoài khung"


@pytest.mark.parametrize(
    ("before", "mark", "after", "read_as"),
    [
        ("1.699", "1", " trạm", "1.699 trạm"),
        ("đạt 64,8", "(3)", "%, tăng", "đạt 64,8%, tăng"),
        ("1.518", "1, 2", ", trong đó", "1.518, trong đó"),
        ("mạng BTS ", "4", " phủ", "mạng BTS phủ"),
        ("2.731", "(a)", " trạm", "2.731 trạm"),
        ("2.731", "*", " trạm", "2.731 trạm"),
        ("15.000", "đ", "/tháng", "15.000đ/tháng"),
        ("diện tích 5 km", "2", "", "diện tích 5 km²"),
        ("10", "3", " lượt", "10³ lượt"),
    ],
)
def test_a_raised_digit_is_a_note_or_an_exponent_and_no_part_of_the_number(
    before: str, mark: str, after: str, read_as: str
) -> None:
    raised = _run(mark, '<w:vertAlign w:val="superscript"/>')
    assert _read(f"<w:p>{_run(before)}{raised}{_run(after)}</w:p>").text == read_as


def test_merged_cells_keep_the_columns_in_line() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("Năm")}</w:tc>'
    found = _read(table([["Chỉ tiêu", wide, "Ghi chú"], ["BTS", "1", "2", "x"]]))
    assert rows(found) == ["Chỉ tiêu | Năm |  | Ghi chú", "BTS | 1 | 2 | x"]


def test_several_paragraphs_and_a_table_in_a_cell_stay_in_their_cell() -> None:
    inner = f"<w:tc>{paragraph('một')}{paragraph('hai')}{table([['a', 'b']])}</w:tc>"
    assert rows(_read(table([["X", inner]]))) == ["X | một; hai; a / b"]


def test_headers_and_footers_are_not_read() -> None:
    assert "Đầu trang" not in _read(paragraph(_LINE)).text


def test_the_strict_dialect_is_read() -> None:
    stream = io.BytesIO()
    body = docx(paragraph(_LINE))
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            new.writestr(
                part,
                old.read(part).replace(
                    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
                ),
            )
    assert read(stream.getvalue(), "a.docx").text == _LINE


def test_entities_are_refused_unread() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(UnreadableError, match="hỏng"):
        read(docx(paragraph("&b;"), prolog=bomb), "a.docx")


def test_a_file_that_unpacks_to_gigabytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_UNPACKED", 10_000)
    with pytest.raises(UnreadableError, match="nén quá nhiều"):
        read(docx(*[paragraph(_LINE)] * 500), "a.docx")
    monkeypatch.setattr(reader, "MOST_PARTS", 2)
    with pytest.raises(UnreadableError, match="nén quá nhiều"):
        read(docx(paragraph(_LINE)), "a.docx")


@pytest.mark.parametrize("cut", [0.3, 0.7, 0.95])
def test_a_damaged_file_is_refused(cut: float) -> None:
    whole = docx(*[paragraph(_LINE)] * 50)
    with pytest.raises(UnreadableError):
        read(whole[: int(len(whole) * cut)], "a.docx")


def test_tables_nested_beyond_reason_end_in_a_text_or_a_refusal() -> None:
    deep = paragraph("x")
    for _ in range(400):
        deep = f"<w:tbl><w:tr><w:tc>{deep}</w:tc></w:tr></w:tbl>"
    with pytest.raises(UnreadableError):
        _read(deep)


def test_a_hundred_pages_are_read_well_within_five_seconds() -> None:
    page = paragraph(_LINE * 40) + table([["Chỉ tiêu", "1.234", "2"]] * 12)
    data = docx(*[page] * 100)
    start = time.monotonic()
    found = read(data, "dai.docx")
    assert time.monotonic() - start < 2.5
    assert len(rows(found)) == 1200
