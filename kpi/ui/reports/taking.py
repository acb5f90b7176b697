"""A number that became no figure, taken as one: what stands around it, and its value.

Nothing here draws or stores.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest

from kpi.catalogue import Catalogue
from kpi.ingest.reports.outline import Sentence, outline
from kpi.ingest.reports.phrases import Phrases, Text
from kpi.ingest.reports.quantities import Number, NumberFinder
from kpi.ingest.reports.reading import source_id
from kpi.ingest.reports.sighted import seen_in
from kpi.ingest.tables.ledger import Fault
from kpi.ingest.tables.numbers import NumberReader, negative
from kpi.ingest.tables.reading import vocabulary_of
from kpi.model import Document, Draft, Indicator, Locator, Period, Quantity, Report
from kpi.ui.reports.review import Item

BY_CLERK = "Giá trị do người nhập đối chiếu và ghi."
"""The note of a figure whose indicator or value a person gave."""
OFFERED = 3
"""So many indicators are offered for a number."""


def suggested(report: Report, start: int, end: int) -> dict[str, str]:
    """The indicators that a number is likeliest of, the likeliest first, each with its words."""
    met = (m for m in report.mentions if m.start < end and start < m.end and m.suggestions)
    mention = next(met, None)
    if mention is None:
        return {}
    return dict(list(zip_longest(mention.suggestions, mention.because, fillvalue=""))[:OFFERED])


def blank(document: Document, start: int, end: int, near: Iterable[Item] = ()) -> Draft:
    """What is known of a number that nothing was proposed for.

    Args:
        document: whose number it is.
        start: where it begins.
        end: where it ends.
        near: the figures of the document; the nearest of the number's own sentence says whose
            and of when it is, else the document does.
    """
    sentence = _sentence(document, start, end)
    told = document.text[sentence.start : sentence.end] if sentence else ""
    seen = seen_in(document, start, end)
    draft = Draft(
        area=document.area.value,
        indicator="",
        period=Period.of(document.period.value) if document.period.value else None,
        obs_status="actual",
        value=0.0,
        unit="",
        qualifier="exact",
        as_written=document.text[start:end].strip(),
        source_id=source_id(document),
        locator=Locator("text", start=start, end=end, sentence=told, seen=seen),
    )
    beside = _nearest(sentence, start, near) if sentence else None
    if beside is None:
        return draft
    return replace(draft, area=beside.area, period=beside.period, obs_status=beside.obs_status)


def taken(
    document: Document, told: Draft, indicator: Indicator, catalogue: Catalogue
) -> Draft | None:
    """A number as a figure of an indicator; None where a person must say what it is.

    The words before it tell its hedge and whether it is an estimate; a number that nothing is
    to exceed is no figure, and a stage is no number.
    """
    number = _number(document, told, catalogue)
    read = value_of(told.as_written, indicator, catalogue)
    if isinstance(read, Fault) or indicator.kind == "milestone":
        return None
    if number is None or number.upper:
        return None
    estimated = number.estimate and told.obs_status == "actual"
    return replace(
        told,
        indicator=indicator.id,
        value=read.value,
        unit=indicator.unit,
        qualifier=number.qualifier,
        obs_status="estimate" if estimated else told.obs_status,
        note=BY_CLERK,
    )


def value_of(written: str, indicator: Indicator, catalogue: Catalogue) -> Quantity | Fault:
    """A number as written in a Vietnamese text, its value in the indicator's unit."""
    reader = NumberReader(vocabulary_of(catalogue), exchange=False)
    found = reader.read(written.strip(), indicator, reader.base_unit(indicator), "", ",")
    if isinstance(found, Fault):
        return found
    if found.value < 0 and (indicator.plausible.low or 0) >= 0:
        return negative()
    return replace(found, value=reader.in_base_unit(found, indicator))


class _Finder:
    """Where numbers stand in a sentence, with their hedges, by the words of the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._finder = NumberFinder(catalogue.words)
        self._words = catalogue.words

    def find(self, written: str) -> list[Number]:
        """The quantities of a sentence."""
        return self._finder.find(Text(written, Phrases(()), self._words))[0]


def _number(document: Document, told: Draft, catalogue: Catalogue) -> Number | None:
    """The number as it stands in its sentence, among its hedges."""
    start, end = told.locator.start or 0, told.locator.end or 0
    sentence = _sentence(document, start, end)
    if sentence is None:
        return None
    numbers = catalogue.once(_Finder).find(document.text[sentence.start : sentence.end])
    return next((n for n in numbers if n.start == start - sentence.start), None)


def _nearest(sentence: Sentence, start: int, near: Iterable[Item]) -> Draft | None:
    beside = [
        (abs(item.start - start), item.figure)
        for item in near
        if item.figure is not None
        and item.state != "refused"
        and sentence.start <= item.start < sentence.end
    ]
    return min(beside, key=lambda told: told[0])[1] if beside else None


def _sentence(document: Document, start: int, end: int) -> Sentence | None:
    return next((s for s in _sentences(document) if s.start <= start and end <= s.end), None)


@lru_cache(maxsize=4)
def _sentences(document: Document) -> tuple[Sentence, ...]:
    return tuple(outline(document))
