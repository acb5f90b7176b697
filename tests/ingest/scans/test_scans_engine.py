"""Tesseract is a program of its own: it may be missing, hang, die, or answer nonsense."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from kpi.ingest.scans import engine
from kpi.ingest.scans.engine import Engine, EngineError, Orientation, Word, is_installed

Faked = Callable[[str], None]
_PAGE = np.full((60, 200), 255, np.uint8)
_HOCR = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><body>
<div class="ocr_page" title="image stdin; bbox 0 0 200 60; ppageno 0">
<span class="ocr_line" title="bbox 10 20 110 44; baseline -0.02 -4; x_size 24.5; x_ascenders 5">
<span class="ocrx_word" title="bbox 10 21 40 44; x_wconf 96"><strong>Tỉnh</strong></span>
<span class="ocrx_word" title="bbox 50 20 110 43; x_wconf 71">1.699</span>
<span class="ocrx_word" title="bbox 112 20 113 43; x_wconf 3"> </span></span>
<span class="ocr_header" title="bbox 10 48 60 58; x_size 10">
<span class="ocrx_word" title="bbox 10 48 60 58; x_wconf 90">trạm</span></span>
</div></body></html>"""


@pytest.fixture
def faked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Faked:
    """Puts a program of some shell commands in the place of Tesseract."""

    def fake(commands: str) -> None:
        program = tmp_path / engine.PROGRAM
        program.write_text(f"#!/bin/sh\n{commands}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")

    return fake


def _told(tmp_path: Path, answer: str) -> str:
    """A command that gives an answer, with the picture taken in first."""
    (tmp_path / "answer").write_text(answer, encoding="utf-8")
    return f"cat > /dev/null; cat {tmp_path}/answer"


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(autouse=True)
def _unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is installed is asked anew."""
    monkeypatch.setattr(engine, "_FOUND", set())


def test_without_the_program_nothing_is_read_and_its_packages_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not is_installed()
    with pytest.raises(EngineError, match="Không chạy được Tesseract") as refused:
        Engine().words(_PAGE, 300, 3)
    assert "tesseract-ocr-vie" in refused.value.hint


@pytest.mark.parametrize(
    "commands", ["echo 'List of languages (2):'; echo eng; echo osd", "exit 1", "kill -9 $$"]
)
def test_a_program_that_knows_no_vietnamese_is_as_good_as_none(faked: Faked, commands: str) -> None:
    faked(commands)
    assert not is_installed()


def test_a_program_with_vietnamese_is_installed(faked: Faked) -> None:
    faked("echo 'List of languages (2):'; echo eng; echo vie")
    assert is_installed()


def test_words_come_in_order_with_place_confidence_and_the_floor_of_their_line(
    faked: Faked, tmp_path: Path
) -> None:
    faked(_told(tmp_path, _HOCR))
    assert Engine().words(_PAGE, 300, 3) == [
        Word("Tỉnh", 10, 21, 40, 44, 0.96, 0, 39.0, 24.5),
        Word("1.699", 50, 20, 110, 43, 0.71, 0, 39.0, 24.5),
        Word("trạm", 10, 48, 60, 58, 0.9, 1, 58.0, 10.0),
    ]


def test_the_program_is_told_language_layout_resolution_and_letters(
    faked: Faked, tmp_path: Path
) -> None:
    faked(f'echo "$@" > {tmp_path}/told; {_told(tmp_path, _HOCR)}')
    Engine().words(_PAGE, 200, 6, "eng", "0123.,")
    assert (tmp_path / "told").read_text().split() == [
        *("stdin", "stdout", "-l", "eng", "--psm", "6", "--dpi", "200"),
        *("-c", "tessedit_char_whitelist=0123.,", "hocr"),
    ]


def test_the_picture_is_given_as_it_is(faked: Faked, tmp_path: Path) -> None:
    faked(f"cat > {tmp_path}/given; cat {tmp_path}/answer")
    (tmp_path / "answer").write_text(_HOCR, encoding="utf-8")
    Engine().words(np.arange(12, dtype=np.uint8).reshape(3, 4), 300, 3)
    assert (tmp_path / "given").read_bytes() == b"P5\n4 3\n255\n" + bytes(range(12))


@pytest.mark.parametrize(
    "commands",
    [
        "cat > /dev/null; kill -9 $$",
        "kill -9 $$",
        "exit 1",
        "cat > /dev/null; echo '<html><body><span'; exit 1",
        "cat > /dev/null; echo '<html>'; kill -11 $$",
    ],
)
def test_what_a_program_said_before_it_was_killed_is_not_believed(
    faked: Faked, commands: str
) -> None:
    faked(commands)
    with pytest.raises(EngineError, match="không đọc được ảnh"):
        Engine().words(np.full((2000, 2000), 255, np.uint8), 300, 3)


def test_an_answer_without_words_has_none(faked: Faked, tmp_path: Path) -> None:
    faked(_told(tmp_path, "<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>"))
    assert Engine().words(_PAGE, 300, 3) == []


def test_an_answer_that_breaks_off_has_the_words_up_to_there(faked: Faked, tmp_path: Path) -> None:
    faked(_told(tmp_path, _HOCR[: _HOCR.index("trạm")]))
    assert [w.text for w in Engine().words(_PAGE, 300, 3)][:2] == ["Tỉnh", "1.699"]


def test_the_program_may_hold_no_more_memory_than_it_needs(faked: Faked, tmp_path: Path) -> None:
    faked(f"sleep 0.2; ulimit -v > {tmp_path}/most; {_told(tmp_path, _HOCR)}")
    Engine().words(_PAGE, 300, 3)
    assert int((tmp_path / "most").read_text()) == 600 * 1024


def test_how_a_page_lies_is_told_with_its_script(faked: Faked, tmp_path: Path) -> None:
    answer = (
        "Page number: 0\nOrientation in degrees: 270\nRotate: 90\n"
        "Orientation confidence: 5.15\nScript: Cyrillic\nScript confidence: 2.0\n"
    )
    faked(_told(tmp_path, answer))
    assert Engine().orientation(_PAGE, 300) == Orientation(90, "Cyrillic")


@pytest.mark.parametrize("answer", ["", "Too few characters. Skipping this page", "Rotate: viele"])
def test_a_page_of_too_few_letters_does_not_tell_how_it_lies(
    faked: Faked, tmp_path: Path, answer: str
) -> None:
    faked(_told(tmp_path, answer))
    assert Engine().orientation(_PAGE, 300) is None


def test_a_program_that_dies_does_not_tell_how_a_page_lies(faked: Faked) -> None:
    faked("exit 1")
    assert Engine().orientation(_PAGE, 300) is None


def test_one_that_hangs_is_ended_in_time_and_leaves_no_process(
    faked: Faked, tmp_path: Path
) -> None:
    faked(f"echo $$ > {tmp_path}/pid; exec sleep 60")
    start = time.monotonic()
    with pytest.raises(EngineError, match="quá lâu"):
        Engine(seconds=0.6).words(_PAGE, 300, 3)
    assert time.monotonic() - start < 10
    assert not _runs(int((tmp_path / "pid").read_text()))


def test_the_looks_at_one_page_share_its_time(faked: Faked) -> None:
    faked("exec sleep 60")
    one = Engine(seconds=0.5)
    start = time.monotonic()
    for _ in range(3):
        with pytest.raises(EngineError):
            one.words(_PAGE, 300, 3)
    assert time.monotonic() - start < 1.5
