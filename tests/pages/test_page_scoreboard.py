"""The page of composite scores: a default that ranks, own weights in the address, no harm done."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_page_opens import address, as_read, as_shown, copied, using, visit


@pytest.fixture(scope="module", autouse=True)
def full(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with using(copied(built, tmp_path_factory)):
        yield


def tables(at: AppTest) -> list[list[dict[str, str]]]:
    return [as_read(e).to_dict("records") for e in at.dataframe]


def test_my_province_has_a_rank_and_its_interval_in_the_title() -> None:
    at = visit("scoreboard", "mine=vn34:24")
    assert at.title[0].value.startswith("Bắc Ninh đứng thứ 10/34")
    scores, parts = tables(at)
    assert len(scores) == 34
    assert len(parts) == 8
    own = next(row for row in scores if row["Tỉnh"] == "Bắc Ninh")
    assert own["Hạng"] == "10"
    assert "–" in own["Khoảng hạng"]


def test_own_weights_stand_in_the_address_and_count() -> None:
    equal = visit("scoreboard", "mine=vn34:24")
    own = visit("scoreboard", "mine=vn34:24&weights=own&w=dti_government_activity:10")
    assert tables(equal)[0] != tables(own)[0]
    assert own.slider[0].value == 1
    own.slider[0].set_value(5).run()
    assert "dti_awareness:5" in address(own)["w"]
    assert "dti_government_activity:10" in address(own)["w"]


def test_weights_of_922_say_that_they_are_of_another_framework() -> None:
    at = visit("scoreboard", "weights=922")
    assert any("405/QĐ-BKHCN" in as_shown(caption.value) for caption in at.caption)
    assert not any("405/QĐ-BKHCN" in as_shown(c.value) for c in visit("scoreboard").caption)


def test_the_63_have_an_index_of_their_own() -> None:
    at = visit("scoreboard", "index=digital_access")
    assert len(tables(at)[0]) == 63


def test_an_own_choice_needs_two_indicators() -> None:
    at = visit("scoreboard", "index=own")
    assert "ít nhất hai chỉ tiêu" in at.info[0].value
    chosen = visit("scoreboard", "index=own&indicators=it_skills_rate,internet_user_rate")
    assert len(tables(chosen)[1]) == 2


def test_a_province_in_detail_is_the_one_of_the_address() -> None:
    at = visit("scoreboard", "area=vn34:01")
    values = {row["Chỉ tiêu"]: row["Giá trị"] for row in tables(at)[-1]}
    other = visit("scoreboard", "area=vn34:24")
    assert values != {row["Chỉ tiêu"]: row["Giá trị"] for row in tables(other)[-1]}


@pytest.mark.parametrize(
    "strange",
    [
        "index=zz&weights=zz&w=zz:9,dti_awareness:-1,dti_awareness:x,,:",
        "scheme=vn99&period=1999&area=zz",
        "index=own&indicators=zz,it_skills_rate",
        "weights=own&w=" + ",".join(f"dti_{n}:0" for n in ("awareness", "institutions")),
    ],
)
def test_a_strange_address_does_no_harm(strange: str) -> None:
    visit("scoreboard", strange)


def test_english_reads_english() -> None:
    at = visit("scoreboard", "mine=vn34:24&lang=en")
    assert "is 10 of 34" in at.title[0].value
