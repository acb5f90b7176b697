"""Texts of files among the words of the upload page: shown as they are, never as Markdown."""

import re

from kpi.model import Locator

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+.!~$<>|:-])")


def literal(text: str) -> str:
    """A text for Markdown that reads exactly as it is."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def where(place: Locator) -> str:
    """Sheet and cell, as a clerk would say them."""
    return " ".join(part for part in (place.sheet, place.cell) if part)
