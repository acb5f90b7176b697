"""Learning from clerks: what they said of numbers is kept, and the model of reports refitted.

Nothing that is stored changes by it: a model only reads the next report. A new one is put into
use by somebody who saw what it gains, and the former one can be had back.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from kpi.accounts import require
from kpi.catalogue import Catalogue
from kpi.errors import KpiError
from kpi.ingest.reports import ReportReader
from kpi.ingest.reports.quantities import Number
from kpi.ingest.reports.scoring.around import Around
from kpi.ingest.reports.scoring.examples import Example, read_examples
from kpi.ingest.reports.scoring.in_use import EXAMPLES, SHIPPED, own_path
from kpi.ingest.reports.scoring.learned_phrases import learned_phrases
from kpi.ingest.reports.scoring.model import NONE, Model, load_model, packed
from kpi.ingest.reports.scoring.scorer import Candidates, Scorer
from kpi.model import Document, Draft, Person
from kpi.store import Decided, Store, Verdict

Told = tuple[Draft | None, Draft | None, Verdict]
"""A figure as it was proposed, as it was taken, and what that was; as `review.Decision`."""

_FOLDS = 3
_FEWEST_DOCUMENTS = 2


@dataclass(frozen=True)
class Gain:
    """Of the figures of clerks, the share whose indicator is the likeliest, or among three."""

    first: float
    three: float


@dataclass(frozen=True)
class Learned:
    """A model that has learned from the decisions about some documents.

    `before` is what the shipped model finds, `after` what a model finds that has learned from
    the other documents, not from the figure's own.
    """

    model: Model
    decisions: int
    documents: int
    before: Gain
    after: Gain


def decided(document: Document, told: Iterable[Told], catalogue: Catalogue) -> list[Decided]:
    """Decisions about the figures of a document, with the words beside each number."""
    numbers = catalogue.once(ReportReader).arounds(document)
    found = (_decided(each, numbers) for each in told)
    return [each for each in found if each is not None]


def _decided(told: Told, numbers: Sequence[tuple[Number, Around]]) -> Decided | None:
    proposed, final, verdict = told
    figure = final or proposed
    if figure is None:
        return None
    start, end = figure.locator.start or 0, figure.locator.end or 0
    around = next((a for n, a in numbers if n.start < end and start < n.end), None)
    if around is None:  # a milestone has no number
        return None
    return Decided(
        start,
        end,
        json.dumps(around, ensure_ascii=False),
        proposed.indicator if proposed else NONE,
        final.indicator if final else NONE,
        verdict,
    )


def own_examples(store: Store) -> list[Example]:
    """What clerks of this installation said of numbers, the oldest first."""
    return [_example(row) for row in store.decisions().to_dict("records")]


def _taught(store: Store) -> list[Example]:
    """The numbers that were taken for what no rule proposed."""
    rows = store.decisions().to_dict("records")
    return [_example(r) for r in rows if r["indicator"] not in (NONE, r["proposed"])]


def _example(row: Mapping[str, Any]) -> Example:
    around = Around(*json.loads(row["around"]))
    return Example(f"own/{row['batch_id']}", around, row["indicator"])


def learn(store: Store, catalogue: Catalogue, gold: Sequence[Example] | None = None) -> Learned:
    """Fit a model to the shipped examples and the installation's own; nothing is put into use.

    Raises:
        KpiError: there are too few decisions to learn from.
    """
    # What learns is loaded where somebody learns, and nowhere else.
    from kpi.ingest.reports.scoring.fitting import fit  # noqa: PLC0415

    own, candidates = own_examples(store), catalogue.once(Candidates)
    documents = list(dict.fromkeys(example.text for example in own))
    if len(documents) < _FEWEST_DOCUMENTS:
        raise KpiError(
            "Chưa đủ quyết định để học: cần ít nhất hai báo cáo đã công bố.",
            "Nhận, sửa, bỏ hoặc thêm số liệu ở trang Báo cáo rồi công bố.",
            "There are too few decisions to learn from: publish two reports at least.",
        )
    shipped = read_examples(EXAMPLES.read_bytes()) if gold is None else list(gold)
    found: list[bool] = []
    among: list[bool] = []
    for fold in range(min(_FOLDS, len(documents))):
        left_out = set(documents[fold::_FOLDS])
        seen = [e for e in own if e.text not in left_out]
        unseen = [e for e in own if e.text in left_out]
        first, three = _found(fit([*shipped, *seen], candidates, "", ""), unseen, candidates)
        found, among = found + first, among + three
    model = fit([*shipped, *own], candidates, _name(own), _digest(own))
    phrases = learned_phrases(_taught(store), [*own, *shipped], catalogue)
    return Learned(
        replace(model, phrases=phrases),
        len(own),
        len(documents),
        _gain(*_found(load_model(SHIPPED), own, candidates)),
        _gain(found, among),
    )


def use(learned: Learned, *, by: Person | None, store: str | None = None) -> None:
    """Read with a model from now on; the one in use can be had back.

    Raises:
        NotAllowedError: `by` does not administer the installation.
    """
    require(by, "manage_people")
    path = own_path(store)
    path.parent.mkdir(exist_ok=True)
    before = path.with_name(f"{path.name}.before")
    if path.exists():
        before.write_bytes(path.read_bytes())
    else:
        before.unlink(missing_ok=True)
    unfinished = path.with_name(f"{path.name}.new")
    unfinished.write_bytes(packed(learned.model))
    unfinished.replace(path)


def go_back(*, by: Person | None, store: str | None = None) -> None:
    """Read with the model before the last one: an own one, or the one shipped.

    Raises:
        NotAllowedError: `by` does not administer the installation.
        KpiError: the shipped model is in use.
    """
    require(by, "manage_people")
    path = own_path(store)
    before = path.with_name(f"{path.name}.before")
    if not path.exists():
        raise KpiError(
            "Đang dùng mô hình kèm chương trình; không có mô hình nào trước đó.",
            "Không cần làm gì.",
            "The shipped model is in use; there is none before it.",
        )
    if before.exists():
        before.replace(path)
    else:
        path.unlink()


def _found(
    model: Model, examples: Sequence[Example], candidates: Candidates
) -> tuple[list[bool], list[bool]]:
    """For each figure whether its indicator is the likeliest, and whether among three."""
    figures = [e for e in examples if e.indicator != NONE]
    scores = Scorer(candidates, model).of([e.around for e in figures])
    if scores is None:
        return [False] * len(figures), [False] * len(figures)
    likeliest = [scores.likeliest(place) for place in range(len(figures))]
    told = list(zip(figures, likeliest, strict=True))
    return [e.indicator == ids[0] for e, ids in told if ids], [e.indicator in i for e, i in told]


def _gain(first: Sequence[bool], three: Sequence[bool]) -> Gain:
    return Gain(sum(first) / max(1, len(three)), sum(three) / max(1, len(three)))


def _name(own: Sequence[Example]) -> str:
    return f"học ngày {datetime.now(UTC):%d/%m/%Y} từ {len(own)} quyết định"


def _digest(own: Sequence[Example]) -> str:
    told = f"{load_model(SHIPPED).gold}{json.dumps(own, ensure_ascii=False)}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]
