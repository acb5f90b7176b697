"""The commands as a user runs them; the store is built once, by the first of these tests."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from builders import SOMEBODY, obs, source, tell

from kpi.accounts.people import add
from kpi.analysis.ranking import rank_areas
from kpi.analysis.restate import standing
from kpi.catalogue import Catalogue
from kpi.cli.commands import main
from kpi.export.csv import extract_csv, ranking_data_csv
from kpi.export.ranking import ranking_extract
from kpi.model import Period
from kpi.store import Store

ROOT = Path(__file__).resolve().parents[1]
HEADER = "area,province,period,indicator,value,unit,status,qualifier,as_written,source,note\n"


class Told:
    """What a command said: exit code, standard output, standard error."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> dict[str, Any]:
        assert self.code == 0, self.err
        return json.loads(self.out)  # type: ignore[no-any-return]

    def is_refused(self, word: str) -> bool:
        """Exit code 2, nothing on standard output, one line on standard error."""
        one_line = self.err.count("\n") == 1 and self.err.endswith("\n")
        return self.code == 2 and not self.out and one_line and word in self.err


Run = Callable[..., Told]
"""A command in this process: run(store, name, *options)."""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.delenv("KPI_STORE", raising=False)

    def command(store: Path, name: str, *options: str) -> Told:
        capsys.readouterr()
        code = main([name, "--store", str(store), *options])
        out, err = capsys.readouterr()
        return Told(code, out, err)

    return command


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A store of two figures, to be written to."""
    path = tmp_path / "kpi.duckdb"
    with Store.open(path) as store:
        tell(store, *(obs(a, area=a, indicator="bts_stations") for a in ("vn63:24", "vn63:27")))
    return path


def table(path: Path, *rows: str) -> str:
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return str(path)


def ranked(run: Run, store: Path, indicator: str, period: str, *options: str) -> dict[str, Any]:
    return run(store, "rank", "--indicator", indicator, "--period", period, "--json", *options).json


# build and rank


def test_rank_as_json_has_the_documented_shape(run: Run, built: Path, catalogue: Catalogue) -> None:
    answer = ranked(run, built, "dti_score", "2022")
    assert list(answer) == ["indicator", "period", "scheme", "unit", "ranks", "coverage", "rows"]
    assert {**answer, "rows": []} == {
        "indicator": "dti_score",
        "period": "2022",
        "scheme": "vn63",
        "unit": "điểm số",
        "ranks": "printed",
        "coverage": [63, 63],
        "rows": [],
    }
    rows = answer["rows"]
    assert rows[0] == {
        "rank": 1,
        "area": "vn63:48",
        "area_name": catalogue.area("vn63:48").name_vi,
        "value": 0.8002,
        "qualifier": "exact",
        "obs_status": "actual",
        "period": "2022",
        "computed": False,
        "parts": [],
        "source": rows[0]["source"],
    }
    assert list(rows[0]["source"]) == ["title", "publisher", "published_on", "url"]
    assert rows[0]["source"]["title"]
    assert {r["area"] for r in rows} == {a.key for a in catalogue.areas_of("vn63")}
    assert [r["rank"] for r in rows] == sorted(r["rank"] for r in rows)
    assert all(list(r) == list(rows[0]) for r in rows)


def test_figures_that_reports_printed_are_in_the_built_store(run: Run, built: Path) -> None:
    stations = {r["area"]: r for r in ranked(run, built, "bts_stations", "2020")["rows"]}
    assert stations["vn63:72"]["value"] == 1699
    teams = {r["area"]: r for r in ranked(run, built, "community_digital_teams", "2022")["rows"]}
    assert (teams["vn63:27"]["value"], teams["vn63:27"]["period"]) == (733, "2022-H1")


def test_the_34_are_ranked_where_the_ministry_published_them(run: Run, built: Path) -> None:
    answer = ranked(run, built, "dti_score", "2024", "--scheme", "vn34")
    assert (answer["scheme"], answer["coverage"], len(answer["rows"])) == ("vn34", [34, 34], 34)


def test_the_63_restated_by_the_mean_agree_with_the_ministrys_34(
    built: Path, catalogue: Catalogue
) -> None:
    """The published 34 are left out of the store, so that the rule has to make them."""
    score, period = catalogue.indicator("dti_score"), Period.of("2024")
    with Store.open(built, read_only=True) as store, Store.in_memory() as without:
        published = standing(store, catalogue, score, period, "vn34").figures
        older = store.standing("dti_score", period, "actual", exactly=True)
        older = older[older["scheme"] == "vn63"]
        tell(
            without,
            *(
                obs(r.obs_id, area=r.area, indicator="dti_score", period="2024", value=r.value)
                for r in older.itertuples()
            ),
            sources=(source(),),
        )
        made = standing(without, catalogue, score, period, "vn34").figures
    assert all(parts == () for parts in published["parts"])
    assert all(parts for parts in made["parts"])
    differences = made.set_index("area")["value"] - published.set_index("area")["value"]
    assert len(differences) == 34
    assert differences.abs().max() <= 0.001


@pytest.mark.parametrize("form", ["vi", "en", "data"])
def test_rank_as_csv_is_a_file_for_people_or_programs(
    run: Run, built: Path, catalogue: Catalogue, form: str
) -> None:
    told = run(built, "rank", "--indicator", "dti_score", "--period", "2022", "--csv", form)
    with Store.open(built, read_only=True) as store:
        ranking = rank_areas(store, catalogue, "dti_score", Period.of("2022"))
    assert told.code == 0
    wanted = (
        ranking_data_csv(ranking, catalogue)
        if form == "data"
        else extract_csv(
            ranking_extract(
                ranking,
                catalogue,
                form,  # type: ignore[arg-type]
                title="",
                taken_on=datetime.now(UTC).astimezone().date(),
            )
        )
    )
    # Nothing turns the file's line ends into those of the machine.
    assert told.out.encode() == wanted
    assert told.out.startswith("\ufeff")
    assert len(ranking.rows) == 63


def test_rank_as_csv_is_vietnamese_unless_something_else_is_asked_for(
    run: Run, small: Path
) -> None:
    told = run(small, "rank", "--indicator", "bts_stations", "--period", "2022", "--csv")
    assert told.out.startswith("\ufeffTỉnh;Mã tỉnh;Kỳ;Chỉ tiêu;")


def test_an_empty_ranking_as_csv_has_the_same_columns(run: Run, small: Path) -> None:
    options = ("rank", "--indicator", "bts_stations", "--csv", "data", "--period")
    filled, empty = run(small, *options, "2022"), run(small, *options, "1999")
    assert len(filled.out.splitlines()) == 3
    assert empty.out.splitlines() == filled.out.splitlines()[:1]


def test_rank_and_show_answer_from_the_store_of_a_past_day(run: Run, built: Path) -> None:
    for command in (
        ("rank", "--indicator", "dti_score", "--period", "2024"),
        ("show", "--area", "vn34:24"),
    ):
        assert run(built, *command, "--json").json["rows"]
        assert run(built, *command, "--json", "--as-of", "2020-01-01").json["rows"] == []
        assert run(built, *command, "--as-of", "30/06/2026").is_refused("không phải ngày")


def test_rank_for_people_says_how_many_have_a_figure(run: Run, built: Path) -> None:
    told = run(built, "rank", "--indicator", "dti_score", "--period", "2022")
    first, *rows = told.out.splitlines()
    assert "63/63" in first
    assert len(rows) == 63
    assert "0,8002" in rows[0]


def test_show_lists_every_figure_with_its_source(run: Run, built: Path) -> None:
    every = run(built, "show", "--area", "vn63:27", "--json").json
    assert (every["area"], every["area_name"]) == ("vn63:27", "Bắc Ninh")
    teams = run(
        built, "show", "--area", "vn63:27", "--indicator", "community_digital_teams", "--json"
    ).json
    assert [r for r in every["rows"] if r["indicator"] == "community_digital_teams"] == teams[
        "rows"
    ]
    assert [(r["period"], r["value"]) for r in teams["rows"]] == [("2022-H1", 733)]
    assert all(r["source"]["title"] for r in every["rows"])
    lines = run(built, "show", "--area", "vn63:27").out.splitlines()
    assert len(lines) == 1 + len(every["rows"])


# build


def test_building_again_makes_the_same_figures(run: Run, built: Path, tmp_path: Path) -> None:
    path = tmp_path / "new" / "kpi.duckdb"
    assert run(path, "build").code == 0
    assert [p.name for p in path.parent.iterdir()] == ["kpi.duckdb"]
    with Store.open(built, read_only=True) as one, Store.open(path, read_only=True) as other:
        for query in (
            "select * from observation order by all",
            "select * from source order by all",
        ):
            assert one.frame(query).equals(other.frame(query))


@pytest.mark.parametrize("content", ["không phải kho", ""])
def test_build_replaces_no_file_it_does_not_know(run: Run, tmp_path: Path, content: str) -> None:
    path = tmp_path / "kpi.duckdb"
    path.write_text(content, encoding="utf-8")
    assert run(path, "build").is_refused("kpi.duckdb")
    assert path.read_text(encoding="utf-8") == content
    assert list(tmp_path.iterdir()) == [path]


def test_build_below_a_file_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tep").touch()
    assert run(tmp_path / "tep" / "kpi.duckdb", "build").is_refused("tep")


@pytest.fixture
def few_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table of one figure, shipped instead of data/figures."""
    figures = tmp_path / "data" / "figures"
    figures.mkdir(parents=True)
    monkeypatch.setattr("kpi.settings.DATA", tmp_path / "data")
    return Path(table(figures / "bang.csv", "vn63:72,,2022,bts_stations,1700,,,,1.700,,"))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def names_in(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


@pytest.mark.parametrize("options", [(), ("--force",)], ids=["plain", "forced"])
def test_a_build_that_fails_leaves_the_old_store(
    run: Run, few_figures: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    store = tmp_path / "kpi.duckdb"
    assert run(store, "build").code == 0
    few_figures.write_text("không phải bảng", encoding="utf-8")
    before = digest(store)
    assert run(store, "build", *options).is_refused("bang.csv")
    assert digest(store) == before
    assert names_in(tmp_path) == ["data", "kpi.duckdb"]


def test_a_store_that_only_build_wrote_is_replaced(
    run: Run, few_figures: Path, tmp_path: Path
) -> None:
    store = tmp_path / "kpi.duckdb"
    assert run(store, "build").code == 0
    table(few_figures, "vn63:72,,2023,bts_stations,1800,,,,1.800,,")
    assert run(store, "build").code == 0
    told = run(store, "show", "--area", "vn63:72", "--json").json["rows"]
    assert [(r["period"], r["value"]) for r in told] == [("2023", 1800)]
    assert names_in(tmp_path) == ["data", "kpi.duckdb"]


def a_file(run: Run, store: Path) -> None:
    added = table(store.parent / "data" / "them.csv", "vn63:27,,2022,bts_stations,1699,,,,1.699,,")
    assert run(store, "load", added, "--by", "An").code == 0


def an_account(run: Run, store: Path) -> None:
    with Store.open(store) as opened:
        add(opened, "an", "staff", password=None, by=SOMEBODY)


@pytest.mark.parametrize(
    ("bring", "counted"),
    [(a_file, "1 lô và 0 tài khoản"), (an_account, "0 lô và 1 tài khoản")],
    ids=["file", "account"],
)
def test_what_people_brought_in_is_not_built_over_and_kept_when_forced(
    run: Run,
    few_figures: Path,
    tmp_path: Path,
    bring: Callable[[Run, Path], None],
    counted: str,
) -> None:
    store = tmp_path / "kpi.duckdb"
    built = run(store, "build")
    assert built.code == 0
    assert built.out.endswith(": 1 số liệu, 1 tài liệu\n")
    bring(run, store)
    before = digest(store)
    refused = run(store, "build")
    assert refused.is_refused(counted)
    assert "--force" in refused.err
    assert digest(store) == before

    forced = run(store, "build", "--force")
    assert forced.code == 0
    (kept,) = tmp_path.glob("kpi.duckdb.*")
    assert digest(kept) == before
    assert str(kept) in forced.err
    with Store.open(store, read_only=True) as opened:
        assert set(opened.batches()["recorded_by"]) == {"kpi build"}


# load


def test_a_file_with_problems_is_loaded_and_its_problems_told(run: Run, small: Path) -> None:
    path = table(
        small.parent / "them.csv",
        "vn63:72,,2022,bts_stations,1700,,,,1.700,,",
        "vn63:99,,2022,bts_stations,nhiều,,,,nhiều,,",
    )
    told = run(small, "load", path, "--by", "An", "--reason", "bổ sung")
    assert (told.code, told.out) == (0, "")
    first, *rest = told.err.splitlines()
    assert first.startswith("them.csv: 2 dòng, lô 2: 1 mới")
    assert first.endswith("2 từ chối")
    assert [("ô A3" in line, "ô E3" in line) for line in rest] == [(True, False), (False, True)]
    with Store.open(small, read_only=True) as store:
        batch = store.batches().iloc[-1]
        assert (batch["recorded_by"], batch["reason"], batch["refused_count"]) == (
            "An",
            "bổ sung",
            2,
        )
        assert len(store.live_keys()) == 3


def test_loading_a_file_twice_changes_nothing(run: Run, small: Path) -> None:
    path = table(small.parent / "them.csv", "vn63:72,,2022,bts_stations,1700,,,,1.700,,")
    assert "lô 2" in run(small, "load", path).err
    assert "không có gì mới" in run(small, "load", path).err


def test_one_unreadable_file_loads_nothing(run: Run, small: Path) -> None:
    good = table(small.parent / "them.csv", "vn63:72,,2022,bts_stations,1700,,,,1.700,,")
    bad = small.parent / "anh.csv"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n\xff")
    assert run(small, "load", good, str(bad)).is_refused("anh.csv")
    assert run(small, "load", good, str(bad.with_name("vắng.csv"))).is_refused("vắng.csv")
    with Store.open(small, read_only=True) as store:
        assert len(store.batches()) == 1


# What cannot be done


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("rank", "--indicator", "no_such", "--period", "2022"), "no_such"),
        (("rank", "--indicator", "bts_stations", "--period", "hôm qua"), "hôm qua"),
        (("rank", "--indicator", "bts_stations", "--period", "22"), "22"),
        (("show", "--area", "vn63:99"), "vn63:99"),
        (("show", "--area", "Bắc Ninh"), "Bắc Ninh"),
        (("show", "--area", "vn63:27", "--indicator", "no_such"), "no_such"),
    ],
)
def test_what_is_not_known_is_named_in_one_sentence(
    run: Run,
    small: Path,
    options: tuple[str, ...],
    word: str,
) -> None:
    assert run(small, *options).is_refused(f"'{word}'")


