"""CSV and Excel → Reading: every cell a candidate, knowingly left out, or a Problem.

Two dialects. A table with a column `as_written` is in the program's own exchange form:
`value` is a plain number with a decimal point. Any other table is somebody's: its header is
looked for, its shape understood, and its numbers are read by `kpi.language.numbers`, which asks
rather than guesses.
"""

import hashlib
from collections.abc import Mapping, Sequence, Set
from functools import partial

from kpi.catalogue import Catalogue
from kpi.collector import collector_paused
from kpi.errors import UnreadableError
from kpi.ingest.formats.register import open_workbook
from kpi.ingest.formats.sheet import Sheet, Workbook, shown
from kpi.ingest.tables.bilingual import in_vietnamese
from kpi.ingest.tables.checks import Totals, doubles, settled
from kpi.ingest.tables.columns import LongTable
from kpi.ingest.tables.headings import HeadingReader
from kpi.ingest.tables.layout import Block, Finder
from kpi.ingest.tables.ledger import Ledger, cell_locator
from kpi.ingest.tables.letterhead import stated_by
from kpi.ingest.tables.lookup import Lookup
from kpi.ingest.tables.numbers import NumberReader
from kpi.ingest.tables.plan import Plan, Planner
from kpi.ingest.tables.ragged import settled_rows
from kpi.ingest.tables.rows import RowReader
from kpi.ingest.tables.sdmx import as_long_table
from kpi.ingest.tables.sizes import settled_sizes
from kpi.ingest.tables.vocabulary import Vocabulary
from kpi.language.spelling import plain
from kpi.model import Locator, Reading, Source
from kpi.model.candidates import Candidates
from kpi.model.figures import LeftOut, Severity, Stated


def read_table(
    data: bytes,
    name: str,
    catalogue: Catalogue,
    documents: Mapping[str, Source] | None = None,
    answers: Mapping[str, str] | None = None,
) -> Reading:
    """Read every table of a file; what cannot be used is a Problem with its cell.

    Args:
        data: the file.
        name: its name, for messages and as the source of rows that name none.
        catalogue: areas, indicators and units that the file may name.
        documents: sources that rows may cite by id.
        answers: by `Problem.question` what was answered; such questions are not asked again.

    Raises:
        UnreadableError: not a table file, too large, or no table in it.
    """
    with collector_paused():
        book = open_workbook(data, name, vocabulary_of(catalogue).marked)
    sha256 = hashlib.sha256(data).hexdigest()
    return read_workbook(book, name, sha256, catalogue, documents, answers)


def read_workbook(
    book: Workbook,
    name: str,
    sha256: str,
    catalogue: Catalogue,
    documents: Mapping[str, Source] | None = None,
    answers: Mapping[str, str] | None = None,
) -> Reading:
    """The same of a file that is open already; `sha256` is that of its bytes.

    Raises:
        UnreadableError: no table in it.
    """
    vocabulary = vocabulary_of(catalogue)
    itself = Source(f"tep-{sha256[:12]}", name, file=name)
    table = _TableFile(name, vocabulary, documents or {}, itself, answers or {})
    with collector_paused():
        return table.read(book, sha256)


def vocabulary_of(catalogue: Catalogue) -> Vocabulary:
    """The words of a catalogue, compiled once."""
    return catalogue.once(Vocabulary)


_BARE_TOLD = 8


# What follows a table that is complete in itself: documents, notes, who has no figure.
_SUPPLEMENTS = frozenset(
    ["nguon", "ghi chu", "chua co so lieu", "huong dan", "sources", "notes", "no figures"]
)


def _is_supplement(sheet: Sheet) -> bool:
    """Whether a sheet is called by what holds no figures."""
    return plain(sheet.name) in _SUPPLEMENTS


