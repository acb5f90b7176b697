"""The route of the search: read-only JSON, bounded, never a traceback."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
import streamlit as st
from builders import obs, tell
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from kpi.analysis.search import LONGEST
from kpi.errors import StoreBusyError
from kpi.store import Store
from kpi.ui import search_route
from kpi.ui.data import live_store
from kpi.ui.server import SecurityHeaders

BAC_NINH = "vn34:24"


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The route over a store that holds one figure."""
    path = tmp_path / "kpi.duckdb"
    with Store.open(path) as store:
        tell(store, obs("o1", area=BAC_NINH, indicator="bts_stations", period="2025", value=3957.0))
    monkeypatch.setenv("KPI_STORE", str(path))
    st.cache_resource.clear()
    yield TestClient(
        Starlette(routes=[search_route.search_route], middleware=[Middleware(SecurityHeaders)]),
        raise_server_exceptions=False,
    )
    live_store().close()
    st.cache_resource.clear()


def test_an_answer_names_its_figure_and_the_view_it_leads_to(client: TestClient) -> None:
    asked = {"q": "bac ninh bts 2025", "lang": "vi", "mine": BAC_NINH}
    told = client.get(search_route.SEARCH, params=asked).json()
    first = told["answers"][0]
    assert first["label"] == "Bắc Ninh · Trạm BTS · 2025 = 3.957 trạm"
    assert first["kind"] == "figure"
    where = urlsplit(first["href"])
    assert where.path == "ranking"
    assert dict(parse_qsl(where.query)) == {
        "lang": "vi", "mine": BAC_NINH, "indicator": "bts_stations", "period": "2025",
        "scheme": "vn34", "figure": first["obs_id"],
    }  # fmt: skip
    assert told["context"] == {"indicator": "bts_stations", "area": BAC_NINH}
    assert live_store().figure(first["obs_id"])["value"] == 3957


def test_the_language_is_the_one_asked_for(client: TestClient) -> None:
    asked = {"q": "bac ninh bts", "lang": "en"}
    first = client.get(search_route.SEARCH, params=asked).json()["answers"][0]
    assert first["label"] == "Bac Ninh · Mobile base stations (BTS) · 2025 = 3,957 stations"


def test_the_context_is_taken_from_the_address(client: TestClient) -> None:
    asked = {"q": "2025", "indicator": "bts_stations", "area": BAC_NINH}
    told = client.get(search_route.SEARCH, params=asked).json()
    assert told["answers"][0]["value"] == "3.957 trạm"
    assert told["notes"]


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"q": ""},
        {"q": "\u0000'\"<script>"},
        {"q": "bts", "lang": "xx"},
        {"q": "2023", "indicator": "'; drop table batch", "area": "vn34:99", "mine": "x" * 9000},
    ],
)
def test_whatever_is_asked_is_answered(asked: dict[str, str], client: TestClient) -> None:
    answer = client.get(search_route.SEARCH, params=asked)
    assert answer.status_code == 200
    assert set(answer.json()) == {"answers", "notes", "context", "understood"}


def test_a_question_that_is_too_long_is_refused(client: TestClient) -> None:
    assert client.get(search_route.SEARCH, params={"q": "a" * LONGEST}).status_code == 200
    answer = client.get(search_route.SEARCH, params={"q": "a" * (LONGEST + 1)})
    assert answer.status_code == 400
    assert str(LONGEST) in answer.json()["message"]


def test_it_only_reads(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.request(method, search_route.SEARCH, params={"q": "bts"}).status_code == 405


def test_every_answer_carries_the_security_headers_and_is_not_kept(client: TestClient) -> None:
    headers = client.get(search_route.SEARCH, params={"q": "bts"}).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("fault", "status"), [(StoreBusyError("Kho đang bận.", ""), 503), (ValueError("secret"), 500)]
)
def test_a_fault_is_a_sentence_and_never_a_traceback(
    fault: Exception, status: int, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(search_route, "search", fail)
    answer = client.get(search_route.SEARCH, params={"q": "bts"})
    assert answer.status_code == status
    assert set(answer.json()) == {"message"}
    assert "secret" not in answer.text and "Traceback" not in answer.text
