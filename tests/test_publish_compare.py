"""Figures nobody contests are told so without being held against the store: nothing differs."""

import numpy as np
import pandas as pd
import pytest
from builders import SOMEBODY, candidate, measured, reading, source
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.model import Reading
from kpi.publish import preview, publish
from kpi.publish.preview import Changes
from kpi.store import Store

CATALOGUE = measured()


class _Everything(frozenset[str]):
    def __contains__(self, _: object) -> bool:
        return True


ALL = _Everything()

figures = st.builds(
    candidate,
    area=st.sampled_from(["vn63:27", "vn63:24", "vn63:01"]),
    period=st.sampled_from(["2021", "2022"]),
    value=st.sampled_from([10.0, 12.0, 0.0, 9000.0]),
    qualifier=st.sampled_from(["exact", "about"]),
    as_written=st.sampled_from(["10", "khoảng 10"]),
    source_id=st.sampled_from(["a", "b"]),
)
readings = st.lists(figures, max_size=6).map(
    lambda every: reading(*every, sources=(source("a"), source("b")))
)


def seen(store: Store, arriving: Reading, *, all_contested: bool) -> Changes:
    with pytest.MonkeyPatch.context() as patch:
        if all_contested:
            patch.setattr(
                "kpi.publish.compare._keys",
                lambda ours, live: (np.zeros(len(ours), np.int64), np.zeros(len(live), np.int64)),
            )
        return preview(store, CATALOGUE, arriving)


@settings(max_examples=60)
@given(before=st.lists(readings, max_size=2), last=readings)
def test_what_is_not_contested_need_not_be_compared(before: list[Reading], last: Reading) -> None:
    with Store.in_memory() as store:
        for one in before:
            publish(store, preview(store, CATALOGUE, one), by=SOMEBODY, reason="", confirmed=ALL)
        some, every = (seen(store, last, all_contested=all_) for all_ in (False, True))
        pd.testing.assert_frame_equal(some.figures, every.figures)
        assert some.problems == every.problems


@settings(max_examples=60)
@given(before=readings, last=readings)
def test_doubts_are_those_of_each_figure_alone(before: Reading, last: Reading) -> None:
    with Store.in_memory() as store:
        publish(store, preview(store, CATALOGUE, before), by=SOMEBODY, reason="", confirmed=ALL)
        together = preview(store, CATALOGUE, last).problems
        alone = [
            problem
            for one in last.candidates
            for problem in preview(store, CATALOGUE, reading(one, sources=last.sources)).problems
        ]
        assert sorted(map(repr, together)) == sorted(map(repr, alone))
