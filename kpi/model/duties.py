"""Which periodic reports provinces owe and by when, as config/calendar.toml says it."""

from datetime import date
from typing import Literal

from pydantic import Field

from kpi.model.entries import Entry, Lang, Named, Pillar


class Deadline(Entry):
    """The last day for sending the report of one kind of period.

    `day` lies in the last month of the period, or `months_before` it. `cut_off` is the day of
    the last month that figures are counted to, None where the act that was read does not say.
    `half` limits a rule to one half of the year, None means both.
    """

    kind: Literal["month", "quarter", "half", "year"]
    day: int = Field(ge=1, le=28)
    months_before: int = Field(default=0, ge=0, le=1)
    cut_off: int | None = Field(default=None, ge=1, le=28)
    half: Literal[1, 2] | None = None


class Duty(Named):
    """A periodic report, the act that demands it, and what is looked at to see whether it came.

    `since` is the first day it is demanded; `pillars` are those whose figures it brings.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    act_vi: str = Field(min_length=1)
    act_en: str = Field(min_length=1)
    since: date
    pillars: tuple[Pillar, ...] = Field(min_length=1)
    deadline: tuple[Deadline, ...] = Field(min_length=1)

    def act(self, lang: Lang) -> str:
        """The act and its articles in the reader's language."""
        return self.act_vi if lang == "vi" else self.act_en
