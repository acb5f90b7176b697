"""Tests of this folder forge scans and read them: see `tesseract.needed`."""

import pytest


@pytest.fixture(autouse=True, scope="session")
def _forging(tesseract: None) -> None:
    """No test of this folder runs without fonts and Tesseract."""
