"""What became of every cell that is no figure: problems, questions, cells left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kpi.ingest.formats.sheet import address
from kpi.model import Locator, Problem
from kpi.model.figures import ColumnRead, Entry, LeftOut, LeftOutState, Severity

_ADDRESSES = 200
_LISTED = 400


def cell_locator(sheet: str, row: int, place: int) -> Locator:
    """A cell by its row and column counted from 0."""
    return Locator(kind="cell", sheet=sheet, cell=address(row, place))


def cells_locator(sheet: str, cells: Iterable[tuple[int, int]]) -> Locator:
    """Several cells by their rows and columns counted from 0."""
    return Locator(kind="cell", sheet=sheet, cell=", ".join(address(*cell) for cell in cells))


class Fault(Exception):  # noqa: N818 -- a value: kept in caches, never the end of a reading
    """Why a text cannot be used; with a `question` an answer would mend it.

    `column` says whose cell it is in a long table.
    """

    def __init__(
        self,
        code: str,
        column: str,
        message: str,
        advice: str,
        *,
        question: str = "",
        options: tuple[str, ...] = (),
        labels: tuple[tuple[str, str], ...] = (),
        severity: Severity = "error",
        entry: Entry = "",
        group: str = "",
    ) -> None:
        super().__init__(code)
        self.code, self.column, self.message, self.advice = code, column, message, advice
        self.question, self.options, self.labels = question, options, labels
        self.severity: Severity = "question" if question else severity
        self.entry: Entry = entry
        self.group = group


class Ledger:
    """Problems and left-out cells of one file, in the order they were met.

    `marks` are the decimal marks that tables read so far have shown.

    A question is asked once a file: later cells that wait for the same answer are counted in
    its message and listed as left out.
    """

    def __init__(self, answers: Mapping[str, str]) -> None:
        self._answers = answers
        self._problems: list[Problem] = []
        self._asked: dict[str, int] = {}
        self._waiting: dict[str, int] = {}
        self._cells: dict[str, list[str]] = {}
        self._written: dict[str, dict[str, None]] = {}
        self._left_out: list[LeftOut] = []
        self.understood: list[str] = []
        self.columns: list[ColumnRead] = []
        self.marks: set[str] = set()

    @property
    def answered(self) -> bool:
        """Whether anything was answered at all."""
        return bool(self._answers)

    def aside(self) -> "Ledger":
        """A ledger with the same answers, for a trial whose entries nobody will read."""
        return Ledger(self._answers)

    def answer(self, question: str, allowed: Iterable[str] = ()) -> str:
        """The answer given to a question; "" when there is none, or none of those allowed."""
        given = self._answers.get(question, "").strip()
        wanted = tuple(allowed)
        return given if not wanted or given in wanted else ""

    def report(self, fault: Fault, where: Locator, written: str) -> None:
        """Keep a fault of one cell, or count it under the question it waits for."""
        if fault.question and fault.question in self._asked:
            self._waiting[fault.question] += 1
            if where.cell and len(self._cells[fault.question]) < _LISTED:
                self._cells[fault.question].append(where.cell)
            if len(self._written[fault.question]) < _LISTED:
                self._written[fault.question][written] = None
            self.leave_out(where, written, f"Chờ trả lời câu hỏi: {fault.message}", "waiting")
            return
        if fault.question:
            self._asked[fault.question] = len(self._problems)
            self._waiting[fault.question] = 1
            self._cells[fault.question] = [where.cell] if where.cell else []
            self._written[fault.question] = {written: None}
        self._problems.append(
            Problem(
                fault.code,
                fault.severity,
                where,
                written,
                fault.message,
                fault.advice,
                fault.options,
                fault.question,
                fault.labels,
                fault.entry,
                fault.group,
            )
        )

    def add(self, problem: Problem) -> None:
        """Keep a problem as it is."""
        self._problems.append(problem)

    def leave_out(self, where: Locator, written: str, reason: str, state: LeftOutState) -> None:
        """Say of a cell that it is knowingly no figure."""
        self._left_out.append(LeftOut(where, written, reason, state))

    def leave_out_cells(
        self, sheet: str, cells: list[tuple[int, int]], reason: str, state: LeftOutState
    ) -> None:
        """The same of many cells; their addresses stand together."""
        for at in range(0, len(cells), _ADDRESSES):
            some = cells_locator(sheet, cells[at : at + _ADDRESSES])
            self.leave_out(some, "", reason, state)

    def problems(self) -> tuple[Problem, ...]:
        """Everything reported, questions with the cells that wait for them and what they say."""
        problems = list(self._problems)
        for question, place in self._asked.items():
            if (count := self._waiting[question]) > 1:
                asked = problems[place]
                said = _listed(tuple(self._written[question]))
                problems[place] = replace(
                    asked,
                    message=f"{asked.message} ({count} ô{said})",
                    cells=tuple(self._cells[question]),
                )
        return tuple(problems)

    def left_out(self) -> tuple[LeftOut, ...]:
        """Everything left out."""
        return tuple(self._left_out)


def _listed(texts: Sequence[str]) -> str:
    """Different texts that wait for one answer, as many as a person would read."""
    listed = ""
    for text in texts if len(texts) > 1 else ():
        more = f"{'; ' if listed else ': '}{text}"
        if len(listed) + len(more) > _LISTED:
            return f"{listed}; …"
        listed += more
    return listed
