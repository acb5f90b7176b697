"""`python -m kpi read` of written reports: the same JSON as tables, with text locators."""

import json
from pathlib import Path

import pytest
from builders_documents import docx, paragraph, pdf

from kpi.cli.commands import main

_TEXT = (
    "UBND TỈNH BẮC GIANG\nSỞ THÔNG TIN VÀ TRUYỀN THÔNG\n\n"
    "Bắc Giang, ngày 12 tháng 01 năm 2023\n\nBÁO CÁO\nKết quả công tác năm 2022\n\n"
    "Toàn tỉnh có 1.699 trạm BTS. Đã trao 15 suất quà. Tỷ lệ hồ sơ trực tuyến đạt 134%.\n"
)


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main(["read", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The report as a text file."""
    file = tmp_path / "bao-cao.txt"
    file.write_text(_TEXT, encoding="utf-8")
    return file


def test_a_report_is_one_object_with_figures_problems_and_what_is_left_out(
    capsys: pytest.CaptureFixture[str], path: Path
) -> None:
    code, out, err = run(capsys, path, "--json")
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert set(told) == {"file", "kind", "candidates", "problems", "unread", "left_out"}
    assert (told["file"], told["kind"]) == ("bao-cao.txt", "report")
    assert [(c["indicator"], c["value"]) for c in told["candidates"]] == [
        *(("bts_stations", 1699), ("online_dossier_rate", 134)),
    ]
    assert [p["code"] for p in told["problems"]] == ["implausible"]
    assert [left["as_written"] for left in told["left_out"]] == ["15"]


def test_a_figure_is_told_with_its_sentence_and_its_place(
    capsys: pytest.CaptureFixture[str], path: Path
) -> None:
    figure = json.loads(run(capsys, path, "--json")[1])["candidates"][0]
    locator = figure.pop("locator")
    assert figure.pop("reason")
    assert 0 < figure.pop("confidence") <= 1
    assert figure == {
        "area": "vn63:24",
        "area_name": "Bắc Giang",
        "indicator": "bts_stations",
        "period": "2022",
        "obs_status": "actual",
        "value": 1699,
        "unit": "trạm",
        "qualifier": "exact",
        "as_written": "1.699",
        "note": "",
    }
    assert set(locator) == {"kind", "start", "end", "sentence"}
    assert locator["kind"] == "text"
    assert _TEXT[locator["start"] : locator["end"]] == "1.699"
    assert locator["sentence"] == "Toàn tỉnh có 1.699 trạm BTS."


_BARE = "Toàn tỉnh có 1.699 trạm BTS. Đã trao 15 suất quà.\n"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A text that says neither when nor where."""
    file = tmp_path / "bao-cao.txt"
    file.write_text(_BARE, encoding="utf-8")
    return file


def test_a_question_about_a_figure_carries_the_figure_with_what_is_not_known(
    capsys: pytest.CaptureFixture[str], bare: Path
) -> None:
    (asked,) = json.loads(run(capsys, bare, "--json")[1])["problems"]
    assert asked["severity"] == "question"
    assert asked["proposal"] == {
        "area": None,
        "indicator": "bts_stations",
        "period": None,
        "obs_status": "actual",
        "value": 1699,
        "unit": "trạm",
        "qualifier": "exact",
    }


def test_an_unread_number_is_told_with_its_place_and_reason(
    capsys: pytest.CaptureFixture[str], bare: Path
) -> None:
    (unread,) = json.loads(run(capsys, bare, "--json")[1])["unread"]
    where = unread["locator"]
    assert _BARE[where["start"] : where["end"]] == unread["as_written"] == "15"
    assert unread["reason"]
    assert isinstance(unread["suggestions"], list)


@pytest.mark.parametrize("province", ["vn63:24", "Bắc Giang", "tỉnh Bắc Giang"])
def test_what_a_person_says_of_a_report_is_believed(
    capsys: pytest.CaptureFixture[str], bare: Path, province: str
) -> None:
    about = ("--published", "2023-01-12", "--area", province, "--period", "2022")
    told = json.loads(run(capsys, bare, "--json", *about)[1])
    assert told["problems"] == []
    (figure,) = told["candidates"]
    assert (figure["area"], figure["period"]) == ("vn63:24", "2022")


def test_the_day_says_which_provinces_there_were(
    capsys: pytest.CaptureFixture[str], bare: Path
) -> None:
    about = ("--published", "2025-12-20", "--area", "Bắc Ninh")
    (figure,) = json.loads(run(capsys, bare, "--json", *about)[1])["candidates"]
    assert (figure["area"], figure["period"]) == ("vn34:24", "2025-12")


def test_an_unknown_province_is_refused_in_one_sentence(
    capsys: pytest.CaptureFixture[str], bare: Path
) -> None:
    code, out, err = run(capsys, bare, "--area", "Atlantis")
    assert (code, out) == (2, "")
    assert "Atlantis" in err
    assert "Traceback" not in err


def test_every_problem_and_every_left_out_number_has_its_place(
    capsys: pytest.CaptureFixture[str], path: Path
) -> None:
    told = json.loads(run(capsys, path, "--json")[1])
    for entry in (*told["problems"], *told["left_out"]):
        where = entry["locator"]
        assert _TEXT[where["start"] : where["end"]] == entry["as_written"]


@pytest.mark.parametrize("apart", ["\t", "     ", " | ", "|", " \t  "])
def test_places_are_those_of_the_file_where_columns_are_apart_by_blanks_or_tabs(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, apart: str
) -> None:
    rows = [("Chỉ tiêu", "ĐVT", "Năm 2022"), ("Số trạm phát sóng 5G", "trạm", "175"),
            ("Doanh thu bưu chính", "tỷ đồng", "95,4")]  # fmt: skip
    text = f"{_TEXT}\n{chr(10).join(map(apart.join, rows))}\n\nCó  \t 702 điểm phục vụ bưu chính.\n"
    file = tmp_path / "bao-cao.txt"
    file.write_text(text, encoding="utf-8")
    told = json.loads(run(capsys, file, "--json")[1])
    assert {c["value"] for c in told["candidates"]} >= {1699, 134, 175, 95_400_000_000, 702}
    for entry in (*told["candidates"], *told["problems"], *told["left_out"]):
        where = entry["locator"]
        assert text[where["start"] : where["end"]] == entry["as_written"]


def test_a_doubtful_figure_is_a_question_and_no_candidate(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Tỷ lệ hồ sơ trực tuyến đạt 67%.\n", encoding="utf-8")
    code, out, _ = run(capsys, file, "--json")
    told = json.loads(out)
    assert (code, told["candidates"]) == (0, [])
    assert [p["severity"] for p in told["problems"]] == ["question"]


def test_text_word_and_pdf_give_the_same_figures(
    capsys: pytest.CaptureFixture[str], path: Path
) -> None:
    lines = [line for line in _TEXT.split("\n") if line]
    word, printed = path.with_suffix(".docx"), path.with_suffix(".pdf")
    word.write_bytes(docx(*map(paragraph, lines)))
    printed.write_bytes(pdf([(72, 760 - 24 * n, line) for n, line in enumerate(lines)]))
    code, out, err = run(capsys, path, word, printed, "--json")
    assert (code, err) == (0, "")
    told = [json.loads(line) for line in out.splitlines()]
    figures = [
        [(c["area"], c["indicator"], c["period"], c["value"]) for c in one["candidates"]]
        for one in told
    ]
    assert figures[0] == figures[1] == figures[2]
    assert len(figures[0]) == 2


def test_a_report_without_figures_is_read_and_exits_with_0(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Sở đã tổ chức 12 hội nghị.\n", encoding="utf-8")
    code, out, err = run(capsys, file, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["candidates"] == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("trong.txt", b""),
        ("hong.docx", b"PK\x03\x04"),
        ("hong.pdf", b"%PDF-1.7\n"),
        ("a.rtf", b"x"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_exits_with_2(
    capsys: pytest.CaptureFixture[str], path: Path, name: str, data: bytes
) -> None:
    bad = path.with_name(name)
    bad.write_bytes(data if name != "a.rtf" else rb"{\rtf1 abc}")
    code, out, err = run(capsys, bad, path, "--json")
    assert code == 2
    assert len(out.splitlines()) == 1
    assert len(err.splitlines()) == 1
    assert name in err
    assert "Traceback" not in err


def test_without_json_the_answer_is_for_people(
    capsys: pytest.CaptureFixture[str], path: Path
) -> None:
    code, out, _ = run(capsys, path)
    assert code == 0
    assert "2 số liệu" in out
    assert "Bắc Giang" in out
