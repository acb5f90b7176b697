"""What the browser makes of a document's own words: the words, and nothing else."""

import shutil
from pathlib import Path

import pytest
import screen
from builders import obs, source, tell
from playwright.sync_api import Page, expect
from screen import Serving

from kpi.store import Store

pytestmark = pytest.mark.browser

# What Markdown, and what Streamlit makes of a text after Markdown, would change.
WORDS = (
    "*sao* _gạch_ `mã` $x^2$ [chữ](https://evil.example) https://evil.example/a www.evil.example "
    "a@evil.example :material/home: :streamlit: :red[đỏ] a -> b -- c >= 5 <b>đậm</b> &copy; # 1. a"
)


def test_the_panel_and_the_sources_under_a_chart_show_a_documents_words_as_they_are(
    page: Page, built: Path, tmp_path: Path, serve: Serving
) -> None:
    path = Path(shutil.copy(built, tmp_path / "kpi.duckdb"))
    document = source("xau", title=WORDS, publisher=WORDS, file=WORDS, note=WORDS, url="")
    with Store.open(path) as store:
        one = {"indicator": "hotline_1022", "area": "vn63:27", "period": "2023", "value": 2}
        tell(
            store,
            obs("o", source_id="xau", as_written=WORDS, note=WORDS, **one),
            sources=(document,),
        )
    with serve(path, tmp_path / "log") as address:
        screen.visit(page, f"{address}/ranking?indicator=hotline_1022&period=2023&figure=o")
        panel = screen.panel(page)
        expect(panel).to_contain_text("Vị trí trong tệp nạp")
        # As written, title, publisher, file, note of the source, note of the figure.
        assert " ".join(told(panel.inner_text()).split()).count(WORDS) == 6
        assert panel.locator("table a, [data-testid=stAlert] a, table img").count() == 0
        screen.close(page)
        under = page.get_by_test_id("stCaptionContainer").filter(has_text="Nguồn:").last
        assert told(under.inner_text()).count(WORDS) == 2
        assert under.locator("a, img").count() == 0


def told(text: str) -> str:
    """The text without the joiners that part what would be taken together; they have no width."""
    return text.replace("\u2060", "")
