"""What an installation adds to the catalogue: kept beside its store, and no risk to a start."""

import threading
import tomllib
from pathlib import Path

import pytest
from builders import OWN_INDICATOR
from hypothesis import given
from hypothesis import strategies as st

from kpi import settings
from kpi.catalogue import Catalogue, load_catalogue
from kpi.catalogue.adding import Fault, OwnKind, Problems, Wanted, add_indicator, rules_of
from kpi.cli.commands import main
from kpi.errors import KpiError
from kpi.ingest import door
from kpi.model import Indicator

GROUPS = Wanted(
    name_vi="Nhóm nòng cốt chuyển đổi số",
    unit="nhóm",
    kind="count",
    definition_vi="Số nhóm nòng cốt do xã lập; tổ công nghệ số cộng đồng không tính.",
    by="lan",
)
RULE = '[[rule]]\nindicator = "nhom_nong_cot"\nhead = ["nhóm nòng cốt"]\n'


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return settings.own_indicators(tmp_path / "kpi.duckdb")


def added(own: Path, wanted: Wanted = GROUPS) -> Indicator:
    made = add_indicator(own, settings.CONFIG, wanted)
    assert isinstance(made, Indicator), made
    return made


def faults(own: Path, wanted: Wanted) -> tuple[Fault, ...]:
    made = add_indicator(own, settings.CONFIG, wanted)
    assert isinstance(made, Problems), made
    return made.faults


def loaded(own: Path) -> Catalogue:
    return load_catalogue(settings.CONFIG, own)


def written(own: Path, text: str) -> Catalogue:
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(text, encoding="utf-8")
    return loaded(own)


# Adding


def test_an_added_indicator_is_in_every_catalogue_that_is_loaded_afterwards(own: Path) -> None:
    before = loaded(own)
    made = added(own)
    after = loaded(own)
    assert made.id == "nhom_nong_cot_chuyen_doi_so"
    assert made.id not in before.indicators
    assert after.indicators[made.id] == made
    assert after.units["nhóm"].name_vi == "nhóm"
    assert after.faults == ()
    assert list(after.indicators)[-1] == made.id
    assert load_catalogue(settings.CONFIG).indicators == before.indicators


def test_what_stood_in_the_file_stays_as_it_was_written(own: Path) -> None:
    written(own, f"# của tôi\n{OWN_INDICATOR}{RULE}")
    added(own)
    text = own.read_text(encoding="utf-8")
    assert text.startswith(f"# của tôi\n{OWN_INDICATOR}{RULE}".rstrip())
    assert "# lan, 20" in text
    assert {"nhom_nong_cot", "nhom_nong_cot_chuyen_doi_so"} <= set(loaded(own).indicators)
    assert [p.name for p in own.parent.iterdir() if p.suffix == ".unfinished"] == []


def test_an_id_that_another_indicator_has_is_numbered(own: Path) -> None:
    long = "Nhóm nòng cốt chuyển đổi số của các xã, phường, đặc khu và của"
    first, second = (added(own, GROUPS._replace(name_vi=f"{long} {end}")) for end in ("A", "B"))
    assert second.id == f"{first.id}_2"
    assert len(first.id) <= 60


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (GROUPS._replace(name_vi="Trạm BTS"), "đã là của chỉ tiêu “Trạm BTS”"),
        (GROUPS._replace(name_vi="tram bts 4g", unit="trạm"), "đã là của chỉ tiêu “Trạm 4G”"),
        (GROUPS._replace(name_vi="bts_stations ", unit="trạm"), "đã là của chỉ tiêu"),
        (GROUPS._replace(phrases=("Điểm DTI",)), "Chỉ số chuyển đổi số (DTI)"),
        (GROUPS._replace(name_vi="Số nhóm"), "ít nhất hai chữ"),
        (GROUPS._replace(name_vi=" "), "ít nhất hai chữ"),
        (GROUPS._replace(name_vi="nhóm " * 40), "120 ký tự"),
        (GROUPS._replace(definition_vi="\n"), "Thiếu định nghĩa"),
        (GROUPS._replace(unit=""), "Thiếu đơn vị"),
        (GROUPS._replace(unit="3 nhóm"), "không dùng làm đơn vị được"),
        (GROUPS._replace(unit="%"), "Số đếm không có đơn vị “%”"),
        (GROUPS._replace(kind="rate"), "Loại này có đơn vị %"),
        (GROUPS._replace(kind="money", unit="trạm"), "Loại này có đơn vị đồng"),
        (GROUPS._replace(kind="score", unit="điểm"), "Loại này có đơn vị điểm số"),
    ],
)
def test_what_cannot_be_added_is_told_in_both_languages_and_nothing_is_written(
    own: Path, wanted: Wanted, told: str
) -> None:
    found = faults(own, wanted)
    assert any(told in fault.vi for fault in found), found
    assert all(fault.en for fault in found)
    assert not own.exists()


