"""The source panel: where a figure is printed, and texts of documents shown as they are."""

import hashlib
import io
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builders import SOMEBODY, candidate, jpeg, obs, reading, seen, source, tell
from PIL import Image
from report_page import STATIONS, TEAMS, altered, paste, press
from streamlit.testing.v1 import AppTest
from test_page_opens import as_shown, panel, using, visit

from kpi import settings
from kpi.catalogue import load_catalogue
from kpi.ingest import door
from kpi.ingest.door import read
from kpi.model import Locator, Person, Proposal, Report, Source
from kpi.model.scans import ScannedPage, Seen
from kpi.publish import preview, publish, undo
from kpi.publish.history import BUILDER
from kpi.store import Sight, Store

CATALOGUE = load_catalogue(settings.CONFIG)
PROGRAM = Person(BUILDER, "admin", BUILDER)
# Our own report: two paragraphs, the number in the second sentence of the second.
REPORT = (
    "Báo cáo kết quả chuyển đổi số năm 2022 của tỉnh Bắc Ninh\n\n"
    "Năm 2022, tỉnh đã kiện toàn ban chỉ đạo. Toàn tỉnh có 1.234 trạm thu phát sóng di động. "
    "Các nhà mạng tiếp tục mở rộng vùng phủ.\n"
).encode()
TEXT = read(REPORT, "bao-cao.txt", CATALOGUE).reading.text
START = TEXT.index("1.234")
NASTY = "*a* $x^2$ [x](https://evil.example) :material/home: <b>b</b> www.evil.example"


@pytest.fixture(autouse=True)
def _store(tmp_path: Path) -> Iterator[None]:
    path = tmp_path / "kpi.duckdb"
    Store.open(path).close()
    with using(path):
        yield


def own() -> Store:
    """The store that the pages of this test see."""
    from kpi.ui.data import open_store

    return open_store()


def put(*, by: Person = PROGRAM, **overrides: object) -> str:
    """One figure of the report, as a table places it there; gives its id."""
    document = Source(
        source_id="bc",
        title="Báo cáo năm 2022",
        file="bao-cao.txt",
        sha256=hashlib.sha256(REPORT).hexdigest(),
    )
    where = Locator("cell", "", "E2", START, START + 5, words="trạm thu phát sóng", paragraph=2)
    one = candidate(
        **{
            "indicator": "bts_stations",
            "value": 1234.0,
            "as_written": "1.234",
            "source_id": "bc",
            "locator": where,
            **overrides,
        }
    )
    store = own()
    told = preview(store, CATALOGUE, reading(one, sources=(document,)))
    publish(store, told, by=by, reason="thử")
    return str(store.live_keys()["obs_id"].iloc[-1])


def bring_in(content: bytes = REPORT) -> int:
    """The report itself, brought in by staff as a document of another name."""
    found = read(content, "tep-cua-toi.txt", CATALOGUE).reading
    number = publish(
        own(),
        preview(own(), CATALOGUE, found),
        by=SOMEBODY,
        reason="thử",
        content=content,
        confirmed=frozenset(p.question for p in found.problems),
    )
    assert number is not None
    return number


def opened(figure: str, lang: str = "vi") -> AppTest:
    asked = f"indicator=bts_stations&period=2022&lang={lang}&figure={figure}"
    return visit("ranking", asked)


def sentence_of(at: AppTest) -> str:
    (dialog,) = at.get("dialog")
    return "".join(h.proto.body for h in dialog.get("html") if "kpi-sentence" in h.proto.body)


def test_a_shipped_figure_is_printed_with_its_noun_and_its_place_in_the_document() -> None:
    told = panel(opened(put()))
    assert "“1.234” trạm thu phát sóng" in told
    assert f"đoạn 2, ký tự {START}–{START + 5} của bao-cao.txt" in told
    assert "kèm theo chương trình · " in told
    assert "E2" not in told
    assert "kpi build" not in told


