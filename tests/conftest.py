"""What most tests start from: the real catalogue, an empty store, and a store built once."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import tesseract as scanning

from kpi import settings
from kpi.catalogue import Catalogue, load_catalogue
from kpi.store import Store

# A test makes no claim about time, and a busy machine is no fault.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue of config/ as shipped."""
    return load_catalogue(settings.CONFIG)


@pytest.fixture(scope="session")
def tesseract() -> None:
    """For tests that read scans or forge them: what that needs is here, or they are skipped."""
    scanning.needed()


@pytest.fixture
def store() -> Iterator[Store]:
    """A new, empty store in memory."""
    with Store.in_memory() as empty:
        yield empty


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped figures in a store, built once by the command a user runs; not to be changed."""
    path = tmp_path_factory.mktemp("built") / "kpi.duckdb"
    subprocess.run(
        [sys.executable, "-m", "kpi", "build", "--store", str(path)],
        cwd=settings.ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=True,
        capture_output=True,
    )
    return path
