"""Names nearly like a written one: for a person to be asked about, never to be chosen."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from kpi.catalogue import Catalogue
from kpi.ingest.headers import plain

# Each unknown text is held against every name, so a file of nothing else must not take minutes.
_MOST_TEXTS = 60
_LONGEST = 60
_ALIKE = 0.8
_PREFIX = re.compile(r"^(?:tỉnh|thành phố|tp\.?|t\.p\.?|tinh|thanh pho)\s+")


class Likeness:
    """The names of a catalogue that a text of one file may have meant."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._areas = _spellings((a.name_vi, a.name_vi) for a in catalogue.areas.values())
        self._indicators = _spellings(
            (name, indicator.id)
            for indicator in catalogue.indicators.values()
            for name in (indicator.name_vi, indicator.short_vi, *indicator.phrases)
            if name
        )
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}

    def areas(self, written: str) -> tuple[str, ...]:
        """Names of provinces that a text is nearly, the nearest first; () for no likeness."""
        return self._nearest("area", _PREFIX.sub("", _lowered(written)), self._areas)

    def indicators(self, written: str) -> tuple[str, ...]:
        """Ids of indicators whose names a text is nearly."""
        return self._nearest("indicator", _lowered(written), self._indicators)

    def _nearest(
        self, kind: str, text: str, spellings: tuple[dict[str, str], dict[str, str]]
    ) -> tuple[str, ...]:
        key = kind, text
        if key not in self._known:
            if not text or len(text) > _LONGEST or len(self._known) >= _MOST_TEXTS:
                return ()
            marked, bare = spellings
            found = [marked[n] for n in get_close_matches(text, marked, 2, _ALIKE)]
            # Somebody who types without diacritics, or with the wrong ones, still means a name.
            found += [bare[n] for n in get_close_matches(plain(text), bare, 2, _ALIKE)]
            self._known[key] = tuple(dict.fromkeys(found))[:2]
        return self._known[key]


def meant(names: Iterable[str]) -> str:
    """The question back: "Có phải 'Bắc Ninh'?"; "" without names."""
    quoted = " hay ".join(f"'{name}'" for name in names)
    return f"Có phải {quoted}?" if quoted else ""


def _lowered(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).lower().split())


def _spellings(named: Iterable[tuple[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """Lower-case names → what they name, with diacritics and without."""
    marked: dict[str, str] = {}
    for name, means in named:
        marked.setdefault(_lowered(name), means)
    bare: dict[str, str] = {}
    for name, means in marked.items():
        bare.setdefault(plain(name), means)
    return marked, bare
