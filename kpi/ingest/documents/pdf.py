"""A PDF with a text layer → blocks, read by a process of its own that may fail or be stopped."""

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from kpi.errors import UnreadableError
from kpi.ingest.documents.pdf_pages import Page, blocks_of
from kpi.ingest.documents.text import Block, warning
from kpi.model import Problem

Progress = Callable[[int, int], None]

MOST_PAGES = 500
_PROGRAM = Path(__file__).with_name("pdf_process.py")
_SECONDS_A_PAGE = 9.0
_MEMORY = 500 * 2**20
_UNREAD = "chưa đọc được"
_REFUSALS = {
    "password": ("tệp PDF có mật khẩu.", "Bỏ mật khẩu rồi lưu lại."),
    "damaged": ("tệp PDF bị hỏng, không mở được.", "Xuất lại PDF từ Word rồi thử lại."),
    "pages": (f"tệp PDF có hơn {MOST_PAGES} trang.", "Chia tệp làm nhiều tệp."),
    "slow": (
        "tệp PDF quá nặng, đọc quá lâu.",
        "Xuất lại PDF từ Word, hoặc chép nội dung rồi dán vào ô văn bản.",
    ),
    "scan": (
        f"{_UNREAD}: PDF là ảnh quét, không có lớp chữ.",
        "Tìm bản Word hoặc PDF xuất từ Word; số liệu trong ảnh không được đoán.",
    ),
    "garbled": (
        f"{_UNREAD}: phông chữ trong PDF không cho biết chữ nào là chữ nào.",
        "Tìm bản Word, hoặc xuất lại PDF với phông Unicode.",
    ),
}


def pdf_blocks(
    data: bytes, name: str, progress: Progress | None = None
) -> tuple[list[Block], tuple[Problem, ...]]:
    """Paragraphs and tables of every page, and a note on the pages that are pictures.

    Args:
        data: the file.
        name: its name, for messages.
        progress: called with (pages read, pages in all) after every page.

    Raises:
        UnreadableError: a password, damage, a scan, or more than the limits allow.
    """
    pages: list[Page] = []
    count = 0
    for answer in _answers(data):
        if "refused" in answer:
            raise _refusal(name, answer["refused"])
        if "pages" in answer:
            count = answer["pages"]
        elif "lines" in answer:
            pages.append(Page.of(answer))
            if progress:
                progress(len(pages), count)
    if not any(page.lines for page in pages):
        raise _refusal(name, "scan" if pages else "damaged")
    if sum(page.garbled for page in pages) > 0.1 * sum(page.letters for page in pages):
        raise _refusal(name, "garbled")
    pictures = [str(n) for n, page in enumerate(pages, 1) if not page.lines and page.pictures]
    return list(blocks_of(pages)), _noted(pictures)


def _noted(pictures: list[str]) -> tuple[Problem, ...]:
    if not pictures:
        return ()
    listed = ", ".join(pictures)
    return (
        warning(
            "pages-without-text",
            f"Trang {listed} là ảnh quét, không có lớp chữ: {_UNREAD}.",
            "Xem các trang này và nhập tay số liệu nếu có.",
            listed,
        ),
    )


def _refusal(name: str, word: str) -> UnreadableError:
    message, hint = _REFUSALS[word]
    return UnreadableError(f"{name}: {message}", hint)


def _answers(data: bytes) -> Iterator[dict[str, Any]]:
    """What the reader says, page by page; a refusal when it falls silent or dies."""
    command = [sys.executable, "-I", str(_PROGRAM), str(_MEMORY), str(MOST_PAGES)]
    with subprocess.Popen(  # noqa: S603 -- our own program, the file goes through a pipe
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as reader:
        lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        talk = [
            threading.Thread(target=_give, args=(reader.stdin, data), daemon=True),
            threading.Thread(target=_take, args=(reader.stdout, lines), daemon=True),
        ]
        for thread in talk:
            thread.start()
        try:
            yield from _until_done(lines)
        finally:
            reader.kill()
            for thread in talk:
                thread.join()


def _until_done(lines: "queue.SimpleQueue[bytes]") -> Iterator[dict[str, Any]]:
    while True:
        try:
            line = lines.get(timeout=_SECONDS_A_PAGE)
        except queue.Empty:
            yield {"refused": "slow"}
            return
        answer: dict[str, Any] = json.loads(line) if line else {"refused": "damaged"}
        yield answer
        if "done" in answer or "refused" in answer:
            return


def _give(stream: IO[bytes] | None, data: bytes) -> None:
    """A reader that has died does not take what is left; that it died is told by its silence."""
    if stream is None:
        return
    try:
        with stream:
            stream.write(data)
    except OSError:
        return


def _take(stream: IO[bytes] | None, lines: "queue.SimpleQueue[bytes]") -> None:
    for line in stream or ():
        lines.put(line)
    lines.put(b"")
