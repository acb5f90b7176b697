"""What tests of the pages of staff start from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from test_page_opens import using

from kpi.model import Person


@pytest.fixture
def clerk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """A clerk who has signed in, before an empty store."""
    staff = Person("lan", "staff", "Lan")
    monkeypatch.setattr("kpi.ui.sign_in.current_person", lambda: staff)
    with using(tmp_path / "kpi.duckdb"):
        yield staff
