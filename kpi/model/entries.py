"""What config/ describes: units, areas, indicators and targets; frozen, checked by pydantic."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kpi.model.word_roles import WordRole

Scheme = Literal["vn63", "vn34", "vn"]
Lang = Literal["vi", "en"]
Kind = Literal["count", "rate", "money", "score", "rank", "milestone"]
Direction = Literal["higher", "lower", "neutral"]
Pillar = Literal[
    "government",
    "economy",
    "society",
    "infrastructure",
    "post",
    "security",
    "press",
    "index",
    "own",
]
"""The group an indicator is listed in; "own" holds what an installation added itself."""
RollUpRule = Literal["sum", "mean", "ratio", "none"]


class Entry(BaseModel):
    """A table of a config file: unknown keys are mistakes, values never change."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Named(Entry):
    """An entry with a Vietnamese and an English name."""

    name_vi: str = Field(min_length=1)
    name_en: str = Field(min_length=1)

    def name(self, lang: Lang) -> str:
        """The name in the reader's language."""
        return self.name_vi if lang == "vi" else self.name_en


class Unit(Named):
    """A unit of measure. `factor` × a value in this unit = the value in its base unit.

    A base unit has factor 1 and no `base`. `spellings` are other accepted written forms.
    """

    id: str
    base: str = ""
    factor: float = 1.0
    spellings: tuple[str, ...] = ()


class Region(Named):
    """A socio-economic region of one boundary scheme; both schemes have six."""

    scheme: Scheme
    code: str


class KindChange(Entry):
    """A later change of an area's kind or name, e.g. a province that became a city."""

    on: date
    kind: str
    name_vi: str = ""
    name_en: str = ""


class Area(Named):
    """A province in one boundary scheme.

    Its key, such as vn63:27, is the only safe identifier: seven GSO codes and 23 names were
    re-used for other territory on 2025-07-01.
    `predecessors` are keys in the older scheme; `tile` is (column, row) on the tile grid.
    """

    scheme: Scheme
    code: str = Field(pattern=r"^\d\d$")
    kind: str
    region: str = ""
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    predecessors: tuple[str, ...] = ()
    kind_changes: tuple[KindChange, ...] = ()
    tile: tuple[int, int] | None = None

    @property
    def key(self) -> str:
        """The identifier `scheme:code`."""
        return f"{self.scheme}:{self.code}"


class RollUp(Entry):
    """How figures of the 63 become figures of the 34: the written rule of an indicator.

    sum: counts and money. mean: the ministry's arithmetic mean of DTI scores.
    ratio: `factor` × sum of `numerator` / sum of `denominator`. none: cannot be combined.
    """

    rule: RollUpRule
    numerator: str = ""
    denominator: str = ""
    factor: float = 1.0

    @model_validator(mode="after")
    def _parts(self) -> Self:
        if (self.rule == "ratio") != bool(self.numerator and self.denominator):
            raise ValueError("numerator and denominator belong to rule 'ratio', and to it alone")
        return self


class Break(Entry):
    """A day from which figures of a series do not continue those before it.

    `linked` names the indicator that takes over, when there is one.
    """

    on: date
    note_vi: str
    note_en: str
    linked: str = ""


class LegalBasis(Entry):
    """The act an indicator rests on."""

    act: str
    note_vi: str = ""
    note_en: str = ""


class Plausible(Entry):
    """The range a figure of one province is expected in; outside it is flagged, kept as printed.

    `low`/`high` are in the indicator's unit, `low_per_head`/`high_per_head` per inhabitant.
    """

    low: float | None = None
    high: float | None = None
    low_per_head: float | None = None
    high_per_head: float | None = None


Phrase = Annotated[str, Field(pattern=r"\S")]
"""Words to be found in a text; nothing is found by blanks."""
Alternatives = Annotated[str, Field(pattern=r"^[^|]*[^|\s][^|]*(\|[^|]*[^|\s][^|]*)*$")]
"""Phrases with "|" between them."""


class Prose(Entry):
    """How a sentence says what a number counts.

    One of `head` stands by the number ("1.699 **trạm** thu phát sóng"); of every entry of
    `about`, one of its alternatives ("thu phát sóng|BTS") stands near; none of `without` does.
    With `stage` it tells of a milestone and needs no number.
    """

    head: tuple[Phrase, ...] = Field(min_length=1)
    about: tuple[Alternatives, ...] = ()
    without: tuple[Phrase, ...] = ()
    stage: int | None = Field(default=None, ge=1)


