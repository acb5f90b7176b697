"""Characters that nobody sees and programs trip over, taken out of every cell once."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import chain, islice

from kpi.ingest.formats.sheet import Sheet, Workbook

# Soft hyphen, zero width, marks of direction and of byte order, controls that no cell needs.
_UNSEEN = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f"
    "\ufeff\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a"
    "\x1b\x1c\x1d\x1e\x1f\x7f"
)
_BLANKS = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
    "\u205f\u3000\x0b\x0c"
)
_RUN = re.compile(f"[{re.escape(_UNSEEN)}]+")
_ANY = re.compile(f"[{re.escape(_UNSEEN + _BLANKS)}]")
_TO_BLANK = str.maketrans(dict.fromkeys(_BLANKS, " "))
_MARK_OF_ORDER = "\ufeff"


def cleaned(text: str) -> str:
    """The text without unseen characters; every blank is the common one.

    Between a small and a capital letter an unseen character parted two words ("Lào|Cai").
    """
    if not _ANY.search(text):
        return text
    return _RUN.sub(_blank_between_words, text).translate(_TO_BLANK)


def _blank_between_words(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    return " " if before.islower() and after.isupper() else ""


def unseen_note(texts: Iterable[str]) -> tuple[str, ...]:
    """What was taken out, by code point, for whoever looks for it; nothing of marks of order."""
    runs = (run for text in texts for run in _RUN.findall(text))
    found = sorted(set(islice(chain.from_iterable(runs), _LOOKED_AT)) - {_MARK_OF_ORDER})
    if not found:
        return ()
    named = ", ".join(f"U+{ord(c):04X}" for c in found[:5]) + (", …" if found[5:] else "")
    return (f"Đã bỏ ký tự không nhìn thấy trong ô ({named}).",)


_LOOKED_AT = 10_000


def with_texts(book: Workbook, change: Callable[[str], str]) -> Workbook:
    """A workbook with every distinct text changed once; the same where nothing changes."""
    changed = {text: change(text) for text in texts_of(book)}
    if all(old == new for old, new in changed.items()):
        return book
    sheets = tuple(_changed(sheet, changed) for sheet in book.sheets)
    return replace(book, sheets=sheets)


def _changed(sheet: Sheet, changed: dict[str, str]) -> Sheet:
    return sheet.with_rows(
        [[changed[c] if isinstance(c, str) else c for c in row] for row in sheet.rows]
    )


def texts_of(book: Workbook) -> list[str]:
    """Every distinct text of a workbook."""
    return list({c for s in book.sheets for r in s.rows for c in r if isinstance(c, str)})
