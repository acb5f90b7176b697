"""Every command writes its Vietnamese whole, whatever code page the machine redirects with."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from builders import obs, tell

from kpi.accounts import people
from kpi.accounts.people import CONSOLE
from kpi.store import Store

ROOT = Path(__file__).resolve().parents[1]
RANK = ("rank", "--indicator", "bts_stations", "--period", "2022")
REPORT = "Năm 2022, tỉnh Bắc Ninh có 1.699 trạm BTS."
COMMANDS = (
    ("--help",),
    *((name, "--help") for name in ("build", "load", "read", "learn", "rank", "show", "user")),
    (*RANK, "--store", "{store}"),
    (*RANK, "--csv", "--store", "{store}"),
    (*RANK, "--json", "--store", "{store}"),
    ("show", "--area", "vn63:27", "--store", "{store}"),
    ("show", "--area", "vn63:99", "--store", "{store}"),
    ("read", "{report}"),
    ("load", "{report}", "--store", "{store}"),
    ("learn", "--store", "{store}"),
    ("user", "list", "--store", "{store}"),
)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A store of two figures and a person, and a report."""
    folder = tmp_path_factory.mktemp("console")
    with Store.open(folder / "kpi.duckdb") as store:
        tell(store, *(obs(a, area=a, indicator="bts_stations") for a in ("vn63:24", "vn63:27")))
        people.add(store, "lan", "staff", password=None, by=CONSOLE, display="Nguyễn Thị Lan")
    (folder / "báo cáo.txt").write_text(REPORT, encoding="utf-8")
    return {"store": str(folder / "kpi.duckdb"), "report": str(folder / "báo cáo.txt")}


def redirected(encoding: str, *command: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "kpi", *command],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("encoding", ["cp1252", "cp1258"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_redirected_output_is_utf8_and_whole(
    command: tuple[str, ...], encoding: str, places: dict[str, str]
) -> None:
    ended = redirected(encoding, *(part.format(**places) for part in command))
    said = (ended.stdout + ended.stderr).decode("utf-8")
    assert ended.returncode in (0, 2), said
    assert "Traceback" not in said and "UnicodeEncodeError" not in said
    assert said.strip()


def test_names_stand_in_a_redirected_file_as_they_are_written(places: dict[str, str]) -> None:
    ended = redirected("cp1252", *RANK, "--store", places["store"])
    assert "Bắc Ninh" in ended.stdout.decode("utf-8")
