"""Texts as a document may hold them: no control characters, one line, no longer than its room."""

import unicodedata

_ALLOWED_JOINERS = "\u200c\u200d"
"""Zero-width characters that shape letters; other format characters turn or hide text."""


def printable(text: str, longest: int = 2_000) -> str:
    """A text without what breaks XML or hides and turns what follows, no longer than told."""
    kept = "".join(" " if c.isspace() else c for c in text if _holds(c) or c.isspace())
    line = " ".join(kept.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _holds(character: str) -> bool:
    kind = unicodedata.category(character)
    if kind == "Cf":
        return character in _ALLOWED_JOINERS
    return kind not in ("Cc", "Cs", "Cn", "Co")
