"""The address bar is the state: widgets are filled from it, and a choice is written to it.

A copied link therefore opens the same view. Streamlit's own `bind` writes the label of an
option, which changes with the language, and forgets it when the page changes.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import streamlit as st

from kpi.ui.day import AS_OF

SHARED = ("lang", "mine", AS_OF)
"""Parameters that follow the reader from page to page."""
CARRIED = ("indicator", "period", "scheme")
"""What is looked at: it goes along where a link does not name another indicator."""


_CHOSEN = "chosen-in-this-run"
_PAGE = "page-in-this-run"


def restore() -> None:
    """Put the shared parameters back into the address after the menu changed the page."""
    st.session_state[_CHOSEN] = {}
    for name in SHARED:
        remembered = f"remembered-{name}"
        if name in st.query_params:
            st.session_state[remembered] = st.query_params[name]
        elif remembered in st.session_state:
            st.query_params[name] = st.session_state[remembered]


def show_page(name: str) -> None:
    """Remember which page this run shows."""
    st.session_state[_PAGE] = name


def shown_page() -> str:
    """The name of the page that is shown, as the menu has it."""
    return str(st.session_state[_PAGE])


def shared() -> dict[str, str]:
    """The parameters that every link to another page carries along."""
    return {name: st.query_params[name] for name in SHARED if name in st.query_params}


def taken_along(query: Mapping[str, str]) -> dict[str, str]:
    """The parameters of a link to another page: its own, and those that go along."""
    looked_at = () if "indicator" in query else CARRIED
    seen = {name: st.query_params[name] for name in looked_at if name in st.query_params}
    return {**shared(), **seen, **query}


def complete() -> dict[str, str]:
    """Every parameter of this view, also those at their default.

    Defaults follow the figures (the best covered year), so a link that is kept names them.
    """
    return {**st.query_params.to_dict(), **st.session_state[_CHOSEN]}


def read(name: str, options: Sequence[str], default: str) -> str:
    """The parameter's value when it is one of the options, else the default."""
    value = st.query_params.get(name, default)
    return value if value in options else default


def unknown(name: str, options: Sequence[str]) -> str:
    """What the address asks for when it is none of the options, else ""."""
    value = st.query_params.get(name, "")
    return "" if value in options else value


def write(name: str, value: str, default: str = "") -> None:
    """Put a choice into the address; the default leaves no trace there."""
    if value == default:
        st.query_params.pop(name, None)
        st.session_state.pop(f"remembered-{name}", None)
    else:
        st.query_params[name] = value


def choose(
    label: str,
    name: str,
    options: Sequence[str],
    *,
    show: Callable[[str], str],
    default: str | None = None,
    form: Literal["select", "segments"] = "select",
    hide_label: bool = False,
    width: Literal["stretch"] | int = "stretch",
) -> str:
    """A choice of one among options, kept in the address under `name`.

    Args:
        label: what is chosen, in the reader's language.
        name: the parameter.
        options: stable values, as they appear in the address.
        show: how an option reads.
        default: the option of an address that names none; the first when None.
        form: a drop-down, or buttons side by side for a few short options.
        hide_label: leave the label to screen readers.
        width: of a drop-down, in pixels or as wide as there is room.
    """
    first = options[0] if default is None else default
    key = f"choose-{name}"
    st.session_state[key] = read(name, options, first)

    def chosen() -> None:
        write(name, st.session_state[key] or first, first)

    visibility: Literal["visible", "collapsed"] = "collapsed" if hide_label else "visible"
    if form == "select":
        st.selectbox(
            label,
            options,
            format_func=show,
            key=key,
            on_change=chosen,
            label_visibility=visibility,
            width=width,
            filter_mode="contains",
        )
    else:
        st.segmented_control(
            label,
            options,
            format_func=show,
            key=key,
            on_change=chosen,
            required=True,
            label_visibility=visibility,
        )
    st.session_state[_CHOSEN][name] = st.session_state[key]
    return str(st.session_state[key])


def choose_many(
    label: str,
    name: str,
    options: Sequence[str],
    *,
    show: Callable[[str], str],
    default: Sequence[str],
    most: int,
) -> tuple[str, ...]:
    """A choice of several, kept in the address as a comma-separated list."""
    key = f"choose-{name}"
    named = st.query_params[name].split(",") if name in st.query_params else default
    st.session_state[key] = [o for o in dict.fromkeys(named) if o in options][:most]

    def chosen() -> None:
        write(name, ",".join(st.session_state[key]), ",".join(default))

    st.multiselect(
        label,
        options,
        format_func=show,
        key=key,
        on_change=chosen,
        max_selections=most,
        filter_mode="contains",
        # Enter takes the first match, not all of them.
        select_all=False,
    )
    st.session_state[_CHOSEN][name] = ",".join(st.session_state[key])
    return tuple(st.session_state[key])


def switch(label: str, name: str) -> bool:
    """A switch, kept in the address as `name=1`."""
    key = f"choose-{name}"
    st.session_state[key] = st.query_params.get(name) == "1"

    def chosen() -> None:
        write(name, "1" if st.session_state[key] else "")

    return bool(st.toggle(label, key=key, on_change=chosen))
