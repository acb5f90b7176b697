"""OpenDocument texts: what is printed of the body is read, in its order, and nothing else."""

import time

import pytest
from builders_documents import codes, headings, odt, odt_manifest, read, rows

from kpi.errors import UnreadableError
from kpi.ingest.documents import packed_xml
from kpi.model import Document

_LINE = "Toàn tỉnh có 1.234 trạm thu phát sóng."


def _read(*body: str, styles: str = "", **parts: str) -> Document:
    return read(odt(*body, styles=styles, **parts), "bao-cao.odt")


def _p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def _h(text: str) -> str:
    return f'<text:h text:outline-level="1">{text}</text:h>'


def _span(text: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def _style(name: str, properties: str, family: str = "text") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}">'
        f"<style:text-properties {properties}/></style:style>"
    )


def _table(*lines: str) -> str:
    return f"<table:table>{''.join(f'<table:table-row>{x}</table:table-row>' for x in lines)}" + (
        "</table:table>"
    )


def _cells(*texts: str) -> str:
    return "".join(f"<table:table-cell>{_p(text)}</table:table-cell>" for text in texts)


def _told(document: Document) -> list[tuple[str, str]]:
    return [(p.code, p.as_written) for p in document.problems]


def test_paragraphs_headings_and_tables_stand_in_the_order_of_the_document() -> None:
    styles = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="T"/>'
    styles += '<style:style style:name="T" style:display-name="Title" style:family="paragraph"/>'
    found = _read(
        _h("Kết quả chung"),
        _p("Hạ tầng", "P1"),
        _p("Mở đầu."),
        _table(_cells("Chỉ tiêu", "2022"), _cells("BTS", "1.234")),
        _p("Hết."),
        styles=styles,
    )
    assert found.text == "Kết quả chung\nHạ tầng\nMở đầu.\nChỉ tiêu | 2022\nBTS | 1.234\nHết."
    assert headings(found) == ["Kết quả chung", "Hạ tầng"]
    assert rows(found) == ["Chỉ tiêu | 2022", "BTS | 1.234"]
    assert found.kind == "odt"


def test_spans_blanks_tabs_and_breaks_are_put_together() -> None:
    text = f'Toàn tỉ{_span("nh", "T1")} có\n  <text:a>12</text:a><text:s text:c="3"/>trạm'
    assert _read(_p(f"{text}<text:line-break/>BTS<text:tab/>5G")).text == (
        "Toàn tỉnh có 12 trạm\nBTS 5G"
    )


def test_covered_and_repeated_cells_keep_the_columns_in_line() -> None:
    wide = (
        f'<table:table-cell table:number-columns-spanned="2">{_p("Năm")}</table:table-cell>'
        "<table:covered-table-cell/>"
    )
    low = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    head = f"<table:table-header-rows><table:table-row>{_cells('Chỉ tiêu')}{wide}"
    head += f"{_cells('Ghi chú')}</table:table-row></table:table-header-rows>"
    table = _table(_cells("BTS", "1", "2", "x"), low + _cells("3", "y"))
    table = table.replace("<table:table>", f"<table:table>{head}")
    assert rows(_read(table)) == ["Chỉ tiêu | Năm |  | Ghi chú", "BTS | 1 | 2 | x", " |  | 3 | y"]


def test_several_paragraphs_and_a_table_in_a_cell_stay_in_their_cell() -> None:
    inner = f"<table:table-cell>{_p('một')}{_p('hai')}{_table(_cells('a', 'b'))}</table:table-cell>"
    assert rows(_read(_table(_cells("X") + inner))) == ["X | một; hai; a / b"]


def test_tracked_deletions_comments_and_notes_are_not_read() -> None:
    gone = f"<text:tracked-changes><text:deletion>{_p('Có 999 trạm.')}</text:deletion>"
    note = (
        "<text:note><text:note-citation>1</text:note-citation>"
        f"<text:note-body>{_p('Trong đó 87 trạm 5G.')}</text:note-body></text:note>"
    )
    comment = f"<office:annotation>{_p('Xem lại 777')}</office:annotation>"
    found = _read(f"{gone}</text:tracked-changes>", _p(f"Có 1.699{note} trạm{comment} BTS."))
    assert found.text == "Có 1.699 trạm BTS."
    assert _told(found) == [("footnotes-unread", "Trong đó 87 trạm 5G.")]


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ('text:display="none"', "hidden-text"),
        ('fo:font-size="1pt"', "hidden-text"),
        ('fo:color="#fdfdfd"', "hidden-text"),
        ('style:text-line-through-style="solid"', "struck-text"),
    ],
)
def test_hidden_struck_white_and_tiny_words_are_not_read_but_told(
    properties: str, code: str
) -> None:
    found = _read(_p(f"Có {_span('999', 'T1')}12 trạm"), styles=_style("T1", properties))
    assert found.text == "Có 12 trạm"
    assert _told(found) == [(code, "999")]