def test_it_says_the_same_in_english() -> None:
    told = panel(opened(put(), "en"))
    assert f"paragraph 2, characters {START}–{START + 5} of bao-cao.txt" in told
    assert "shipped with the program · " in told


def test_the_agency_in_charge_and_the_one_before_it_are_named() -> None:
    told = panel(opened(put()))
    assert (
        "Cơ quan phụ trách\nSở Khoa học và Công nghệ (trước 01/03/2025: "
        "Sở Thông tin và Truyền thông)" in told
    )
    assert "Department of Science and Technology (before 1 Mar 2025: " in panel(opened(put(), "en"))


def test_a_shipped_figure_of_a_page_says_that_its_place_is_not_stated() -> None:
    at = opened(put(locator=Locator("cell", "", "E2", words="trạm")))
    told = panel(at)
    assert "Vị trí trong tài liệu\nkhông ghi" in told
    assert "E2" not in told
    assert sentence_of(at) == ""


def test_a_figure_that_staff_loaded_tells_its_cell_and_who_brought_it() -> None:
    told = panel(opened(put(by=SOMEBODY, locator=Locator("cell", "", "E2"))))
    assert "ô E2" in told
    assert "Vị trí trong tài liệu" not in told
    assert "kèm theo chương trình" not in told


def test_a_number_whose_printed_form_is_not_known_says_so() -> None:
    tell(own(), obs("o", indicator="bts_stations", as_written="", source_id="bc"), by=BUILDER)
    assert "In ra\nkhông ghi dạng in" in panel(opened("o"))


def test_the_sentence_is_shown_once_the_very_file_was_brought_in() -> None:
    figure = put()
    assert sentence_of(opened(figure)) == ""
    bring_in()
    told = sentence_of(opened(figure))
    assert "Toàn tỉnh có <mark>1.234</mark> trạm thu phát sóng di động." in told
    # The sentence itself, and what stands around it a little paler.
    assert "<span>Năm 2022, tỉnh đã kiện toàn ban chỉ đạo. </span>" in told


def test_another_file_says_nothing_of_the_sentence() -> None:
    figure = put()
    bring_in(REPORT + "Thêm một dòng.\n".encode())
    assert sentence_of(opened(figure)) == ""


def test_a_file_that_was_taken_back_says_nothing_of_the_sentence() -> None:
    figure = put()
    number = bring_in()
    undo(own(), number, by=SOMEBODY, reason="nhầm")
    assert sentence_of(opened(figure)) == ""


def test_a_place_that_does_not_hold_the_number_shows_no_sentence() -> None:
    moved = Locator("cell", "", "E2", START + 1, START + 6, paragraph=2)
    figure = put(locator=moved)
    bring_in()
    at = opened(figure)
    assert sentence_of(at) == ""
    assert f"ký tự {START + 1}–{START + 6}" in panel(at)


# Scans


def put_seen(place: Seen, *, picture: bytes = b"", **overrides: object) -> str:
    """A figure that the third page of a scan shows; gives its id."""
    told = candidate(
        indicator="bts_stations",
        source_id="bc",
        locator=Locator("text", start=3, end=8, sentence="Có 1.699 trạm.", seen=place),
        **overrides,
    )
    document = source("bc", title="Báo cáo năm 2022", file="bao-cao.pdf", kind="report")
    changes = preview(own(), CATALOGUE, reading(told, sources=(document,)))
    publish(own(), changes, by=SOMEBODY, reason="thử", crops=lambda _: picture)
    return str(own().live_keys()["obs_id"].iloc[-1])


def drawn(at: AppTest) -> list[str]:
    """What the panel draws as HTML, in order."""
    (dialog,) = at.get("dialog")
    return [h.proto.body.rpartition("</style>")[2].strip() for h in dialog.get("html")]


