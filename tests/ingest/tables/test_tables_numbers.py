"""The number in a cell: its sign, the words beside it, and what is read of it at a glance."""

import pytest
from builders_ingest import BAC_NINH, codes, read_rows, shipped, values
from hypothesis import given
from hypothesis import strategies as st

from kpi.ingest.tables.numbers import NumberReader
from kpi.ingest.tables.reading import vocabulary_of
from kpi.language.numbers import read_quantity
from kpi.model import Quantity

BTS = "bts_stations"
LONG = ("Tỉnh", "Năm", "Chỉ tiêu", "Giá trị")


@pytest.mark.parametrize(
    "name",
    ["Trạm BTS", "Phủ sóng 4G", "Doanh thu viễn thông", "Xếp hạng DTI", "Chỉ số ICT Index"],
)
def test_a_negative_figure_is_refused(name: str) -> None:
    for written in ("-5", "-5,5", "−5"):
        found = read_rows([LONG, ("Bắc Ninh", 2022, name, written)])
        assert found.candidates == ()
        assert [p.severity for p in found.problems] == ["error"], written


def test_a_negative_figure_says_that_it_is_negative() -> None:
    found = read_rows([LONG, ("Bắc Ninh", 2022, "Trạm BTS", "-5")])
    assert codes(found) == {("negative", "error", "D2")}
    assert "âm" in found.problems[0].message


def test_a_zero_with_a_minus_is_zero() -> None:
    assert values(read_rows([LONG, ("Bắc Ninh", 2022, "Trạm BTS", "-0")])) == {
        (BAC_NINH, BTS, "2022"): 0
    }


@pytest.mark.parametrize("written", ["1.699 (ước)", "ước 1.699", "1.699 ước thực hiện"])
def test_an_estimate_beside_the_number_is_an_estimate(written: str) -> None:
    (one,) = read_rows([LONG, ("Bắc Ninh", 2022, "Trạm BTS", written)]).candidates
    assert (one.value, one.obs_status, one.as_written) == (1699, "estimate", written)


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("mục tiêu 1.699", "mục tiêu"),
        ("1.699 (mục tiêu)", "mục tiêu"),
        ("kế hoạch: 1.699", "kế hoạch"),
    ],
)
def test_a_target_beside_the_number_is_called_a_target(written: str, word: str) -> None:
    found = read_rows([LONG, ("Bắc Ninh", 2022, "Trạm BTS", written)])
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("status-in-value", "error")
    assert word in problem.message


@pytest.mark.parametrize(
    ("written", "qualifier"), [("hơn", "more_than"), ("Khoảng", "about"), ("more_than",) * 2]
)
def test_how_exact_a_figure_is_may_be_said_in_words(written: str, qualifier: str) -> None:
    found = read_rows([(*LONG, "Mức chính xác"), ("Bắc Ninh", 2022, "Trạm BTS", 100, written)])
    assert [c.qualifier for c in found.candidates] == [qualifier]


@given(
    st.from_regex(r"[0-9]{1,7}|[0-9]{1,3}([.,][0-9]{3}){1,3}", fullmatch=True),
    st.sampled_from([None, ",", "."]),
    st.sampled_from([BTS, "telecom_revenue", "mobile_4g_coverage"]),
)
def test_the_quick_reader_says_what_the_full_reader_says(
    text: str, mark: str | None, indicator_id: str
) -> None:
    catalogue = shipped()
    indicator = catalogue.indicator(indicator_id)
    unit = catalogue.units[indicator.unit]
    reader = NumberReader(vocabulary_of(catalogue), exchange=False)
    whole = reader.is_whole(indicator, unit)
    full = read_quantity(text, decimal=mark, whole=whole)  # type: ignore[arg-type]
    quick = reader.read(text, indicator, unit, "", mark)  # type: ignore[arg-type]
    if isinstance(full, Quantity):
        assert isinstance(quick, Quantity)
        assert quick.value == full.value
    else:
        assert not isinstance(quick, Quantity)
        assert quick.code == full.code


@pytest.mark.parametrize(
    ("written", "stage"), [("đã vận hành", 2), ("Đang  thí điểm", 1), ("2", 2)]
)
def test_a_stage_of_a_milestone_is_read_by_its_name(written: str, stage: int) -> None:
    found = read_rows([LONG, ("Bắc Ninh", 2022, "ioc_operating", written)])
    assert [c.value for c in found.candidates] == [stage]


def test_every_indicator_is_found_by_its_own_name() -> None:
    vocabulary = vocabulary_of(shipped())
    known = shipped().indicators.values()
    lost = [i.id for i in known if vocabulary.indicator(i.name_vi) is not i]
    assert lost == []
