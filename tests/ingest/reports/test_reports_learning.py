"""Learning from clerks: what they teach is read from the next report on, and can be taken back."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from builders_documents import paste, shipped
from builders_reports import said

from kpi.catalogue import Catalogue
from kpi.cli.commands import main
from kpi.errors import KpiError, NotAllowedError
from kpi.ingest.reports import ReportReader
from kpi.ingest.reports.reading import reading_of
from kpi.ingest.reports.scoring.examples import Example, read_examples
from kpi.ingest.reports.scoring.in_use import EXAMPLES, SHIPPED, model_in_use, own_path
from kpi.ingest.reports.scoring.learned_phrases import learned_phrases
from kpi.ingest.reports.scoring.model import Model, load_model
from kpi.model import Document, Draft, Person, Report
from kpi.publish import preview, publish, undo
from kpi.publish.learning import Learned, Told, decided, go_back, learn, own_examples, use
from kpi.store import Store

ADMIN, CLERK = Person("an", "admin", "An"), Person("binh", "staff", "Bình")
GOLD = read_examples(EXAMPLES.read_bytes())[:1500]
READ = load_model(SHIPPED)

# How a publisher writes whose nouns are no words of any rule.
MANNER = (
    ("{0} trụ sóng di động", "bts_stations", 1400, 7),
    ("{0} đội số thôn bản", "community_digital_teams_hamlet", 610, 5),
    ("{0} đội viên đội số", "community_digital_team_members", 3300, 41),
)
CLUTTER = "Trong tháng có {0} lượt khách đến thăm và {1} cuộc họp của ngành."


def text_of(number: int) -> str:
    told = [f"Đến nay, toàn tỉnh có {p.format(n + number * k)}." for p, _, n, k in MANNER]
    return " ".join([*told, CLUTTER.format(120 + number, 11 + number % 5)])


def document_of(number: int) -> Document:
    return said(paste(text_of(number)), "vn63:24", "2022", "2023-01-12")


def wanted(number: int) -> dict[float, str]:
    return {float(n + number * k): told for _, told, n, k in MANNER}


def read(number: int, model: Model = READ) -> Report:
    return shipped().once(ReportReader).read(document_of(number), model)


def told_by_a_clerk(report: Report, right: dict[float, str]) -> Iterator[Told]:
    """Accepts what is right, refuses what is not, adds what no rule found."""
    for proposal in report.proposals:
        figure = proposal.figure
        is_right = right.get(figure.value) == figure.indicator
        yield figure, figure if is_right else None, "accepted" if is_right else "refused"
    found = {proposal.figure.value for proposal in report.proposals}
    for mention in report.mentions:
        value = float(mention.as_written.replace(".", "")) if mention.state == "unread" else 0.0
        if value in right and value not in found:
            yield None, _draft(report, mention.start, mention.end, value, right[value]), "added"


def _draft(report: Report, start: int, end: int, value: float, indicator: str) -> Draft:
    any_figure = shipped().once(ReportReader).read(paste("Toàn tỉnh có 1.699 trạm BTS.")).proposals
    (one,) = any_figure
    place = one.figure.locator
    return replace(
        one.figure,
        indicator=indicator,
        value=value,
        locator=replace(place, start=start, end=end),
    )


def taught(store: Store, documents: int) -> None:
    """So many reports of the publisher, read, decided on and published by a clerk."""
    catalogue = shipped()
    for number in range(documents):
        report = read(number)
        told = list(told_by_a_clerk(report, wanted(number)))
        changes = preview(store, catalogue, reading_of(report, catalogue, []))
        done = publish(
            store,
            changes,
            by=ADMIN,
            reason="thử",
            decisions=decided(report.document, told, catalogue),
        )
        assert done is not None


@pytest.fixture(scope="module")
def after_thirty() -> Learned:
    with Store.in_memory() as store:
        taught(store, 30)
        return learn(store, shipped(), GOLD)


def taken(model: Model, numbers: Sequence[int]) -> tuple[int, int]:
    """How many figures are taken of reports, and how many of these are right."""
    sure = [(c, wanted(n)) for n in numbers for c in read(n, model).sure]
    return len(sure), sum(right.get(c.value) == c.indicator for c, right in sure)


def test_after_thirty_reports_of_an_unseen_manner_the_next_ten_are_read(
    after_thirty: Learned,
) -> None:
    nexts = range(30, 40)
    before, right_before = taken(READ, nexts)
    now, right_now = taken(after_thirty.model, nexts)
    assert right_before < 0.4 * 30
    assert right_now >= 0.9 * 30
    assert right_now / now >= right_before / max(1, before)


def test_the_gain_is_told_of_figures_that_were_not_learned_from(after_thirty: Learned) -> None:
    assert after_thirty.documents == 30
    assert after_thirty.after.first > after_thirty.before.first
    assert after_thirty.after.three >= 0.95


def test_a_phrase_that_was_taught_is_named(after_thirty: Learned) -> None:
    phrases = dict(after_thirty.model.phrases)
    assert phrases["đội số thôn bản"] == "community_digital_teams_hamlet"
    assert not any("lượt khách" in phrase for phrase in phrases)


def own(indicator: str, text: str, right: str = "trụ sóng di động .") -> Example:
    around = GOLD[0].around._replace(left="toàn tỉnh có", right=right, kind="plain", label="")
    return Example(text, around, indicator)


@pytest.mark.parametrize(
    "told",
    [
        [own("bts_stations", "a"), own("bts_stations", "b")],
        [own("bts_stations", "a")] * 3,
        [*[own("bts_stations", name) for name in "abc"], own("bts_4g", "d")],
    ],
    ids=["two numbers", "one document", "of two indicators"],
)
def test_a_phrase_carries_nothing_yet(told: Sequence[Example], catalogue: Catalogue) -> None:
    assert learned_phrases(told, (), catalogue) == ()


def test_a_phrase_of_three_numbers_in_two_documents_is_a_rule(catalogue: Catalogue) -> None:
    told = [own("bts_stations", name) for name in "aab"]
    assert learned_phrases(told, (), catalogue) == (("trụ sóng di động", "bts_stations"),)


def test_a_phrase_has_the_words_that_its_numbers_share(catalogue: Catalogue) -> None:
    tails = ("trụ sóng ở xã .", "trụ sóng tại phường .", "trụ sóng .")
    told = [own("bts_stations", str(n), right) for n, right in enumerate(tails)]
    assert learned_phrases(told, (), catalogue) == (("trụ sóng", "bts_stations"),)


def test_where_no_noun_stands_behind_a_number_its_name_is_before_it(catalogue: Catalogue) -> None:
    around = own("online_dossier_rate", "")[1]._replace(
        left="tỷ lệ nộp qua cổng đạt", right=", tăng", kind="percent"
    )
    told = [Example(name, around, "online_dossier_rate") for name in "abc"]
    phrases = (("lệ nộp qua cổng", "online_dossier_rate"),)
    assert learned_phrases(told, (), catalogue) == phrases


def test_a_phrase_that_is_no_figure_elsewhere_is_no_rule(catalogue: Catalogue) -> None:
    told = [own("bts_stations", name) for name in "aab"]
    others = [own("", "gold", right="trụ sóng di động bị đổ .")]
    assert learned_phrases(told, others, catalogue) == ()


def test_a_taught_phrase_is_bound_by_what_binds_rules(after_thirty: Learned) -> None:
    document = said(
        paste("Viettel có 210 trụ sóng di động. Năm 2025 phấn đấu có 1.900 trụ sóng di động."),
        *("vn63:24", "2022", "2023-01-12"),
    )
    report = shipped().once(ReportReader).read(document, after_thirty.model)
    assert all(c.obs_status != "actual" for c in report.sure)


def test_decisions_of_an_undone_batch_teach_nothing(store: Store) -> None:
    taught(store, 3)
    assert len({e.text for e in own_examples(store)}) == 3
    undo(store, 2, by=ADMIN, reason="nhầm")
    assert {e.text for e in own_examples(store)} == {"own/1", "own/3"}


def test_a_batch_tells_which_model_read_its_report(store: Store) -> None:
    taught(store, 1)
    assert store.read_by(1) == READ.version


def test_one_report_is_too_few(store: Store) -> None:
    taught(store, 1)
    with pytest.raises(KpiError, match="Chưa đủ"):
        learn(store, shipped(), GOLD)


def test_a_new_model_is_used_and_the_former_comes_back(
    after_thirty: Learned, tmp_path: Path
) -> None:
    path = str(tmp_path / "kpi.duckdb")
    use(after_thirty, by=ADMIN, store=path)
    assert model_in_use(path).version == after_thirty.model.version
    assert own_path(path) == tmp_path / "own" / "reports.model"
    go_back(by=ADMIN, store=path)
    assert model_in_use(path).version == READ.version
    with pytest.raises(KpiError, match="kèm chương trình"):
        go_back(by=ADMIN, store=path)


def test_only_an_administrator_changes_the_model(after_thirty: Learned, tmp_path: Path) -> None:
    for act in (lambda: use(after_thirty, by=CLERK, store=str(tmp_path / "k")), go_back_as_clerk):
        with pytest.raises(NotAllowedError):
            act()


def go_back_as_clerk() -> None:
    go_back(by=CLERK)


def test_the_command_learns_and_uses_and_goes_back(
    after_thirty: Learned,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = str(tmp_path / "kpi.duckdb")
    Store.open(Path(path)).close()
    assert main(["learn", "--store", path]) == 2
    assert "Chưa đủ quyết định" in capsys.readouterr().err
    monkeypatch.setattr("kpi.cli.commands.learn_from", lambda *_: after_thirty)
    assert main(["learn", "--store", path]) == 0
    assert "'đội số thôn bản' → " in capsys.readouterr().out
    assert model_in_use(path).version == READ.version
    assert main(["learn", "--use", "--store", path]) == 0
    assert model_in_use(path).version == after_thirty.model.version
    assert main(["learn", "--back", "--store", path]) == 0
    assert model_in_use(path).version == READ.version
