"""Names of files and what a clerk types are repeated as they are, never as Markdown."""

import pytest
from streamlit.testing.v1 import AppTest
from test_page_opens import as_shown, visit

NAME = "*bản* $1$ [x](https://evil.example)"

pytestmark = pytest.mark.usefixtures("clerk")


def drop(page: str, name: str, data: bytes) -> AppTest:
    at = visit(page)
    at.file_uploader[0].set_value([(name, data, "application/octet-stream")])
    at.run()
    assert not at.exception
    return at


def marked_up(at: AppTest) -> list[str]:
    kinds = ("markdown", "caption", "info", "warning", "error", "header", "subheader")
    return [e.value for kind in kinds for e in at.get(kind) if "](https" in e.value]


def test_the_name_of_a_file_that_cannot_be_read() -> None:
    at = drop("upload", f"{NAME}.xlsx", b"PK\x03\x04 no workbook at all")
    assert [e for e in at.error if NAME in as_shown(e.value)]
    assert marked_up(at) == []


def test_the_name_of_a_report() -> None:
    report = "BÁO CÁO\nNăm 2022 toàn tỉnh có 1.204 trạm BTS.\n".encode()
    at = drop("reports", f"{NAME}.txt", report)
    assert [m for m in at.markdown if NAME in as_shown(m.value)]
    assert marked_up(at) == []
