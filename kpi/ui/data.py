"""One store and one catalogue for the whole process; a cursor per query is the store's business."""

from datetime import date
from pathlib import Path

import streamlit as st

from kpi import settings
from kpi.analysis.profile import Profile, profile
from kpi.catalogue import Catalogue, load_catalogue
from kpi.store import Store
from kpi.ui.day import shown_day

BOUNDARIES = settings.DATA / "boundaries"


def live_store() -> Store:
    """The store of this installation; made empty when there is none, so that pages can say so."""
    return _store(settings.store_path())


def open_store() -> Store:
    """The store that this view shows: today's, or as it stood on the day of the address."""
    day = shown_day()
    return live_store() if day is None else live_store().as_of(day)


def catalogue() -> Catalogue:
    """What config/ says, and the installation's own file beside the store."""
    return _catalogue(settings.CONFIG)


def own_indicators() -> Path:
    """The file of the indicators that this installation added itself."""
    return settings.own_indicators(settings.store_path())


def load_again() -> None:
    """Let every page of this process read the catalogue anew."""
    _catalogue.clear()


@st.cache_resource(show_spinner=False)
def _store(path: Path) -> Store:
    return Store.open(path)


@st.cache_resource(show_spinner=False)
def _catalogue(folder: Path) -> Catalogue:
    return load_catalogue(folder, own_indicators())


def profile_of(area: str) -> Profile:
    """The profile of an area, made once for each state of the store; for reading only."""
    store = open_store()
    return _profile(store, catalogue(), area, store.writes, store.day)


# The catalogue and the store are the process's own: what was made of others is left to `version`
# and `day`.
@st.cache_resource(show_spinner=False, max_entries=100)
def _profile(
    _store: Store, _catalogue: Catalogue, area: str, version: int, day: date | None
) -> Profile:
    return profile(_store, _catalogue, area)
