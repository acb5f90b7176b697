"""Text typed with the fonts of the 1990s (TCVN3, VNI) → Unicode.

Both keep Vietnamese letters under the codes of Western ones, so that any program reads
"Tæng céng" without complaint. Which of them a text is in is told by known Vietnamese words:
the reading that yields more of them wins, and none wins without any.
"""

import re
from collections.abc import Callable, Iterable
from typing import Literal

from kpi.language.spelling import composed, fold

Coding = Literal["TCVN3", "VNI"]

_TCVN3 = {
    "à": "µ", "á": "\u00b8", "ả": "¶", "ã": "·", "ạ": "¹",
    "ă": "¨", "ằ": "»", "ắ": "¾", "ẳ": "¼", "ẵ": "½", "ặ": "Æ",
    "â": "©", "ầ": "Ç", "ấ": "Ê", "ẩ": "È", "ẫ": "É", "ậ": "Ë",
    "đ": "®",
    "è": "Ì", "é": "Ð", "ẻ": "Î", "ẽ": "Ï", "ẹ": "Ñ",
    "ê": "ª", "ề": "Ò", "ế": "Õ", "ể": "Ó", "ễ": "Ô", "ệ": "Ö",
    "ì": "×", "í": "Ý", "ỉ": "Ø", "ĩ": "Ü", "ị": "Þ",
    "ò": "ß", "ó": "ã", "ỏ": "á", "õ": "â", "ọ": "ä",
    "ô": "«", "ồ": "å", "ố": "è", "ổ": "æ", "ỗ": "ç", "ộ": "é",
    "ơ": "¬", "ờ": "ê", "ớ": "í", "ở": "ë", "ỡ": "ì", "ợ": "î",
    "ù": "ï", "ú": "ó", "ủ": "ñ", "ũ": "ò", "ụ": "ô",
    "ư": "\u00ad", "ừ": "õ", "ứ": "ø", "ử": "ö", "ữ": "÷", "ự": "ù",
    "ỳ": "ú", "ý": "ý", "ỷ": "û", "ỹ": "ü", "ỵ": "þ",
    "Ă": "¡", "Â": "¢", "Ê": "£", "Ô": "¤", "Ơ": "¥", "Ư": "¦", "Đ": "§",
}  # fmt: skip
_FROM_TCVN3 = str.maketrans({code: letter for letter, code in _TCVN3.items()})

_VNI_LETTERS = str.maketrans(
    {"ñ": "đ", "Ñ": "Đ", "ô": "ơ", "Ô": "Ơ", "ö": "ư", "Ö": "Ư", "æ": "ỉ", "Æ": "Ỉ",
     "ó": "ĩ", "Ó": "Ĩ", "ò": "ị", "Ò": "Ị", "î": "ỵ", "Î": "Ỵ"}
)  # fmt: skip
_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_ROOF, _BREVE = "\u0302", "\u0306"
_VNI_MARKS = {
    "ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _ROOF, "à": _ROOF + _GRAVE, "á": _ROOF + _ACUTE, "å": _ROOF + _HOOK,
    "ã": _ROOF + _TILDE, "ä": _ROOF + _DOT,
    "ê": _BREVE, "è": _BREVE + _GRAVE, "é": _BREVE + _ACUTE, "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE, "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_LETTER = re.compile(f"(?P<vowel>[aeouyôö])(?P<marks>[{''.join(_VNI_MARKS)}])|[ñôöæóòî]", re.I)
# In TCVN3 many letters are signs, so a word is what stands between blanks and stops.
_CHUNK = re.compile(r"[^\s,.;:()\[\]{}\"'/\\|0-9_%–-]+")


def convert(text: str, coding: Coding) -> str:
    """The text in Unicode (NFC)."""
    if coding == "TCVN3":
        return text.translate(_FROM_TCVN3)
    return composed(_VNI_LETTER.sub(_vni_letter, text))


def _vni_letter(match: re.Match[str]) -> str:
    """A vowel with the code of its marks behind it, or a letter with a code of its own."""
    if match["vowel"]:
        return match["vowel"].translate(_VNI_LETTERS) + _VNI_MARKS[match["marks"].lower()]
    return match[0].translate(_VNI_LETTERS)


def score(texts: Iterable[str], words: frozenset[str]) -> int:
    """How many marked Vietnamese words of `words` the texts hold; hoà counts as hòa."""
    return sum(
        chunk in words
        for text in texts
        for chunk in _CHUNK.findall(fold(composed(text)))
        if not chunk.isascii()
    )


def coding_of(texts: list[str], words: frozenset[str]) -> Coding | None:
    """The coding a whole file's texts are in, None when they are Unicode or unknown."""
    suspects = [t for t in texts if not t.isascii()]
    best = score(suspects, words)
    found: Coding | None = None
    codings: tuple[Coding, ...] = ("TCVN3", "VNI")
    for coding in codings:
        hits = score(map(converter(coding, words), suspects), words)
        if hits > best:
            best, found = hits, coding
    return found


def converter(coding: Coding, words: frozenset[str]) -> Callable[[str], str]:
    """Convert one cell unless it holds letters that only Unicode has, or reads better as it is."""

    def one(text: str) -> str:
        if text.isascii() or any(ord(c) > 0xFF for c in text):
            return text
        after = convert(text, coding)
        return after if score([after], words) >= score([text], words) else text

    return one
