"""The reader's language: every text of a screen stands in the code as a pair, side by side."""

from kpi import settings
from kpi.model import Area, Lang
from kpi.ui import url
from kpi.wording import former_name

LANGUAGES: tuple[Lang, ...] = ("vi", "en")


def lang() -> Lang:
    """The language of this visit: the address's, else the installation's."""
    default = settings.load_settings().language
    return "en" if url.read("lang", LANGUAGES, default) == "en" else "vi"


def say(vi: str, en: str) -> str:
    """The text in the reader's language."""
    return vi if lang() == "vi" else en


def former(area: Area) -> str:
    """An area's name; one of the 63 says that it is the former one, for the name may live on."""
    return former_name(area, lang())
