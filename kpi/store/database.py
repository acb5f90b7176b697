"""One DuckDB file: opened, checked, hardened; a cursor for every query, one lock for writes."""

import copy
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Self

import duckdb
import pandas as pd

from kpi.errors import StoreBusyError, StoreError
from kpi.store.answers import Answers
from kpi.store.past import end_of, shadows

_SCHEMA = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")
(_VERSION,) = re.findall(r"'schema_version', '(\d+)'", _SCHEMA)
SCHEMA_VERSION = int(_VERSION)
# Stores made before these tables were thought of get them when they are opened for writing.
_LATER = {
    # The text a written document was read as; the spans of its figures point into it.
    "kept_text": "create table kept_text (batch_id integer, content text)",
    # Which model a written document was read with.
    "read_by": "create table read_by (batch_id integer, model text)",
    # What a clerk said of a number of a report: proposed and indicator are ids or '', verdict is
    # accepted, corrected, refused or added, around the words beside it (scoring/around.py).
    "decision": """create table decision (
        batch_id integer, span_start integer, span_end integer, around text, proposed text,
        indicator text, verdict text
    )""",
    # The noun a figure counts and the paragraph it stands in, where a table told them of the
    # document it cites; the span of characters is the observation's own.
    "printed": """create table printed (
        batch_id integer, obs_id text, words text, paragraph integer
    )""",
    # Where a scan shows a figure: the page, from 1, the rectangle in points on the page as it is
    # shown, both readings (the second '' when it saw no number), how sure the less sure one was,
    # and the piece of the page as a JPEG, null when none was kept.
    "seen": """create table seen (
        batch_id integer, obs_id text, page integer, x_left double, y_top double,
        x_right double, y_bottom double, first_look text, second_look text, confidence double,
        picture blob
    )""",
    # What readers ask to have corrected; the key of the figure stays when it was undone since.
    "correction_request": """create table correction_request (
        request_id integer, obs_id text, area text, indicator text, period text, obs_status text,
        reason text, proposed text, link text, contact text, requested_at timestamp
    )""",
    # What staff answered: verdict is corrected, kept or unclear; the latest of a request counts.
    "correction_answer": """create table correction_answer (
        request_id integer, verdict text, answer text, answered_at timestamp, answered_by text
    )""",
    # Named choices of indicators for annexes; the latest row of a name counts, of no indicators
    # the form is gone. `place` is that of the indicator, from 0.
    "annex_form": """create table annex_form (
        entry_id integer, name text, place integer, indicator text, kept_at timestamp, kept_by text
    )""",
}

# Nothing is ever fetched, read or written beside the one file.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "memory_limit": "2GB",
    "threads": 2,
}
_HARDENING = """
set timezone = 'UTC';
set temp_directory = '';
set enable_external_access = false;
set lock_configuration = true;
"""

# What the operating systems say of a file in use; DuckDB itself, when it is this process.
# The bare word would not do: "lock" also stands in "block" and in the names of folders.
_IN_USE = ("Could not set lock on file", "used by another process", "different configuration")
_HAS = "select table_name from duckdb_tables() where table_name = ?"
_HEADERS = 3 * 4096
_TABLES = (
    *("meta", "batch", "batch_event", "source", "observation"),
    *("original", "layout_answer", "person"),
)


class Database:
    """The connection of a process. Threads take a cursor each: a shared one gives wrong rows."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path | None) -> None:
        self._connection = connection
        self._write_lock = threading.Lock()
        self._answers = Answers()
        self._shadows = ""
        self.path = path
        self.day: date | None = None

    @classmethod
    def in_memory(cls) -> Self:
        """A new, empty database that lives as long as the object."""
        connection = duckdb.connect(":memory:", config=_CONFIG)
        _create(connection)
        connection.execute(_HARDENING)
        return cls(connection, None)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a store file, or make one when there is none (not with `read_only`).

        A file that is damaged, foreign or newer than this program is left as it is.

        Raises:
            StoreBusyError: another process holds the file.
            StoreError: there is no such file, or it is not a store this program can read.
        """
        exists = path.exists()
        if read_only and not exists:
            raise StoreError(
                f"Chưa có kho số liệu ở {path}.", "Dựng kho bằng lệnh: python -m kpi build"
            )
        if exists:
            # Looked at without the right to write first, so that a refusal touches nothing.
            with _opened(path, read_only=True) as connection:
                _check_version(connection, path)
                _check_whole(connection, path)
        elif not path.parent.is_dir():
            raise StoreError(f"Không có thư mục {path.parent}.", "Tạo thư mục rồi chạy lại.")
        connection = _connect(path, read_only=read_only)
        if not exists:
            _create(connection)
        elif not read_only and (lacking := _LATER.keys() - _tables(connection)):
            with _faults_of_the_disk(path):
                for table in sorted(lacking):
                    connection.execute(_LATER[table])
                connection.execute("checkpoint")
        connection.execute(_HARDENING)
        return cls(connection, path)

    @property
    def writes(self) -> int:
        """How many writes there have been: what was made of the store before one is outdated."""
        return self._answers.writes

    def as_of(self, day: date) -> Self:
        """The same database as it stood at the end of a day in Vietnam; it is read, not written.

        Batches published later are not there, and those undone later are. Both share one
        connection.
        """
        past = copy.copy(self)
        past.day, past._shadows = day, shadows(end_of(day))
        return past

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def frame(self, sql: str, values: Sequence[object] | dict[str, Any] = ()) -> pd.DataFrame:
        """The whole answer to one query, on a cursor of its own; values are bound.

        Answers are remembered until the next write: many readers ask the same.

        Raises:
            StoreError: a damaged part of the file was met.
        """
        asked = self._shadows + sql
        return self._answers.get(key_of(asked, values), lambda: self._asked(asked, values))

    def forget(self) -> None:
        """Let go of every answer that is remembered, as a write does."""
        self._answers.forget()

    def has(self, table: str) -> bool:
        """Whether there is a table: a store of before that is only read lacks the later ones."""
        return bool(len(self.frame(_HAS, [table])))

    def _asked(self, sql: str, values: Sequence[object] | dict[str, Any]) -> pd.DataFrame:
        with _faults_of_the_disk(self.path), self._connection.cursor() as cursor:
            return cursor.execute(sql, values).df()

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor inside a transaction: all of it is stored, or nothing. One at a time.

        Raises:
            StoreError: the disk is full or the file damaged, or this is the store of a past day.
        """
        with self._writing() as cursor:
            try:
                yield cursor
            except BaseException:
                cursor.execute("rollback")
                raise
            cursor.execute("commit")
            self._answers.forget()
            if self.path is not None:
                # A write-ahead log can be damaged unseen; a checkpointed file cannot.
                cursor.execute("checkpoint")

    @contextmanager
    def rehearsal(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A transaction that is always taken back: to see what a write would do, exactly."""
        with self._writing() as cursor:
            try:
                yield cursor
            finally:
                cursor.execute("rollback")

    @contextmanager
    def _writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        if self.day is not None:
            raise StoreError(
                "Kho số liệu của một ngày đã qua chỉ để xem.",
                "Về kho hiện tại rồi làm lại.",
                "The store of a past day can only be read; go back to today's.",
            )
        with (
            _faults_of_the_disk(self.path),
            self._write_lock,
            self._connection.cursor() as cursor,
        ):
            cursor.execute("begin transaction")
            yield cursor


