import dataclasses
import pickle
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from builders import catalogue as small_catalogue
from builders import measured

from kpi.catalogue import Catalogue, load_catalogue
from kpi.catalogue.files import INDICATOR_FILES, TABLES
from kpi.errors import ConfigError, NotFoundError
from kpi.model import Break, Target
from kpi.model.entries import LegalBasis, Prose
from kpi.model.word_roles import WordRole

INFRASTRUCTURE = "indicators/infrastructure.toml"
FILES = {
    **dict.fromkeys(TABLES, ""),
    "units.toml": """
[[unit]]
id = "trạm"
name_vi = "trạm"
name_en = "stations"

[[unit]]
id = "nghìn trạm"
name_vi = "nghìn trạm"
name_en = "thousand stations"
base = "trạm"
factor = 1000
""",
    "provinces.toml": """
[[region]]
scheme = "vn63"
code = "B"
name_vi = "Bắc"
name_en = "North"

[[region]]
scheme = "vn34"
code = "B"
name_vi = "Bắc"
name_en = "North"

[[area]]
scheme = "vn63"
code = "27"
name_vi = "Bắc Ninh"
name_en = "Bac Ninh"
kind = "tỉnh"
region = "B"

[[area]]
scheme = "vn34"
code = "24"
name_vi = "Bắc Ninh"
name_en = "Bac Ninh"
kind = "tỉnh"
region = "B"
predecessors = ["vn63:27"]
""",
    "acts.toml": """
[[act]]
id = "qd_1"
number = "Quyết định 1/QĐ-TTg"
issued_on = 2021-06-15
note_vi = "Chương trình"
note_en = "The programme"

[[act]]
id = "tt_2"
number = "Thông tư 2/TT-BTTTT"
note_vi = "Danh mục"
note_en = "The list"

[[break]]
id = "counted_anew"
on = 2021-01-01
note_vi = "Đếm lại"
note_en = "Counted anew"
""",
    INFRASTRUCTURE: """
[[indicator]]
id = "bts"
name_vi = "Trạm"
name_en = "Stations"
unit = "trạm"
kind = "count"
measure = "stock"
direction = "higher"
pillar = "infrastructure"
roll_up = { rule = "sum" }
definition_vi = "Số trạm"
definition_en = "Number of stations"
breaks = ["counted_anew", { id = "counted_anew", linked = "bts" }]
legal = ["tt_2", "qd_1"]
""",
    "extraction.toml": """
[[set]]
name = "station"
phrases = ["trạm", "cột"]

[[rule]]
indicator = "bts"
head = ["BTS", "@station"]
about = ["phát sóng | @station", "BTS"]
without = ["@station"]
examples = ["Có ⟨12⟩ trạm BTS."]
counter_examples = ["Thêm ⟨3⟩ cột.", "Bớt ⟨2⟩ cột."]
""",
    "targets.toml": """
[[target]]
indicator = "bts"
act = "qd_1"
year = 2025
value = 100
scope = "nation"
clause_vi = "100 trạm"
clause_en = "100 stations"
""",
    "agencies.toml": """
[[agency]]
id = "science"
name_vi = "Sở Khoa học"
name_en = "Science"
pillars = ["infrastructure"]
""",
    "calendar.toml": """
[[duty]]
id = "report"
name_vi = "Báo cáo"
name_en = "Report"
act_vi = "Thông tư 2"
act_en = "Circular 2"
since = 2023-06-01
pillars = ["infrastructure"]

[[duty.deadline]]
kind = "month"
day = 15
""",
    "reports.toml": "".join(
        f'[[words]]\nrole = "{role}"\nphrases = ["từ"]\n' for role in get_args(WordRole)
    ),
}


def write(folder: Path, **changes: tuple[str, str]) -> Path:
    """The small config with one text replaced, or added, in some files, by the file's stem."""
    (folder / "indicators").mkdir(exist_ok=True)
    for name, text in FILES.items():
        old, new = changes.get(Path(name).stem, ("", ""))
        assert old in text
        (folder / name).write_text(
            text.replace(old, new, 1) if old else text + new, encoding="utf-8"
        )
    return folder


