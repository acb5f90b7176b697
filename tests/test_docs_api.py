"""The examples of docs/api.md answer."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kpi import settings
from kpi.api import api_routes
from kpi.catalogue import Catalogue
from kpi.store import Store

TEXT = (settings.ROOT / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"curl 'http://localhost:8501(/[^']+)'", TEXT)


@pytest.fixture(scope="module")
def api(built: Path, catalogue: Catalogue) -> Iterator[TestClient]:
    with Store.open(built, read_only=True) as store:
        yield TestClient(Starlette(routes=api_routes(lambda: store, lambda: catalogue)))


@pytest.mark.parametrize("address", EXAMPLES)
def test_every_example_answers_with_figures_or_says_that_there_were_none(
    address: str, api: TestClient
) -> None:
    answer = api.get(address)
    assert answer.status_code == 200
    assert len(answer.content) > 500 or "as_of" in address


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 5
