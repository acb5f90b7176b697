"""Every type of number that counts nothing holds in its examples, in no counter-example."""

import re
from collections.abc import Iterator

import pytest
from builders_documents import shipped

from kpi.ingest.reports.no_quantities import NoQuantities, NoQuantityType, types
from kpi.language.spelling import fold

_WORDS = shipped().words
_ALL = NoQuantities(_WORDS)
each = pytest.mark.parametrize("kind", types(_WORDS), ids=lambda kind: kind.name)


def reasons(examples: tuple[str, ...]) -> Iterator[tuple[str, set[str]]]:
    """Every example, with what the number in ⟨…⟩ is found to be."""
    for example in examples:
        before, number, after = re.split("[⟨⟩]", example)
        found = _ALL.find(fold(before + number + after))
        start, end = len(before), len(before) + len(number)
        yield example, {why for first, last, why in found if first < end and start < last}


@each
def test_a_number_of_a_type_counts_nothing(kind: NoQuantityType) -> None:
    assert kind.examples
    for example, found in reasons(kind.examples):
        assert kind.reason in found, example


@each
def test_a_number_that_only_looks_like_the_type_counts(kind: NoQuantityType) -> None:
    for example, found in reasons(kind.counter_examples):
        assert not found, example
