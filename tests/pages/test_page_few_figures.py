"""A store of no figure or a single one is enough for every page to open and to help."""

import csv
from pathlib import Path

import pytest
from test_page_opens import PAGES, html, rows, using, visit

from kpi.cli import commands


def holding(folder: Path, **wanted: str) -> tuple[Path, dict[str, str]]:
    """A store of exactly one shipped figure, the first that has the wanted cells, and its row."""
    row = next(r for r in rows("reported") if wanted.items() <= r.items())
    source = next(s for s in rows("sources") if s["source_id"] == row["source"])
    files = []
    for name, only in (("sources", source), ("one", row)):
        files.append(folder / f"{name}.csv")
        with files[-1].open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, list(only))
            writer.writeheader()
            writer.writerow(only)
    store = folder / "one.duckdb"
    assert commands.main(["load", "--store", str(store), *map(str, files)]) == 0
    return store, row


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_any_figure_helps(page: str, lang: str, tmp_path: Path) -> None:
    with using(tmp_path / "empty.duckdb"):
        at = visit(page, f"lang={lang}")
    title = at.title[0].value
    if page not in ("profile", "methods"):
        assert "python -m kpi build" in at.code[0].value
    elif page == "profile":
        assert len(at.info) == 1
    else:
        assert " 0 " in title


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "wanted",
    [
        {"indicator": "bts_stations", "area": "vn63:72", "period": "2020"},
        {"status": "target"},
        {"status": "plan"},
        {"status": "estimate"},
    ],
    ids=["result", "target", "plan", "estimate"],
)
def test_one_figure_is_enough_for_every_page(
    page: str, wanted: dict[str, str], tmp_path: Path
) -> None:
    store, row = holding(tmp_path, **wanted)
    named = {
        "trend": f"areas={row['area']}",
        "profile": f"area={row['area']}",
        "methods": f"indicator={row['indicator']}",
    }
    with using(store):
        at = visit(page, named.get(page, ""))
    if page in ("ranking", "trend"):
        assert len(at.dataframe[0].value) == 1
    if page == "profile" and wanted.get("status", "actual") == "actual":
        assert html(at).count("<tr class") == 1
        assert "1.699 trạm" in html(at)


def test_a_province_without_figures_has_a_page_that_says_so(tmp_path: Path) -> None:
    store, _ = holding(tmp_path, indicator="bts_stations", area="vn63:72", period="2020")
    with using(store):
        at = visit("profile", "area=vn63:01")
    assert len(at.info) == 1
    assert not at.dataframe
