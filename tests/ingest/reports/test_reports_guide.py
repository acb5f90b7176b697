"""docs/how-to-add-an-indicator.md does what it says: its blocks are added, read and compared."""

import re
import shutil
import tomllib
from functools import cache
from typing import get_args

import pytest
from builders_reports import said

from kpi import settings
from kpi.catalogue import Catalogue, load_catalogue
from kpi.catalogue.written import ShippedRule
from kpi.ingest.documents import pasted
from kpi.ingest.reports import read_report
from kpi.ingest.tables.reading import read_table
from kpi.model import Candidate, Indicator
from kpi.model.word_roles import WordRole

GUIDE = settings.ROOT / "docs" / "how-to-add-an-indicator.md"


@cache
def guide() -> str:
    return GUIDE.read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The code blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", guide(), re.MULTILINE | re.DOTALL)


def rows(heading: str) -> list[list[str]]:
    """The cells of the table whose first heading is given."""
    table = re.search(rf"^\| {heading} \|.*?(?=\n\n)", guide(), re.MULTILINE | re.DOTALL)
    assert table, heading
    return [[c.strip() for c in line.strip("| ").split(" | ")] for line in table[0].split("\n")[2:]]


def entry(table: str) -> dict[str, object]:
    """The only entry of a table among the page's blocks of TOML."""
    (only,) = (row for text in blocks("toml") for row in tomllib.loads(text).get(table, ()))
    return dict(only)


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The shipped catalogue and the page's indicator with its rule, each in the file it names."""
    folder = tmp_path_factory.mktemp("config")
    shutil.copytree(settings.CONFIG, folder, dirs_exist_ok=True)
    for text in blocks("toml"):
        before = guide()[: guide().index(text)]
        name = re.findall(r"`config/([\w/]+\.toml)`", before)[-1]
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{text}")
    return load_catalogue(folder)


@pytest.fixture(scope="module")
def new() -> str:
    """The id of the page's indicator."""
    return str(entry("indicator")["id"])


def read(sentence: str, catalogue: Catalogue) -> list[Candidate]:
    """The sure figures of a sentence, as a report of Bắc Giang on 2022."""
    document = said(pasted(sentence, catalogue), "vn63:24", "2022", "2023-01-12")
    return [*read_report(document, catalogue).sure]


@pytest.mark.parametrize(("sentence", "told"), [row[:2] for row in rows("sentence")])
def test_each_sentence_of_the_page_is_read_as_it_says(
    extended: Catalogue, new: str, sentence: str, told: str
) -> None:
    found = [(c.indicator, f"{c.value:g}") for c in read(sentence, extended)]
    assert found == ([] if told.startswith("nothing") else [(new, told)])


def test_the_goal_among_them_is_a_target(extended: Catalogue) -> None:
    (sentence,) = [row[0] for row in rows("sentence") if "2025" in row[0]]
    (found,) = read(sentence, extended)
    assert (found.obs_status, found.period.key) == ("target", "2025")


def test_the_table_of_the_page_is_read_without_a_question(extended: Catalogue, new: str) -> None:
    found = read_table(blocks("csv")[0].encode(), "bang.csv", extended)
    assert found.problems == ()
    assert [(c.area, c.indicator, c.period.key, c.value) for c in found.candidates] == [
        ("vn63:24", new, "2022", 62),
        ("vn63:22", new, "2022", 1105),
    ]


def test_without_the_page_the_same_table_is_asked_about(catalogue: Catalogue) -> None:
    assert read_table(blocks("csv")[0].encode(), "bang.csv", catalogue).candidates == ()


def test_the_page_explains_the_fields_it_uses_and_no_others() -> None:
    used = set(entry("indicator"))
    explained = {name for row in rows("field") for name in re.findall(r"`(\w+)`", row[0])}
    assert explained == used
    assert explained <= set(Indicator.model_fields)


def test_the_page_explains_every_part_of_a_rule_for_sentences() -> None:
    explained = set(re.findall(r"^- `(\w+)`", guide(), re.MULTILINE))
    assert explained == set(ShippedRule.model_fields)


def test_the_roles_and_words_of_the_page_are_those_of_the_shipped_lists(
    catalogue: Catalogue,
) -> None:
    for role, word, _ in rows("role"):
        name = role.strip("`")
        assert name in get_args(WordRole)
        assert word in catalogue.words[name]  # type: ignore[index]
