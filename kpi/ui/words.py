"""The reader's language: every text of a screen stands in the code as a pair, side by side."""

from kpi import settings
from kpi.model import Area, Lang
from kpi.ui import url

LANGUAGES: tuple[Lang, ...] = ("vi", "en")


def lang() -> Lang:
    """The language of this visit: the address's, else the installation's."""
    default = settings.load_settings().language
    return "en" if url.read("lang", LANGUAGES, default) == "en" else "vi"


def say(vi: str, en: str) -> str:
    """The text in the reader's language."""
    return vi if lang() == "vi" else en


def scheme_word(scheme: str) -> str:
    """A boundary scheme in words."""
    return {
        "vn63": say("63 tỉnh (đến 30/06/2025)", "63 provinces (to 30 Jun 2025)"),
        "vn34": say("34 tỉnh (từ 01/07/2025)", "34 provinces (from 1 Jul 2025)"),
    }[scheme]


def area_word(area: Area) -> str:
    """An area's name; one of the 63 whose name lives on for other territory says so."""
    return area.name(lang())


def icon(name: str) -> str:
    """A Material symbol for labels."""
    return f":material/{name}:"