def mistakes(folder: Path) -> list[str]:
    with pytest.raises(ConfigError) as refusal:
        load_catalogue(folder)
    first, *lines = refusal.value.message.splitlines()
    assert first == f"config/ có {len(lines)} lỗi:"
    assert refusal.value.hint
    return [line.strip() for line in lines]


def test_the_shipped_config_loads(catalogue: Catalogue) -> None:
    assert len(catalogue.areas_of("vn63")) == 63
    assert len(catalogue.areas_of("vn34")) == 34
    assert [a.key for a in catalogue.areas_of("vn")] == ["vn:00"]
    assert len(catalogue.regions_of("vn63")) == len(catalogue.regions_of("vn34")) == 6
    assert catalogue.indicators
    assert catalogue.targets


def test_the_small_config_of_these_tests_has_no_mistake(tmp_path: Path) -> None:
    found = load_catalogue(write(tmp_path))
    assert (list(found.units), list(found.areas), list(found.indicators)) == (
        ["trạm", "nghìn trạm"],
        ["vn63:27", "vn34:24"],
        ["bts"],
    )


def test_every_mistake_of_every_file_is_reported_at_once(tmp_path: Path) -> None:
    write(
        tmp_path,
        units=("factor = 1000", 'factor = "many"'),
        provinces=('code = "27"', 'code = "2"'),
        infrastructure=('kind = "count"', 'kind = "number"\ncolour = "red"'),
    )
    (tmp_path / "targets.toml").unlink()
    found = mistakes(tmp_path)
    assert found[0].startswith("targets.toml: không đọc được")
    assert [line.split(": ")[:3] for line in found[1:]] == [
        ["units.toml", "[[unit]] nghìn trạm", "factor"],
        ["provinces.toml", "[[area]] 2", "code"],
        [INFRASTRUCTURE, "[[indicator]] bts", "kind"],
        [INFRASTRUCTURE, "[[indicator]] bts", "colour"],
    ]


def test_a_file_is_complained_of_once(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "provinces.toml").write_text("[[area]\n", encoding="utf-8")
    (tmp_path / "units.toml").write_bytes("# đơn vị".encode("utf-16"))
    (tmp_path / "targets.toml").unlink()
    (tmp_path / "targets.toml").mkdir()
    assert [line.split(": ")[0] for line in mistakes(tmp_path)] == [
        "units.toml",
        "provinces.toml",
        "targets.toml",
    ]


def test_an_empty_folder_lacks_every_file(tmp_path: Path) -> None:
    assert [line.split(": ")[0] for line in mistakes(tmp_path)] == list(TABLES)


