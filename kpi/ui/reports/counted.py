"""How many figures are taken, open, refused and unread: the same words wherever they are told."""

from collections.abc import Mapping
from typing import Literal

from kpi.ui.reports.review import Counts
from kpi.ui.words import lang, say
from kpi.wording import number

Told = Literal["accepted", "open", "refused", "unread"]

SIGNS: Mapping[Told, str] = {"accepted": "■", "open": "□", "refused": "✕", "unread": "·"}


def counted(counts: Counts) -> dict[Told, str]:
    """Each count in words."""
    taken, asked, left, unread = (number(count, 0, lang()) for count in counts)
    return {
        "accepted": say(f"{taken} nhận", f"{taken} taken"),
        "open": say(f"{asked} hỏi", f"{asked} asked"),
        "refused": say(f"{left} bỏ", f"{left} refused"),
        "unread": say(f"{unread} chưa đọc", f"{unread} unread"),
    }


def counter(counts: Counts) -> str:
    """All four in one line."""
    return " · ".join(counted(counts).values())
