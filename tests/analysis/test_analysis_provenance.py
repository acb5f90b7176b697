import pytest
from builders_analysis import HANOI, add, figure, shipped, store_of

from kpi.analysis.provenance import Story, story
from kpi.errors import NotFoundError
from kpi.model import Source
from kpi.store import Store

TABLE = Source("table", "Niên giám", kind="official_table", published_on="2022")
NEWS = Source("news", "Báo tỉnh", kind="press", published_on="2023-02")
OLD_NEWS = Source("old-news", "Báo tỉnh", kind="press", published_on="2022-12-31")
SAME_DAY = Source("same-day", "Báo khác", kind="press", published_on="2023-02")


def told(*figures: tuple[Source, float, str]) -> Store:
    """The same key told by several documents, each in a batch of its own."""
    store = store_of()
    for source, value, qualifier in figures:
        entry = figure(
            HANOI, "bts_4g", "2022", value, source_id=source.source_id, qualifier=qualifier
        )
        add(store, [entry], [source])
    return store


def shown(store: Store) -> Story:
    ids = store.live_keys()["obs_id"]
    (one,) = (s for s in (story(store, obs_id) for obs_id in ids) if s.shown)
    return one


def test_a_figure_told_once_stands_alone() -> None:
    one = shown(told((NEWS, 10, "exact")))
    assert one.reason == "only"
    assert one.others.empty
    assert one.figure["source_title"] == "Báo tỉnh"


def test_an_official_table_goes_before_all_others() -> None:
    one = shown(told((TABLE, 10, "about"), (NEWS, 11, "exact")))
    assert (one.figure["value"], one.reason) == (10, "official_table")


def test_an_exact_figure_goes_before_a_hedged_one() -> None:
    one = shown(told((OLD_NEWS, 1234, "exact"), (NEWS, 1200, "more_than")))
    assert (one.figure["value"], one.reason) == (1234, "exact")


def test_the_later_published_goes_before_the_earlier() -> None:
    one = shown(told((NEWS, 11, "exact"), (OLD_NEWS, 10, "exact")))
    assert (one.figure["value"], one.reason) == (11, "published_later")


def test_a_document_without_a_date_comes_last() -> None:
    undated = Source("undated", "Trang tin", kind="press")
    one = shown(told((OLD_NEWS, 10, "exact"), (undated, 11, "exact")))
    assert (one.figure["value"], one.reason) == (10, "published_later")


def test_of_one_day_the_later_recorded_is_shown() -> None:
    one = shown(told((NEWS, 11, "exact"), (SAME_DAY, 12, "exact")))
    assert (one.figure["value"], one.reason) == (12, "recorded_later")


def test_two_figures_of_one_document_are_told_apart_by_nothing() -> None:
    both = [figure(HANOI, "bts_4g", "2022", value, source_id=NEWS.source_id) for value in (10, 11)]
    store = store_of()
    add(store, both, [NEWS])
    assert shown(store).reason == "arbitrary"


def test_the_reason_is_between_the_first_and_the_next() -> None:
    store = told((TABLE, 10, "exact"), (NEWS, 11, "exact"), (OLD_NEWS, 12, "about"))
    one = shown(store)
    assert one.reason == "official_table"
    assert list(one.others["value"]) == [11, 12]
    other = story(store, one.others.iloc[1]["obs_id"])
    assert not other.shown
    assert list(other.others["value"]) == [10, 11]
    assert other.reason == "official_table"


def test_what_a_document_said_before_is_no_longer_told() -> None:
    store = told((NEWS, 10, "exact"))
    (before,) = store.live_keys()["obs_id"]
    add(store, [figure(HANOI, "bts_4g", "2022", 20, source_id=NEWS.source_id)], [NEWS])
    one = shown(store)
    assert (one.figure["value"], one.reason) == (20, "only")
    with pytest.raises(NotFoundError):
        story(store, before)


def test_a_result_and_a_target_are_not_two_values_of_one_figure() -> None:
    store = store_of(
        figure(HANOI, "bts_4g", "2022", 10),
        figure(HANOI, "bts_4g", "2022", 20, obs_status="target"),
    )
    assert {story(store, i).reason for i in store.live_keys()["obs_id"]} == {"only"}


def test_a_shipped_figure_told_twice_has_a_reason() -> None:
    twice = shipped().frame("select obs_id from preferred_observation where told > 1 limit 8")
    stories = [story(shipped(), obs_id) for obs_id in twice["obs_id"]]
    assert stories
    assert all(s.shown and s.reason != "only" and len(s.others) for s in stories)


@pytest.mark.parametrize("obs_id", ["", "ffffffffffffffff", "a+b"])
def test_an_unknown_figure_is_an_error(obs_id: str) -> None:
    with pytest.raises(NotFoundError) as error:
        story(store_of(), obs_id)
    assert error.value.hint
