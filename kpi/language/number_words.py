"""The words and marks around a written number, and the patterns made of them."""

import re
from collections.abc import Iterable
from typing import Literal

from kpi.model import Qualifier

Lead = Qualifier | Literal["estimate", "upper", "rank", "from", "verb"]

_PHRASES: dict[Lead, str] = {
    "more_than": "hơn|trên|vượt|vượt mốc|vượt ngưỡng|cán mốc|>|more than|over|above|exceeding",
    "nearly": "gần|gần như|nearly|almost|close to",
    "about": "khoảng|vào khoảng|xấp xỉ|chừng|~|≈|about|around|approximately|approx.|roughly",
    "at_least": "ít nhất|tối thiểu|không dưới|>=|≥|at least|no less than",
    "estimate": "ước|ước tính|ước đạt|estimated|estimated at",
    "upper": "dưới|tối đa|không quá|<|<=|≤|less than|under|below|at most|up to",
    "rank": "hạng|thứ|hạng thứ|vị trí thứ|xếp thứ|đứng thứ|xếp hạng",
    "from": "từ|from",
    "verb": "đạt",
}
LEADS = {phrase: role for role, phrases in _PHRASES.items() for phrase in phrases.split("|")}
_SCALE_WORDS = {
    10: "chục",
    100: "trăm|hundred",
    10**3: "nghìn|ngàn|thousand",
    10**4: "vạn",
    10**5: "trăm nghìn|trăm ngàn",
    10**6: "triệu|million",
    10**8: "trăm triệu",
    10**9: "tỷ|tỉ|billion",
    10**11: "trăm tỷ|trăm tỉ",
    10**12: "nghìn tỷ|nghìn tỉ|ngàn tỷ|ngàn tỉ|trillion",
}
SCALES = {word: scale for scale, words in _SCALE_WORDS.items() for word in words.split("|")}
# As in "đứng thứ nhất": the places that texts write out.
_ORDINAL_WORDS = {
    1: "nhất",
    2: "nhì|hai",
    3: "ba",
    4: "tư|bốn",
    5: "năm",
    6: "sáu",
    7: "bảy",
    8: "tám",
    9: "chín",
    10: "mười",
    11: "mười một",
    12: "mười hai",
}
ORDINALS = {word: place for place, words in _ORDINAL_WORDS.items() for word in words.split("|")}
# Words that change the number before them in a way this reader does not compute: as a unit,
# "3 ty" would be a 3. Multipliers stand here only as typed without marks: "trạm" is a unit.
NOT_UNIT = re.compile(
    r"(?:chuc|tram|nghin|ngan|van|trieu|ty|ti|tr|k|mn|bn|dozen|rưỡi|mươi|lẻ|mấy)(?!\w)", re.I
)
DASH = r"[-\u2010-\u2015\u2212]"
MISSING = re.compile(
    rf"{DASH}{{0,3}}|\.{{1,3}}|…|n/a|na|x|:|kcsl|(?:chưa|không) có số liệu|chưa có", re.I
)
# A tab, a line end or two blanks between digits is a lost cell border, never a group mark.
CELL_BORDER = re.compile(r"[0-9](?:\s{2,}|[^\S \u00a0\u2007\u2009\u202f])[0-9]")


def _any_of(phrases: Iterable[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(p) + (r"(?!\w)" if p[-1].isalpha() else "") for p in longest_first)


# A multiplier that was not taken up ("3 nghìn triệu", "5triệuđồng") must not pass as a noun.
LOOSE_SCALE = re.compile(
    rf"(?<!phần )(?<!\w)(?:{_any_of(SCALES)}|nghìn|triệu|tỷ|trăm)(?! (?:lệ|trọng))", re.I
)
# Atomic, so that no pattern around it gives back digits to make the rest fit.
NUMBER = r"(?>[1-9][0-9]{0,2}(?: [0-9]{3})+(?:[.,][0-9]+)?(?![.,]?[0-9])|[0-9]+(?:[.,][0-9]+)*)"
PERCENT = r"\(?(?:%|(?:phần trăm|percent|per cent)(?!\w))\)?"
NUMBERS = re.compile(rf"(?<![\w.,/]){NUMBER}")
LEAD = re.compile(rf"({_any_of(LEADS)})\s*", re.I)
LEAD_WITHIN = re.compile(rf"(?<!\w)(?:{_any_of(LEADS)})", re.I)
PERCENTAGE = re.compile(rf"({NUMBER}) ?{PERCENT}", re.I)
PART = re.compile(
    rf"(?P<number>{NUMBER})(?:(?:st|nd|rd|th)(?!\w))?"
    rf"(?: ?(?P<scale>{_any_of(SCALES)}|(?:thousand|million|billion|trillion)s(?!\w)))? ?",
    re.I,
)
OUT_OF = re.compile(
    rf"(?P<n>{NUMBER})(?:st|nd|rd|th)? ?(?:/|out of|(?:trên|trong) tổng số) ?(?P<of>{NUMBER})"
    rf"(?! ?[/%])(?P<rest>.*)",
    re.I,
)
SHARE = re.compile(
    rf"(?P<unit>[^0-9%]*?)[ ,;:=(–-]*(?:(?:đạt|chiếm|hay|tức) (?:tỷ lệ )?)?"
    rf"(?P<share>{NUMBER}) ?{PERCENT}\)?",
    re.I,
)
# One digit behind the blank, and a percent sign: "84, 97%" may be 84 of them, 97 %.
SPACE_IN_DECIMAL = re.compile(rf"(?<![0-9.,])([0-9]+[.,]) ([0-9])(?= ?{PERCENT})", re.I)
NOTES = re.compile(r"(?<![^\W\d])([khdc]?m[²³])|[¹²³⁰⁴-⁹]+", re.I)
