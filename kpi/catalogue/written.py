"""Entries as their files write them: they cite others by id or name.

An indicator cites acts and breaks of acts.toml, a target an act, a rule for sentences the
word sets of extraction.toml.
"""

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from kpi.model.entries import Entry, IndicatorEntry, Phrase, Prose, TargetEntry

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Act(Entry):
    """A legal act: its name and number as screens show it, and what it is."""

    id: Id
    number: str = Field(min_length=1)
    issued_on: date | None = None
    note_vi: str = Field(min_length=1)
    note_en: str = Field(min_length=1)


class SeriesBreak(Entry):
    """A day from which the figures of several indicators do not continue those before it."""

    id: Id
    on: date
    note_vi: str = Field(min_length=1)
    note_en: str = Field(min_length=1)


class CitedBreak(Entry):
    """A break of one indicator, and the indicator that takes over."""

    id: str
    linked: str = ""


def _with_id(written: Any) -> Any:
    return {"id": written} if isinstance(written, str) else written


class WrittenIndicator(IndicatorEntry):
    """An indicator of config/indicators/; acts and breaks stand by their ids."""

    breaks: tuple[Annotated[CitedBreak, BeforeValidator(_with_id)], ...] = ()
    legal: tuple[str, ...] = ()


class WrittenTarget(TargetEntry):
    """A target of targets.toml; `act` is an id."""


class WordSet(Entry):
    """Phrases that several rules look for; `note` explains them to an editor."""

    name: Id
    phrases: tuple[Annotated[Phrase, Field(pattern=r"^[^@|]+$")], ...] = Field(min_length=1)
    note: str = ""


Marked = Annotated[str, Field(pattern=r"^[^⟨⟩]*⟨[^⟨⟩]*[^⟨⟩\s][^⟨⟩]*⟩[^⟨⟩]*$")]
"""A sentence in which the number, or the words of a stage, stand in ⟨…⟩."""


class WrittenRule(Prose):
    """A rule for sentences, in which @name stands for the phrases of a set.

    What stands in ⟨…⟩ is a figure of the indicator in an example, and none of it in a
    counter-example. An own file need not have any.
    """

    indicator: str
    examples: tuple[Marked, ...] = ()
    counter_examples: tuple[Marked, ...] = ()


class ShippedRule(WrittenRule):
    """A rule of extraction.toml: it shows what it reads and what it leaves alone."""

    examples: tuple[Marked, ...] = Field(min_length=1)
    counter_examples: tuple[Marked, ...] = Field(min_length=1)
