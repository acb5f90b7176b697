"""Named forms of annexes: who keeps them, what they hold, how they go."""

import pytest
from builders import measured

from kpi.errors import KpiError, NotAllowedError, NotFoundError
from kpi.model import Person
from kpi.publish.annex_forms import LONGEST_NAME, annex_forms, delete_form, keep_form
from kpi.store import Store

LAN = Person("lan", "staff", "Lan")
KNOWN = measured()


def test_a_form_keeps_its_indicators_in_their_order(store: Store) -> None:
    assert keep_form(store, KNOWN, "  Báo  cáo quý ", ["coverage", "bts"], by=LAN) == "Báo cáo quý"
    assert annex_forms(store, KNOWN) == {"Báo cáo quý": ("coverage", "bts")}


def test_a_form_kept_again_takes_the_place_of_the_one_of_its_name(store: Store) -> None:
    keep_form(store, KNOWN, "Quý", ["coverage", "bts"], by=LAN)
    keep_form(store, KNOWN, "Quý", ["bts", "bts"], by=LAN)
    keep_form(store, KNOWN, "Năm", ["revenue"], by=LAN)
    assert annex_forms(store, KNOWN) == {"Năm": ("revenue",), "Quý": ("bts",)}


def test_a_deleted_form_is_gone_and_may_come_back(store: Store) -> None:
    keep_form(store, KNOWN, "Quý", ["bts"], by=LAN)
    delete_form(store, "Quý", by=LAN)
    assert annex_forms(store, KNOWN) == {}
    with pytest.raises(NotFoundError):
        delete_form(store, "Quý", by=LAN)
    keep_form(store, KNOWN, "Quý", ["coverage"], by=LAN)
    assert annex_forms(store, KNOWN) == {"Quý": ("coverage",)}


@pytest.mark.parametrize("person", [None, Person("an", "viewer", "An")])
def test_a_reader_keeps_and_deletes_nothing(store: Store, person: Person | None) -> None:
    keep_form(store, KNOWN, "Quý", ["bts"], by=LAN)
    with pytest.raises(NotAllowedError):
        keep_form(store, KNOWN, "Khác", ["bts"], by=person)
    with pytest.raises(NotAllowedError):
        delete_form(store, "Quý", by=person)
    assert list(annex_forms(store, KNOWN)) == ["Quý"]


@pytest.mark.parametrize(
    ("name", "indicators"), [(" ", ["bts"]), ("x" * (LONGEST_NAME + 1), ["bts"]), ("Quý", [])]
)
def test_a_form_without_name_or_indicator_is_refused(
    store: Store, name: str, indicators: list[str]
) -> None:
    with pytest.raises(KpiError):
        keep_form(store, KNOWN, name, indicators, by=LAN)
    assert annex_forms(store, KNOWN) == {}


def test_an_indicator_that_the_catalogue_lost_is_left_out(store: Store) -> None:
    keep_form(store, KNOWN, "Quý", ["bts", "coverage"], by=LAN)
    kept = {name: i for name, i in KNOWN.indicators.items() if name != "bts"}
    from dataclasses import replace

    assert annex_forms(store, replace(KNOWN, indicators=kept)) == {"Quý": ("coverage",)}
    with pytest.raises(NotFoundError):
        keep_form(store, KNOWN, "Khác", ["no_such"], by=LAN)
