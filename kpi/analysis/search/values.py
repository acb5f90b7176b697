"""What a search is given besides the text, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

MOST = 8
"""So many answers at most."""
LONGEST = 200
"""Characters of a question; what is longer is cut."""

AnswerKind = Literal[
    "figure",
    "leader",
    "missing",
    "none",
    "ranking",
    "trend",
    "profile",
    "methods",
    "suggestion",
]
Page = Literal["ranking", "trend", "profile", "methods"]


@dataclass(frozen=True)
class Context:
    """What was asked about before, or stands on the page: ids and keys, "" where nothing does.

    `mine` is the reader's own province.
    """

    indicator: str = ""
    area: str = ""
    mine: str = ""


NOTHING_BEFORE = Context()


@dataclass(frozen=True)
class Answer:
    """One line of the list, in the reader's language, and the view it leads to.

    `parts` are what the line names: "Bắc Ninh", "Trạm BTS", "6T đầu/2025"; `value` is the
    figure with its unit, "" where the line is none; `detail` what should be known beside it.
    `page` and `query` are the address; `obs_id` names the figure, as the source panel does.
    """

    kind: AnswerKind
    parts: tuple[str, ...]
    page: Page
    query: Mapping[str, str]
    value: str = ""
    detail: str = ""
    obs_id: str = ""

    @property
    def label(self) -> str:
        """The line as one text."""
        named = " · ".join(self.parts)
        said = ": " if self.kind in ("none", "missing") else " = "
        return f"{named}{said}{self.value}" if self.value else named


@dataclass(frozen=True)
class Found:
    """The answers, best first, and in `notes` what was kept, put right or not understood.

    `context` is what a question that follows may leave unsaid. `understood` says whether
    anything of the question was; else the answers are names that look like it.
    """

    answers: tuple[Answer, ...] = ()
    notes: tuple[str, ...] = ()
    context: Context = field(default=NOTHING_BEFORE)
    understood: bool = True
