"""The day whose store is shown, as the address asks for it, and today in Vietnam."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import streamlit as st

AS_OF = "as_of"
"""The parameter of the address: 2026-06-30."""
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def today() -> date:
    """The day it is in Vietnam."""
    return datetime.now(VIETNAM).date()


def day_of(written: str) -> date | None:
    """The day of an address; None when it is none, or has not passed: then it is today's store."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if day < today() else None


def shown_day() -> date | None:
    """The past day that this view shows the store of, None for today's."""
    return day_of(st.query_params.get(AS_OF, ""))
