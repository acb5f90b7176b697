"""Who answers for an indicator, in words."""

from kpi.ui.data import catalogue
from kpi.ui.words import lang, say
from kpi.wording import day_text


def owner_name(indicator_id: str) -> str:
    """The agency of today, "" for an indicator that the installation added itself."""
    owner = catalogue().owner(indicator_id)
    return "" if owner is None else owner.name(lang())


def owner_text(indicator_id: str) -> str:
    """The agency of today and those before it, each with the day it ended; "" without one."""
    owner = catalogue().owner(indicator_id)
    if owner is None:
        return ""
    former = "; ".join(
        say(f"trước {day}: {name}", f"before {day}: {name}")
        for day, name in (
            (day_text(one.until, lang()), one.name(lang())) for one in owner.predecessor
        )
    )
    return f"{owner.name(lang())} ({former})" if former else owner.name(lang())