@pytest.mark.parametrize(
    ("changes", "mistake"),
    [
        (
            {"units": ('id = "nghìn trạm"', 'id = "trạm"')},
            "units.toml: [[unit]] trạm: ghi hai lần",
        ),
        (
            {"provinces": ('scheme = "vn34"\ncode = "24"', 'scheme = "vn63"\ncode = "27"')},
            "provinces.toml: [[area]] vn63:27: ghi hai lần",
        ),
        (
            {"provinces": ('scheme = "vn34"\ncode = "B"', 'scheme = "vn63"\ncode = "B"')},
            "provinces.toml: [[region]] vn63:B: ghi hai lần",
        ),
        (
            {
                "infrastructure": (
                    "[[indicator]]",
                    FILES[INFRASTRUCTURE] + "[[indicator]]",
                )
            },
            f"{INFRASTRUCTURE}: [[indicator]] bts: ghi hai lần",
        ),
        (
            {"post": ("", FILES[INFRASTRUCTURE].replace('"infrastructure"', '"post"'))},
            "indicators/post.toml: [[indicator]] bts: ghi hai lần",
        ),
        (
            {"units": ('base = "trạm"', 'base = "cột"')},
            "units.toml: [[unit]] nghìn trạm: base: không có đơn vị 'cột'",
        ),
        (
            {"provinces": ('region = "B"', 'region = "N"')},
            "provinces.toml: [[area]] vn63:27: region: không có vùng 'N' trong vn63",
        ),
        (
            {"provinces": ('predecessors = ["vn63:27"]', 'predecessors = ["vn63:27", "vn63:99"]')},
            "provinces.toml: [[area]] vn34:24: predecessors: không có 'vn63:99'",
        ),
        (
            {"infrastructure": ('unit = "trạm"', 'unit = "cột"')},
            f"{INFRASTRUCTURE}: [[indicator]] bts: unit: "
            "'cột' không phải đơn vị gốc trong units.toml",
        ),
        (
            {"infrastructure": ('unit = "trạm"', 'unit = "nghìn trạm"')},
            f"{INFRASTRUCTURE}: [[indicator]] bts: unit: "
            "'nghìn trạm' không phải đơn vị gốc trong units.toml",
        ),
        (
            {
                "infrastructure": (
                    '{ rule = "sum" }',
                    '{ rule = "ratio", numerator = "a", denominator = "bts" }',
                )
            },
            f"{INFRASTRUCTURE}: [[indicator]] bts: roll_up.numerator: không có chỉ tiêu 'a'",
        ),
        (
            {
                "infrastructure": (
                    '{ rule = "sum" }',
                    '{ rule = "ratio", numerator = "bts", denominator = "b" }',
                )
            },
            f"{INFRASTRUCTURE}: [[indicator]] bts: roll_up.denominator: không có chỉ tiêu 'b'",
        ),
        (
            {"infrastructure": ('unit = "trạm"', 'unit = "trạm"\nrank_of = "score"')},
            f"{INFRASTRUCTURE}: [[indicator]] bts: rank_of: không có chỉ tiêu 'score'",
        ),
        (
            {"infrastructure": ('linked = "bts"', 'linked = "cột"')},
            f"{INFRASTRUCTURE}: [[indicator]] bts: breaks.2021-01-01.linked: "
            "không có chỉ tiêu 'cột'",
        ),
        (
            {"targets": ('indicator = "bts"', 'indicator = "cột"')},
            "targets.toml: [[target]] cột: không có chỉ tiêu này",
        ),
        (
            {"targets": ("[[target]]", "[[targets]]")},
            "targets.toml: [[targets]]: không có bảng này, chỉ có [[target]]",
        ),
        (
            {"units": ("[[unit]]", 'version = "1"\n[[unit]]')},
            "units.toml: [[version]]: không có bảng này, chỉ có [[unit]]",
        ),
        (
            {"infrastructure": ('breaks = ["counted', 'breaks = ["recounted')},
            f"{INFRASTRUCTURE}: [[indicator]] bts: breaks: "
            "không có mốc ngắt chuỗi 'recounted_anew'",
        ),
        (
            {"infrastructure": ('legal = ["tt_2"', 'legal = ["tt_3"')},
            f"{INFRASTRUCTURE}: [[indicator]] bts: legal: không có văn bản 'tt_3'",
        ),
        (
            {"infrastructure": ('pillar = "infrastructure"', 'pillar = "post"')},
            f"{INFRASTRUCTURE}: [[indicator]] bts: pillar: thuộc indicators/post.toml",
        ),
        (
            {"infrastructure": ('unit = "trạm"', 'unit = "trạm"\nbase = true')},
            f"{INFRASTRUCTURE}: [[indicator]] bts: pillar: thuộc indicators/context.toml",
        ),
        (
            {"targets": ('act = "qd_1"', 'act = "qd_9"')},
            "targets.toml: [[target]] bts: act: không có văn bản 'qd_9'",
        ),
        (
            {"targets": ('act = "qd_1"', 'act = "tt_2"')},
            "targets.toml: [[target]] bts: act: 'tt_2' chưa có issued_on trong acts.toml",
        ),
        (
            {"acts": ('id = "tt_2"', 'id = "qd_1"')},
            "acts.toml: [[act]] qd_1: ghi hai lần",
        ),
        (
            {"agencies": ('id = "science"', 'id = "science"\nindicators = ["cột"]')},
            "agencies.toml: [[agency]] science: indicators: không có chỉ tiêu 'cột'",
        ),
        (
            {"agencies": ('["infrastructure"]', '["post"]')},
            "agencies.toml: [[agency]]: chưa có cơ quan phụ trách chỉ tiêu 'bts'",
        ),
        (
            {"agencies": ("", FILES["agencies.toml"].replace('"science"', '"culture"'))},
            "agencies.toml: [[agency]] culture: pillars: 'infrastructure' đã thuộc science",
        ),
        (
            {"agencies": ('["infrastructure"]', '["infrastructures"]')},
            "agencies.toml: [[agency]] science: pillars.0: Input should be 'government', "
            "'economy', 'society', 'infrastructure', 'post', 'security', 'press', 'index' or 'own'",
        ),
        (
            {"calendar": ('["infrastructure"]', "[]")},
            "calendar.toml: [[duty]] report: pillars: Tuple should have at least 1 item after "
            "validation, not 0",
        ),
        (
            {"extraction": ('indicator = "bts"', 'indicator = "cột"')},
            "extraction.toml: [[rule]] cột: không có chỉ tiêu này",
        ),
        (
            {"extraction": ('head = ["BTS", "@station"]', 'head = ["BTS", "@mast"]')},
            "extraction.toml: [[rule]] bts: head: không có nhóm từ '@mast'",
        ),
        (
            {"extraction": ('"phát sóng | @station"', '"phát sóng | @mast"')},
            "extraction.toml: [[rule]] bts: about: không có nhóm từ '@mast'",
        ),
        (
            {"extraction": ("head =", "stage = 1\nhead =")},
            "extraction.toml: [[rule]] bts: stage: chỉ và luôn có ở chỉ tiêu có stages_vi",
        ),
        (
            {"extraction": ('phrases = ["trạm"', 'phrases = ["@trạm"')},
            "extraction.toml: [[set]] station: phrases.0: String should match pattern '^[^@|]+$'",
        ),
        (
            {"extraction": ('examples = ["Có ⟨12⟩ trạm BTS."]\n', "")},
            "extraction.toml: [[rule]] bts: examples: Field required",
        ),
        (
            {"extraction": ('counter_examples = ["Thêm ⟨3⟩ cột.", "Bớt ⟨2⟩ cột."]\n', "")},
            "extraction.toml: [[rule]] bts: counter_examples: Field required",
        ),
        (
            {"extraction": ("⟨3⟩", "3")},
            "extraction.toml: [[rule]] bts: counter_examples.0: String should match pattern "
            r"'^[^⟨⟩]*⟨[^⟨⟩]*[^⟨⟩\s][^⟨⟩]*⟩[^⟨⟩]*$'",
        ),
    ],
)
def test_a_mistake_is_named_with_its_file_and_key(
    tmp_path: Path, changes: dict[str, tuple[str, str]], mistake: str
) -> None:
    write(tmp_path, **changes)
    assert mistakes(tmp_path) == [mistake]


