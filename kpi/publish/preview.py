"""Reading → Changes: what publishing would do, before anybody says yes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from kpi.catalogue import POPULATION, Catalogue
from kpi.collector import collector_paused
from kpi.model import Problem, Reading, Source
from kpi.model.candidates import Candidates
from kpi.publish.compare import OWN_KEY, compared
from kpi.publish.frames import observations
from kpi.publish.jumps import jumps
from kpi.publish.plausible import implausible
from kpi.store import Store


@dataclass(frozen=True)
class Changes:
    """What publishing a Reading would do.

    `figures` has one row a candidate: the columns of `observations`, and `change`: new (nobody
    has told of its key); agreeing (another document has, and does not contradict); conflicting
    (another exact figure says otherwise, both stay); revised (the same source said
    `old_value`); same (already in the store, nothing to do). What another document says and
    which is shown: see `with_rivals`. `problems` are the reading's own and the doubts about
    size; those of severity error were refused.
    """

    reading: Reading
    figures: pd.DataFrame
    problems: tuple[Problem, ...]
    new_sources: tuple[Source, ...]

    @property
    def arriving(self) -> pd.DataFrame:
        """The rows that publishing would store.

        A later batch covers all its source said of a key before, so what the source still
        says of a key goes along with what it says anew.
        """
        fresh = self.figures["change"] != "same"
        if fresh.all():
            return self.figures
        anew = pd.MultiIndex.from_frame(self.figures.loc[fresh, OWN_KEY])
        return self.figures[pd.MultiIndex.from_frame(self.figures[OWN_KEY]).isin(anew)]

    @property
    def arriving_sources(self) -> tuple[Source, ...]:
        """The documents that publishing would register: new ones, and all that are cited.

        A known document comes again with its figures, so that undoing the batch that brought
        it first takes no later figure's source away.
        """
        cited = set(self.arriving["source_id"].unique())
        return tuple(
            s for s in self.reading.sources if s.source_id in cited or s in self.new_sources
        )

    @property
    def refused(self) -> tuple[Problem, ...]:
        """What could not be used at all."""
        return tuple(p for p in self.problems if p.severity == "error")

    @property
    def questions(self) -> tuple[Problem, ...]:
        """What must be answered or confirmed before anything is published."""
        return tuple(p for p in self.problems if p.severity == "question")

    def count(self, change: str) -> int:
        """How many figures are new, agreeing, conflicting, revised or same."""
        return int((self.figures["change"] == change).sum())

    @property
    def fresh(self) -> int:
        """How many figures publishing would bring, less those that are in the store already."""
        return len(self.figures) - self.count("same")

    @property
    def counts(self) -> dict[str, int]:
        """What the ledger keeps of the preview; a figure that agrees is new to its document."""
        return {
            "new_count": self.count("new") + self.count("agreeing"),
            "revised_count": self.count("revised"),
            "conflicting_count": self.count("conflicting"),
            "same_count": self.count("same"),
            "refused_count": len(self.refused),
        }


@collector_paused()
def preview(store: Store, catalogue: Catalogue, reading: Reading) -> Changes:
    """Compare a reading with the store; nothing is written."""
    every = Candidates.of(reading.candidates)
    doubts = implausible(every, catalogue, _population(store, every))
    arriving = observations(every, doubts)
    ids, once = arriving["obs_id"], every
    repeated = ids.duplicated().to_numpy()
    if repeated.any():
        once, arriving = every.taken(~repeated), arriving[~repeated].reset_index(drop=True)
    live = store.live_keys()
    figures = compared(once, arriving, live, lambda: _documents(store, reading))
    # What is in the store already was confirmed when it came.
    fresh = np.ones(len(every), dtype=bool)
    fresh[~repeated] = figures["change"] != "same"
    fresh[repeated] = ~ids[repeated].isin(figures.loc[figures["change"] == "same", "obs_id"])
    asked = jumps(every.taken(fresh), catalogue, live)
    return Changes(
        reading=reading,
        figures=figures,
        problems=(*reading.problems, *_further(doubts.values(), reading), *asked),
        new_sources=_unknown(reading.sources, store.sources()),
    )


def _further(doubts: Iterable[Problem], reading: Reading) -> Iterator[Problem]:
    """The doubts about size that the reading does not tell of itself, as a report does."""
    told = {(p.code, p.locator.start) for p in reading.problems if p.locator.kind == "text"}
    return (d for d in doubts if (d.code, d.locator.start) not in told)


def _documents(store: Store, reading: Reading) -> list[Source]:
    return [*(Source(**row) for row in store.sources().to_dict("records")), *reading.sources]


def _unknown(sources: Sequence[Source], known: pd.DataFrame) -> tuple[Source, ...]:
    columns = [f.name for f in fields(Source)]
    rows = {tuple(row) for row in known[columns].itertuples(index=False)}
    return tuple(s for s in sources if tuple(getattr(s, c) for c in columns) not in rows)


def _population(store: Store, arriving: Candidates) -> Mapping[tuple[str, int], float]:
    """Inhabitants by area and year, from the store and from the reading itself."""
    stored = store.series(POPULATION, sorted(arriving.distinct("area")))
    heads = {
        (row.area, row.period_end.year): row.value
        for row in stored.itertuples()
        if row.obs_status == "actual"
    }
    if POPULATION in arriving.distinct("indicator"):
        people = arriving.taken((arriving.frame["indicator"] == POPULATION).to_numpy())
        heads |= {(c.area, c.period.year): c.value for c in people if c.obs_status == "actual"}
    return heads
