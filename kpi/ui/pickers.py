"""What drop-downs need to find a name that is typed without diacritics, or by another spelling.

Streamlit filters options in the browser and knows no diacritics; static/pickers.js teaches it,
and the spellings come from the catalogue.
"""

import json
from collections.abc import Iterable

from kpi import settings
from kpi.analysis.search.words import token_list
from kpi.catalogue import Catalogue
from kpi.model import Lang
from kpi.ui.data import catalogue
from kpi.ui.words import lang
from kpi.wording import former_name


def picker_script() -> str:
    """The script, with the names of this run's language."""
    scripts = catalogue().once(_scripts)
    return f"<script>{scripts[lang()]}</script>"


def _scripts(known: Catalogue) -> dict[Lang, str]:
    script = (settings.ROOT / "kpi" / "ui" / "static" / "pickers.js").read_text(encoding="utf-8")
    languages: tuple[Lang, ...] = ("vi", "en")
    return {
        language: f"({script.strip()})({_json(spellings(known, language))});"
        for language in languages
    }


def _json(told: dict[str, str]) -> str:
    # "</script>" in a name of the installation's own would end the script.
    return json.dumps(list(told.items()), ensure_ascii=False).replace("</", "<\\/")


def spellings(known: Catalogue, language: Lang) -> dict[str, str]:
    """A name as drop-downs show it → its other names, without diacritics, " | " between them."""
    named: dict[str, Iterable[str]] = {}
    for area in known.areas.values():
        later = [change.name_vi for change in area.kind_changes]
        others = (area.name_vi, area.name_en, *area.aliases, *later)
        named[area.name(language)] = others
        named[former_name(area, language)] = others
    for indicator in known.indicators.values():
        named[indicator.name(language)] = (
            *(indicator.name_vi, indicator.short_vi, indicator.short_en),
            *indicator.phrases,
        )
    return {name: told for name, others in named.items() if (told := _others(name, others))}


def _others(name: str, others: Iterable[str]) -> str:
    own = " ".join(token_list(name))
    spelled = dict.fromkeys(" ".join(token_list(other)) for other in others)
    return " | ".join(other for other in spelled if other and other not in own)
