"""Every rule of extraction.toml reads its examples, and leaves its counter-examples alone."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import pytest
from builders_documents import shipped
from builders_reports import said

from kpi import settings
from kpi.catalogue import Catalogue
from kpi.catalogue.files import ConfigFiles
from kpi.catalogue.written import ShippedRule
from kpi.ingest.documents import pasted
from kpi.ingest.reports import ReportReader
from kpi.ingest.reports.rulebook import Rulebook
from kpi.ingest.reports.scoring.model import EMPTY
from kpi.model import Report


class Case(NamedTuple):
    """A rule as it is written; `place` is which of its indicator's rules it is, from 0."""

    rule: ShippedRule
    place: int

    def name(self) -> str:
        """The rule in the list of tests: its indicator and which of its rules it is, from 1."""
        return f"{self.rule.indicator}-{self.place + 1}"

    @property
    def is_one_of_several(self) -> bool:
        """Whether its indicator has other rules, too."""
        return len(shipped().indicator(self.rule.indicator).prose) > 1


def cases() -> Iterator[Case]:
    files = ConfigFiles(settings.CONFIG)
    seen = Counter[str]()
    for rule in files.entries("extraction.toml", "rule", ShippedRule):
        yield Case(rule, seen[rule.indicator])
        seen[rule.indicator] += 1
    assert not files.mistakes


CASES = [*cases()]
each = pytest.mark.parametrize("case", CASES, ids=Case.name)
each_of_several = pytest.mark.parametrize(
    "case", [case for case in CASES if case.is_one_of_several], ids=Case.name
)


@cache
def without_the(place: int) -> Catalogue:
    """The shipped catalogue with one rule less of every indicator that has so many."""
    changed = {
        name: indicator.model_copy(
            update={"prose": indicator.prose[:place] + indicator.prose[place + 1 :]}
        )
        for name, indicator in shipped().indicators.items()
        if len(indicator.prose) > max(1, place)
    }
    return replace(shipped(), indicators={**shipped().indicators, **changed})


def is_read(rule: ShippedRule, sentence: str, catalogue: Catalogue) -> bool:
    """Whether the rules alone make what stands in ⟨…⟩ a figure of the indicator, or ask."""
    before, marked, behind = re.split("[⟨⟩]", sentence)
    document = said(pasted(before + marked + behind, catalogue), "vn63:24", "2022", "2023-01-12")
    found = catalogue.once(ReportReader).read(document, EMPTY)
    told = of_stage(found, rule) if rule.stage else of_number(found, rule)
    return len(before) in told


def of_number(found: Report, rule: ShippedRule) -> set[int | None]:
    """Where numbers stand that are told of the indicator."""
    return {
        each.figure.locator.start
        for each in found.proposals
        if rule.indicator in (each.options if each.doubts else (each.figure.indicator,))
    }


def of_stage(found: Report, rule: ShippedRule) -> set[int | None]:
    """Where words stand that tell the rule's stage."""
    return {
        each.figure.locator.start
        for each in found.proposals
        if (each.figure.indicator, each.figure.value, each.doubts)
        == (rule.indicator, rule.stage, ())
    }


@each
def test_a_rule_reads_its_examples(case: Case) -> None:
    for example in case.rule.examples:
        assert is_read(case.rule, example, shipped()), example


@each_of_several
def test_no_other_rule_of_the_indicator_reads_them_all(case: Case) -> None:
    without = without_the(case.place)
    assert not all(is_read(case.rule, example, without) for example in case.rule.examples)


@each
def test_a_rule_leaves_its_counter_examples_alone(case: Case) -> None:
    for example in case.rule.counter_examples:
        assert not is_read(case.rule, example, shipped()), example


@each
def test_a_counter_example_has_the_noun_of_the_rule(case: Case) -> None:
    head = shipped().indicator(case.rule.indicator).prose[case.place].head
    rulebook = shipped().once(Rulebook)
    for example in case.rule.counter_examples:
        assert rulebook.text(re.sub("[⟨⟩]", "", example)).holds(head), example