def test_every_fault_is_told_at_once(own: Path) -> None:
    assert len(faults(own, GROUPS._replace(name_vi="Nhóm", unit="", definition_vi=""))) == 3


@pytest.mark.parametrize(
    ("kind", "unit", "kept"),
    [
        ("rate", "phần trăm", "%"),
        ("money", "tỷ đồng", "đồng"),
        ("count", "Trạm", "trạm"),
        ("rate", "máy/100 dân", "thuê bao/100 dân"),
        ("score", "điểm số", "điểm số"),
    ],
)
def test_a_unit_is_known_by_any_of_its_spellings(
    own: Path, kind: OwnKind, unit: str, kept: str
) -> None:
    assert added(own, GROUPS._replace(kind=kind, unit=unit)).unit == kept
    assert "[[unit]]" not in own.read_text(encoding="utf-8")


def test_two_who_add_at_once_are_both_kept(own: Path) -> None:
    names = [f"Nhóm việc thứ {word}" for word in ("một", "hai", "ba", "bốn", "năm", "sáu")]
    threads = [
        threading.Thread(target=added, args=(own, GROUPS._replace(name_vi=name))) for name in names
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = loaded(own)
    assert found.faults == ()
    assert set(names) <= {i.name_vi for i in found.indicators.values()}


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("a file where the folder should be")
    with pytest.raises(KpiError, match="Không ghi được"):
        add_indicator(tmp_path / "own" / "indicators.toml", settings.CONFIG, GROUPS)


@given(
    name=st.text(max_size=60), definition=st.text(min_size=1, max_size=60), by=st.text(max_size=9)
)
def test_whatever_is_typed_the_file_can_be_read_again(
    tmp_path_factory: pytest.TempPathFactory, name: str, definition: str, by: str
) -> None:
    own = tmp_path_factory.mktemp("own") / "indicators.toml"
    wanted = GROUPS._replace(name_vi=f"Nhóm nòng {name}", definition_vi=definition, by=by)
    made = add_indicator(own, settings.CONFIG, wanted)
    if isinstance(made, Indicator):
        assert loaded(own).faults == ()
        assert tomllib.loads(own.read_text(encoding="utf-8"))["indicator"][0]["id"] == made.id


# What the next report says of it


def test_its_rules_are_its_names_and_its_unit_with_the_rest() -> None:
    assert list(rules_of(GROUPS, "x")) == [
        {"indicator": "x", "head": ["nhóm nòng cốt chuyển đổi số"]},
        {"indicator": "x", "head": ["nhóm"], "about": ["nòng cốt chuyển đổi số"]},
    ]
    rate = GROUPS._replace(name_vi="Tỷ lệ trường học có phòng máy", kind="rate", unit="%")
    assert list(rules_of(rate, "x")) == [{"indicator": "x", "head": ["trường học có phòng máy"]}]
    digital = GROUPS._replace(name_vi="Số hóa hồ sơ đất đai", unit="hồ sơ")
    assert next(iter(rules_of(digital, "x")))["head"] == ["số hóa hồ sơ đất đai"]


HEAD = "UBND TỈNH HÀ NAM\n\nHà Nam, ngày 20 tháng 7 năm 2022\n\nBÁO CÁO\nNăm 2021\n\n"


def read(text: str, catalogue: Catalogue) -> dict[str, float]:
    """What a report is read to say, in the process in which files are read."""
    report = door.read((HEAD + text).encode(), "bao-cao.txt", catalogue).report
    assert report is not None
    return {p.figure.indicator: p.figure.value for p in report.proposals if not p.doubts}


def test_the_next_report_is_read_by_it_in_the_process_that_reads_files(own: Path) -> None:
    text = "Toàn tỉnh có 214 nhóm nòng cốt về chuyển đổi số và 1.204 trạm BTS."
    assert read(text, loaded(own)) == {"bts_stations": 1204}
    added(own, GROUPS._replace(name_vi="Nhóm nòng cốt về chuyển đổi số"))
    assert read(text, loaded(own)) == {
        "nhom_nong_cot_ve_chuyen_doi_so": 214,
        "bts_stations": 1204,
    }


@pytest.mark.parametrize(
    ("wanted", "sentence", "value"),
    [
        (GROUPS, "Số nhóm nòng cốt chuyển đổi số hiện là 214.", 214),
        (
            GROUPS._replace(name_vi="Tỷ lệ trường học có phòng máy tính", kind="rate", unit="%"),
            "Tỷ lệ trường học có phòng máy tính đạt 87,5%.",
            87.5,
        ),
        (
            GROUPS._replace(name_vi="Tỷ lệ trường học có phòng máy tính", kind="rate", unit="%"),
            "Đến nay 87,5% trường học có phòng máy tính.",
            87.5,
        ),
        (
            GROUPS._replace(name_vi="Doanh thu du lịch số", kind="money", unit="đồng"),
            "Doanh thu du lịch số đạt 618,4 tỷ đồng.",
            618.4e9,
        ),
    ],
)
def test_a_sentence_with_its_name_is_read(
    own: Path, wanted: Wanted, sentence: str, value: float
) -> None:
    made = added(own, wanted)
    assert read(sentence, loaded(own)) == {made.id: value}


# A file that is wrong


def test_a_file_that_is_no_toml_is_told_of_and_left_out(own: Path) -> None:
    found = written(own, "[[indicator]\nid = 1")
    assert found.indicators == load_catalogue(settings.CONFIG).indicators
    assert len(found.faults) == 1
    assert "indicators.toml: không phải TOML" in found.faults[0]
    (fault,) = faults(own, GROUPS)
    assert "đang hỏng" in fault.vi
    assert own.read_text(encoding="utf-8") == "[[indicator]\nid = 1"


@pytest.mark.parametrize(
    ("changed", "to", "told"),
    [
        ('id = "nhom_nong_cot"', 'id = "bts_stations"', "đã có chỉ tiêu 'Trạm BTS' mang mã này"),
        ('"Nhóm nòng cốt của xã"', '"trạm bts"', "đã là tên gọi của chỉ tiêu 'Trạm BTS'"),
        ('unit = "tổ"', 'unit = "nhà"', "unit: 'nhà' không phải đơn vị gốc"),
        ('unit = "tổ"', 'unit = "tỷ đồng"', "unit: 'tỷ đồng' không phải đơn vị gốc"),
        ('kind = "count"', 'kind = "đếm"', "kind: Input should be"),
        ('pillar = "own"', 'pillar = "own"\nlegal = ["qd_0"]', "không có văn bản 'qd_0'"),
        ('pillar = "own"', 'pillar = "own"\nrank_of = "x"', "rank_of: không có chỉ tiêu 'x'"),
    ],
)
def test_an_entry_that_is_wrong_is_left_out_and_the_others_stay(
    own: Path, changed: str, to: str, told: str
) -> None:
    other = (
        OWN_INDICATOR.replace("nhom_nong_cot", "nhom_hai")
        .replace("của xã", "thứ hai")
        .replace("Core", "Other")
    )
    assert changed in OWN_INDICATOR
    found = written(own, OWN_INDICATOR.replace(changed, to) + other)
    assert any(told in fault for fault in found.faults), found.faults
    assert "nhom_hai" in found.indicators
    assert found.indicators["bts_stations"].name_vi == "Trạm BTS"


def test_rules_units_and_ids_that_fit_nothing_are_told_of(own: Path) -> None:
    twice = '[[unit]]\nid = "trạm"\nname_vi = "trạm"\nname_en = "stations"\n'
    stray = RULE.replace("nhom_nong_cot", "nhom_khac")
    found = written(own, twice + OWN_INDICATOR + OWN_INDICATOR + stray)
    assert len(found.faults) == 3, found.faults
    assert "nhom_nong_cot" in found.indicators
    assert found.units["trạm"].name_en == "stations"


def test_commands_go_on_and_tell_what_was_left_out(
    own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written(own, OWN_INDICATOR.replace("nhom_nong_cot", "bts_stations"))
    monkeypatch.setenv("KPI_STORE", str(own.parents[1] / "kpi.duckdb"))
    report = own.parent / "bao-cao.txt"
    report.write_text(f"{HEAD}Toàn tỉnh có 1.204 trạm BTS.", encoding="utf-8")
    assert main(["read", str(report)]) == 0
    told = capsys.readouterr()
    assert "1 số liệu" in told.out
    assert f"{own}: bỏ qua [[indicator]] bts_stations" in told.err