def test_a_hidden_section_paragraph_and_text_are_not_read_but_told() -> None:
    section = f'<text:section text:display="none">{_p("Có 111 trạm.")}</text:section>'
    hidden = '<text:hidden-paragraph text:is-hidden="true"/>'
    text = '<text:hidden-text text:is-hidden="true" text:string-value="333"/>'
    found = _read(_p("Đầu."), section, _p(f"{hidden}Có 222 trạm."), _p(f"Có {text}12 trạm."))
    assert found.text == "Đầu.\nCó 12 trạm."
    assert _told(found) == [("hidden-text", "Có 111 trạm.; Có 222 trạm."), ("hidden-text", "333")]


def test_white_letters_on_a_coloured_ground_are_read() -> None:
    styles = _style("T1", 'fo:color="#ffffff" fo:background-color="#1f3864"')
    assert _read(_p(f"Có {_span('87', 'T1')} trạm"), styles=styles).text == "Có 87 trạm"


@pytest.mark.parametrize(("after", "read_as"), [(" trạm", "1.699 trạm"), ("", "1.699")])
def test_a_raised_digit_is_no_part_of_a_number(after: str, read_as: str) -> None:
    styles = _style("T1", 'style:text-position="super 58%"')
    assert _read(_p(f"1.699{_span('1', 'T1')}{after}"), styles=styles).text == read_as


def _level(level: int, kind: str, **told: str) -> str:
    own = " ".join(
        f'{name.replace("_", ":", 1).replace("_", "-")}="{v}"' for name, v in told.items()
    )
    return f'<text:list-level-style-{kind} text:level="{level}" {own}/>'


def _list(*items: str, own: str = "") -> str:
    every = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f'<text:list text:style-name="L1" {own}>{every}</text:list>'


def test_what_lists_count_is_written_before_their_paragraphs() -> None:
    levels = _level(1, "number", style_num_format="I", style_num_suffix=".")
    levels += _level(
        2, "number", style_num_format="1", style_num_suffix=".", text_display_levels="2"
    )
    levels += _level(3, "bullet", text_bullet_char="-")
    styles = f'<text:list-style style:name="L1">{levels}</text:list-style>'
    found = _read(
        _list(_p("KẾT QUẢ") + _list(_p("Hạ tầng") + _p("Có 12 trạm."), _p("Bưu chính"))),
        _p("Lời dẫn."),
        _list(
            _list(_p("Viễn thông") + _list(_p("Trạm 4G"))),
            _p("NHIỆM VỤ"),
            own='text:continue-numbering="true"',
        ),
        _list(_p("Danh mục mới")),
        styles=styles,
    )
    assert found.text.split("\n") == [
        *("I. KẾT QUẢ", "I.1. Hạ tầng", "Có 12 trạm.", "I.2. Bưu chính", "Lời dẫn."),
        *("I.3. Viễn thông", "- Trạm 4G", "II. NHIỆM VỤ", "I. Danh mục mới"),
    ]


def test_a_formula_of_one_number_is_read_and_told() -> None:
    math = "<math xmlns='http://www.w3.org/1998/Math/MathML'>{}</math>".format
    fraction = math("<mfrac><mn>184</mn><mn>240</mn></mfrac><annotation>184 over 240</annotation>")
    frame = '<draw:frame><draw:object xlink:href="./{}"/></draw:frame>'.format
    found = _read(
        _p(f"Đạt {frame('A')} hồ sơ; có {frame('B')} trạm; {frame('C')}."),
        A__content=fraction,
        B__content=math("<msqrt><mn>1482</mn></msqrt>"),
    )
    assert found.text == "Đạt 184/240 hồ sơ; có […] trạm; ."
    assert codes(found) == ["formula-object", "formula-object", "embedded-object"]


def test_a_text_box_is_read_before_its_paragraph() -> None:
    box = f"<draw:frame><draw:text-box>{_p('Trong khung')}</draw:text-box></draw:frame>"
    assert _read(_p(f"Ngoài {box}khung")).text == "Trong khung\nNgoài khung"


def test_a_password_damage_and_entities_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    locked = odt_manifest("<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>")
    with pytest.raises(UnreadableError, match="mật khẩu"):
        read(odt(_p(_LINE), **{"META-INF__manifest": locked}), "a.odt")
    with pytest.raises(UnreadableError, match="hỏng"):
        read(odt(_p("&b;"), prolog='<!DOCTYPE x [<!ENTITY b "bb">]>'), "a.odt")
    with pytest.raises(UnreadableError, match="hỏng"):
        read(odt(_p(_LINE))[:-200], "a.odt")
    monkeypatch.setattr(packed_xml, "MOST_UNPACKED", 10_000)
    with pytest.raises(UnreadableError, match="nén quá nhiều"):
        read(odt(*[_p(_LINE)] * 500), "a.odt")


def test_tables_nested_beyond_reason_end_in_a_refusal() -> None:
    deep = _p("x")
    for _ in range(400):
        deep = _table(f"<table:table-cell>{deep}</table:table-cell>")
    with pytest.raises(UnreadableError):
        _read(deep)


def test_a_hundred_pages_are_read_well_within_five_seconds() -> None:
    page = _p(_LINE * 40) + _table(*[_cells("Chỉ tiêu", "1.234", "2")] * 12)
    start = time.monotonic()
    assert len(rows(_read(*[page] * 100))) == 1200
    assert time.monotonic() - start < 2.5