class Words(Entry):
    """Words of one role around the numbers of a report; `note` explains the role to an editor."""

    role: WordRole
    phrases: tuple[Phrase, ...] = Field(min_length=1)
    note: str = ""


class Modifier(Entry):
    """Words around a number that make it no figure of the whole province, and why.

    They stand `beside` it (right before), `before` it or `behind` it in its noun phrase, or in
    its `clause` (anywhere before it, up to a semicolon), `opening` it behind words of the role
    of that name, or `earlier`, since the beginning of the clause that it takes its noun from;
    not when one of `not_when` stands there too, nor when they are the indicator's own words.
    `needs`: one of them must stand in the clause as well. `kinds` are the quantities they speak
    of, all when empty. With `asks` a person is asked, and the reason is the question. In an
    example the number stands in ⟨…⟩; in a counter- example the number is a figure nevertheless.
    """

    id: str = Field(pattern=r"^[a-z][a-z_]*$")
    reason: Phrase
    beside: tuple[Phrase, ...] = ()
    before: tuple[Phrase, ...] = ()
    behind: tuple[Phrase, ...] = ()
    clause: tuple[Phrase, ...] = ()
    opening: tuple[Phrase, ...] = ()
    earlier: tuple[Phrase, ...] = ()
    needs: tuple[Phrase, ...] = ()
    not_when: tuple[Phrase, ...] = ()
    asks: bool = False
    kinds: tuple[Literal["count", "percent", "money"], ...] = ()
    examples: tuple[Phrase, ...] = Field(min_length=1)
    counter_examples: tuple[Phrase, ...] = Field(min_length=1)

    def phrases(self) -> Iterable[str]:
        """Every phrase it looks for."""
        yield from (*self.beside, *self.before, *self.behind, *self.clause)
        yield from (*self.opening, *self.earlier, *self.needs, *self.not_when)


class IndicatorEntry(Named):
    """What config/indicators/ says of an indicator, without what it cites from other files.

    `measure` says whether values add up over time ("flow", in the period) or stand at its
    end ("stock"). `per_capita` offers values per 10 000 people. `base` marks context such as
    population and land area: the ground for comparison, never an indicator to rank by.
    `rank_of` names the score a rank orders.
    `headline` is the place among the overview's tiles. `decimals` are those of a full figure.
    A milestone's value n stands for `stages_vi[n - 1]` ("đang thí điểm", "đã vận hành").
    `phrases` are what people call it in the headers of their tables, besides its names.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    short_vi: str = ""
    short_en: str = ""
    unit: str
    kind: Kind
    measure: Literal["stock", "flow"]
    direction: Direction
    pillar: Pillar
    roll_up: RollUp
    definition_vi: str = Field(min_length=1)
    definition_en: str = Field(min_length=1)
    phrases: tuple[str, ...] = ()
    per_capita: bool = False
    base: bool = False
    rank_of: str = ""
    headline: int | None = None
    decimals: int = 0
    stages_vi: tuple[str, ...] = ()
    stages_en: tuple[str, ...] = ()
    plausible: Plausible = Plausible()

    @model_validator(mode="after")
    def _stages(self) -> Self:
        if (self.kind == "milestone") != bool(self.stages_vi):
            raise ValueError("stages_vi belongs to kind 'milestone', and to it alone")
        if len(self.stages_vi) != len(self.stages_en):
            raise ValueError("stages_vi and stages_en name the same stages")
        return self

    def short(self, lang: Lang) -> str:
        """The name for a narrow place, else the full one."""
        return (self.short_vi if lang == "vi" else self.short_en) or self.name(lang)

    def definition(self, lang: Lang) -> str:
        """What is counted, in our words."""
        return self.definition_vi if lang == "vi" else self.definition_en


class Indicator(IndicatorEntry):
    """What is measured, on which acts it rests and how sentences write of it (`prose`)."""

    prose: tuple[Prose, ...] = ()
    breaks: tuple[Break, ...] = ()
    legal: tuple[LegalBasis, ...] = ()


class TargetEntry(Entry):
    """A value an act demands by the end of a year; `at_least` of it unless said otherwise.

    `clause_vi` repeats the act's demand in our words. A target of scope "nation" binds the
    country and is shown beside provinces for orientation only.
    """

    indicator: str
    act: str
    year: int = Field(ge=2000, le=2100)
    value: float
    scope: Literal["nation", "province"]
    clause_vi: str = Field(min_length=1)
    clause_en: str = Field(min_length=1)
    source_url: str = ""


class Target(TargetEntry):
    """A target with the name of its act and the day the act was issued on."""

    issued_on: date