def test_acts_breaks_and_word_sets_stand_in_place_of_their_ids(tmp_path: Path) -> None:
    found = load_catalogue(write(tmp_path))
    bts = found.indicator("bts")
    anew = Break(on=date(2021, 1, 1), note_vi="Đếm lại", note_en="Counted anew")
    assert bts.breaks == (anew, anew.model_copy(update={"linked": "bts"}))
    assert bts.legal == (
        LegalBasis(act="Thông tư 2/TT-BTTTT", note_vi="Danh mục", note_en="The list"),
        LegalBasis(act="Quyết định 1/QĐ-TTg", note_vi="Chương trình", note_en="The programme"),
    )
    assert bts.prose == (
        Prose(
            head=("BTS", "trạm", "cột"),
            about=("phát sóng |trạm|cột", "BTS"),
            without=("trạm", "cột"),
        ),
    )
    (target,) = found.targets
    assert (target.act, target.issued_on) == ("Quyết định 1/QĐ-TTg", date(2021, 6, 15))


@pytest.mark.parametrize(
    ("stage", "mistake"),
    [
        ("", "chỉ và luôn có ở chỉ tiêu có stages_vi"),
        ("stage = 2\n", "stages_vi không có bậc 2"),
    ],
)
def test_a_rule_of_a_milestone_names_one_of_its_stages(
    tmp_path: Path, stage: str, mistake: str
) -> None:
    staged = 'kind = "milestone"\nstages_vi = ["thử"]\nstages_en = ["trial"]'
    write(
        tmp_path,
        infrastructure=('kind = "count"', staged),
        extraction=("head =", f"{stage}head ="),
    )
    assert mistakes(tmp_path) == [f"extraction.toml: [[rule]] bts: stage: {mistake}"]


