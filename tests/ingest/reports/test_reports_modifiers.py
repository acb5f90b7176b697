"""Every rule of modifiers.toml holds in its examples, and in none of its counter-examples."""

import re
from collections.abc import Iterator

import pytest
from builders_documents import shipped
from builders_reports import report

from kpi.model import Mention
from kpi.model.entries import Modifier

each = pytest.mark.parametrize("modifier", shipped().modifiers, ids=lambda modifier: modifier.id)


def marked(examples: tuple[str, ...]) -> Iterator[tuple[str, Mention]]:
    """Every example with what became of the number that stands in ⟨…⟩."""
    for example in examples:
        before, number, after = re.split("[⟨⟩]", example)
        mentions = report(before + number + after).mentions
        yield example, next(m for m in mentions if m.start == len(before))


@each
def test_a_number_with_the_words_of_a_modifier_is_no_figure(modifier: Modifier) -> None:
    for example, number in marked(modifier.examples):
        if modifier.asks:
            assert number.state == "asked", example
        else:
            assert (number.state, number.kind) == ("unread", "no_value"), example


@each
def test_a_number_beside_words_that_only_look_alike_is_a_figure(modifier: Modifier) -> None:
    for example, number in marked(modifier.counter_examples):
        assert (number.state, number.kind) == ("taken", "figure"), example


def test_a_person_is_told_why_a_number_is_no_figure() -> None:
    (mention,) = (m for m in report("Có 450 trạm BTS chưa được cấp phép.").mentions)
    assert mention.reason == "số không phép hoặc vi phạm, không phải số hiện có"


def test_a_person_is_asked_whether_it_is_a_total_or_what_was_added() -> None:
    (proposal,) = report("Trong năm 2022, đã lắp đặt 65 trạm BTS.").proposals
    assert proposal.doubts == ("Chưa rõ đây là tổng số hay chỉ là số thêm trong kỳ.",)
