"""Files through one door: written reports load as tables do, and what is doubtful stays out."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from builders import SOMEBODY

from kpi.catalogue import Catalogue
from kpi.cli.commands import main
from kpi.errors import KpiError
from kpi.ingest import door
from kpi.ingest.reports.reading import UNSURE, reading_of
from kpi.publish import files, undo
from kpi.publish.files import Loaded, load_files
from kpi.store import Printed, Sight, Store

REPORT = """UBND TỈNH HÀ NAM
SỞ THÔNG TIN VÀ TRUYỀN THÔNG

Hà Nam, ngày 20 tháng 7 năm 2022

BÁO CÁO
Kết quả chuyển đổi số 6 tháng đầu năm 2022

Toàn tỉnh có 1.204 trạm BTS.
"""
QUIET = "Sáng nay, lễ phát động tuần lễ chuyển đổi số diễn ra với sự tham dự của nhiều đại biểu."


def load(
    store: Store, catalogue: Catalogue, folder: Path, *, confirm: bool = False, **texts: str
) -> list[Loaded]:
    paths = []
    for name, text in texts.items():
        paths.append(folder / f"{name}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    loaded = load_files(store, catalogue, paths, by=SOMEBODY, reason="", confirm=confirm)
    return list(loaded)


def test_a_report_is_stored_with_its_text_and_its_document(
    store: Store, catalogue: Catalogue, tmp_path: Path
) -> None:
    (told,) = load(store, catalogue, tmp_path, bc=REPORT)
    assert (told.kind, told.new) == ("report", 1)
    (row,) = store.observations_of(1).to_dict("records")
    assert (row["area"], row["period"], row["value"]) == ("vn63:35", "2022-H1", 1204.0)
    assert store.kept_text(1)[row["span_start"] : row["span_end"]] == "1.204"
    (source,) = store.sources().to_dict("records")
    assert (source["kind"], source["published_on"]) == ("report", "2022-07-20")


def test_what_is_doubtful_is_stored_by_no_load_and_stops_one_without_confirm(
    store: Store, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsure(*given: object, **named: object) -> door.Read:
        report = door.read(*given, **named).report
        doubted = tuple(replace(p, doubts=("Chưa chắc.",)) for p in report.proposals)
        report = replace(report, proposals=doubted)
        return door.Read(reading_of(report, catalogue), report)

    monkeypatch.setattr(files, "read", unsure)
    with pytest.raises(KpiError, match="1 câu hỏi"):
        load(store, catalogue, tmp_path, bc=REPORT)
    assert store.batches().empty
    (told,) = load(store, catalogue, tmp_path, confirm=True, bc=REPORT)
    assert [p.code for p in told.problems] == [UNSURE]
    assert store.observations_of(1).empty


def test_a_report_without_figures_is_registered_once(
    store: Store, catalogue: Catalogue, tmp_path: Path
) -> None:
    assert [t.batch for t in load(store, catalogue, tmp_path, tin=QUIET)] == [1]
    assert [t.batch for t in load(store, catalogue, tmp_path, tin=QUIET)] == [None]
    assert len(store.sources()) == 1


def test_another_text_of_a_known_name_is_asked_about(
    store: Store, catalogue: Catalogue, tmp_path: Path
) -> None:
    load(store, catalogue, tmp_path, bc=REPORT)
    with pytest.raises(KpiError, match="1 câu hỏi"):
        load(store, catalogue, tmp_path, bc=REPORT.replace("1.204", "1.205"))
    assert len(store.batches()) == 1


def test_the_command_says_that_a_report_holds_no_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "tin.txt"
    path.write_text(QUIET, encoding="utf-8")
    assert main(["load", "--store", str(tmp_path / "kpi.duckdb"), str(path)]) == 0
    assert "tin.txt: đã đọc, không có số liệu, lô 1" in capsys.readouterr().err


def test_the_text_of_a_file_is_known_by_its_digest_while_the_file_is_published(
    store: Store, catalogue: Catalogue, tmp_path: Path
) -> None:
    (told,) = load(store, catalogue, tmp_path, bc=REPORT)
    digest = hashlib.sha256(REPORT.encode()).hexdigest()
    assert told.batch is not None
    assert store.text_of(digest) == store.kept_text(told.batch) != ""
    assert store.text_of("0" * 64) == store.text_of("") == ""
    undo(store, told.batch, by=SOMEBODY, reason="thử")
    assert store.text_of(digest) == ""


def test_a_store_made_before_texts_and_decisions_were_kept_gets_a_place_for_them(
    tmp_path: Path,
) -> None:
    import duckdb

    path = tmp_path / "kpi.duckdb"
    Store.open(path).close()
    with duckdb.connect(str(path)) as connection:
        for table in ("kept_text", "read_by", "decision", "printed", "seen"):
            connection.execute(f"drop table {table}")
    with Store.open(path) as store:
        assert (store.kept_text(1), store.read_by(1), len(store.decisions())) == ("", "", 0)
        assert (store.printed(1, "a"), store.sight(1, "a")) == (Printed(), Sight())
    with Store.open(path, read_only=True) as store:
        assert (store.kept_text(1), store.read_by(1), len(store.decisions())) == ("", "", 0)


PLACED = (
    "area,province,period,indicator,value,unit,status,qualifier,as_written,words,source,"
    "paragraph,span_start,span_end,note\n"
    "vn63:72,Tây Ninh,2020,bts_stations,1699,trạm,actual,exact,1699,trạm phát sóng,,4,623,627,\n"
    "vn63:72,Tây Ninh,2020,postal_points,167,điểm,actual,exact,167,,,,,,\n"
)


def test_the_noun_and_the_place_in_the_document_come_with_the_figure(
    store: Store, catalogue: Catalogue, tmp_path: Path
) -> None:
    path = tmp_path / "bang.csv"
    path.write_text(PLACED, encoding="utf-8")
    (loaded,) = load_files(store, catalogue, [path], by=SOMEBODY, reason="thử", confirm=True)
    assert loaded.batch is not None
    told = store.observations_of(loaded.batch).set_index("indicator")
    assert (told.loc["bts_stations", "span_start"], told.loc["bts_stations", "span_end"]) == (
        623,
        627,
    )
    assert [store.printed(loaded.batch, obs_id) for obs_id in told["obs_id"]] == [
        Printed("trạm phát sóng", 4),
        Printed(),
    ]
