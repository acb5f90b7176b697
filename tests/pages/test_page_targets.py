"""The page of targets says who has reached what, and leads to act, clause and source."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import obs, source, tell
from streamlit.testing.v1 import AppTest
from test_page_opens import address, as_read, as_shown, panel, using, visit

from kpi.model.extract import Extract
from kpi.store import Store

FIBRE, TEAMS = "household_fibre_coverage", "community_digital_teams"
TRA_VINH, LONG_AN, HANOI = "vn63:84", "vn63:80", "vn63:01"
ONE = f"view=target&indicator={FIBRE}&scheme=vn63"


@pytest.fixture(scope="module", autouse=True)
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Three provinces with fibre: one there, one on the path, one of which nobody knows."""
    path: Path = tmp_path_factory.mktemp("targets") / "kpi.duckdb"
    told = (
        ("long", LONG_AN, "2024", 88.9, "actual"),
        ("tra1", TRA_VINH, "2021", 40.0, "actual"),
        ("tra2", TRA_VINH, "2023", 65.0, "actual"),
        ("hano", HANOI, "2023", 70.0, "actual"),
        ("esti", HANOI, "2024", 99.0, "estimate"),
    )
    with Store.open(path) as store:
        rows = [
            obs(o, area=a, indicator=FIBRE, period=p, value=v, as_written=f"{v}", obs_status=s)
            for o, a, p, v, s in told
        ]
        own = obs(
            "own", area=TRA_VINH, indicator="bts_stations", period="2025", value=2000.0,
            as_written="2.000", obs_status="target",
        )  # fmt: skip
        stations = obs("bts", area=TRA_VINH, indicator="bts_stations", period="2023", value=1500.0)
        teams = obs(
            "tea", area=TRA_VINH, indicator="community_digital_teams", period="2023", value=700.0
        )
        tell(store, *rows, own, stations, teams, sources=(source(published_on="2022-05"),))
    with using(path):
        yield


def told(at: AppTest) -> str:
    found = [e.value for kind in ("title", "caption", "markdown") for e in at.get(kind)]
    return as_shown("\n".join(found))


def table(at: AppTest, head: str) -> list[list[str]]:
    frame = next(as_read(t) for t in at.dataframe if head in as_read(t).columns)
    return frame.to_numpy().tolist()


def test_one_target_is_headed_by_how_many_have_reached_it_and_where_mine_is() -> None:
    at = visit("targets", f"{ONE}&mine={TRA_VINH}")
    assert at.title[0].value == (
        "1/3 tỉnh có số liệu đã đạt mục tiêu 2025 về Hộ có Internet cáp quang (80 %, 749/QĐ-TTg); "
        "Trà Vinh (cũ) −15 điểm %, theo kịp lộ trình"
    )
    assert "3/63 tỉnh có số liệu" in told(at)
    assert [row[:3] for row in table(at, "Khoảng cách")] == [
        ["Long An", "+8,9 điểm %", "đã đạt"],
        ["Hà Nội", "−10 điểm %", "chưa rõ"],
        ["Trà Vinh", "−15 điểm %", "theo kịp lộ trình"],
    ]


def test_the_clause_stands_as_it_is_kept() -> None:
    from kpi.ui.data import catalogue

    clause = catalogue().targets_of(FIBRE)[0].clause_vi
    assert clause in told(visit("targets", ONE))
    assert clause in told(visit("targets", f"mine={TRA_VINH}"))


def test_a_province_is_held_against_acts_and_its_own_targets() -> None:
    at = visit("targets", f"mine={TRA_VINH}")
    assert at.title[0].value == (
        "Trà Vinh (cũ) đạt 0/2 mục tiêu có số liệu, 1 theo kịp lộ trình, 1 chưa rõ; "
        "xa nhất: Trạm BTS (−25 % mục tiêu)"
    )
    assert table(at, "Hạn") == [["Trạm BTS", "2.000 trạm", "2025", "2.000", "Bài s"]]
    assert "Có số liệu, chưa có mục tiêu nào áp dụng: Tổ công nghệ số cộng đồng." in told(at)


def test_where_no_result_can_be_held_the_page_says_so() -> None:
    at = visit("targets", "area=vn63:02")
    assert "chưa có kết quả nào để so với mục tiêu" in at.title[0].value
    assert "Có mục tiêu, chưa có số liệu" in told(at)
    assert not at.get("plotly_chart")


def test_an_estimate_reaches_nothing() -> None:
    assert "99" not in told(visit("targets", f"{ONE}&mine={HANOI}"))


def test_another_target_is_another_address() -> None:
    at = visit("targets", "view=target&indicator=public_services_level4_rate&scheme=vn63")
    at.selectbox(key="choose-target").select("749-qd-ttg-2030").run()
    assert address(at)["target"] == "749-qd-ttg-2030"
    assert "Chưa tỉnh nào có kết quả để so với mục tiêu 2030" in at.title[0].value


def test_a_figure_of_the_page_opens_its_source() -> None:
    assert "65.0" in panel(visit("targets", f"{ONE}&figure=tra2"))


def test_in_english_the_same_is_said() -> None:
    at = visit("targets", f"{ONE}&mine={TRA_VINH}&lang=en")
    assert at.title[0].value.startswith("1 of 3 provinces with a figure have reached")
    assert at.title[0].value.endswith("Tra Vinh (former) −15 points, on the path")


def test_what_is_taken_along_holds_gap_state_act_and_clause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from kpi.ui.data import catalogue

    taken: list[Extract] = []
    monkeypatch.setattr("kpi.ui.take_along.take_along", lambda make, **_: taken.append(make()))
    visit("targets", ONE)
    (extract,) = taken
    assert extract.rows[2][:6] == (
        -15, "điểm %", "theo kịp lộ trình", 80, "2025", "749/QĐ-TTg (cả nước)",
    )  # fmt: skip
    clause = catalogue().targets_of(FIBRE)[0].clause_vi
    assert any(clause in note for note in extract.notes)
    assert len(extract.absent) == 60
