"""One spelling for every way of typing Vietnamese.

`composed` gives text its one Unicode form, `clean` a cell or a name its one line without
invisible characters, `fold` small letters with one place for the tone, `unmarked` letters
without diacritics, `plain` words alone. Diacritics are kept up to `unmarked`: "trạm" is a
station, "tram" is not.
"""

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE_ON_GLIDE = re.compile(rf"(o)([{_TONES}])([ae])|(u)([{_TONES}])(y|e\u0302|o\u031b)")
# A glide with a tone and the vowel behind it, as one code point each.
_PAIR = re.compile(r"[òóõỏọ][ae]|[ùúũủụ][yêơ]")
# Zero width, soft hyphens, marks of direction and of byte order: nobody sees them.
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_ETH = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ"})


def composed(text: str) -> str:
    """The text in Unicode's composed form (NFC), the only one that is compared."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """A cell or a name in one line: composed, no invisible character, single blanks.

    The Icelandic eth that some fonts show for Đ becomes Đ.
    """
    if not text.isascii():
        text = _INVISIBLE.sub("", composed(text)).translate(_ETH)
    return " ".join(text.split())


def fold(text: str) -> str:
    """Composed text in small letters, the tone on the vowel (hòa → hoà).

    The folded text is as long as the text itself, so a span of one is a span of the other.
    """
    small = text.lower()
    if len(small) != len(text):  # "İ" alone becomes two letters
        small = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return small if small.isascii() else _PAIR.sub(_move_tone, small)


def _move_tone(match: re.Match[str]) -> str:
    spread = unicodedata.normalize("NFD", match[0])
    moved = _TONE_ON_GLIDE.sub(
        lambda m: "".join((m[1] or m[4], m[3] or m[6], m[2] or m[5])), spread
    )
    joined = unicodedata.normalize("NFC", moved)
    return joined if len(joined) == len(match[0]) else match[0]


def _unmarked_letters() -> dict[int, str | None]:
    """Letters with marks → without, and marks of their own → nothing."""
    table: dict[int, str | None] = dict.fromkeys(range(0x300, 0x370))
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        spread = unicodedata.normalize("NFD", chr(code))
        if len(spread) > 1:
            table[code] = "".join(c for c in spread if not unicodedata.combining(c))
    return table | {ord(a): b for a, b in zip("ĐđÐð", "DdDd", strict=True)}


_UNMARKED = _unmarked_letters()


def unmarked(text: str) -> str:
    """The text without diacritics; of composed text as long as the text itself."""
    return text if text.isascii() else text.translate(_UNMARKED)


def plain(text: str) -> str:
    """Lower case without diacritics; runs of anything but letters and digits become a space."""
    return re.sub(r"[^a-z0-9]+", " ", unmarked(text.lower())).strip()
