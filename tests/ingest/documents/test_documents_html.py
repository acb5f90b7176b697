"""Web pages: the article and nothing of the page around it."""

import pytest
from builders_documents import headings, read, rows, says

from kpi.errors import UnreadableError

_HEAD = (
    '<!DOCTYPE html><html><head><meta charset="utf-8">'
    "<title>Sơ kết 6 tháng đầu năm | Cổng TTĐT tỉnh Lai Châu</title>{meta}</head><body>"
    "<header><div>Thứ 2, 05/05/2025, 08:12[GMT+7]</div></header>"
    "<nav><ul>" + '<li><a href="/a">Chuyên mục</a></li>' * 20 + "</ul></nav>"
)
_TITLE = (
    "<h1>Lai Châu sơ kết công tác thông tin và truyền thông</h1>"
    "<div><span>14/07/2023 09:30</span> <span>Lượt xem: 265</span></div>"
)
_PARAGRAPHS = (
    "Sáng 13/7, Sở Thông tin và Truyền thông tỉnh Lai Châu tổ chức hội nghị sơ kết công tác 6 "
    "tháng đầu năm 2023, với sự tham gia của các phòng, ban, đơn vị trong ngành.",
    "Toàn tỉnh có 1.234 trạm BTS, trong đó 87 trạm 5G, tỷ lệ hộ gia đình có Internet cáp quang "
    "đạt 78,5%, cao hơn so với cùng kỳ năm trước; hạ tầng số được quan tâm đầu tư.",
    "Đến nay, 100% xã, phường, thị trấn đã thành lập tổ công nghệ số cộng đồng, với 5.678 thành "
    "viên, hướng dẫn người dân sử dụng dịch vụ công trực tuyến.",
)
_TABLE = (
    "<table><tr><th rowspan=2>Chỉ tiêu</th><th colspan=2>Năm</th></tr><tr><th>2022</th><th>2023"
    "</th></tr><tr><td>Trạm BTS</td><td>1.200</td><td>1.234<sup>1</sup></td></tr></table>"
)
_AROUND = (
    '<div class="related"><h3>Tin liên quan</h3><ul>'
    + '<li><a href="/b">Hà Giang: 98% hồ sơ trực tuyến, thêm 500 trạm</a></li>' * 12
    + '</ul></div><div id="comments"><p>Anh Ba: tôi nghĩ là 99% chứ không phải thế, các bác ạ, '
    "cần xem lại số liệu này cho đúng.</p></div>"
    "<footer><p>Cơ quan chủ quản: UBND tỉnh. Giấy phép số 12. Lượt truy cập: 12.345.678</p>"
    "</footer></body></html>"
)


def _page(body: str, meta: str = "") -> str:
    return _HEAD.format(meta=meta) + body + _AROUND


def _ps() -> str:
    return "".join(f"<p>{p}</p>" for p in _PARAGRAPHS)


@pytest.mark.parametrize(
    "body",
    [
        f"<main><article>{_TITLE}<div class='content'>{_ps()}</div></article></main>",
        f"<div>{_TITLE}<div class='noidung'>{'<br><br>'.join(_PARAGRAPHS)}</div></div>",
        f"<div>{_TITLE}{''.join(f'<div><span>{p}</span></div>' for p in _PARAGRAPHS)}</div>",
        f"<table><tr><td>{_TITLE}</td></tr><tr><td>{_ps()}</td></tr></table>",
    ],
    ids=["article", "breaks", "divs", "layout-table"],
)
def test_the_article_is_kept_whole_and_nothing_around_it(body: str) -> None:
    found = read(_page(body), "bai.html")
    lines = found.text.split("\n")
    assert lines[0] == "Lai Châu sơ kết công tác thông tin và truyền thông"
    assert [line for line in lines if len(line) > 60] == list(_PARAGRAPHS)
    for noise in ("Chuyên mục", "Hà Giang", "Anh Ba", "12.345.678", "05/05/2025"):
        assert noise not in found.text
    assert found.kind == "html"
    assert says(found, found.published_on) == "2023-07-14"
    assert says(found, found.period) == "2023-H1"


def test_a_table_of_figures_is_rows_with_its_columns_in_line() -> None:
    found = read(_page(f"<main><article>{_TITLE}{_ps()}{_TABLE}</article></main>"))
    assert rows(found) == ["Chỉ tiêu | Năm", " | 2022 | 2023", "Trạm BTS | 1.200 | 1.234"]


