"""Requests to correct a figure: who may ask what, who answers, who sees it."""

import pandas as pd
import pytest
from builders import obs, source, tell

from kpi.errors import KpiError, NotAllowedError, NotFoundError
from kpi.model import Person
from kpi.publish.corrections import (
    LONGEST,
    answer_request,
    queue,
    request_correction,
    requests_of,
)
from kpi.store import Store
from kpi.store.corrections import NewRequest, requests

LAN = Person("lan", "staff", "Lan")
REASON = "Bảng 3 trang 12 in 1.911 trạm."


@pytest.fixture
def told(store: Store) -> Store:
    tell(store, obs("a", value=1699), obs("b", value=7, period="2023"), sources=(source(),))
    return store


def ask(store: Store, obs_id: str = "a", reason: str = REASON, **fields: str) -> None:
    request_correction(store, NewRequest(obs_id, reason, **fields))


def test_a_request_waits_in_the_queue_with_the_key_of_its_figure(told: Store) -> None:
    ask(told, proposed="1.911", link="https://bacninh.gov.vn/bc.pdf", contact="Anh Minh")
    (request,) = queue(told, by=LAN)
    assert (request.obs_id, request.area, request.indicator, request.period) == (
        "a", "vn63:27", "bts", "2022",
    )  # fmt: skip
    assert (request.reason, request.proposed, request.contact) == (REASON, "1.911", "Anh Minh")
    assert request.verdict is None


def test_an_answer_is_kept_beside_the_figure_and_a_later_one_counts(told: Store) -> None:
    ask(told)
    answer_request(told, 1, "unclear", "Gửi giúp trang in.", by=LAN)
    answer_request(told, 1, "corrected", "Đã nạp bảng mới.", by=LAN)
    (request,) = requests_of(told, "a", asking=None)
    assert (request.verdict, request.answer) == ("corrected", "Đã nạp bảng mới.")
    assert request.answered_by == "lan"
    assert requests_of(told, "b", asking=None) == ()


def test_readers_see_what_a_stranger_wrote_only_once_it_was_answered(told: Store) -> None:
    ask(told, proposed="1.911", link="https://a.vn", contact="0912")
    (waiting,) = requests_of(told, "a", asking=None)
    assert (waiting.reason, waiting.proposed, waiting.link, waiting.contact) == ("", "", "", "")
    answer_request(told, 1, "kept", "Đúng như in.", by=LAN)
    (known,) = requests_of(told, "a", asking=None)
    assert (known.reason, known.proposed, known.contact) == (REASON, "1.911", "")
    assert requests_of(told, "a", asking=LAN)[0].contact == "0912"


def test_the_open_ones_come_first_and_the_oldest_of_them(told: Store) -> None:
    for _ in range(3):
        ask(told)
    answer_request(told, 1, "kept", "Đúng.", by=LAN)
    answer_request(told, 3, "kept", "Đúng.", by=LAN)
    assert [request.request_id for request in queue(told, by=LAN)] == [2, 3, 1]


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"reason": "sai"}, "ký tự"),
        ({"reason": " \n " * 10}, "ký tự"),
        ({"reason": "a" * (LONGEST + 1)}, "ký tự"),
        ({"link": "javascript:alert(1)"}, "http"),
        ({"link": "www.bacninh.gov.vn"}, "http"),
        ({"link": "https://[x"}, "http"),
        ({"contact": "a" * 301}, "300"),
    ],
)
def test_what_is_no_request_is_refused_and_nothing_is_kept(
    told: Store, fields: dict[str, str], word: str
) -> None:
    with pytest.raises(KpiError, match=word):
        ask(told, **fields)
    assert requests(told).empty


def test_every_fault_of_a_request_is_told_at_once(told: Store) -> None:
    with pytest.raises(KpiError, match=r"ký tự.*http.*300"):
        ask(told, reason="sai", link="x", contact="a" * 301)


def test_there_is_no_request_about_a_figure_that_is_not_there(told: Store) -> None:
    told.mark(1, "undone", "lan", "")
    with pytest.raises(NotFoundError):
        ask(told)


def test_strangers_cannot_fill_the_store(told: Store) -> None:
    for _ in range(5):
        ask(told)
    with pytest.raises(KpiError, match="đang chờ"):
        ask(told)
    ask(told, "b")
    answer_request(told, 1, "kept", "Đúng.", by=LAN)
    ask(told)


@pytest.mark.parametrize("person", [None, Person("x", "viewer", "X")])
def test_only_staff_answer_and_see_the_queue(told: Store, person: Person | None) -> None:
    ask(told)
    with pytest.raises(NotAllowedError):
        answer_request(told, 1, "kept", "Đúng.", by=person)
    with pytest.raises(NotAllowedError):
        queue(told, by=person)
    assert requests(told)["verdict"].isna().all()


def test_an_answer_says_something_about_a_request_that_is_there(told: Store) -> None:
    ask(told)
    with pytest.raises(KpiError, match="Câu trả lời"):
        answer_request(told, 1, "kept", "  ", by=LAN)
    with pytest.raises(NotFoundError):
        answer_request(told, 9, "kept", "Đúng.", by=LAN)


def test_a_request_stays_when_its_figure_is_undone(told: Store) -> None:
    ask(told)
    told.mark(1, "undone", "lan", "")
    assert [request.period for request in queue(told, by=LAN)] == ["2022"]


def test_a_store_of_before_that_is_only_read_has_no_requests(told: Store) -> None:
    with told.transaction() as cursor:
        cursor.execute("drop table correction_request")
    assert requests(told).empty
    assert isinstance(requests(told), pd.DataFrame)
