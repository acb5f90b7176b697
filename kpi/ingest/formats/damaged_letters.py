"""Letters that a wrong encoding has spoilt: put right where that can be done one way, else told.

"Tá»‰nh" is UTF-8 that was taken for a Western encoding and stored again: the bytes are all
there. "T?nh" was saved in an encoding without these letters: they are gone.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from kpi.ingest.formats.legacy_text import score

# A letter of two or three bytes as Western letters: a lead, then what stands for 80 to BF.
_BROKEN = re.compile(
    "[\u00c2-\u00df\u00e0-\u00ef][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192"
    "\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
_LOST = re.compile(r"[^\W\d_]\?+[^\W\d_]|(?<![\w?])\?{1,2}[^\W\d_]|[^\W\d_]\?(?=[,;\t]|$)|\ufffd")
_TWICE = 2
_FEWEST_WORDS = 3
_MOST_SHARE = 0.2

ENCODING_ADVICE = (
    "Xuất lại từ chương trình gốc dạng .xlsx hoặc CSV UTF-8 (Excel: Lưu dưới dạng → "
    "CSV UTF-8); không sửa tay từng chữ."
)


def restorer(texts: Iterable[str], words: frozenset[str]) -> Callable[[str], str] | None:
    """What undoes UTF-8 read as a Western encoding, where the texts show that; else None."""
    suspects = [text for text in texts if _BROKEN.search(text)]
    if not suspects:
        return None
    restored = [restored_text(text) for text in suspects]
    better = score(restored, words) > score(suspects, words)
    return restored_text if better else None


def restored_text(text: str) -> str:
    """One text put right; as it is, where its letters are no such bytes."""
    for _ in range(_TWICE):
        if not _BROKEN.search(text):
            break
        after = "".join(map(_restored_word, re.split(r"([;,\t|\r\n<>]+)", text)))
        if after == text:
            break
        text = after
    return text


def _restored_word(piece: str) -> str:
    """Any stretch between cells; a no-break blank that became a common one is part of "à"."""
    if not _BROKEN.search(piece) and "\u00c3" not in piece:
        return piece
    try:
        data = b"".join(map(_byte, piece)).replace(b"\xc3 ", b"\xc3\xa0")
        return data.decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return piece


def _byte(letter: str) -> bytes:
    """The byte a Western program shows so; five codes have no letter in windows-1252."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")


def misread_note(before: str, after: str) -> str:
    """What was put right, with the first line that differs."""
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    old, new = next(((a, b) for a, b in pairs if a != b), ("", ""))
    return f"Chữ của tệp là UTF-8 bị đọc nhầm bảng mã; đã chuyển lại: '{old[:40]}' → '{new[:40]}'."


def lost_letters(texts: Sequence[str]) -> tuple[str, ...]:
    """Texts in which question marks stand for letters, where that is no chance; most first."""
    worded = [text for text in texts if any(map(str.isalpha, text)) and len(text) < 500]
    found = tuple(text for text in worded if _LOST.search(text) and "://" not in text)
    if len(found) < _FEWEST_WORDS or len(found) < _MOST_SHARE * len(worded):
        return ()
    return found
