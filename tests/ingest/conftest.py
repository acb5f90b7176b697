"""Makes the builders of this folder importable from the tests of its rooms."""

import pytest

from kpi.ingest.documents import scanned


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Tesseract."""
    monkeypatch.setattr(scanned, "is_installed", lambda: False)


@pytest.fixture
def some_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with Tesseract, for tests that never get as far as to run it."""
    monkeypatch.setattr(scanned, "is_installed", lambda: True)
