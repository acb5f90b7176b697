"""One place where faults become words on the screen; anything unforeseen is logged in full."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException, StopException

from kpi.errors import KpiError
from kpi.ui.empty import PageEnd
from kpi.ui.literal import literal
from kpi.ui.words import say

_log = logging.getLogger(__name__)


@contextmanager
def shown_errors() -> Iterator[None]:
    """Show a KpiError as a sentence with its hint; a bug as an apology, never a traceback."""
    try:
        yield
    except (RerunException, StopException):
        raise
    except PageEnd:
        return
    except KpiError as error:
        st.error(literal(say(str(error), error.english or str(error))), icon=":material/error:")
    except Exception:  # noqa: BLE001 - the last resort of a screen; logged in full
        _log.exception("a page failed")
        st.error(
            say(
                "Chương trình gặp lỗi ở trang này; chi tiết đã được ghi vào nhật ký máy chủ.",
                "The program failed on this page; the details are in the server's log.",
            ),
            icon=":material/bug_report:",
        )