def test_the_panel_shows_the_crop_with_the_sentence() -> None:
    picture = jpeg()
    at = opened(put_seen(seen(), picture=picture))
    crop, told = drawn(at)
    assert f'src="data:image/jpeg;base64,{b64encode(picture).decode()}"' in crop
    assert 'alt="Ảnh trang 3, đóng khung số “1.699” như máy đọc"' in crop
    assert "<figcaption>Hai lần đọc: 1.699 và 1.699</figcaption>" in crop
    assert "Có <mark>1.699</mark> trạm." in told


def test_the_place_of_a_scan_is_its_page() -> None:
    told = panel(opened(put_seen(seen())))
    assert "Vị trí trong tài liệu\ntrang 3 của bao-cao.pdf (ảnh quét)" in told
    assert "ký tự" not in told


def test_it_tells_of_the_scan_in_english_too() -> None:
    at = opened(put_seen(seen(), picture=jpeg()), "en")
    assert "Place in the document\npage 3 of bao-cao.pdf (scan)" in panel(at)
    crop, _ = drawn(at)
    assert 'alt="Picture of page 3; framed is the number read as “1.699”"' in crop
    assert "Both looks read 1.699<" in crop


def test_without_a_picture_the_looks_are_told_all_the_same() -> None:
    crop, _ = drawn(opened(put_seen(seen())))
    assert "<img" not in crop
    assert "Hai lần đọc: 1.699 và 1.699" in crop


@pytest.mark.parametrize(
    ("first", "second", "written", "vi", "en"),
    [
        (
            *("1.911", "1.311", "1.311"),
            "Máy đọc 1.911 và 1.311; người nhập ghi 1.311",
            "The machine read 1.911 and 1.311; the clerk wrote 1.311",
        ),
        (
            *("1.911", "1.911", "1.311"),
            "Máy đọc 1.911 và 1.911; người nhập ghi 1.311",
            "The machine read 1.911 and 1.911; the clerk wrote 1.311",
        ),
        (
            *("1.311", "", "1.311"),
            "Máy đọc 1.311, lần thứ hai không đọc được; người nhập ghi 1.311",
            "The machine read 1.311 and nothing at its second look; the clerk wrote 1.311",
        ),
        (
            *("", "", "1.311"),
            "Máy không đọc được số này; người nhập ghi 1.311",
            "The machine could not read this number; the clerk wrote 1.311",
        ),
        ("1.911", "1.311", "", "Máy đọc 1.911 và 1.311", "The machine read 1.911 and 1.311"),
    ],
)
def test_the_panel_tells_two_looks_that_differ(
    first: str, second: str, written: str, vi: str, en: str
) -> None:
    figure = put_seen(seen(first=first, second=second), as_written=written)
    for lang, words in (("vi", vi), ("en", en)):
        assert f"<figcaption>{words}</figcaption>" in drawn(opened(figure, lang))[0]


@pytest.mark.parametrize(
    ("first", "second", "written"),
    [("82,5", "82,5", "82,5%"), ("82,5%", "82,5", "82,5 %"), ("1.049/1.816",) * 3],
)
def test_signs_beside_a_number_make_no_difference(first: str, second: str, written: str) -> None:
    crop, _ = drawn(opened(put_seen(seen(first=first, second=second), as_written=written)))
    assert f"Hai lần đọc: {first} và {second}" in crop


def test_what_was_read_of_a_scan_is_never_markup() -> None:
    nasty = '"><script>alert(1)</script>'
    place = seen(first=f"1{nasty}", second=f"2{nasty}")
    crop, _ = drawn(opened(put_seen(place, picture=jpeg(), as_written=f"3{nasty}")))
    assert "<script" not in crop
    assert crop.count("&lt;script&gt;") == 4


def test_a_figure_of_no_scan_has_no_crop() -> None:
    assert drawn(opened(put())) == []


