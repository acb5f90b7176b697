"""The decisions about a report: what became of each figure, taken back, counted, underlined."""

from dataclasses import replace

import pytest

from kpi.catalogue import Catalogue
from kpi.ingest.documents import pasted
from kpi.ingest.reports import read_report
from kpi.ingest.reports.proposals import NO_PERIOD
from kpi.model import Draft, Mention, Period, Report
from kpi.ui.reports.evidence import spans
from kpi.ui.reports.groups import changed, grouped
from kpi.ui.reports.marks import marks
from kpi.ui.reports.review import (
    Decision,
    Item,
    Review,
    counts,
    decisions,
    items,
    unread_numbers,
)
from kpi.ui.reports.taking import blank, taken

TEXT = """UBND TỈNH HÀ NAM

BÁO CÁO
Kết quả chuyển đổi số năm 2022

Năm 2021, toàn tỉnh có 1.204 trạm BTS; có 214 nhóm nòng cốt.
Số doanh nghiệp công nghệ số là 300; toàn tỉnh có 150 điểm phục vụ bưu chính.
"""


@pytest.fixture
def report(catalogue: Catalogue) -> Report:
    return read_report(pasted(TEXT, catalogue), catalogue)


def item(report: Report, review: Review, word: str) -> Item:
    return next(
        i for i in items(report, review) if i.figure is not None and word in i.figure.indicator
    )


def drafted(told: Item) -> Draft:
    assert told.figure is not None
    return told.figure


# What became of each


def test_each_figure_is_told_as_proposed_and_as_taken_with_the_verdict(report: Report) -> None:
    review = Review()
    stations = item(report, review, "stations")
    firms = item(report, review, "enterprises")
    given = replace(drafted(stations), value=1300.0)
    review.correct(stations, given)
    review.refuse(firms)
    at = report.document.text.index("214")
    added = replace(blank(report.document, at, at + 3), indicator="community_digital_teams")
    review.add(added)
    postal = item(report, review, "postal")
    assert decisions(items(report, review)) == [
        Decision(stations.proposed, given, "corrected"),
        Decision(None, added, "added"),
        Decision(firms.proposed, None, "refused"),
        Decision(postal.proposed, postal.proposed, "accepted"),
    ]


def test_what_is_open_is_no_decision(report: Report) -> None:
    first = replace(report.proposals[0], doubts=("Chưa chắc.",))
    told = replace(report, proposals=(first,))
    assert decisions(items(told, Review())) == []


def test_a_correction_that_changes_nothing_is_a_yes(report: Report) -> None:
    review = Review()
    stations = item(report, review, "stations")
    review.correct(stations, drafted(stations))
    assert [d.verdict for d in decisions(items(report, review))] == ["accepted"] * 3


# Taken back


def test_every_kind_of_decision_is_taken_back_the_last_first(
    report: Report, catalogue: Catalogue
) -> None:
    review = Review()
    before = [items(report, review)]
    at = report.document.text.index("214")
    told = replace(blank(report.document, at, at + 3), indicator="community_digital_teams")
    for act in (
        lambda: review.refuse(*items(report, review)),
        lambda: review.accept(items(report, review)[0]),
        lambda: review.add(told),
        lambda: review.correct(items(report, review)[0], replace(drafted(before[0][0]), value=5.0)),
        lambda: review.change(
            changed(items(report, review), {"period": Period.of("2020")}, catalogue)
        ),
    ):
        act()
        before.append(items(report, review))
    for expected in reversed(before[:-1]):
        review.undo()
        assert items(report, review) == expected
    review.undo()
    assert items(report, review) == before[0]


# Counted


def test_a_number_that_was_added_is_no_longer_unread(report: Report) -> None:
    review = Review()
    assert counts(report, items(report, review)).unread == 1
    at = report.document.text.index("214")
    review.add(replace(blank(report.document, at, at + 3), indicator="community_digital_teams"))
    assert counts(report, items(report, review)) == (4, 0, 0, 0)


