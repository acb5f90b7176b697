"""The reader's language: every text of a screen stands in the code as a pair, side by side."""

from functools import lru_cache

from kpi import settings
from kpi.errors import ConfigError
from kpi.model import Area, Lang
from kpi.ui import url
from kpi.wording import former_name

LANGUAGES: tuple[Lang, ...] = ("vi", "en")


def lang() -> Lang:
    """The language of this visit: the address's, else the installation's."""
    return "en" if url.read("lang", LANGUAGES, first_language()) == "en" else "vi"


def asked_lang(asked: str) -> Lang:
    """The language that an address asks for beside the pages, else the installation's."""
    if asked in LANGUAGES:
        return "en" if asked == "en" else "vi"
    return first_language()


@lru_cache(maxsize=1)
def first_language() -> Lang:
    """The language of a visit whose address names none; asked for with every word, read once."""
    try:
        return settings.load_settings().language
    except ConfigError:
        # Reported where the store is opened; the report needs a language too.
        return "vi"


def say(vi: str, en: str) -> str:
    """The text in the reader's language."""
    return vi if lang() == "vi" else en


def former(area: Area) -> str:
    """An area's name; one of the 63 says that it is the former one, for the name may live on."""
    return former_name(area, lang())
