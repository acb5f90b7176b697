"""Suggestions: what an unread number is likeliest of, by what was learned from examples."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from builders_documents import shipped
from builders_reports import report
from gold_examples import gold_digest

from kpi import settings
from kpi.catalogue import Catalogue
from kpi.errors import ConfigError
from kpi.ingest.reports import ReportReader
from kpi.ingest.reports.quantities import Number, NumberKind
from kpi.ingest.reports.scoring.around import Around
from kpi.ingest.reports.scoring.examples import Example, fold_of, read_examples, written
from kpi.ingest.reports.scoring.fitting import FOLDS, fit, without
from kpi.ingest.reports.scoring.in_use import EXAMPLES, SHIPPED
from kpi.ingest.reports.scoring.model import EMPTY, NONE, load_model, packed, unpacked
from kpi.ingest.reports.scoring.scorer import Candidates, Scorer
from kpi.ingest.reports.scoring.suggestions import Suggestions
from kpi.model import Mention, Report


def read(text: str) -> Report:
    """By the rules and the shipped model."""
    return shipped().once(ReportReader).read(report(text).document, load_model(SHIPPED))


def mention(text: str, written_: str) -> Mention:
    return next(m for m in read(text).mentions if m.as_written == written_)


def stations(text: str, left: str = "toàn tỉnh có") -> Example:
    return Example(text, Around(left, "cột phát sóng di động .", size=4), "bts_stations")


FEW = [
    *(stations(f"{n}") for n in range(4)),
    *(Example(f"{n}", Around("trong năm có", "người tham dự .", size=3), NONE) for n in range(4)),
]


GROWTH = "Tỷ lệ hộ gia đình có cáp quang tăng 12,5% so với cùng kỳ năm trước."


def test_an_unread_number_names_its_likeliest_indicators() -> None:
    found = mention(GROWTH, "12,5%")
    assert found.state == "unread"
    assert "household_fibre_coverage" in found.suggestions
    assert len(found.suggestions) == 3


def test_each_suggestion_says_its_reason() -> None:
    found = mention(GROWTH, "12,5%")
    assert len(found.because) == len(found.suggestions)
    told = found.because[found.suggestions.index("household_fibre_coverage")]
    assert told.startswith("vì: '")
    assert "cáp quang" in told


def test_words_that_were_learned_are_reasons(catalogue: Catalogue) -> None:
    candidates = catalogue.once(Candidates)
    scores = Scorer(candidates, fit(FEW, candidates, "", "")).of([FEW[0].around])
    assert scores is not None
    assert scores.likeliest(0)[0] == "bts_stations"
    assert any("cột phát sóng" in words for words in scores.reasons(0, ["bts_stations"])[0])
    assert scores.probability(0, "bts_stations") > 0.5


def test_a_number_that_counts_nothing_is_left_alone() -> None:
    assert mention("Ngày 12/3/2022 họp.", "Ngày 12/3/2022").suggestions == ()


def test_a_taken_number_needs_no_suggestion() -> None:
    taken = mention("Toàn tỉnh có 1.699 trạm thu phát sóng BTS.", "1.699")
    assert (taken.state, taken.suggestions) == ("taken", ())


@pytest.mark.parametrize(
    ("kind", "right"), [("percent", "đạt chuẩn ."), ("money", "cho cột phát sóng .")]
)
def test_a_share_or_money_is_never_suggested_for_a_count(
    kind: NumberKind, right: str, catalogue: Catalogue
) -> None:
    around = Around("số cột phát sóng di động là", right, kind=kind, size=2)
    scores = Scorer(catalogue.once(Candidates), load_model(SHIPPED)).of([around])
    assert scores is not None
    assert not {"count", "rank"} & {catalogue.indicators[i].kind for i in scores.likeliest(0)}


def test_a_bare_number_may_be_of_a_unit_in_its_row(catalogue: Catalogue) -> None:
    around = Around("", "", prior="doanh thu bưu chính tỷ đồng", size=2)
    scores = Scorer(catalogue.once(Candidates), load_model(SHIPPED)).of([around])
    assert scores is not None
    assert "postal_revenue" in scores.likeliest(0)


def test_a_figure_whose_words_speak_against_it_is_asked_about(catalogue: Catalogue) -> None:
    candidates = catalogue.once(Candidates)
    around = Around("trong năm có", "người tham dự .", size=4)
    model = fit(FEW, candidates, "", "")
    number = Number(0, 5, 0, 5)
    suggestions = Suggestions(Scorer(candidates, model), catalogue, [(number, around)])
    taken = report("Toàn tỉnh có 1.699 trạm thu phát sóng BTS.").proposals[0]
    far = replace(taken, confidence=0.8)
    assert suggestions.doubted(far, 0).doubts
    assert suggestions.doubted(far, 99) == far
    asked = replace(far, doubts=("Chưa rõ kỳ.",))
    assert suggestions.doubted(asked, 0) == asked


def test_a_figure_whose_words_speak_for_it_stays(catalogue: Catalogue) -> None:
    text = "Toàn tỉnh có 1.699 trạm thu phát sóng BTS."
    assert read(text).sure == report(text).sure


def test_of_an_indicator_without_examples_nothing_is_doubted(catalogue: Catalogue) -> None:
    candidates = catalogue.once(Candidates)
    around = Around("trong năm có", "người tham dự .", size=4)
    model = fit(FEW, candidates, "", "")
    suggestions = Suggestions(Scorer(candidates, model), catalogue, [(Number(0, 5, 0, 5), around)])
    taken = report("Toàn tỉnh có 1.540 trạm 4G.").proposals[0]
    assert suggestions.doubted(replace(taken, confidence=0.8), 0).doubts == ()


def test_an_indicator_without_examples_is_suggested_by_its_name(catalogue: Catalogue) -> None:
    candidates = catalogue.once(Candidates)
    known = load_model(SHIPPED)
    rare = next(
        i
        for i in candidates.indicators
        if i.kind == "count" and all(i.id not in w.classes for w in known.groups.values())
    )
    around = Around("đến nay có", f"{rare.name_vi.lower()} .", size=3)
    scores = Scorer(candidates, known).of([around])
    assert scores is not None
    assert rare.id in scores.likeliest(0)


def test_without_a_model_nothing_is_suggested(catalogue: Catalogue) -> None:
    document = report(GROWTH).document
    told = catalogue.once(ReportReader).read(document, EMPTY)
    assert all(m.suggestions == () for m in told.mentions)


def test_equal_examples_give_equal_bytes(catalogue: Catalogue) -> None:
    candidates = catalogue.once(Candidates)
    one, other = (packed(fit(FEW, candidates, "x", "")) for _ in range(2))
    assert one == other
    assert written(FEW) == written(list(FEW))


def test_a_model_comes_back_from_its_file_as_it_was(catalogue: Catalogue) -> None:
    model = fit(FEW, catalogue.once(Candidates), "thử", "a1")
    assert packed(unpacked(packed(model))) == packed(model)
    assert unpacked(packed(model)).gold == "a1"


def test_examples_come_back_from_their_file_as_they_were() -> None:
    assert read_examples(written(FEW)) == FEW


@pytest.mark.parametrize("opened", [unpacked, read_examples])
def test_a_damaged_file_is_told_in_one_sentence(opened: Callable[[bytes], object]) -> None:
    with pytest.raises(ConfigError):
        opened(b"PK no such thing")


def test_what_is_shipped_was_fitted_from_the_gold() -> None:
    assert load_model(SHIPPED).gold == gold_digest(), "the gold has changed: run `make model`"
    assert read_examples(EXAMPLES.read_bytes())
    assert SHIPPED.stat().st_size + EXAMPLES.stat().st_size < 3_000_000


def test_a_text_is_always_in_the_same_fold() -> None:
    folds = [fold_of(e.text, FOLDS) for e in FEW]
    assert folds == [fold_of(e.text, FOLDS) for e in FEW]
    left = [e for fold in range(FOLDS) for e in _missing(FEW, without(FEW, fold))]
    assert sorted(left) == sorted(FEW)


def _missing(whole: Sequence[Example], part: Sequence[Example]) -> list[Example]:
    return [e for e in whole if e not in part]


def test_reading_never_imports_the_fitting() -> None:
    code = (
        "import sys, kpi.ingest.worker_process\n"
        "from kpi.ingest.reports.scoring.in_use import model_in_use\n"
        "assert model_in_use().groups\n"
        "names = ('kpi.ingest.reports.scoring.fitting', 'sklearn', 'scipy')\n"
        "print([n for n in names if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.ROOT, capture_output=True, check=True, text=True
    )
    assert done.stdout.strip() == "[]"