@pytest.mark.usefixtures("clerk")
def test_a_figure_taken_from_a_scan_opens_with_its_crop(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ScannedPage(3, 595.0, 842.0, 200, picture=jpeg(1190, 1684))
    as_read = door.read

    def read_scan(*given: object, **named: object) -> door.Read:
        found = as_read(*given, **named)
        return replace(found, scanned=(page,))

    def as_seen(report: Report) -> Report:
        pages = zip(report.proposals, (3, 9), strict=True)
        return replace(report, proposals=tuple(on_page(*told) for told in pages))

    def on_page(proposal: Proposal, number: int) -> Proposal:
        place = replace(proposal.figure.locator, seen=seen(page=number))
        return replace(proposal, figure=replace(proposal.figure, locator=place))

    monkeypatch.setattr(door, "read", read_scan)
    altered(monkeypatch, as_seen)
    press(paste(STATIONS, TEAMS), "publish-")
    rows = {row["indicator"]: row for row in own().observations_of(1).to_dict("records")}
    kept = own().sight(1, rows["bts_stations"]["obs_id"])
    assert kept.seen == seen()
    assert drawn(opened(rows["bts_stations"]["obs_id"]))[0].startswith('<figure class="kpi-crop">')
    with Image.open(io.BytesIO(kept.picture)) as crop:
        assert crop.width > 2 * crop.height > 0
    # The picture of the other page is not at hand any more.
    other = own().sight(1, rows["community_digital_teams"]["obs_id"])
    assert other == Sight(seen(page=9))


# Texts of documents


def nasty(**overrides: object) -> AppTest:
    document = source(
        "xau", title=NASTY, publisher=NASTY, file=NASTY, note=NASTY, **{"url": "", **overrides}
    )
    beside = source("khac", title=NASTY, publisher=NASTY)
    figure = {"indicator": "bts_stations", "period": "2022", "area": "vn63:27"}
    tell(
        own(),
        obs("o", source_id="xau", as_written=NASTY, note=NASTY, **figure),
        obs("p", source_id="khac", value=3, qualifier="about", **figure),
        sources=(document, beside),
    )
    return opened("o")


def markdown(at: AppTest) -> list[str]:
    """Every text that the browser reads as Markdown, as it is sent."""
    found: list[str] = []
    for root in (at.main, *at.get("dialog")):
        for node in root:
            if node.type == "table":
                found += [str(cell) for cell in node.value.to_numpy().flat]
            elif node.type in ("markdown", "caption", "info", "warning", "error", "title"):
                found.append(str(node.value))
    return found


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_texts_of_documents_are_never_markdown(lang: str) -> None:
    nasty()
    at = opened("o", lang)
    whole = "\n".join(markdown(at))
    # As written, title, publisher, file, note, source note; of the other figure two; as cited.
    assert as_shown(whole).count(NASTY) >= 9
    for raw in ("*a*", "$x^2$", "[x](https", ":material/home", "<b>", "www.evil"):
        assert raw not in whole, raw


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//evil.example"])
def test_an_address_that_is_not_of_the_web_is_no_link(address: str) -> None:
    at = nasty(url=address)
    (dialog,) = at.get("dialog")
    assert not dialog.get("link_button")
    assert not [
        text for text in markdown(at) if "](" in text.replace("\\](", "").replace("\\(", "")
    ]


def test_an_address_of_the_web_is_a_link_in_the_panel_and_under_the_chart() -> None:
    at = nasty(url="https://bao.vn/tin_(1).html")
    (button,) = at.get("dialog")[0].get("link_button")
    assert button.proto.url == "https://bao.vn/tin_%281%29.html"
    assert any("](https://bao.vn/tin_%281%29.html)" in caption.value for caption in at.caption)


def test_what_an_address_asks_for_is_repeated_as_it_is() -> None:
    put()
    at = visit("ranking", "indicator=%5Bx%5D(https%3A%2F%2Fevil.example)&figure=%2Aa%2A")
    assert [i for i in at.info if "[x](https" in i.value] == []
    assert "[x](https://evil.example)" in as_shown(" ".join(i.value for i in at.info))
    assert [w for d in at.get("dialog") for w in d.warning if "*a*" in w.value] == []
