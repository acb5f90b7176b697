"""One spelling for every way of typing Vietnamese, letter for letter.

The folded text is as long as the text itself, so a span of one is a span of the other.
Diacritics are kept: "trạm" is a station, "tram" is not.
"""

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE_ON_GLIDE = re.compile(rf"(o)([{_TONES}])([ae])|(u)([{_TONES}])(y|e\u0302|o\u031b)")
# A glide with a tone and the vowel behind it, as one code point each.
_PAIR = re.compile(r"[òóõỏọ][ae]|[ùúũủụ][yêơ]")


def fold(text: str) -> str:
    """NFC text in small letters, the tone on the vowel (hòa → hoà); the same length."""
    small = text.lower()
    if len(small) != len(text):  # "İ" alone becomes two letters
        small = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return _PAIR.sub(_move_tone, small)


def _move_tone(match: re.Match[str]) -> str:
    spread = unicodedata.normalize("NFD", match[0])
    moved = _TONE_ON_GLIDE.sub(
        lambda m: "".join((m[1] or m[4], m[3] or m[6], m[2] or m[5])), spread
    )
    joined = unicodedata.normalize("NFC", moved)
    return joined if len(joined) == len(match[0]) else match[0]


def plain(text: str) -> str:
    """Lower case without diacritics; runs of anything but letters and digits become a space."""
    stripped = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    letters = "".join(c for c in stripped if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", letters).strip()
