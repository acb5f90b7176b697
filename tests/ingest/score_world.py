"""How well the pages of the world are read: tests/reports/world against its gold.

Twice: as pasted, and with the date and the province told. `python tests/ingest/score_world.py`
prints both scores and the one by construction, each text read with a model that was fitted
without its fold of texts; `… --rules` without any, which is faster; `… -v` every fault, `… NAME`
only texts whose name begins with NAME, `… FOLDER` texts of another folder.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from gold_examples import examples, name_of
from gold_world import (
    FATES,
    WORLD,
    Fate,
    Found,
    WorldFigure,
    WorldText,
    area_is_right,
    constructions,
    document_of,
    false_ones,
    is_same,
    period_is_right,
    says_same,
    world,
)

from kpi import settings
from kpi.catalogue import Catalogue, load_catalogue
from kpi.ingest.reports import ReportReader
from kpi.ingest.reports.scoring.examples import fold_of
from kpi.ingest.reports.scoring.fitting import FOLDS, fit, without
from kpi.ingest.reports.scoring.in_use import model_in_use
from kpi.ingest.reports.scoring.model import EMPTY, Model
from kpi.ingest.reports.scoring.scorer import Candidates
from kpi.model import Report


class WorldScore:
    """Counts over any number of texts; `faults` are lines that say what went wrong where."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.counts: Counter[str] = Counter()
        self.by_construction: dict[str, Counter[str]] = {}
        self.faults: list[str] = []

    def add(self, text: WorldText, report: Report) -> None:
        """Judge one reading."""
        found = [*_proposed(report)]
        sure = [one for one in found if one.sure]
        wanted = [f for f in text.figures if f.headline and f.ids[0] in self._catalogue.indicators]
        for figure in wanted:
            self._judge(text, report, found, figure)
        hit = [one for one in sure if any(is_same(one, f) for f in wanted)]
        false = [*false_ones(sure, text, self._catalogue)]
        self.counts["proposed"] += len(hit) + len(false)
        self.counts["true"] += len(hit)
        for one in false:
            told = f"{one.indicator} {one.area} {one.period} {one.status} {one.value:g}"
            self.faults.append(f"{text.name} FALSE {told} in {_around(text, one.start, one.end)}")

    def _judge(
        self, text: WorldText, report: Report, found: Sequence[Found], figure: WorldFigure
    ) -> None:
        same = [one for one in found if is_same(one, figure)]
        if not same and _is_told_again(report, figure):
            same = [one for one in found if one.sure and says_same(one, figure)]
        fate = _fate(report, same, figure)
        for kind in ("all", *constructions(text, figure, self._catalogue)):
            self.by_construction.setdefault(kind, Counter())[fate] += 1
        self.counts[fate] += 1
        where = _around(text, figure.start, figure.end)
        named = f"{figure.ids[0]} {figure.value:g} {figure.period} {figure.status}"
        if fate != "taken":
            why = _why(report, figure)
            self.faults.append(f"{text.name} {fate.upper()} {named} in {where} [{why}]")
            return
        best = next(one for one in same if one.sure)
        reported = report.document.period.value
        right = {
            "period": period_is_right(best, figure, reported),
            "status": best.status in figure.statuses,
            "area": area_is_right(best, figure, self._catalogue),
        }
        for part, ok in right.items():
            self.counts[part] += ok
        self.counts["strict"] += all(right.values())
        if not all(right.values()):
            wrong = ", ".join(part for part, ok in right.items() if not ok)
            told = f"{best.area} {best.period} {best.status}"
            self.faults.append(f"{text.name} WRONG {wrong}: {told}, is {named} in {where}")

    def shares(self) -> dict[str, float]:
        """Of the headline figures what was taken and asked; of the taken ones what is right."""
        counts, whole = self.counts, max(1, sum(self.counts[fate] for fate in FATES))
        precision = counts["true"] / max(1, counts["proposed"])
        return {
            **{fate: counts[fate] / whole for fate in FATES},
            "taken or asked": (counts["taken"] + counts["asked"]) / whole,
            "precision": precision,
            "all parts right": precision * counts["strict"] / max(1, counts["taken"]),
        }

    def line(self) -> str:
        """Everything in one line."""
        told = self.shares()
        taken = max(1, self.counts["taken"])
        fates = " ".join(f"{fate} {told[fate]:.3f}" for fate in FATES)
        parts = " ".join(f"{p} {self.counts[p] / taken:.3f}" for p in ("period", "status", "area"))
        return (
            f"{sum(self.counts[fate] for fate in FATES)} figures: {fates} | taken+asked "
            f"{told['taken or asked']:.3f} | precision {told['precision']:.3f}, with period, "
            f"status and area right {told['all parts right']:.3f} ({parts})"
        )

    def table(self) -> str:
        """The fates by construction."""
        lines = [f"{'construction':14}" + "".join(f"{fate:>10}" for fate in FATES)]
        for kind, counts in sorted(self.by_construction.items()):
            lines.append(f"{kind:14}" + "".join(f"{counts[fate]:10}" for fate in FATES))
        return "\n".join(lines)


