"""Who answers for an indicator in a province, as config/agencies.toml says it."""

from datetime import date

from pydantic import Field

from kpi.model.entries import Named, Pillar


class FormerAgency(Named):
    """Who answered before; `until` is the first day that it no longer did."""

    until: date


class Agency(Named):
    """An agency of a province: it answers for whole pillars and for single indicators.

    A single indicator goes before its pillar. `predecessor` lists who answered before the
    reorganisation, the last one first.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    pillars: tuple[Pillar, ...] = ()
    indicators: tuple[str, ...] = ()
    predecessor: tuple[FormerAgency, ...] = ()
