"""LibreOffice, where a machine has it: files saved in other formats."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import pytest

_PATIENCE = 300  # seconds for all files of one call on a busy machine


def soffice() -> str:
    """The program; without it the test is skipped, or fails where `KPI_OFFICE_REQUIRED` is set."""
    return shutil.which("soffice") or _missing()


def _missing() -> NoReturn:
    packages = "'libreoffice-calc', 'libreoffice-writer' and 'libreoffice-impress'"
    told = f"no LibreOffice found: install Debian's packages {packages} to run this test"
    if os.environ.get("KPI_OFFICE_REQUIRED"):
        pytest.fail(told)
    pytest.skip(told)


def saved_as(ending: str, files: Sequence[Path], folder: Path) -> Path:
    """All files in another format, in a folder of their own; one call, for it is slow to start."""
    into = folder / ending
    into.mkdir(parents=True, exist_ok=True)
    command = [soffice(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", ending, "--outdir", str(into), *map(str, files)],
        check=True,
        capture_output=True,
        timeout=_PATIENCE,
    )
    if not any(into.iterdir()):  # Calc may be there and Writer or Impress not
        _missing()
    return into