def test_as_many_numbers_are_marked_as_unread_as_are_counted(report: Report) -> None:
    at = report.document.text.index("214")
    twice = Mention(at, at + 8, "214 nhóm", "unread", "")
    told = replace(report, mentions=(*report.mentions, twice))
    listed = items(told, Review())
    unread = [mark for mark in marks(told, listed) if mark.fate == "unread"]
    assert len(unread) == len(unread_numbers(told, listed)) == 1


def test_a_year_is_no_unread_number(report: Report) -> None:
    fates = {TEXT[m.start : m.end]: m.fate for m in marks(report, items(report, Review()))}
    assert fates["Năm 2021"] == "plain"
    assert fates["214"] == "unread"


# Parts of many


def test_what_a_group_was_given_settles_only_the_doubt_it_answers(
    report: Report, catalogue: Catalogue
) -> None:
    first = report.proposals[0]
    undated = replace(
        first, figure=replace(first.figure, period=None), doubts=(NO_PERIOD, "Chưa chắc.")
    )
    told = replace(report, proposals=(undated,))
    review = Review()
    review.change(changed(items(told, review), {"period": Period.of("2021")}, catalogue))
    (now,) = items(told, review)
    assert (now.state, now.doubts) == ("open", ("Chưa chắc.",))
    review.accept(now)
    (now,) = items(told, review)
    assert (now.state, now.doubts) == ("accepted", ())


def test_paragraphs_are_groups_in_the_order_of_the_text(report: Report) -> None:
    told = grouped(report.document, items(report, Review()), "paragraph")
    assert [len(group.items) for group in told] == [1, 2]
    assert told[0].what.startswith("Năm 2021, toàn tỉnh có 1.204 trạm BTS")


# A number taken


def test_a_number_is_as_the_nearest_figure_of_its_sentence_unless_that_was_refused(
    report: Report, catalogue: Catalogue
) -> None:
    review = Review()
    at = report.document.text.index("214")
    assert blank(report.document, at, at + 3, items(report, review)).period == Period.of("2021")
    review.refuse(item(report, review, "stations"))
    assert blank(report.document, at, at + 3, items(report, review)).period == Period.of("2022")


@pytest.mark.parametrize(
    ("words", "indicator", "value"),
    [
        ("21,5", "digital_enterprises", None),
        ("87%", "online_dossier_rate", 87.0),
        ("87%", "bts_stations", None),
        ("1.204", "bts_stations", 1204.0),
        ("3,2 triệu", "mobile_subscribers", 3_200_000.0),
    ],
)
def test_a_number_is_read_by_the_rules_of_the_indicator(
    words: str, indicator: str, value: float | None, catalogue: Catalogue
) -> None:
    document = pasted(f"Đã có {words} ở đây.", catalogue)
    at = document.text.index(words)
    told = taken(
        document,
        blank(document, at, at + len(words)),
        catalogue.indicators[indicator],
        catalogue,
    )
    assert (told.value if told else None) == value


def test_a_bound_that_nothing_may_pass_is_no_figure(catalogue: Catalogue) -> None:
    document = pasted("Tỷ lệ này dưới 5% số hồ sơ.", catalogue)
    at = document.text.index("5%")
    told = blank(document, at, at + 2)
    assert taken(document, told, catalogue.indicators["online_dossier_rate"], catalogue) is None


# The words of the text


def test_the_words_of_parts_that_the_clerk_gave_are_not_underlined(report: Report) -> None:
    review = Review()
    stations = item(report, review, "stations")
    assert [TEXT[s:e] for s, e in spans(stations)] == ["Năm 2021", "trạm", "BTS"]
    review.correct(stations, replace(drafted(stations), period=Period.of("2020")))
    again = item(report, review, "stations")
    assert [TEXT[s:e] for s, e in spans(again)] == ["trạm", "BTS"]
