"""Worker processes: whatever a file does to them, the sender is told and the others are served."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from builders_ingest import shipped

from kpi.errors import UnreadableError
from kpi.ingest.jobs import FileJob, Read
from kpi.ingest.workers import Workers

TABLE = "Tỉnh;Năm;Số trạm BTS\nHà Nam;2022;980\n".encode()


class Does:
    """What a process calls when it unpickles this: how a file takes it over, for a test."""

    def __init__(self, call: Callable[..., object], *given: object) -> None:
        self._call, self._given = call, given

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self._call, self._given


def job(data: object = TABLE, name: str = "bang.csv") -> FileJob:
    return FileJob(name, data, str(hash(str(data))))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def pool() -> Iterator[Workers]:
    own = Workers(most=2, seconds=3)
    yield own
    own.close()


def read(pool: Workers, one: FileJob, **told: Any) -> Read:
    return pool.run(one, shipped(), **told)


def test_a_file_is_read_as_in_the_process_that_asks(pool: Workers) -> None:
    found = read(pool, job())
    assert [c.value for c in found.reading.candidates] == [980]
    assert found.corners[0].rows[1] == ("Hà Nam", "2022", "980")
    assert found.report is None


def test_a_file_that_hangs_is_stopped_and_the_next_is_read(pool: Workers) -> None:
    start = time.monotonic()
    with pytest.raises(UnreadableError, match=r"cham\.csv: tệp quá nặng, đọc quá lâu"):
        read(pool, job(Does(time.sleep, 60), "cham.csv"))
    assert time.monotonic() - start < 10
    assert read(pool, job()).reading.candidates


def test_a_file_that_ends_the_process_is_refused_and_the_next_is_read(pool: Workers) -> None:
    with pytest.raises(UnreadableError, match="hỏng hoặc quá nặng"):
        read(pool, job(Does(os.abort)))
    assert read(pool, job()).reading.candidates


def test_more_memory_than_allowed_ends_the_process_and_nothing_else(pool: Workers) -> None:
    with pytest.raises(UnreadableError, match="quá nặng"):
        read(pool, job(Does(bytearray, 3 * 2**30)))
    assert read(pool, job()).reading.candidates


def test_a_refusal_is_the_readers_own_and_the_process_goes_on(pool: Workers) -> None:
    with pytest.raises(UnreadableError, match="tệp trống"):
        read(pool, job(b" "))
    assert read(pool, job()).reading.candidates


def test_an_unforeseen_error_is_a_sentence_and_a_log(
    pool: Workers, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(UnreadableError, match="gặp lỗi khi đọc tệp này"):
        read(pool, job(3))
    assert "Traceback" in caplog.text
    assert read(pool, job()).reading.candidates


def test_a_process_that_died_while_idle_is_replaced(pool: Workers) -> None:
    read(pool, job())
    for worker in pool._idle:
        worker._process.kill()
        worker._process.wait()
    assert read(pool, job()).reading.candidates


def test_two_are_read_at_once_and_the_third_waits_with_a_word(pool: Workers) -> None:
    ahead: list[int] = []
    slow = [
        threading.Thread(target=_refused, args=(pool, job(Does(time.sleep, 60)))) for _ in range(2)
    ]
    for thread in slow:
        thread.start()
    while pool._busy < 2:
        time.sleep(0.01)
    found = read(pool, job(), waiting=ahead.append)
    assert found.reading.candidates
    assert ahead[0] == 2
    for thread in slow:
        thread.join()


def test_whoever_stops_waiting_leaves_the_queue(pool: Workers) -> None:
    class LeavesError(Exception):
        pass

    def leave(_: int) -> None:
        raise LeavesError

    slow = [
        threading.Thread(target=_refused, args=(pool, job(Does(time.sleep, 60)))) for _ in range(2)
    ]
    for thread in slow:
        thread.start()
    while pool._busy < 2:
        time.sleep(0.01)
    with pytest.raises(LeavesError):
        read(pool, job(), waiting=leave)
    assert read(pool, job()).reading.candidates
    for thread in slow:
        thread.join()


def test_another_set_of_answers_goes_to_the_process_that_has_the_file_open(pool: Workers) -> None:
    one, other = job(), job(TABLE + b"Nam ;2022;1\n")
    with_one = read(pool, one) and next(w for w in pool._idle if w.knows(one.content))
    read(pool, other)
    assert with_one.knows(one.content)
    chosen = pool._chosen(one)
    pool._idle.append(chosen)
    assert chosen.knows(one.content)


def _refused(pool: Workers, one: FileJob) -> None:
    with pytest.raises(UnreadableError):
        read(pool, one)
