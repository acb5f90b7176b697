"""The processes in which uploads are parsed: at most two at once, each under limits.

A file made to hang or to fill the memory takes its process with it and nothing else: the process
is killed, another takes its place, and whoever sent the file is told in one sentence. Processes
are started when they are first needed and serve one file after another, so that the libraries are
loaded and the catalogue is prepared once.
"""

import atexit
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from kpi import settings
from kpi.catalogue import Catalogue
from kpi.collector import collector_paused
from kpi.errors import KpiError, UnreadableError
from kpi.ingest.jobs import BUFFER, Job, Progress, Scanned

_log = logging.getLogger(__name__)

MOST_AT_ONCE = 2
SECONDS = 8.0
# A long PDF is no hostile one: a page that was read earns time for the next.
SECONDS_A_PAGE = 1.0
MOST_SECONDS = 60.0
# Two scanned pages are read at once, each within half of it; a busy machine takes longer.
SECONDS_A_SCAN = 60.0
_SECONDS_TO_START = 60.0
_SECONDS_TO_QUIT = 2.0
_TOLD_EVERY = 1.0

Waiting = Callable[[int], None]
"""Called about once a second while all processes are taken, with the number of jobs ahead."""


class Workers:
    """Up to `most` processes; safe to use from many threads."""

    def __init__(self, most: int = MOST_AT_ONCE, seconds: float = SECONDS) -> None:
        self._most, self._seconds = most, seconds
        self._turn = threading.Condition()
        self._queue: deque[object] = deque()
        self._idle: list[_Worker] = []
        self._busy = 0
        atexit.register(self.close)

    def prepare(self) -> None:
        """Start a process now, so that it is ready by the time the first file is."""
        with self._turn:
            if not self._idle and not self._busy:
                self._idle.append(_Worker())

    def run(
        self,
        job: Job,
        catalogue: Catalogue,
        waiting: Waiting | None = None,
        progress: Progress | None = None,
        scanned: Scanned | None = None,
    ) -> Any:
        """What the task gives.

        Args:
            job: the task and its arguments.
            catalogue: what the file may name; sent to a process that does not have it yet.
            waiting: told how many jobs are ahead, while there are any.
            progress: told of every page.
            scanned: told of every page that is a picture, and given it.

        Raises:
            UnreadableError: the file cannot be read; it may have stopped its process.
        """
        worker = self._taken(job, waiting)
        try:
            seconds = self._seconds + job.more_seconds
            return worker.answer(job, catalogue, seconds, progress, scanned)
        finally:
            with self._turn:
                self._busy -= 1
                # A new process is ready by the time the next file comes.
                self._idle.append(worker if worker.is_usable else _Worker())
                self._turn.notify_all()

    def close(self) -> None:
        """End the idle processes; a busy one ends when its job does."""
        with self._turn:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()

    def _taken(self, job: Job, waiting: Waiting | None) -> "_Worker":
        """A process for the job, in the order in which jobs came."""
        ticket = object()
        with self._turn:
            self._queue.append(ticket)
        try:
            while True:
                with self._turn:
                    if self._queue[0] is ticket and self._busy < self._most:
                        worker = self._chosen(job)
                        self._busy += 1
                        return worker
                    ahead = self._queue.index(ticket) + self._busy
                if waiting:  # outside the lock: it may take its time, or raise
                    waiting(ahead)
                with self._turn:
                    if self._queue[0] is not ticket or self._busy >= self._most:
                        self._turn.wait(_TOLD_EVERY)
        finally:
            with self._turn:
                self._queue.remove(ticket)
                self._turn.notify_all()

    def _chosen(self, job: Job) -> "_Worker":
        dead = [worker for worker in self._idle if not worker.is_alive]
        for worker in dead:
            self._idle.remove(worker)
            worker.end()
        if not self._idle:
            return _Worker()
        chosen = max(self._idle, key=lambda worker: worker.knows(job.content))
        self._idle.remove(chosen)
        return chosen