class _TableFile:
    """The reading of one file, sheet by sheet."""

    def __init__(
        self,
        name: str,
        vocabulary: Vocabulary,
        documents: Mapping[str, Source],
        itself: Source,
        answers: Mapping[str, str],
    ) -> None:
        self._name, self._vocabulary = name, vocabulary
        self._ledger = Ledger(answers)
        self._headings = HeadingReader(vocabulary)
        self._lookup = Lookup(vocabulary, self._headings, documents, itself, self._ledger)
        self._finder = Finder(vocabulary, self._headings)
        self._candidates: list[Candidates] = []
        self._rows = 0
        self._exchange = False

    def read(self, book: Workbook, sha256: str) -> Reading:
        ledger = self._ledger
        ledger.understood += book.notes
        for problem in book.problems:
            ledger.add(problem)
        for hidden, why in book.hidden:
            ledger.leave_out(
                Locator(kind="cell", sheet=hidden), "", f"Trang tính bỏ qua: {why}.", "sheet"
            )
        blocks = self._tables(book)
        if not blocks:
            raise self._no_table(book)
        for block in blocks:
            self._block(block)
        candidates = Candidates.joined(self._candidates)
        if self._exchange:
            for problem in doubles(candidates):
                ledger.add(problem)
        else:
            candidates = settled(candidates, ledger, self._vocabulary.catalogue)
            candidates = settled_sizes(candidates, ledger, self._vocabulary.catalogue)
        if bare := list(self._lookup.bare_names.items()):
            told = "; ".join(f"{written} là {name}" for written, name in bare[:_BARE_TOLD])
            more = "; …" if bare[_BARE_TOLD:] else ""
            ledger.understood.append(f"Tên viết không dấu: {told}{more}.")
        layout = hashlib.sha256("".join(b.fingerprint for b in blocks).encode()).hexdigest()
        return Reading(
            file=self._name,
            kind="table",
            candidates=candidates,
            problems=ledger.problems(),
            sources=tuple(self._lookup.cited.values()),
            sha256=sha256,
            rows=self._rows,
            left_out=ledger.left_out(),
            understood=tuple(ledger.understood),
            layout=layout[:16],
            columns=tuple(dict.fromkeys(ledger.columns)),
            stated=_stated(blocks[0], ledger.left_out()),
        )

    def _tables(self, book: Workbook) -> list[Block]:
        found: list[Block] = []
        for sheet in book.sheets:
            if _is_supplement(sheet) and any(block.is_complete for block in found):
                where = Locator(kind="cell", sheet=sheet.name)
                self._ledger.leave_out(where, "", "Trang tính đi kèm bảng số liệu.", "sheet")
            else:
                found += self._blocks(sheet)
        return found

    def _blocks(self, sheet: Sheet) -> list[Block]:
        sheet = as_long_table(in_vietnamese(sheet), self._ledger)
        blocks = self._finder.blocks(sheet)
        if not blocks and any(map(any, sheet.rows)):
            where = Locator(kind="cell", sheet=sheet.name)
            self._ledger.leave_out(
                where, "", "Trang tính không có bảng số liệu nào nhận ra được.", "sheet"
            )
        for block in blocks:
            for row in range(block.above, block.top):
                for place, cell in enumerate(sheet.rows[row]):
                    if cell != "":
                        where = cell_locator(sheet.name, row, place)
                        self._ledger.leave_out(
                            where, shown(cell)[:300], "Tiêu đề của bảng.", "title"
                        )
        return blocks

    def _no_table(self, book: Workbook) -> UnreadableError:
        first = next((r for s in book.sheets for r in s.rows if any(r)), [])
        header = ", ".join(shown(c) for c in first if c != "")[:200]
        return UnreadableError(
            f"{self._name}: không thấy bảng số liệu nào: cần dòng tiêu đề có tên tỉnh, kỳ, "
            "chỉ tiêu và số liệu ở dưới.",
            f"Dòng đầu hiện là: {header or '(trống)'}.",
        )

    def _block(self, block: Block) -> None:
        block = settled_rows(block, self._vocabulary, self._ledger)
        before = len(self._ledger.problems())
        plan = Planner(block, self._vocabulary, self._headings, self._ledger).plan(self._name)
        if plan is None:
            self._tell_unread(block, {p.severity for p in self._ledger.problems()[before:]})
            return
        self._exchange |= plan.exchange
        numbers = NumberReader(self._vocabulary, exchange=plan.exchange)
        table = LongTable(plan, self._lookup, self._vocabulary, numbers, self._ledger)
        rows, figures = table.rows, table.figures
        if table.fits:
            found = table.read()
            slots = partial(table.slots, found)
        else:
            every = list(rows.slots())
            found = Candidates.of(figures.candidates(every))
            slots = partial(list, every)
        self._ledger.leave_out_cells(
            block.sheet.name,
            rows.held + figures.held,
            "Dòng hoặc cột có lỗi khác đã báo.",
            "faulty",
        )
        for cells in rows.blanks.values():
            self._ledger.leave_out_cells(block.sheet.name, cells, f"{len(cells)} ô trống.", "blank")
        totals = Totals(self._vocabulary.catalogue, numbers, block.sheet)
        problems, compared = totals.check(rows.totals, slots, found)
        for problem in problems:
            self._ledger.add(problem)
        self._candidates.append(found)
        self._rows += len(rows.rows) + table.plain_rows
        self._tell(plan, rows, found, compared)

    def _tell_unread(self, block: Block, found: Set[Severity]) -> None:
        """Say that a table waits, or, where only faults and no question arose, that it cannot."""
        where = f"Trang tính '{block.sheet.name}'" if block.sheet.name else "Bảng"
        refused = "error" in found and "question" not in found
        state = "không đọc được số liệu" if refused else "chờ trả lời"
        self._ledger.understood.append(f"{where}: hàng tiêu đề {block.start}, {state}.")

    def _tell(self, plan: Plan, rows: RowReader, found: Candidates, compared: str) -> None:
        sheet = plan.block.sheet.name
        areas, indicators, periods = (
            len(found.distinct(column)) for column in ("area", "indicator", "period")
        )
        read = f"{len(found)} số liệu, {areas} tỉnh × {indicators} chỉ tiêu × {periods} kỳ"
        if not len(found):
            read = "chưa có số liệu nào đọc được"
        left = list(plan.skipped)
        if rows.totals:
            labels = dict.fromkeys(total.label for total in rows.totals)
            left.append(f"{', '.join(labels)} ({compared})")
        if rows.notes:
            left.append(f"{rows.notes} dòng ghi chú")
        self._ledger.understood.append(
            (f"Trang tính '{sheet}', hàng" if sheet else "Hàng")
            + f" tiêu đề {plan.block.start}: {read}"
            + (f"; bỏ qua: {', '.join(left)}." if left else ".")
        )


def _stated(first: Block, left_out: Sequence[LeftOut]) -> Stated:
    """What the lines around the first table say of its document."""
    sheet = first.sheet.name
    below = [one.as_written for one in left_out if one.state == "note" and one.where.sheet == sheet]
    return stated_by(first.titles, below)
