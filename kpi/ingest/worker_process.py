"""Run as a program of its own: jobs as pickles on standard input → answers on standard output.

Every answer is (kind, content, whether the process goes on): "page" for the progress of a PDF,
"scan" for that of its pages that are pictures, then "done" with what was asked for, "refused" with
a KpiError, or "failed" with the name of an unforeseen error and its traceback.
"""

import gc
import os
import pickle
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from kpi.errors import KpiError, UnreadableError
from kpi.ingest.content import Content
from kpi.ingest.jobs import BUFFER, Job
from kpi.model.scans import ScannedPage

# What is reserved counts too, and the libraries alone reserve half a gigabyte.
_MEMORY = 2_500 * 2**20
_SECONDS_OF_PROCESSOR = 150
_HELD_FOR_GOOD = 900 * 2**20


def main() -> None:
    """Answer jobs until the pipe is closed."""
    jobs, answers = _pipes()
    _limit_memory()
    _write(answers, _pickled("ready", None))
    content: Content | None = None
    while True:
        try:
            catalogue, job = pickle.load(jobs)  # noqa: S301 -- from our parent
        except EOFError:
            return
        _limit_processor()
        if catalogue is not None or content is None:
            content = Content(catalogue)
        answer, lasts = _answer(answers, content, job)
        _write(answers, answer)
        if not lasts:
            return
        gc.collect()


def _answer(answers: BinaryIO, content: Content, job: Job) -> tuple[bytes, bool]:
    """The answer to a job, and whether the process is fit for another."""

    def progress(page: int, pages: int) -> None:
        _write(answers, _pickled("page", (page, pages)))

    def scanned(done: int, pages: int, page: ScannedPage | None) -> None:
        _write(answers, _pickled("scan", (done, pages, page)))

    try:
        done = content.do(job, progress, scanned)
        lasts = _memory_held() < _HELD_FOR_GOOD
        return _pickled("done", done, lasts=lasts), lasts
    except KpiError as error:
        return _pickled("refused", error), True
    except (MemoryError, RecursionError):
        return _pickled("refused", _too_heavy(job.file), lasts=False), False
    except Exception as error:  # noqa: BLE001 -- the last resort: the parent logs it in full
        fault = type(error).__name__, traceback.format_exc()
        return _pickled("failed", fault, lasts=False), False


def _pickled(kind: str, told: object, *, lasts: bool = True) -> bytes:
    return pickle.dumps((kind, told, lasts), pickle.HIGHEST_PROTOCOL)


def _write(answers: BinaryIO, message: bytes) -> None:
    answers.write(message)
    answers.flush()


def _too_heavy(file: str) -> UnreadableError:
    return UnreadableError(
        f"{file}: tệp quá nặng, đọc tệp cần nhiều bộ nhớ hơn mức cho phép.",
        "Chia tệp làm nhiều tệp nhỏ, hoặc chỉ giữ phần có số liệu.",
    )


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two ends; what a library prints must not run into the answers."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb", BUFFER)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return os.fdopen(os.dup(sys.stdin.fileno()), "rb", BUFFER), answers


def _limit_memory() -> None:
    with suppress(ImportError):  # Windows has no such limit; the parent's clock holds there too
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_processor() -> None:
    """A second guard beside the parent's clock, for a parent that died."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415

        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime) + _SECONDS_OF_PROCESSOR
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def _memory_held() -> int:
    """Bytes that the process holds now; 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
