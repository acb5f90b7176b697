"""Tesseract with its Vietnamese data and the fonts of forged scans, where a machine has them."""

import os

import pytest
from fonts import FONTS, FontMissingError

from kpi.ingest.scans.engine import PACKAGES, is_installed


def needed() -> None:
    """Without them a test is skipped, or fails where `KPI_SCANS_REQUIRED` is set."""
    told = _missing()
    if told and os.environ.get("KPI_SCANS_REQUIRED"):
        pytest.fail(told)
    if told:
        pytest.skip(told)


def _missing() -> str:
    if not is_installed():
        return f"no Tesseract for Vietnamese found: install Debian's packages '{PACKAGES}'"
    try:
        for font in FONTS:
            font.at(20)
    except FontMissingError as error:
        return str(error)
    return ""