def _proposed(report: Report) -> Sequence[Found]:
    return [
        Found(
            start=p.figure.locator.start or 0,
            end=p.figure.locator.end or 0,
            indicator=p.figure.indicator,
            value=p.figure.value,
            area=p.figure.area,
            period=p.figure.period.key if p.figure.period else "",
            status=p.figure.obs_status,
            sure=not p.doubts,
        )
        for p in report.proposals
    ]


def _is_told_again(report: Report, figure: WorldFigure) -> bool:
    """Whether the number was read as telling once more what was told before it."""
    here = (m for m in report.mentions if m.start < figure.end and figure.start < m.end)
    return any(m.state == "taken" and m.indicator in figure.ids for m in here)


def _fate(report: Report, same: Sequence[Found], figure: WorldFigure) -> Fate:
    if any(one.sure for one in same):
        return "taken"
    here = [m for m in report.mentions if m.start < figure.end and figure.start < m.end]
    if same or any(m.state == "asked" for m in here):
        return "asked"
    named = {s for m in here if m.state == "unread" for s in m.suggestions}
    return "suggested" if named & set(figure.ids) else "lost"


def _why(report: Report, figure: WorldFigure) -> str:
    told = [
        f"{p.figure.indicator}: {' '.join(p.doubts) or 'taken so'}"
        for p in report.proposals
        if (p.figure.locator.start or 0) < figure.end and figure.start < (p.figure.locator.end or 0)
    ]
    told += [
        f"{m.state} {m.reason}"
        for m in report.mentions
        if m.start < figure.end and figure.start < m.end
    ]
    return "; ".join(told) or "no number was seen"


def _around(text: WorldText, start: int, end: int) -> str:
    before, after = text.text[max(0, start - 110) : start], text.text[end : end + 70]
    return repr(f"{before}⟦{text.text[start:end]}⟧{after}")


def scored(
    texts: Sequence[WorldText],
    catalogue: Catalogue,
    *,
    told: bool,
    models: Sequence[Model] = (EMPTY,),
) -> WorldScore:
    """Read every text and judge it; by the model of its fold, none of which has seen it."""
    score, reader = WorldScore(catalogue), catalogue.once(ReportReader)
    for text in texts:
        document = document_of(text, catalogue, told=told)
        model = models[fold_of(name_of(text), len(models))]
        score.add(text, reader.read(document, model))
    return score


def fold_models(catalogue: Catalogue) -> list[Model]:
    """For each fold the model of the gold of the others."""
    told, candidates = examples(catalogue), catalogue.once(Candidates)
    return [fit(without(told, fold), candidates, "", "") for fold in range(FOLDS)]


def main() -> None:
    """Print the scores."""
    named = [word for word in sys.argv[1:] if not word.startswith("-")]
    folder = next((Path(word) for word in named if Path(word).is_dir()), WORLD)
    named = [word for word in named if Path(word) != folder]
    texts = [t for t in world(folder) if not named or t.name.startswith(tuple(named))]
    catalogue = load_catalogue(settings.CONFIG)
    # What the shipped model was not fitted from, it may read itself.
    models = [model_in_use()] if folder != WORLD else fold_models(catalogue)
    models = [EMPTY] if "--rules" in sys.argv else models
    pasted, told = (scored(texts, catalogue, told=known, models=models) for known in (False, True))
    if "-v" in sys.argv:
        sys.stdout.write("\n".join(told.faults) + "\n\n")
    sys.stdout.write(
        f"{len(texts)} texts\nas pasted: {pasted.line()}\n"
        f"date and province told: {told.line()}\n{told.table()}\n"
    )


if __name__ == "__main__":
    main()
