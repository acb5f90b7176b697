"""What an index is made of, as config/scoreboard.toml says it."""

from typing import Self

from pydantic import Field, model_validator

from kpi.model.entries import Entry, Named, Scheme


class ScorePart(Entry):
    """One indicator of an index.

    It is scored from 0 to `full`, the goalpost in its unit; None means its latest target, or 100
    of a share in percent. `group` is the pillar it belongs to. `weight_922` are its points in
    Decision 922/QĐ-BTTTT, None where that decision knows it not.
    """

    indicator: str
    group: str = Field(pattern=r"^[a-z_]+$")
    full: float | None = Field(default=None, gt=0)
    weight_922: float | None = Field(default=None, gt=0)


class ScoreIndex(Named):
    """An index: its parts and the boundary scheme that its figures are told in."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    scheme: Scheme
    part: tuple[ScorePart, ...] = Field(min_length=2)
    note_vi: str = ""
    note_en: str = ""

    @model_validator(mode="after")
    def _weights(self) -> Self:
        told = [part.weight_922 is not None for part in self.part]
        if any(told) and not all(told):
            raise ValueError("weight_922 belongs to every part of an index, or to none")
        names = [part.indicator for part in self.part]
        if len(set(names)) < len(names):
            raise ValueError("an indicator stands in an index once")
        return self

    @property
    def has_922(self) -> bool:
        """Whether Decision 922/QĐ-BTTTT gives its parts their weights."""
        return self.part[0].weight_922 is not None
