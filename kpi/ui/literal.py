"""Texts of files and documents among the words of the screen: as they are, never as Markdown."""

import re
from urllib.parse import quote, urlsplit

from kpi.model import Locator

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+.!~$<>|:&-])")
# The browser turns these into links, icons and other signs after Markdown is read, escaped or
# not. A word joiner has no width and no meaning; it only parts what would be taken together.
_JOINER = "\u2060"
_TAKEN_TOGETHER = (
    re.compile(r"(https?:)(//)", re.I),
    re.compile(r"(www)(\.)", re.I),
    re.compile(r"(@)(?=[\w-])()"),
    re.compile(r"(:)(?=[\w+/-]+:)()"),
    re.compile(r"(?<!\S)(<->?|-|>|<|~)(->|>|-|=)(?!\S)"),
)
_KEPT_IN_ADDRESSES = "/?#@!$&'*+,;=:%~.-_"


def literal(text: str) -> str:
    """A text for Markdown that reads exactly as it is."""
    plain = " ".join(text.split())
    for pattern in _TAKEN_TOGETHER:
        plain = pattern.sub(rf"\1{_JOINER}\2", plain)
    return _MARKUP.sub(r"\\\1", plain)


def web_address(written: str) -> str:
    """An address that may be followed, http or https, safe inside Markdown; "" for any other."""
    try:
        parts = urlsplit(written.strip())
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    return quote(written.strip(), safe=_KEPT_IN_ADDRESSES)


def where(place: Locator) -> str:
    """Sheet and cell, as a clerk would say them."""
    return " ".join(part for part in (place.sheet, place.cell) if part)
