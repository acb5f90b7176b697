"""Reading → Changes: what publishing would do, before anybody says yes."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import pandas as pd

from kpi.catalogue import POPULATION, Catalogue
from kpi.model import Candidate, Problem, Reading, Source
from kpi.publish.jumps import jumps
from kpi.publish.plausible import implausible
from kpi.publish.rivals import COLUMNS as RIVAL_COLUMNS
from kpi.publish.rivals import KEY, with_rivals
from kpi.store import Store

_OWN_KEY = [*KEY, "source_id"]
_TOLD = [*_OWN_KEY, "value", "qualifier", "as_written"]
# Columns a candidate frame has beyond those of table `observation`.
PREVIEW_ONLY = ["change", "old_value", "old_qualifier", *RIVAL_COLUMNS]


@dataclass(frozen=True)
class Changes:
    """What publishing a Reading would do.

    `figures` has one row a candidate: the columns of table `observation` but batch_id, and
    `change`: new (nobody has told of its key); agreeing (another document has, and does not
    contradict); conflicting (another exact figure says otherwise, both stay); revised (the
    same source said `old_value`); same (already in the store, nothing to do). What another
    document says and which is shown: see `with_rivals`. `problems` are the reading's own and
    the doubts about size; those of severity error were refused.
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
        return self.figures[fresh.groupby([self.figures[c] for c in _OWN_KEY]).transform("any")]

    @property
    def arriving_sources(self) -> tuple[Source, ...]:
        """The documents that publishing would register: new ones, and all that are cited.

        A known document comes again with its figures, so that undoing the batch that brought
        it first takes no later figure's source away.
        """
        cited = set(self.arriving["source_id"])
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


def preview(store: Store, catalogue: Catalogue, reading: Reading) -> Changes:
    """Compare a reading with the store; nothing is written."""
    heads = _population(store, reading.candidates)
    doubts = implausible(reading.candidates, catalogue, heads)
    arriving = _frame(reading.candidates, [d is not None for d in doubts])
    arriving = arriving.drop_duplicates("obs_id", ignore_index=True)
    live = store.live_keys()
    figures = _compared(arriving, live)
    figures = with_rivals(figures, _left(live, figures), _documents(store, reading))
    # What is in the store already was confirmed when it came.
    fresh = set(figures.loc[figures["change"] != "same", "obs_id"])
    asked = jumps([c for c in reading.candidates if _digest(c) in fresh], catalogue, live)
    return Changes(
        reading=reading,
        figures=figures,
        problems=(*reading.problems, *(d for d in doubts if d is not None), *asked),
        new_sources=_unknown(reading.sources, store.sources()),
    )


def _frame(candidates: Sequence[Candidate], flagged: Sequence[bool]) -> pd.DataFrame:
    """Candidates as columns of table `observation`, but batch_id."""
    places = [c.locator for c in candidates]
    periods = [c.period for c in candidates]
    frame = pd.DataFrame(
        {
            "obs_id": [_digest(c) for c in candidates],
            "area": [c.area for c in candidates],
            "indicator": [c.indicator for c in candidates],
            "period": [p.key for p in periods],
            "period_start": pd.to_datetime([p.start for p in periods]),
            "period_end": pd.to_datetime([p.end for p in periods]),
            "obs_status": [c.obs_status for c in candidates],
            "value": pd.Series([c.value for c in candidates], dtype="float64"),
            "qualifier": [c.qualifier for c in candidates],
            "as_written": [c.as_written for c in candidates],
            "note": [c.note for c in candidates],
            "source_id": [c.source_id for c in candidates],
            "locator_kind": [p.kind for p in places],
            "sheet": [p.sheet for p in places],
            "cell": [p.cell for p in places],
            "span_start": pd.array([p.start for p in places], dtype="Int32"),
            "span_end": pd.array([p.end for p in places], dtype="Int32"),
            "sentence": [p.sentence for p in places],
            "flagged": pd.Series(list(flagged), dtype="bool"),
        }
    )
    texts = ["obs_id", "area", "indicator", "period", "obs_status", "qualifier", "as_written"]
    texts += ["note", "source_id", "locator_kind", "sheet", "cell", "sentence"]
    return frame.astype(dict.fromkeys(texts, "str"))


def _digest(candidate: Candidate) -> str:
    """The same figure of the same document has the same id in every build of the store."""
    parts = (
        candidate.area,
        candidate.indicator,
        candidate.period.key,
        candidate.obs_status,
        repr(candidate.value),
        candidate.qualifier,
        candidate.as_written,
        candidate.source_id,
        candidate.note,
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _documents(store: Store, reading: Reading) -> list[Source]:
    return [*(Source(**row) for row in store.sources().to_dict("records")), *reading.sources]


def _left(live: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """The live figures that would stay: a source's own earlier word of a key is replaced."""
    fresh = figures[figures["change"] != "same"]
    replaced = pd.MultiIndex.from_frame(fresh[_OWN_KEY])
    return live[~pd.MultiIndex.from_frame(live[_OWN_KEY]).isin(replaced)]


def _compared(arriving: pd.DataFrame, live: pd.DataFrame) -> pd.DataFrame:
    by_source = live.groupby(_OWN_KEY, as_index=False)[["value", "qualifier"]].first()
    old = {"value": "old_value", "qualifier": "old_qualifier"}
    compared = arriving.merge(by_source.rename(columns=old), on=_OWN_KEY, how="left")
    told = pd.MultiIndex.from_frame(live[_TOLD])
    same = pd.MultiIndex.from_frame(compared[_TOLD]).isin(told)
    # As in the store: a hedged round figure never contradicts the exact one.
    everything = pd.concat([live[_TOLD], compared[_TOLD]])
    exact = everything[everything["qualifier"] == "exact"]
    values = exact.groupby(KEY)["value"].nunique()
    disputed = values.reindex(pd.MultiIndex.from_frame(compared[KEY])).to_numpy() > 1
    disputed &= (compared["qualifier"] == "exact").to_numpy()
    elsewhere = pd.MultiIndex.from_frame(compared[KEY]).isin(pd.MultiIndex.from_frame(live[KEY]))
    compared["change"] = "new"
    compared.loc[elsewhere, "change"] = "agreeing"
    compared.loc[disputed, "change"] = "conflicting"
    compared.loc[compared["old_value"].notna().to_numpy(), "change"] = "revised"
    compared.loc[same, "change"] = "same"
    return compared


def _unknown(sources: Sequence[Source], known: pd.DataFrame) -> tuple[Source, ...]:
    columns = [f.name for f in fields(Source)]
    rows = {tuple(row) for row in known[columns].itertuples(index=False)}
    return tuple(s for s in sources if tuple(getattr(s, c) for c in columns) not in rows)


def _population(store: Store, arriving: Sequence[Candidate]) -> Mapping[tuple[str, int], float]:
    """Inhabitants by area and year, from the store and from the reading itself."""
    areas = sorted({c.area for c in arriving})
    stored = store.series(POPULATION, areas)
    heads = {
        (row.area, row.period_end.year): row.value
        for row in stored.itertuples()
        if row.obs_status == "actual"
    }
    heads.update(
        {
            (c.area, c.period.year): c.value
            for c in arriving
            if c.indicator == POPULATION and c.obs_status == "actual"
        }
    )
    return heads
