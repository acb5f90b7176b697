"""What a clerk decided about the figures a report seems to tell; nothing here draws or stores.

What needs no decision is taken as proposed; what is doubtful stays open until somebody says so.
Every decision can be taken back, the last one first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

from kpi.ingest.reports.places import NO_AREA
from kpi.ingest.reports.proposals import NO_PERIOD
from kpi.ingest.reports.reading import UNSURE, is_unread, unclear_mentions
from kpi.model import (
    Candidate,
    Draft,
    Evidence,
    Locator,
    Mention,
    Problem,
    Proposal,
    Report,
)

State = Literal["accepted", "open", "refused"]
Where = Literal["text", "scan", "list", "form", "decision", "group"]
Origin = Literal["proposed", "corrected", "added", "unclear"]
Part = Literal["period", "area"]
Act = Literal["accept", "refuse", "change", "add"]
Verdict = Literal["accepted", "corrected", "refused", "added"]

PARTS: tuple[Part, ...] = ("period", "area")
_LACKING: Mapping[Part, str] = {"period": NO_PERIOD, "area": NO_AREA}
# As many decisions can be taken back.
_KEPT = 50


@dataclass(frozen=True)
class Item:
    """A figure of the list: proposed, corrected or added; or a number nobody can read one way.

    `figure` is as it stands now, `proposed` as the reader had it; None where the clerk must
    say what the number is. `own` names the fields that the clerk gave. `key` stays the same
    however often the document is read again.
    """

    key: str
    start: int
    end: int
    state: State
    origin: Origin
    figure: Draft | None
    proposed: Draft | None = None
    reason: str = ""
    doubts: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    own: frozenset[str] = frozenset()

    @property
    def complete(self) -> bool:
        """Whether it may be accepted as it stands: indicator, area and period are known."""
        return self.figure is not None and self.figure.candidate is not None

    @property
    def scanned(self) -> bool:
        """Whether its number was read from a picture."""
        return self.figure is not None and bool(self.figure.locator.seen.page)

    def lacks(self, part: Part) -> bool:
        """Whether nothing says of when, or whose, the figure is."""
        return self.figure is not None and not getattr(self.figure, part)


class Decision(NamedTuple):
    """What became of one figure: as it was proposed, as it was taken, and the verdict.

    `proposed` is None of a number that nothing was proposed for, `final` of a refused one.
    """

    proposed: Draft | None
    final: Draft | None
    verdict: Verdict


class Counts(NamedTuple):
    """How many figures are taken, open and refused, and how many numbers became none."""

    accepted: int
    open: int
    refused: int
    unread: int


class Step(NamedTuple):
    """A decision that can be taken back: what was done, to how many, and what stood before."""

    act: Act
    size: int
    decided: Mapping[str, tuple[State, Draft | None]]
    corrected: Mapping[str, Mapping[str, Any]]
    added: Mapping[str, Draft]
    aside: frozenset[str]


@dataclass
class Review:
    """The decisions about one document, as long as the visit lasts.

    `decided` holds the decision and the proposal it was made about, `corrected` the fields of
    a proposal that the clerk gave, `added` the figures of numbers that nothing was proposed
    for; `aside` are those that were ticked off when those beside them were taken at once;
    `steps` are what can be taken back. `shown` is the item all columns point at, `form`
    the item that is being corrected, `group` the group that is, `number` the span of the number
    that is being added, `chosen` the indicator its form begins with, None while the likeliest
    are offered; `jumps` counts how often something was pointed at, `seen` how often the list has
    followed, which it does once when it is drawn first; `origin` says where.
    """

    decided: dict[str, tuple[State, Draft | None]] = field(default_factory=dict)
    corrected: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    added: dict[str, Draft] = field(default_factory=dict)
    aside: set[str] = field(default_factory=set)
    steps: list[Step] = field(default_factory=list)
    shown: str = ""
    form: str = ""
    group: str = ""
    number: tuple[int, int] | None = None
    chosen: str | None = None
    jumps: int = 0
    seen: int = -1
    origin: Where = "list"

    def accept(self, *items: Item) -> None:
        """Take figures as they stand."""
        self._begin("accept", len(items))
        for item in items:
            self.decided[item.key] = ("accepted", item.proposed)

    def refuse(self, *items: Item) -> None:
        """Leave figures out; they stay in the list. One that was added goes."""
        self._begin("refuse", len(items))
        for item in items:
            if item.origin == "added":
                del self.added[item.key]
            else:
                self.decided[item.key] = ("refused", item.proposed)

    def correct(self, item: Item, told: Draft) -> None:
        """Take a figure as the clerk gives it; only what differs from the proposal is kept."""
        self._begin("change", 1)
        self.form = ""
        if self._keep(item, told):
            self.decided[item.key] = ("accepted", item.proposed)

    def change(self, told: Sequence[tuple[Item, Draft]]) -> None:
        """Change parts of many figures; what else is doubtful about each stays open."""
        self._begin("change", len(told))
        self.group = ""
        for item, draft in told:
            self._keep(item, draft)

    def add(self, told: Draft) -> None:
        """Take a figure of a number that nothing was proposed for."""
        self._begin("add", 1)
        self.leave()
        place = told.locator
        key = f"added-{place.start}-{place.end}-{told.indicator}"
        self.added[key] = told
        self.point(key, "decision")

    def undo(self) -> None:
        """Take the last decision back."""
        if not self.steps:
            return
        step = self.steps.pop()
        self.decided, self.corrected = dict(step.decided), dict(step.corrected)
        self.added, self.aside = dict(step.added), set(step.aside)

    def open_form(self, item: Item) -> None:
        """Begin to correct a figure."""
        self.form, self.number = item.key, None
        self.point(item.key, "form")

    def open_group(self, key: str) -> None:
        """Begin to correct a group of figures, or leave it."""
        self.group = "" if self.group == key else key

    def begin(
        self, start: int, end: int, chosen: str | None = None, origin: Where = "text"
    ) -> None:
        """Begin to add a figure of a number that nothing was proposed for."""
        self.form, self.number, self.chosen = "", (start, end), chosen
        self.origin = origin
        self.jumps += 1

    def leave(self) -> None:
        """Close what is being corrected or added, without keeping it."""
        self.form, self.number, self.chosen = "", None, None

    def point(self, key: str, origin: Where) -> None:
        """Show an item wherever it stands: in the text, in the list and in the scan."""
        self.shown, self.origin = key, origin
        self.jumps += 1

    def follow(self) -> None:
        """Have the list follow what is shown, as when it is grouped anew."""
        self.origin = "group"
        self.jumps += 1

    def _begin(self, act: Act, size: int) -> None:
        if not size:
            return
        before = dict(self.decided), dict(self.corrected), dict(self.added)
        step = Step(act, size, *before, frozenset(self.aside))
        self.steps = [*self.steps[1 - _KEPT :], step]

    def _keep(self, item: Item, told: Draft) -> bool:
        """Keep a figure as given; whether it was one that the reader proposed."""
        if item.proposed is None:
            self.added[item.key] = told
            return False
        self.corrected[item.key] = {
            name: getattr(told, name)
            for name in vars(told)
            if getattr(told, name) != getattr(item.proposed, name)
        }
        return True


def items(report: Report, review: Review) -> list[Item]:
    """Everything there is to decide, in the order of the text."""
    found: dict[str, Item] = {}
    for proposal in report.proposals:
        item = _proposed(proposal, review)
        found.setdefault(item.key, item)
    for mention in unclear_mentions(report):
        key = f"{mention.start}-{mention.end}"
        state: State = "refused" if key in review.decided else "open"
        doubts = (mention.reason,)
        found[key] = Item(
            key,
            mention.start,
            mention.end,
            state,
            "unclear",
            None,
            doubts=doubts,
            options=mention.suggestions,
        )
    for key, told in review.added.items():
        place = told.locator
        start, end = place.start or 0, place.end or 0
        found[key] = Item(key, start, end, "accepted", "added", told)
    return sorted(found.values(), key=lambda item: (item.start, item.end))


def _proposed(proposal: Proposal, review: Review) -> Item:
    was = proposal.figure
    place = was.locator
    key = f"{place.start}-{place.end}-{was.indicator}"
    own = review.corrected.get(key, {})
    now = replace(was, **own)
    state, about = review.decided.get(key, ("open", None))
    # A yes to one reading is no yes to what another reading of the document proposes.
    stands = state == "accepted" and (bool(own) or about == was)
    doubts = () if own and stands else _left(proposal, now)
    if state != "refused":
        taken = now.candidate is not None and (stands or not doubts)
        state = "accepted" if taken else "open"
    return Item(
        key=key,
        start=place.start or 0,
        end=place.end or 0,
        state=state,
        origin="corrected" if own else "proposed",
        figure=now,
        proposed=was,
        reason=proposal.reason,
        doubts=doubts,
        options=proposal.options,
        evidence=proposal.evidence,
        own=frozenset(own),
    )


def _left(proposal: Proposal, now: Draft) -> tuple[str, ...]:
    """The doubts of a proposal but those that a part which was filled in has settled."""
    settled = {_LACKING[p] for p in PARTS if getattr(now, p) and not getattr(proposal.figure, p)}
    return tuple(doubt for doubt in proposal.doubts if doubt not in settled)


def counts(report: Report, listed: Iterable[Item]) -> Counts:
    """The one counter that every place of the page shows."""
    listed = list(listed)
    states = [item.state for item in listed]
    return Counts(
        accepted=states.count("accepted"),
        open=states.count("open"),
        refused=states.count("refused"),
        unread=len(unread_numbers(report, listed)),
    )


def unread_numbers(report: Report, listed: Iterable[Item]) -> list[Mention]:
    """The numbers that count something and became no figure, each once, in the text's order."""
    listed = list(listed)
    indicators = {item.proposed.indicator for item in listed if item.proposed is not None}
    taken = {place for item in listed for place in range(item.start, item.end)}
    found: list[Mention] = []
    for mention in sorted(report.mentions, key=lambda m: (m.start, -m.end)):
        lost = is_unread(mention) or (
            mention.state != "unread" and mention.indicator not in indicators
        )
        met = taken.intersection(range(mention.start, mention.end))
        if lost and not met:
            taken.update(range(mention.start, mention.end))
            found.append(mention)
    return found


