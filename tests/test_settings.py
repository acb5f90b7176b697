from pathlib import Path

import pytest

from kpi import settings
from kpi.errors import ConfigError
from kpi.settings import ROOT, load_settings, store_path


@pytest.fixture
def stated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A settings.toml that names a store of its own."""
    path = tmp_path / "settings.toml"
    path.write_text('store = "kho/tinh.duckdb"\n', encoding="utf-8")
    monkeypatch.setattr(load_settings, "__defaults__", (tmp_path,))
    monkeypatch.delenv("KPI_STORE", raising=False)
    return path


def test_the_option_comes_first(stated: Path) -> None:
    assert store_path("/a.duckdb", {"KPI_STORE": "/b.duckdb"}) == Path("/a.duckdb").absolute()


def test_the_environment_comes_before_the_file(stated: Path) -> None:
    assert store_path(None, {"KPI_STORE": "/b.duckdb"}) == Path("/b.duckdb").absolute()


def test_the_file_comes_last(stated: Path) -> None:
    assert store_path(None, {}) == ROOT / "kho" / "tinh.duckdb"
    assert store_path("", {"KPI_STORE": ""}) == ROOT / "kho" / "tinh.duckdb"


def test_without_a_file_the_store_lies_in_data(stated: Path) -> None:
    stated.unlink()
    assert store_path(None, {}) == ROOT / "data" / "kpi.duckdb"


def test_the_environment_is_that_of_the_process(
    stated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPI_STORE", "/c.duckdb")
    assert store_path() == Path("/c.duckdb").absolute()


def test_options_count_from_the_working_directory_and_the_file_from_the_programs(
    stated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert store_path("a.duckdb", {}) == tmp_path / "a.duckdb"
    assert store_path(None, {"KPI_STORE": "b.duckdb"}) == tmp_path / "b.duckdb"
    stated.write_text('store = "/srv/c.duckdb"\n', encoding="utf-8")
    assert store_path(None, {}) == ROOT / "/srv/c.duckdb"


def test_the_shipped_settings_are_the_defaults() -> None:
    assert load_settings(settings.CONFIG) == settings.Settings()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"store = ", "TOML"),
        (b'shop = "x"', "shop"),
        (b"store = 3", "store"),
        (b'language = "fr"', "language"),
        ('store = "Hà"'.encode("latin-1"), "TOML"),
    ],
)
def test_a_mistake_names_the_file_and_the_key(tmp_path: Path, text: bytes, message: str) -> None:
    (tmp_path / "settings.toml").write_bytes(text)
    with pytest.raises(ConfigError, match=rf"settings\.toml: .*{message}"):
        load_settings(tmp_path)


def test_settings_that_cannot_be_opened_are_a_mistake_of_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(ConfigError, match=r"settings\.toml"):
        load_settings(tmp_path)
