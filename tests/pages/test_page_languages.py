"""No word of the interface is left in the other language; names of documents may be."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from test_page_opens import as_shown, copied, using, visit

VISITS = (
    ("overview", ""),
    ("overview", "mine=vn34:24"),
    ("ranking", "indicator=dti_score&period=2024&mine=vn34:24"),
    ("ranking", "indicator=dti_score&status=target"),
    ("ranking", "indicator=bts_stations&period=2025&scheme=vn34&per=1"),
    ("ranking", "indicator=bts_stations&period=2020&region=DBSH"),
    ("ranking", "indicator=nothing&period=nothing"),
    ("targets", "indicator=household_fibre_coverage&mine=vn63:84&view=target"),
    ("targets", "mine=vn63:80"),
    ("targets", "indicator=nothing&target=nothing&area=nothing"),
    ("peers", "area=vn34:24"),
    ("peers", "area=vn34:24&group=size&view=movers"),
    ("peers", "area=vn34:24&view=slope"),
    ("peers", "area=vn63:27&group=merged&view=panels"),
    ("peers", "area=vn34:24&view=scatter"),
    ("trend", "indicator=dti_score&areas=vn34:24,vn63:72"),
    ("trend", "areas=nothing"),
    ("profile", "area=vn34:24"),
    ("profile", "area=vn63:72"),
    ("annex", "area=vn34:24"),
    ("scoreboard", "mine=vn34:24"),
    ("explore", ""),
    ("explore", "shape=areas_years&indicators=dti_score&scheme=vn63"),
    ("coverage", ""),
    ("coverage", "view=indicator&indicator=bts_stations&scheme=vn34"),
    ("coverage", "view=area&area=vn34:24"),
    ("methods", ""),
    ("methods", "indicator=bts_stations"),
    ("methods", "indicator=public_services_level34_rate"),
    ("methods", "figure={bts}"),
)
ACCENTED = re.compile(r"[^\W\d_a-zA-Z]")
# The same in both languages: abbreviations, ids, commands.
SHARED = re.compile(r"\b(BTS|DTI|ICT|CSV|OpenStreetMap contributors|ODbL|nothing)\b|\w*_\w*")


@pytest.fixture(scope="module", autouse=True)
def full(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with using(copied(built, tmp_path_factory)):
        yield


@cache
def names() -> re.Pattern[str]:
    """Everything that is written the same in both languages: places, documents, acts."""
    from kpi.ui.data import catalogue, open_store

    sources = open_store().sources()
    found = {a.name(lang) for a in catalogue().areas.values() for lang in ("vi", "en")}
    found |= {text for column in ("title", "publisher", "url") for text in sources[column]}
    found |= {t.act for t in catalogue().targets}
    found |= {basis.act for i in catalogue().indicators.values() for basis in i.legal}
    ordered = sorted(found - {""}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered)) + r"|\S*/[A-ZĐ]\S*")


@cache
def spoken(page: str, asked: str, lang: str) -> frozenset[str]:
    """The texts of a page as an address opens it."""
    from kpi.ui.data import open_store

    figures = open_store().series("bts_stations", ["vn63:72"]).set_index("period")["obs_id"]
    asked = asked.format(bts=figures["2020"])
    return frozenset(texts(visit(page, f"lang={lang}&{asked}".rstrip("&"))))


def texts(at: AppTest) -> set[str]:
    """Every text of the interface: what is read, the names of columns, choices and marks."""
    found: list[Any] = []
    # What a clerk noted about a figure is no word of the interface: an info box in the panel.
    told = [n for dialog in at.get("dialog") for n in dialog if n.type != "info"]
    for node in [*at.main, *told]:
        found += [getattr(node, "label", ""), *(getattr(node, "options", None) or [])]
        if node.type in ("dataframe", "table"):
            found += [*node.value.columns, *(node.value.iloc[:, 0] if node.type == "table" else [])]
        elif node.type == "plotly_chart":
            layout = json.loads(node.proto.spec)["layout"]
            found += [a.get("text", "") for a in layout.get("annotations", [])]
        elif node.type in ("title", "header", "caption", "markdown", "info", "warning", "metric"):
            found += [node.value, getattr(node, "delta", "")]
    # The name of a document is a link to it.
    linked = re.compile(r"(?<!\\)\]\([^)]*\)|<[^>]*>")
    plain = [as_shown(linked.sub(" ", text)) for text in found if isinstance(text, str)]
    return {SHARED.sub(" ", names().sub(" ", text)).strip() for text in plain}


@pytest.mark.parametrize(("page", "asked"), VISITS)
def test_in_english_no_vietnamese_letter_is_left(page: str, asked: str) -> None:
    assert {text for text in spoken(page, asked, "en") if ACCENTED.search(text)} == set()


@pytest.mark.parametrize(("page", "asked"), VISITS)
def test_no_text_reads_the_same_in_both_languages(page: str, asked: str) -> None:
    both = spoken(page, asked, "vi") & spoken(page, asked, "en")
    assert {text for text in both if re.search(r"[A-Za-z]{3}", text)} == set()


def test_choosing_english_changes_the_page_and_the_address() -> None:
    at = visit("ranking", "indicator=bts_stations&period=2020")
    before = at.title[0].value
    at.get("button_group")[0].set_value("en").run()
    assert at.query_params["lang"] in ("en", ["en"])
    assert at.title[0].value != before
    assert "Tay Ninh" in at.title[0].value and "1,699" in at.title[0].value