def test_lists_between_paragraphs_are_kept() -> None:
    items = "<ul><li>Mạng 5G: 87 trạm</li><li>Cáp quang: 78,5%</li></ul>"
    found = read(_page(f"<article>{_TITLE}<p>{_PARAGRAPHS[0]}</p>{items}{_ps()}</article>"))
    assert "Mạng 5G: 87 trạm\nCáp quang: 78,5%\n" in found.text


def test_hidden_parts_scripts_and_styles_are_not_read() -> None:
    hidden = (
        "<p style='display:none'>Số ẩn 111</p><p hidden>Số ẩn 222</p>"
        "<script>var x = 'Số ẩn 333'</script><style>p {}</style>"
    )
    found = read(_page(f"<article>{_TITLE}<p>{_PARAGRAPHS[0]}</p>{hidden}{_ps()}</article>"))
    assert "Số ẩn" not in found.text


def test_struck_words_and_those_hidden_within_a_line_are_told_and_not_read() -> None:
    line = (
        "<p>Toàn tỉnh có <del>1.699</del> <span style='text-decoration: line-through'>1.7</span>"
        "1.750 tổ<span style='display:none'> 999</span>.</p><p><s>Bỏ 12 trạm.</s></p>"
    )
    cells = "<table><tr><td>BTS<td><s>11</s> 12<tr><td>5G<td>3</table>"
    found = read(_page(f"<article>{_TITLE}{_ps()}{line}{cells}{_ps()}</article>"))
    assert "Toàn tỉnh có 1.750 tổ." in found.text
    assert rows(found) == ["BTS | 12", "5G | 3"]
    assert [(p.code, p.as_written) for p in found.problems] == [
        ("struck-text", "1.699; 1.7; Bỏ 12 trạm."),
        ("hidden-text", "999"),
        ("struck-text", "11"),
    ]


def test_metadata_tells_the_site_and_the_day() -> None:
    meta = (
        '<meta property="og:site_name" content="Cổng thông tin điện tử tỉnh Lai Châu">'
        '<meta property="article:published_time" content="2023-07-15T08:00:00+07:00">'
    )
    found = read(_page(f"<article>{_TITLE}{_ps()}</article>", meta))
    assert says(found, found.published_on) == "2023-07-15"
    assert found.published_on.as_written == "2023-07-15T08:00:00+07:00"
    assert found.published_on.start is None
    assert found.publisher.value == "Cổng thông tin điện tử tỉnh Lai Châu"


def test_a_site_that_moved_house_does_not_date_its_old_articles() -> None:
    meta = '<meta property="article:published_time" content="2029-01-01">'
    found = read(_page(f"<article>{_TITLE}{_ps()}</article>", meta))
    assert says(found, found.published_on) == "2023-07-14"


def test_the_title_of_the_page_serves_when_the_text_has_none() -> None:
    found = read(f"<html><head><title>Tin chuyển đổi số</title></head><p>{_PARAGRAPHS[1]}</p>")
    assert found.title.value == "Tin chuyển đổi số"
    assert found.title.start is None


def test_headings_of_the_article_are_headings() -> None:
    found = read(_page(f"<article>{_TITLE}{_ps()}<h3>Về hạ tầng số</h3>{_ps()}</article>"))
    assert "Về hạ tầng số" in headings(found)


@pytest.mark.parametrize(
    "page",
    ["<html></html>", "<html><body><script>1</script></body></html>", "<!doctype html><p> </p>"],
)
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(UnreadableError, match="trang web"):
        read(page, "trong.html")


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 30_000 + "1 trạm",
        "<html><body>" + "<p>một trạm, hai trạm" * 40_000,
        "<html><body><table>" + "<tr><td colspan=99999 rowspan=99999>1<td>2" * 5000,
        "<html><body>" + '<a style="a b" onx="y" ' * 20_000 + ">một trạm",
        "<html><body><p>" + "<b><i>" * 20_000 + "một trạm",
    ],
    ids=["deep", "many", "spans", "attributes", "inline"],
)
def test_a_page_made_to_be_slow_is_read_in_time(page: str) -> None:
    try:
        found = read(page, "cham.html")
    except UnreadableError:
        return
    assert found.text
