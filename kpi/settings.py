"""Where things are: the program's folders, the store file, the language of a first visit."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kpi.errors import ConfigError
from kpi.model import ACCOUNT_ROLES, AccountRole

ROOT = Path(__file__).resolve().parent.parent
CONFIG = ROOT / "config"
DATA = ROOT / "data"


class SignIn(BaseModel):
    """The table [sign_in] of config/settings.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    session_hours: float = Field(8, gt=0, le=168)
    free_failures: int = Field(5, ge=1, le=100)
    longest_wait_seconds: int = Field(900, ge=1, le=86_400)
    always_https: bool = False
    oidc_roles: tuple[AccountRole, ...] = ACCOUNT_ROLES
    oidc_unverified_email: bool = False


class Settings(BaseModel):
    """The contents of config/settings.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    store: str = "data/kpi.duckdb"
    language: Literal["vi", "en"] = "vi"
    approval: Literal["none", "second_person"] = "none"
    sign_in: SignIn = SignIn()


def load_settings(folder: Path = CONFIG) -> Settings:
    """Read settings.toml; a missing file means the defaults.

    Raises:
        ConfigError: when the file cannot be read, is not TOML or has an unknown or wrong key.
    """
    path = folder / "settings.toml"
    if not path.exists():
        return Settings()
    try:
        return Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ConfigError(f"settings.toml: không đọc được ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"settings.toml: không phải TOML: {error}") from error
    except ValidationError as error:
        mistakes = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise ConfigError(f"settings.toml: {mistakes}") from error


def store_path(option: str | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """The store file: the option, else KPI_STORE, else settings.toml, else data/kpi.duckdb.

    An option and KPI_STORE count from the working directory, settings.toml from the program's.
    """
    named = option or environment.get("KPI_STORE")
    return Path(named).absolute() if named else ROOT / load_settings().store


def own_indicators(store: Path) -> Path:
    """The file of the indicators that this installation added: beside its store, not in config/."""
    return store.parent / "own" / "indicators.toml"


def own_model(store: Path) -> Path:
    """The model that an installation's clerks taught, beside its store."""
    return store.parent / "own" / "reports.model"
