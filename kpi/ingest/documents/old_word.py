"""A Word file of 1997-2003 → a Word file of today, by LibreOffice where the machine has it.

LibreOffice runs in a process of its own, without a screen, with a time limit, and with a
profile, a home and a place for temporary files that are thrown away. The profile lets it run no
macro and fetch nothing that the file links to.
"""

import os
import shutil
import signal
import struct
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from kpi.errors import UnreadableError
from kpi.ingest.documents.packed_xml import damaged
from kpi.ingest.formats.compound import stream_of
from kpi.ingest.formats.kinds import SECONDS_OF_CONVERSION

_PROGRAMS = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_SECONDS_TO_SPARE = 3.0  # so that this process ends the other one before it is ended itself
_MOST_BYTES = 60 * 2**20
_WORD_97 = 0xC1
_WORD_6 = 0x65
_ENCRYPTED = 0x0100
_SAVE = "Mở bằng Word, lưu lại dạng .docx rồi thử lại."
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_SETTINGS = (
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
)


def as_docx(data: bytes, name: str) -> bytes:
    """The same text as a .docx.

    Raises:
        UnreadableError: there is no LibreOffice, or it does not open the file in time.
    """
    how = _filter(data, name)
    program = _program()
    if program is None:
        raise UnreadableError(
            f"{name}: văn bản Word cũ (.doc) chưa đọc được vì máy chủ không có LibreOffice.",
            f"{_SAVE} Người quản trị có thể cài gói libreoffice-writer để đọc thẳng tệp .doc.",
        )
    with tempfile.TemporaryDirectory(prefix="kpi-doc-", ignore_cleanup_errors=True) as folder:
        return _converted(program, data, name, Path(folder), how)


def _filter(data: bytes, name: str) -> str:
    """How LibreOffice is to read the file; left alone it takes damaged bytes for a text."""
    try:
        head = stream_of(data, "WordDocument")
        version, flags = struct.unpack_from("<H6xH", head, 2)
    except (ValueError, LookupError, struct.error) as error:
        raise damaged(name, "tệp Word cũ") from error
    if version < _WORD_6:
        raise damaged(name, "tệp Word cũ")
    if flags & _ENCRYPTED:
        raise UnreadableError(f"{name}: tệp có mật khẩu.", "Bỏ mật khẩu rồi lưu lại.")
    return "MS Word 97" if version >= _WORD_97 else "MS Word 95"


def _program() -> str | None:
    return next((found for one in _PROGRAMS if (found := shutil.which(one))), None)


def _converted(program: str, data: bytes, name: str, folder: Path, how: str) -> bytes:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
    (folder / "text.doc").write_bytes(data)
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
        "--nolockcheck", f"--infilter={how}", "--convert-to", "docx:MS Word 2007 XML",
        "--outdir", str(folder), str(folder / "text.doc"),
    ]  # fmt: skip
    _run(command, folder, name)
    saved = folder / "text.docx"
    if not saved.is_file() or saved.stat().st_size > _MOST_BYTES:
        raise UnreadableError(f"{name}: LibreOffice không mở được tệp Word cũ này.", _SAVE)
    return saved.read_bytes()


def _run(command: list[str], folder: Path, name: str) -> None:
    own = dict.fromkeys(("HOME", "TMPDIR", "TMP", "TEMP"), str(folder))
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "SYSTEMROOT")}
    process = subprocess.Popen(  # noqa: S603 -- no shell, and no name that a person chose
        command,
        cwd=folder,
        env={**kept, **own, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(SECONDS_OF_CONVERSION - _SECONDS_TO_SPARE)
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(
            f"{name}: tệp Word cũ quá nặng, đọc quá lâu nên đã dừng.", _SAVE
        ) from error
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Stop the program with all that it started."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _settings() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>"
    )