def key_of(sql: str, values: Sequence[object] | dict[str, Any]) -> tuple[str, str]:
    """What an answer is remembered under."""
    return sql, repr(values)


def _connect(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), read_only=read_only, config=_CONFIG)
    except duckdb.Error as error:
        if any(words in str(error) for words in _IN_USE):
            raise StoreBusyError(
                f"Kho số liệu {path} đang được một chương trình khác dùng.",
                "Tắt ứng dụng (hoặc lệnh kpi khác) rồi chạy lại.",
            ) from error
        raise _damaged(path) from error


def _damaged(path: Path) -> StoreError:
    return StoreError(
        f"Không mở được kho số liệu {path}: tệp hỏng hoặc không phải kho DuckDB.",
        "Tệp được giữ nguyên. Khôi phục bản sao lưu, hoặc dời tệp đi rồi dựng lại: "
        "python -m kpi build",
    )


@contextmanager
def _faults_of_the_disk(path: Path | None) -> Iterator[None]:
    try:
        yield
    # One writer at a time: a commit can only fail by the disk, never by a conflict.
    except (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException) as error:
        raise StoreError(
            f"Không đọc hoặc ghi được kho số liệu {path}: tệp hỏng hoặc đĩa đầy.",
            "Xem chỗ trống trên đĩa; nếu tệp hỏng thì khôi phục bản sao lưu.",
        ) from error


@contextmanager
def _opened(path: Path, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = _connect(path, read_only=read_only)
    try:
        yield connection
    finally:
        connection.close()


def _check_version(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    try:
        row = connection.execute("select value from meta where key = 'schema_version'").fetchone()
        version = int(row[0]) if row else 0
    except (duckdb.Error, ValueError):
        version = 0
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"Kho số liệu {path} thuộc phiên bản {version}, mới hơn chương trình "
            f"(phiên bản {SCHEMA_VERSION}).",
            "Tệp được giữ nguyên. Cập nhật chương trình rồi mở lại.",
        )
    if version < SCHEMA_VERSION:
        raise StoreError(
            f"{path} không phải kho số liệu của chương trình này.",
            "Tệp được giữ nguyên. Chọn tệp khác bằng --store hoặc KPI_STORE.",
        )


def _check_whole(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Refuse a file cut short: DuckDB itself notices only when a query needs the lost part."""
    try:
        size = connection.execute("select block_size from pragma_database_size()").fetchone()
        blocks = [
            block
            for table in (*_TABLES, *_tables(connection).difference(_TABLES))
            for own, more in connection.execute(
                "select block_id, additional_block_ids from pragma_storage_info(?)", [table]
            ).fetchall()
            for block in (own, *(more or ()))
            if block is not None  # still in the write-ahead log
        ]
    except duckdb.Error as error:
        raise _damaged(path) from error
    if size is None or path.stat().st_size < _HEADERS + (max(blocks, default=-1) + 1) * size[0]:
        raise _damaged(path)


def _tables(connection: duckdb.DuckDBPyConnection) -> set[str]:
    rows = connection.execute("select table_name from duckdb_tables()").fetchall()
    return {str(name) for (name,) in rows}


def _create(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("begin transaction")
    connection.execute(_SCHEMA)
    for table in _LATER.values():
        connection.execute(table)
    connection.execute("commit")
