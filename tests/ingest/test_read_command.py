"""`python -m kpi read`: one JSON object a file, one sentence for what cannot be read."""

import json
from pathlib import Path

import pytest
from builders_ingest import FILES

from kpi import settings
from kpi.cli.commands import main

KEYS = {
    "candidates": {
        *("area", "area_name", "indicator", "period", "obs_status", "value", "unit"),
        *("qualifier", "as_written", "note", "locator"),
    },
    "problems": {"code", "severity", "locator", "as_written", "message", "advice"},
    "unread": {"locator", "as_written", "reason", "suggestions"},
    "left_out": {"locator", "as_written", "reason"},
}


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["read", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_one_object_a_line_and_file_in_base_units(capsys: pytest.CaptureFixture[str]) -> None:
    names = ["misspelled-units.csv", "title-rows-above-the-header.xlsx"]
    code, out, err = run(capsys, *(str(FILES / n) for n in names), "--json")
    told = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [(t["file"], t["kind"]) for t in told] == [(n, "table") for n in names]
    for one in told:
        assert set(one) == {"file", "kind", *KEYS}
        for key, keys in KEYS.items():
            assert all(set(entry) == keys for entry in one[key])
    assert told[0]["candidates"][0]["value"] == 28_670_000_000
    assert told[0]["candidates"][0]["area_name"] == "Bắc Ninh"
    assert told[0]["problems"][0]["severity"] == "question"
    locator = told[1]["candidates"][0]["locator"]
    assert locator == {"kind": "cell", "sheet": "Sheet1", "cell": "B8"}


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    missing = tmp_path / "không-có.csv"
    files = [str(FILES / "scan.pdf"), str(missing), str(FILES / "hedges.csv"), str(tmp_path)]
    code, out, err = run(capsys, *files, "--json")
    assert code == 2
    assert len(out.splitlines()) == 1
    assert len(err.splitlines()) == 3
    assert "Traceback" not in err


@pytest.mark.parametrize("name", ["bao-cao.doc", "bao-cao.odt", "bao-cao.rtf"])
def test_a_report_of_another_office_program_is_refused_with_a_way_out(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    starts = {
        "doc": bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le"),
        "odt": b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text",
        "rtf": b"{\\rtf1 B\\'e1o c\\'e1o}",
    }
    (tmp_path / name).write_bytes(starts[name.rpartition(".")[2]])
    code, out, err = run(capsys, str(tmp_path / name))
    assert (code, out) == (2, "")
    assert ".docx" in err


def test_without_json_the_answer_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, str(FILES / "totals-and-regions-among-provinces.xlsx"))
    assert code == 0
    assert "8 số liệu" in out
    assert "lưu ý Sheet1!C3" in out


def test_tables_may_cite_the_documents_read_beside_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    figures = settings.DATA / "figures"
    names = [str(figures / "reported.csv"), str(figures / "sources.csv")]
    code, out, _ = run(capsys, *names, "--json")
    reported, sources = map(json.loads, out.splitlines())
    assert code == 0
    assert sources["problems"] == []
    assert {p["severity"] for p in reported["problems"]} <= {"warning"}
    assert len(reported["candidates"]) > 400
