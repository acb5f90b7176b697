"""Tesseract, a program of its own: a grey picture → words, each with place and confidence."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from lxml import etree

from kpi.errors import KpiError
from kpi.ingest.scans.arrays import Grey

PROGRAM = "tesseract"
VIETNAMESE, LATIN = "vie", "eng"
PACKAGES = "tesseract-ocr tesseract-ocr-vie"
SECONDS = 25.0
_MEMORY = 600 * 2**20
_FOUND: set[str] = set()
_XHTML = "{http://www.w3.org/1999/xhtml}"


class EngineError(KpiError):
    """Tesseract ended without an answer: out of time, out of memory, or no picture for it."""


class TooSlowError(EngineError):
    """The page took longer than it may."""


@dataclass(frozen=True)
class Word:
    """A word in pixels of the picture; `confidence` from 0 to 1.

    `line` numbers the lines of the picture; `floor` is where the letters of the line stand at
    its middle, `size` their height with what goes below them.
    """

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    line: int = 0
    floor: float = 0.0
    size: float = 0.0


def is_installed() -> bool:
    """Whether Tesseract and its Vietnamese data are on this machine; asked until they are."""
    if not _FOUND and (program := shutil.which(PROGRAM)):
        with suppress(OSError, subprocess.SubprocessError):
            told = subprocess.run(  # noqa: S603 - no part of the command comes from outside
                [program, "--list-langs"], capture_output=True, timeout=20, check=True, text=True
            )
            _FOUND.update({VIETNAMESE}.intersection(told.stdout.split()))
    return bool(_FOUND)


@dataclass(frozen=True)
class Orientation:
    """How a page lies: to be turned clockwise by so many degrees; and the script of its letters."""

    turn: int
    script: str


class Engine:
    """Tesseract for one page, which may take so many seconds in all."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._end = time.monotonic() + seconds

    def words(
        self, picture: Grey, dpi: int, layout: int, language: str = VIETNAMESE, letters: str = ""
    ) -> list[Word]:
        """The words of a picture, in the order of reading.

        Args:
            picture: black on white.
            dpi: pixels an inch.
            layout: Tesseract's page segmentation mode.
            language: of the data it reads with.
            letters: the only ones there are; all when "".

        Raises:
            EngineError: it ended without an answer.
        """
        more = ["-c", f"tessedit_char_whitelist={letters}"] if letters else []
        how = ["-l", language, "--psm", str(layout), "--dpi", str(dpi), *more, "hocr"]
        return list(_words(self._run(picture, how)))

    def orientation(self, picture: Grey, dpi: int) -> Orientation | None:
        """How a page lies; None where it has too few letters to tell."""
        try:
            answer = self._run(picture, ["--psm", "0", "--dpi", str(dpi)])
        except EngineError:
            return None
        lines = answer.decode("utf-8", "replace").splitlines()
        told = dict(line.split(":", 1) for line in lines if ":" in line)
        try:
            return Orientation(int(told["Rotate"]), told["Script"].strip())
        except (KeyError, ValueError):
            return None

    def _run(self, picture: Grey, arguments: Sequence[str]) -> bytes:
        return _run(picture, arguments, max(self._end - time.monotonic(), 0.1))


def _run(picture: Grey, arguments: Sequence[str], seconds: float) -> bytes:
    height, width = picture.shape
    head = f"P5\n{width} {height}\n255\n".encode()
    program = shutil.which(PROGRAM) or PROGRAM
    try:
        process = subprocess.Popen(  # noqa: S603 - no part of the command comes from outside
            [program, "stdin", "stdout", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Two pages are read at once; threads within one would only be in each other's way.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except OSError as error:
        raise EngineError("Không chạy được Tesseract.", f"Cài: apt install {PACKAGES}") from error
    with process:
        _limit(process.pid)
        try:
            answer, _ = process.communicate(head + picture.tobytes(), timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise TooSlowError("Đọc ảnh quá lâu.", "Quét lại trang này.") from error
        finally:
            process.kill()  # of no effect on one that has ended
    if process.returncode:
        raise EngineError("Tesseract không đọc được ảnh.", "Quét lại trang này.")
    return answer


def _limit(pid: int) -> None:
    with suppress(ImportError, AttributeError, OSError):  # only Linux sets another's limits
        import resource  # noqa: PLC0415

        resource.prlimit(pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        # For one whose parent is gone.
        resource.prlimit(pid, resource.RLIMIT_CPU, (int(SECONDS) + 1, int(SECONDS) + 1))


def _words(answer: bytes) -> Iterator[Word]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    page = etree.fromstring(answer, parser)
    if page is None:
        return
    number, floor, size = -1, 0.0, 0.0
    for span in page.iter(f"{_XHTML}span"):
        told = _told(span.get("title", ""))
        box = [int(n) for n in told.get("bbox", ())]
        if len(box) != 4:
            continue
        left, top, right, bottom = box
        if span.get("class") != "ocrx_word":
            number += 1
            slope, lift = (float(n) for n in told.get("baseline", ("0", "0")))
            floor = bottom + lift + slope * (right - left) / 2
            size = float(told.get("x_size", ("0",))[0])
            continue
        text = "".join(span.itertext()).strip()
        if text:
            sure = float(told.get("x_wconf", ("0",))[0]) / 100
            yield Word(text, left, top, right, bottom, sure, number, floor, size)


def _told(title: str) -> dict[str, list[str]]:
    parts = (part.split() for part in title.split(";"))
    return {part[0]: part[1:] for part in parts if part}