class _Worker:
    """One process; what is written to it and read from it are pickles."""

    def __init__(self) -> None:
        path = os.pathsep.join(filter(None, (str(settings.ROOT), os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kpi.ingest.worker_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=BUFFER,
            # It may have begun programs of its own, which end with it.
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": path},
        )
        self._catalogue: Catalogue | None = None
        self._contents: deque[str] = deque(maxlen=4)
        self._started = False
        self.is_usable = True

    @property
    def is_alive(self) -> bool:
        """Whether the process still runs; the system may have ended it while it was idle."""
        return self._process.poll() is None

    def knows(self, content: str) -> bool:
        """Whether a job on the same bytes was done here lately."""
        return bool(content) and content in self._contents

    def answer(
        self,
        job: Job,
        catalogue: Catalogue,
        seconds: float,
        progress: Progress | None,
        scanned: Scanned | None,
    ) -> Any:
        """Do one job; the process is of no more use when anything but an answer comes of it."""
        self.is_usable = False
        deadline = _Deadline(self._process)
        try:
            kind, told = self._talk(job, catalogue, seconds, deadline, progress, scanned)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            raise _stopped(job.file, late=deadline.is_over) from error
        finally:
            deadline.cancel()
            if not self.is_usable:
                self.end()
        if kind == "done":
            return told
        if isinstance(told, KpiError):
            raise told
        fault, traceback = told
        _log.error("reading %s\n%s", job.file, traceback)
        raise UnreadableError(
            f"{job.file}: chương trình gặp lỗi khi đọc tệp này ({fault}).",
            "Gửi tệp cho người quản trị; chi tiết có trong nhật ký.",
        )

    def _talk(
        self,
        job: Job,
        catalogue: Catalogue,
        seconds: float,
        deadline: "_Deadline",
        progress: Progress | None,
        scanned: Scanned | None,
    ) -> tuple[str, Any]:
        if not self._started:
            deadline.set(_SECONDS_TO_START)
            self._received()
            self._started = True
        start = time.monotonic()
        deadline.set(seconds)
        known = self._catalogue is catalogue
        self._send((None if known else catalogue, job))
        self._catalogue = catalogue
        while True:
            kind, told, lasts = self._received()
            if kind == "scan":
                deadline.set(SECONDS_A_SCAN)
                if scanned:
                    scanned(*told)
                continue
            if kind != "page":
                break
            earned = min(MOST_SECONDS, seconds + SECONDS_A_PAGE * told[0])
            deadline.set(start + earned - time.monotonic())
            if progress:
                progress(*told)
        self._contents.append(job.content)
        self.is_usable = lasts
        return kind, told

    def _send(self, message: object) -> None:
        stream = self._process.stdin
        if stream is None:
            raise EOFError
        pickle.dump(message, stream, pickle.HIGHEST_PROTOCOL)
        stream.flush()

    def _received(self) -> Any:
        stream = self._process.stdout
        if stream is None:
            raise EOFError
        with collector_paused():
            return pickle.load(stream)  # noqa: S301 -- from our own process

    def end(self) -> None:
        """Stop the process, whatever it is doing."""
        _kill(self._process)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_SECONDS_TO_QUIT)


class _Deadline:
    """Kills a process at a moment that may be put off."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._timer: threading.Timer | None = None
        self.is_over = False

    def set(self, seconds: float) -> None:
        """The process has so many seconds from now."""
        self.cancel()
        self._timer = threading.Timer(max(seconds, 0), self._end)
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        """The process may live."""
        if self._timer is not None:
            self._timer.cancel()

    def _end(self) -> None:
        self.is_over = True
        _kill(self._process)


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End a process and all that it began."""
    if process.poll() is None and hasattr(os, "killpg"):
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _stopped(file: str, *, late: bool) -> UnreadableError:
    if late:
        return UnreadableError(
            f"{file}: tệp quá nặng, đọc quá lâu nên đã dừng.",
            "Chia tệp làm nhiều tệp nhỏ, hoặc chỉ giữ phần có số liệu.",
        )
    return UnreadableError(
        f"{file}: tệp hỏng hoặc quá nặng, không đọc được.",
        "Mở tệp bằng chương trình đã tạo ra nó, lưu lại rồi thử lại.",
    )


workers = Workers()
"""The processes of this program."""
