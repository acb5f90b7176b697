"""The source panel: where a figure is printed, and texts of documents shown as they are."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import SOMEBODY, candidate, obs, reading, source, tell
from streamlit.testing.v1 import AppTest
from test_page_opens import as_shown, panel, using, visit

from kpi import settings
from kpi.catalogue import load_catalogue
from kpi.ingest.door import read
from kpi.model import Locator, Person, Source
from kpi.publish import preview, publish, undo
from kpi.publish.history import BUILDER
from kpi.store import Store

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


def seen(figure: str, lang: str = "vi") -> AppTest:
    asked = f"indicator=bts_stations&period=2022&lang={lang}&figure={figure}"
    return visit("ranking", asked)


def sentence_of(at: AppTest) -> str:
    (dialog,) = at.get("dialog")
    return "".join(h.proto.body for h in dialog.get("html") if "kpi-sentence" in h.proto.body)


def test_a_shipped_figure_is_printed_with_its_noun_and_its_place_in_the_document() -> None:
    told = panel(seen(put()))
    assert "“1.234” trạm thu phát sóng" in told
    assert f"đoạn 2, ký tự {START}–{START + 5} của bao-cao.txt" in told
    assert "kèm theo chương trình · " in told
    assert "E2" not in told
    assert "kpi build" not in told


def test_it_says_the_same_in_english() -> None:
    told = panel(seen(put(), "en"))
    assert f"paragraph 2, characters {START}–{START + 5} of bao-cao.txt" in told
    assert "shipped with the program · " in told


def test_a_shipped_figure_of_a_page_says_that_its_place_is_not_stated() -> None:
    at = seen(put(locator=Locator("cell", "", "E2", words="trạm")))
    told = panel(at)
    assert "Vị trí trong tài liệu\nkhông ghi" in told
    assert "E2" not in told
    assert sentence_of(at) == ""


def test_a_figure_that_staff_loaded_tells_its_cell_and_who_brought_it() -> None:
    told = panel(seen(put(by=SOMEBODY, locator=Locator("cell", "", "E2"))))
    assert "ô E2" in told
    assert "Vị trí trong tài liệu" not in told
    assert "kèm theo chương trình" not in told


def test_a_number_whose_printed_form_is_not_known_says_so() -> None:
    tell(own(), obs("o", indicator="bts_stations", as_written="", source_id="bc"), by=BUILDER)
    assert "In ra\nkhông ghi dạng in" in panel(seen("o"))


def test_the_sentence_is_shown_once_the_very_file_was_brought_in() -> None:
    figure = put()
    assert sentence_of(seen(figure)) == ""
    bring_in()
    told = sentence_of(seen(figure))
    assert "Toàn tỉnh có <mark>1.234</mark> trạm thu phát sóng di động." in told
    # The sentence itself, and what stands around it a little paler.
    assert "<span>Năm 2022, tỉnh đã kiện toàn ban chỉ đạo. </span>" in told


def test_another_file_says_nothing_of_the_sentence() -> None:
    figure = put()
    bring_in(REPORT + "Thêm một dòng.\n".encode())
    assert sentence_of(seen(figure)) == ""


def test_a_file_that_was_taken_back_says_nothing_of_the_sentence() -> None:
    figure = put()
    number = bring_in()
    undo(own(), number, by=SOMEBODY, reason="nhầm")
    assert sentence_of(seen(figure)) == ""


def test_a_place_that_does_not_hold_the_number_shows_no_sentence() -> None:
    moved = Locator("cell", "", "E2", START + 1, START + 6, paragraph=2)
    figure = put(locator=moved)
    bring_in()
    at = seen(figure)
    assert sentence_of(at) == ""
    assert f"ký tự {START + 1}–{START + 6}" in panel(at)


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
    return seen("o")


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
    at = seen("o", lang)
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
