"""Old Word files: what is none is refused at once, and LibreOffice is waited for no longer."""

import shutil
import struct
import time
from pathlib import Path

import pytest
from builders_documents import read

from kpi.errors import UnreadableError
from kpi.ingest.documents import old_word

_SECTOR = 512


def _doc(version: int = 0xC1, flags: int = 0) -> bytes:
    """A compound file whose one stream is called WordDocument and begins as Word's does."""
    head = bytearray(_SECTOR)
    head[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<7I", head, 48, 1, 0, 0, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", head, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE, *[0xFFFFFFFF] * 125)
    directory = _entry("Root Entry", 5, 0xFFFFFFFE, 0) + _entry("WordDocument", 2, 2, _SECTOR)
    stream = struct.pack("<HH6xH", 0xA5EC, version, flags).ljust(_SECTOR, b"\0")
    return bytes(head) + table + directory.ljust(_SECTOR, b"\0") + stream


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    entry = bytearray(128)
    letters = name.encode("utf-16-le")
    entry[: len(letters)] = letters
    struct.pack_into("<HB", entry, 64, len(letters) + 2, kind)
    struct.pack_into("<II", entry, 116, start, size)
    return bytes(entry)


def _program(folder: Path, script: str) -> str:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_without_libreoffice_a_person_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(UnreadableError, match="không có LibreOffice") as refusal:
        read(_doc(), "bao-cao.doc")
    assert ".docx" in refusal.value.hint
    assert "libreoffice-writer" in refusal.value.hint


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (_doc()[:700], "hỏng"),
        (_doc(version=0x21), "hỏng"),
        (_doc(flags=0x0100), "mật khẩu"),
    ],
)
def test_damage_and_a_password_are_told_before_libreoffice_starts(
    monkeypatch: pytest.MonkeyPatch, data: bytes, word: str
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: pytest.fail("it was looked for"))
    with pytest.raises(UnreadableError, match=word):
        old_word.as_docx(data, "bao-cao.doc")


def test_a_program_that_hangs_is_stopped_with_all_that_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    alive = tmp_path / "alive"
    program = _program(tmp_path, f"(sleep 4; touch {alive}) & sleep 60")
    monkeypatch.setattr(old_word, "_program", lambda: program)
    monkeypatch.setattr(old_word, "SECONDS_OF_CONVERSION", 3.5)
    start = time.monotonic()
    with pytest.raises(UnreadableError, match="quá lâu"):
        old_word.as_docx(_doc(), "bao-cao.doc")
    assert time.monotonic() - start < 3
    time.sleep(4.2 - (time.monotonic() - start))
    assert not alive.exists()


def test_a_program_sees_no_more_of_the_machine_than_it_needs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KPI_SECRET", "x")
    seen = tmp_path / "seen"
    monkeypatch.setattr(old_word, "_program", lambda: _program(tmp_path, f"env > {seen}"))
    with pytest.raises(UnreadableError, match="không mở được"):
        old_word.as_docx(_doc(), "bao-cao.doc")
    told = dict(line.split("=", 1) for line in seen.read_text(encoding="utf-8").splitlines())
    assert "KPI_SECRET" not in told
    assert told["HOME"] == told["TMPDIR"]
    assert not Path(told["HOME"]).exists()