def test_indicators_of_a_file_that_is_none_of_ours_are_not_lost_in_silence(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "indicators" / "telecom.toml").write_text("", encoding="utf-8")
    (found,) = mistakes(tmp_path)
    assert found.startswith("indicators/telecom.toml: không đọc tệp này, chỉ đọc indicators/")


def test_indicators_stand_in_the_order_of_their_pillars(catalogue: Catalogue) -> None:
    pillars = [i.pillar for i in catalogue.indicators.values() if not i.base]
    assert list(dict.fromkeys(pillars)) == [Path(name).stem for name in INDICATOR_FILES[:-1]]
    assert [i.base for i in catalogue.indicators.values()] == sorted(
        i.base for i in catalogue.indicators.values()
    )


def test_a_single_indicator_goes_before_its_pillar(catalogue: Catalogue) -> None:
    owners = {i: catalogue.owner(i) for i in ("bts_stations", "systems_level_approved_rate")}
    names = {i: owner.name_vi for i, owner in owners.items() if owner}
    assert names == {
        "bts_stations": "Sở Khoa học và Công nghệ",
        "systems_level_approved_rate": "Công an tỉnh",
    }
    # Of the pillar of security, but of telecommunications: they stayed with their department.
    assert catalogue.owner("sanctioned_cases") == owners["bts_stations"]


def test_the_agency_of_information_ended_with_february_2025(catalogue: Catalogue) -> None:
    owner = catalogue.owner("bts_stations")
    assert owner is not None
    told = [(former.name_vi, former.until) for former in owner.predecessor]
    assert told == [("Sở Thông tin và Truyền thông", date(2025, 3, 1))]


def test_what_an_installation_added_itself_has_no_agency(catalogue: Catalogue) -> None:
    own = catalogue.indicators["bts_stations"].model_copy(update={"pillar": "own"})
    assert dataclasses.replace(catalogue, indicators={"own": own}).owner("own") is None
    assert catalogue.owner("không có") is None


def test_a_role_without_words_is_a_mistake(tmp_path: Path) -> None:
    write(tmp_path, reports=('role = "plan"\nphrases', 'role = "target"\nphrases'))
    assert mistakes(tmp_path) == [
        "reports.toml: [[words]] plan: thiếu",
        "reports.toml: [[words]] target: ghi hai lần",
    ]


SECOND_SUCCESSOR = """
[[area]]
scheme = "vn34"
code = "25"
name_vi = "Phú Thọ"
name_en = "Phu Tho"
kind = "tỉnh"
region = "B"
predecessors = ["vn63:27", "vn34:24"]
"""


def test_a_province_of_the_63_has_exactly_one_successor(tmp_path: Path) -> None:
    write(tmp_path)
    text = FILES["provinces.toml"] + SECOND_SUCCESSOR
    (tmp_path / "provinces.toml").write_text(text, encoding="utf-8")
    assert mistakes(tmp_path) == [
        "provinces.toml: [[area]] vn34:25: predecessors: 'vn34:24' không thuộc vn63",
        "provinces.toml: [[area]] vn63:27: phải thuộc đúng một tỉnh của vn34, nay thuộc 2",
    ]
    write(tmp_path, provinces=('predecessors = ["vn63:27"]', ""))
    assert mistakes(tmp_path) == [
        "provinces.toml: [[area]] vn63:27: phải thuộc đúng một tỉnh của vn34, nay thuộc 0"
    ]


