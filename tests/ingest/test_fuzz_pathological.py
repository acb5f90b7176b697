import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from threading import Thread

import pytest
import streamlit as st
from fuzz_pathological import LONGEST_PAUSE, Pulse, drawn, failures, packed

from kpi.store import Store
from kpi.ui.data import live_store


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A store of its own, which the health check counts the figures of."""
    path = tmp_path / "kpi.duckdb"
    Store.open(path).close()
    monkeypatch.setenv("KPI_STORE", os.fspath(path))
    st.cache_resource.clear()
    yield
    live_store().close()
    st.cache_resource.clear()


def test_texts_made_to_be_slow_end_in_an_answer_in_time() -> None:
    assert list(failures(drawn(12))) == []


def test_the_server_answers_while_two_files_are_made_to_take_all_their_time(
    installed: None,
) -> None:
    heavy = [one for one in packed() if one[0] in ("a PDF bomb", "many letters")]
    readers = [Thread(target=lambda: list(failures(heavy))) for _ in range(2)]
    with Pulse() as pulse:
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
    assert pulse.asked > 20
    assert pulse.longest < LONGEST_PAUSE


def test_bombs_end_in_an_answer_in_time() -> None:
    assert list(failures(islice(packed(), 5))) == []