def confirmed(listed: Iterable[Item]) -> list[Candidate]:
    """The figures that were accepted."""
    told = (i.figure.candidate for i in listed if i.state == "accepted" and i.figure is not None)
    return [candidate for candidate in told if candidate is not None]


def decisions(listed: Iterable[Item]) -> list[Decision]:
    """What became of every figure that is no longer open, for whoever learns from it."""
    return [
        Decision(item.proposed, None if item.state == "refused" else item.figure, _verdict(item))
        for item in listed
        if item.state != "open"
    ]


def _verdict(item: Item) -> Verdict:
    if item.state == "refused":
        return "refused"
    if item.origin == "added":
        return "added"
    return "corrected" if item.own else "accepted"


def open_ones(listed: Iterable[Item]) -> list[Item]:
    """What waits for a decision."""
    return [item for item in listed if item.state == "open"]


def questions(listed: Iterable[Item], text: str) -> list[Problem]:
    """What is open, as the questions that keep a batch from being published."""
    return [
        Problem(
            code=UNSURE,
            severity="question",
            locator=Locator("text", start=item.start, end=item.end),
            as_written=text[item.start : item.end],
            message=" ".join(item.doubts) or "Chưa quyết định.",
            advice="Đối chiếu câu trong báo cáo rồi nhận, sửa hoặc bỏ.",
            question=f"figure|{item.key}",
        )
        for item in open_ones(listed)
    ]