@pytest.mark.parametrize("text", ["unit = 3", "unit = [1, 2]", "[unit]\nid = 'a'"])
def test_a_table_that_is_no_list_of_tables_is_a_mistake(tmp_path: Path, text: str) -> None:
    write(tmp_path)
    (tmp_path / "units.toml").write_text(text, encoding="utf-8")
    found = mistakes(tmp_path)
    assert found
    assert all(line.startswith("units.toml: [[unit]]") for line in found)


# Areas


def test_each_of_the_63_has_one_successor_and_all_34_have_predecessors(
    catalogue: Catalogue,
) -> None:
    assert set(catalogue.successors) == {a.key for a in catalogue.areas_of("vn63")}
    assert set(catalogue.successors.values()) == {a.key for a in catalogue.areas_of("vn34")}
    for old, new in catalogue.successors.items():
        assert old in catalogue.area(new).predecessors


def test_counterparts_are_the_areas_that_share_territory() -> None:
    small = small_catalogue()
    assert small.counterparts("vn63:27", "vn34") == ("vn34:24",)
    assert small.counterparts("vn34:24", "vn63") == ("vn63:24", "vn63:27")
    assert small.counterparts("vn34:24", "vn34") == ("vn34:24",)
    assert small.counterparts("vn63:27", "vn") == ()
    assert small.counterparts("vn34:24", "vn") == ()
    assert small.counterparts("vn:00", "vn63") == ()
    assert small.counterparts("vn63:99", "vn34") == ()


def test_an_unmerged_province_has_its_old_territory() -> None:
    small = small_catalogue()
    assert small.same_territory("vn34:46") == "vn63:46"
    assert small.same_territory("vn34:24") is None
    assert small.same_territory("vn63:27") is None


def test_areas_of_a_region_stand_in_the_order_of_their_codes(catalogue: Catalogue) -> None:
    for scheme in ("vn63", "vn34"):
        codes = [a.code for a in catalogue.areas_of(scheme)]
        assert codes == sorted(codes)
        by_region = [
            a.key
            for region in catalogue.regions_of(scheme)
            for a in catalogue.areas_of(scheme, region.code)
        ]
        assert sorted(by_region) == sorted(a.key for a in catalogue.areas_of(scheme))


def test_what_is_not_in_the_catalogue_is_not_found() -> None:
    small = small_catalogue()
    for ask, key in ((small.area, "vn63:99"), (small.area, "27"), (small.indicator, "bts")):
        with pytest.raises(NotFoundError, match=f"'{key}'") as refusal:
            ask(key)
        assert refusal.value.hint


def test_targets_of_an_indicator_run_by_year() -> None:
    target = Target.model_validate(
        {
            "indicator": "bts",
            "act": "Quyết định",
            "issued_on": "2021-06-15",
            "year": 2030,
            "value": 1,
            "scope": "nation",
            "clause_vi": "a",
            "clause_en": "a",
        }
    )
    targets = tuple(
        target.model_copy(update=update)
        for update in ({}, {"year": 2025}, {"indicator": "coverage"})
    )
    found = dataclasses.replace(measured(), targets=targets)
    assert [t.year for t in found.targets_of("bts")] == [2025, 2030]
    assert found.targets_of("revenue") == ()


# One catalogue


def test_unchanged_files_give_the_same_catalogue_and_changed_ones_another(tmp_path: Path) -> None:
    first = load_catalogue(write(tmp_path))
    assert load_catalogue(tmp_path) is first
    path = tmp_path / INFRASTRUCTURE
    path.write_text(path.read_text(encoding="utf-8").replace("Số trạm", "Tổng số trạm"), "utf-8")
    assert load_catalogue(tmp_path).indicator("bts").definition_vi == "Tổng số trạm"


def test_what_is_made_from_a_catalogue_is_made_once_and_left_out_of_copies() -> None:
    small = small_catalogue()
    made = small.once(_names)
    assert small.once(_names) is made
    assert dataclasses.replace(small, targets=()).once(_names) is not made
    copy = pickle.loads(pickle.dumps(small))  # noqa: S301
    assert copy == small
    assert copy.once(_names) is not made


def _names(catalogue: Catalogue) -> list[str]:
    return [area.name_vi for area in catalogue.areas.values()]