@pytest.mark.parametrize(
    "options",
    [("rank", "--indicator", "bts_stations", "--period", "2022"), ("show", "--area", "vn63:27")],
)
def test_without_a_store_the_way_to_one_is_told(
    run: Run, tmp_path: Path, options: tuple[str, ...]
) -> None:
    assert run(tmp_path / "kpi.duckdb", *options).is_refused("python -m kpi build")


def test_a_mistake_in_config_is_told_and_not_traced(
    run: Run,
    small: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    config = tmp_path / "config"
    shutil.copytree(ROOT / "config", config)
    (config / "targets.toml").unlink()
    monkeypatch.setattr("kpi.settings.CONFIG", config)
    told = run(small, "rank", "--indicator", "bts_stations", "--period", "2022")
    assert told.code == 2
    assert "targets.toml" in told.err


@pytest.mark.parametrize(
    "options",
    [
        ("build",),
        ("load", "them.csv"),
        ("rank", "--indicator", "bts_stations", "--period", "2022"),
        ("show", "--area", "vn63:27"),
    ],
)
def test_a_store_in_use_is_told_in_one_sentence(
    run: Run, small: Path, options: tuple[str, ...]
) -> None:
    with Store.open(small):
        assert run(small, *options).is_refused("đang được")


def test_the_program_ends_without_a_traceback_and_with_the_code(small: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "kpi", "show", "--store", str(small), "--area", "vn63:99"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    assert "Traceback" not in ended.stderr
