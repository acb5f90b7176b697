"""Phrases told by fewer words than theirs: levels of government, and "TB" beside a number."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kpi.ingest.reports.levels import levels_told_short
from kpi.ingest.reports.phrases import Span

# "801.340 TB", "7,6 TB/100 dân", "TB internet"; "48 TB" of a store are terabytes.
_SUBSCRIBERS = re.compile(
    r"\d{1,3}(?:[.,]\d{3})++\s?(?P<many>tb)(?!\w)|(?<=[\d\s])(?P<per>tb)(?=\s?/\s?100 dân)"
    r"|(?<!\w)(?P<of>tb)(?= (?:internet|điện thoại|di động|cố định|băng rộng)(?!\w))"
)


def told_short(folded: str) -> Mapping[str, Sequence[Span]]:
    """The spans of short forms in a folded text, by the phrase each stands for."""
    found = defaultdict(
        list, {phrase: [*spans] for phrase, spans in levels_told_short(folded).items()}
    )
    for form in _SUBSCRIBERS.finditer(folded):
        found["thuê bao"].append(form.span(form.lastgroup or 0))
    return found
