"""The API over the shipped figures, and over a few by hand, without a server."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kpi.api import api_routes
from kpi.catalogue import Catalogue
from kpi.store import Store

Serve = Callable[[Store], TestClient]


@pytest.fixture(scope="module")
def serve(catalogue: Catalogue) -> Serve:
    """Gives a client of the API over a store."""

    def client(store: Store) -> TestClient:
        routes = api_routes(lambda: store, lambda: catalogue)
        return TestClient(Starlette(routes=routes), raise_server_exceptions=False)

    return client


@pytest.fixture(scope="module")
def shipped(built: Path) -> Iterator[Store]:
    """The shipped figures."""
    with Store.open(built, read_only=True) as store:
        yield store


@pytest.fixture(scope="module")
def api(shipped: Store, serve: Serve) -> TestClient:
    """A client over the shipped figures."""
    return serve(shipped)
