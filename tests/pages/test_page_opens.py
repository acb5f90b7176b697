"""Every page opens with the shipped figures, from a bare, a full and a wrong address."""

import csv
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd
import pytest
import streamlit as st
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest

from kpi.ui.menu import MENU

ROOT = Path(__file__).parents[2]
FIGURES = ROOT / "data" / "figures"
PAGES = tuple(entry.name for entry in MENU if not entry.staff)


@contextmanager
def using(store: Path) -> Iterator[None]:
    """Pages opened inside see this store and no other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPI_STORE", str(store))
        st.cache_resource.clear()
        yield
        st.cache_resource.clear()


def copied(store: Path, factory: pytest.TempPathFactory) -> Path:
    """A store of one's own: only one process may open a file, and others use the original."""
    return Path(shutil.copy(store, factory.mktemp("copied")))


def rows(name: str) -> list[dict[str, str]]:
    with (FIGURES / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def visit(page: str, address: str = "") -> AppTest:
    """A page as an address opens it; a fault of the program on the way is the test's."""
    at = AppTest.from_file(str(ROOT / "kpi" / "ui" / "frame.py"), default_timeout=30)
    at.switch_page(f"../../pages/{page}.py")
    for name, value in parse_qsl(address, strict_parsing=bool(address)):
        at.query_params[name] = value
    return unbroken(at.run())


def unbroken(at: AppTest) -> AppTest:
    """The page itself, once it is sure that nothing on it failed."""
    assert not at.exception
    assert [e.value for e in at.error] == []
    assert at.title and at.title[0].value
    return at


def as_read(table: Any) -> pd.DataFrame:
    """A table as it reads on the screen; its value is what it is sorted by."""
    shown = table.proto.arrow_data.styler.display_values
    return convert_arrow_bytes_to_pandas_df(shown) if shown else table.value


def address(at: AppTest) -> dict[str, str]:
    """The address as the page leaves it."""
    return {k: v if isinstance(v, str) else ",".join(v) for k, v in at.query_params.items()}


def as_shown(markdown: str) -> str:
    """What a reader sees of a text that was made literal."""
    return markdown.replace("\\", "").replace("\u2060", "")


def panel(at: AppTest) -> str:
    """Everything the source panel says, as shown; "" while it is closed."""
    texts = []
    for dialog in at.get("dialog"):
        texts += [e.value for kind in ("markdown", "warning", "info") for e in dialog.get(kind)]
        texts += [str(cell) for e in dialog.get("table") for cell in e.value.to_numpy().flat]
    return as_shown("\n".join(texts))


def html(at: AppTest) -> str:
    """Everything a page draws as HTML of its own on the screen, without scripts and styles."""
    bodies = [e.proto.body for e in at.get("html")]
    return "\n".join(b for b in bodies if "<script>" not in b and 'class="kpi-paper"' not in b)


@pytest.fixture(scope="module")
def full(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with using(copied(built, tmp_path_factory)):
        yield


@pytest.fixture
def obs_id(full: None) -> str:
    from kpi.ui.data import live_store

    figures = live_store().series("bts_stations", ["vn63:72"])
    return str(figures.loc[figures["period"] == "2020", "obs_id"].item())


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("full")
def test_every_page_opens_with_the_shipped_figures(page: str) -> None:
    at = visit(page)
    assert not at.info and not at.warning
    assert address(at) == {}


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("overview", "lang=en&mine=vn34:24"),
        (
            "ranking",
            "indicator=bts_stations&period=2025&scheme=vn34&region=DBSH&per=1&lang=en&mine=vn34:24",
        ),
        ("ranking", "indicator=dti_score&status=target&period=2025&scheme=vn63&lang=en"),
        (
            "targets",
            "view=target&indicator=work_files_online_district&target=749-qd-ttg-2030&scheme=vn34"
            "&lang=en&mine=vn34:24",
        ),
        ("targets", "area=vn63:80&lang=en&mine=vn34:24"),
        ("trend", "indicator=dti_score&areas=vn34:24,vn63:72&lang=en&mine=vn63:72"),
        ("profile", "area=vn63:72&lang=en&mine=vn34:24"),
        ("methods", "indicator=bts_stations&lang=en&mine=vn34:24"),
    ],
)
def test_a_full_address_sets_every_control_and_stays_as_it_is(
    page: str, asked: str, obs_id: str
) -> None:
    at = visit(page, f"{asked}&figure={obs_id}")
    wanted = dict(parse_qsl(asked))
    assert address(at) == {**wanted, "figure": obs_id}
    assert not at.info or at.get("dialog")
    widgets = [*at.selectbox, *at.multiselect, *at.toggle, *at.button_group]
    shown = {str(w.key).removeprefix("choose-"): w.value for w in widgets}
    shown = {k: "1" if v is True else v for k, v in shown.items()}
    shown = {k: ",".join(v) if isinstance(v, list) else v for k, v in shown.items()}
    assert {k: shown[k] for k in wanted} == wanted
    assert "1699" in panel(at)


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("ranking", "indicator=nothing"),
        ("targets", "indicator=nothing"),
        ("targets", "target=nothing"),
        ("trend", "indicator=nothing"),
        ("methods", "indicator=nothing"),
        ("ranking", "period=1875"),
        ("ranking", "period=nothing"),
        ("profile", "area=vn34:99"),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.usefixtures("full")
def test_a_wrong_address_is_answered_with_the_default_and_says_so(
    page: str, asked: str, lang: str
) -> None:
    name, value = asked.split("=")
    at = visit(page, f"{asked}&lang={lang}")
    assert [value in as_shown(i.value) for i in at.info] == [True]
    assert at.selectbox(key=f"choose-{name}").value != value


@pytest.mark.parametrize("name", ["scheme", "region", "status", "per", "lang", "mine"])
@pytest.mark.usefixtures("full")
def test_an_unknown_choice_in_the_address_leaves_the_default(name: str) -> None:
    plain = visit("ranking", "indicator=bts_stations")
    at = visit("ranking", f"indicator=bts_stations&{name}=nothing")
    assert at.title[0].value == plain.title[0].value
    assert at.dataframe[0].value.equals(plain.dataframe[0].value)


@pytest.mark.parametrize("areas", ["nothing", "vn34:99,vn63:00", ""])
@pytest.mark.usefixtures("full")
def test_a_trend_of_no_known_province_asks_for_one(areas: str) -> None:
    at = AppTest.from_file(str(ROOT / "kpi" / "ui" / "frame.py"), default_timeout=30)
    at.switch_page("../../pages/trend.py")
    at.query_params["areas"] = areas
    unbroken(at.run())
    told = as_shown(" ".join(info.value for info in at.info))
    assert "Chọn đến 6 tỉnh" in told
    assert all(asked in told for asked in areas.split(","))
    assert at.multiselect(key="choose-areas").value == []


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("full")
def test_an_unknown_figure_is_said_to_be_unknown_and_the_page_stays(page: str) -> None:
    at = visit(page, "figure=0123456789abcdef")
    assert "0123456789abcdef" in panel(at)
