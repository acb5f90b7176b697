"""What a clerk decided about the figures a report seems to tell; nothing here draws or stores.

What needs no decision is taken as proposed; what is doubtful stays open until somebody says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from kpi.ingest.reports.outline import outline
from kpi.ingest.reports.reading import UNSURE, source_id, unclear_mentions
from kpi.model import Candidate, Document, Draft, Locator, Period, Problem, Proposal, Report

State = Literal["accepted", "open", "refused"]
Where = Literal["text", "list", "form"]
Origin = Literal["proposed", "corrected", "added", "unclear"]


@dataclass(frozen=True)
class Item:
    """A figure of the list: proposed, corrected or added; or a number nobody can read one way.

    `figure` is as it stands now, `proposed` as the reader had it; None where the clerk must
    say what the number is. `key` stays the same however often the document is read again.
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

    @property
    def complete(self) -> bool:
        """Whether it may be accepted as it stands: indicator, area and period are known."""
        return self.figure is not None and self.figure.candidate is not None


@dataclass
class Review:
    """The decisions about one document, as long as the visit lasts.

    `decided` holds the decision and the proposal it was made about, `corrected` the fields of
    a proposal that the clerk gave, `added` the figures of numbers that nothing was proposed
    for. `shown` is the item both columns point at, `form` the item that is being corrected,
    `number` the span of the number that is being added; `jumps` counts how often something
    was pointed at, `seen` how often the list has followed, to
    `page`; `origin` says where.
    """

    decided: dict[str, tuple[State, Draft | None]] = field(default_factory=dict)
    corrected: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    added: dict[str, Draft] = field(default_factory=dict)
    shown: str = ""
    form: str = ""
    number: tuple[int, int] | None = None
    jumps: int = 0
    seen: int = 0
    page: int = 1
    origin: Where = "list"

    def accept(self, item: Item) -> None:
        """Take a figure as it stands."""
        self.decided[item.key] = ("accepted", item.proposed)

    def refuse(self, item: Item) -> None:
        """Leave a figure out; it stays in the list. One that was added goes."""
        if item.origin == "added":
            del self.added[item.key]
        else:
            self.decided[item.key] = ("refused", item.proposed)

    def correct(self, item: Item, told: Draft) -> None:
        """Take a figure as the clerk gives it; only what differs from the proposal is kept."""
        self.form = ""
        if item.proposed is None:
            self.added[item.key] = told
            return
        own = {
            name: getattr(told, name)
            for name in vars(told)
            if getattr(told, name) != getattr(item.proposed, name)
        }
        self.corrected[item.key] = own
        self.accept(item)

    def open_form(self, item: Item) -> None:
        """Begin to correct a figure."""
        self.form, self.number = item.key, None
        self.point(item.key, "form")

    def begin(self, start: int, end: int) -> None:
        """Begin to add a figure of a number that nothing was proposed for."""
        self.form, self.number = "", (start, end)
        self.origin = "text"
        self.jumps += 1

    def leave(self) -> None:
        """Close what is being corrected or added, without keeping it."""
        self.form, self.number = "", None

    def add(self, told: Draft) -> None:
        """Take a figure of a number that nothing was proposed for."""
        self.number = None
        place = told.locator
        key = f"added-{place.start}-{place.end}-{told.indicator}"
        self.added[key] = told
        self.point(key, "list")

    def point(self, key: str, origin: Where) -> None:
        """Show an item in both columns."""
        self.shown, self.origin = key, origin
        self.jumps += 1

    def skip(self, items: Iterable[Item]) -> None:
        """Refuse everything that is still open."""
        for item in items:
            if item.state == "open":
                self.refuse(item)


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
        found[key] = Item(key, mention.start, mention.end, state, "unclear", None, doubts=doubts)
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
    return Item(
        key=key,
        start=place.start or 0,
        end=place.end or 0,
        state=_state(proposal, now, own, review.decided.get(key)),
        origin="corrected" if own else "proposed",
        figure=now,
        proposed=was,
        reason=proposal.reason,
        doubts=() if own else proposal.doubts,
        options=proposal.options,
    )


def _state(
    proposal: Proposal,
    now: Draft,
    own: Mapping[str, Any],
    decided: tuple[State, Draft | None] | None,
) -> State:
    state, about = decided or ("open", None)
    if state == "refused":
        return "refused"
    # A yes to one reading is no yes to what another reading of the document proposes.
    stands = state == "accepted" and (bool(own) or about == proposal.figure)
    if now.candidate is None:
        return "open"
    return "accepted" if stands or not proposal.doubts else "open"


def confirmed(listed: Iterable[Item]) -> list[Candidate]:
    """The figures that were accepted."""
    told = (i.figure.candidate for i in listed if i.state == "accepted" and i.figure is not None)
    return [candidate for candidate in told if candidate is not None]


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


def blank(document: Document, start: int, end: int) -> Draft:
    """What is known of a number that nothing was proposed for: its place and its sentence."""
    sentence = next((s for s in outline(document) if s.start <= start and end <= s.end), None)
    told = document.text[sentence.start : sentence.end] if sentence else ""
    return Draft(
        area=document.area.value,
        indicator="",
        period=Period.of(document.period.value) if document.period.value else None,
        obs_status="actual",
        value=0.0,
        unit="",
        qualifier="exact",
        as_written=document.text[start:end].strip(),
        source_id=source_id(document),
        locator=Locator("text", start=start, end=end, sentence=told),
    )
