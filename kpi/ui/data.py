"""One store and one catalogue for the whole process; a cursor per query is the store's business."""

from pathlib import Path

import streamlit as st

from kpi import settings
from kpi.analysis.profile import Profile, profile
from kpi.catalogue import Catalogue, load_catalogue
from kpi.store import Store

BOUNDARIES = settings.DATA / "boundaries"


def open_store() -> Store:
    """The store of this installation; made empty when there is none, so that pages can say so."""
    return _store(settings.store_path())


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
    return _profile(open_store(), catalogue(), area, open_store().writes)


# The catalogue and the store are the process's own: what was made of others is left to `version`.
@st.cache_resource(show_spinner=False, max_entries=100)
def _profile(_store: Store, _catalogue: Catalogue, area: str, version: int) -> Profile:
    return profile(_store, _catalogue, area)
