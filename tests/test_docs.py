"""What is written about the program and what the program does are one."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

from kpi import settings
from kpi.catalogue import Catalogue
from kpi.cli.commands import main

README = settings.ROOT / "README.md"
# A line of a Makefile that begins a target of ours, not of a file.
_TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)
_LINK = re.compile(
    r"\]\(<?([^)#>\s]*)(?:#[^)\s>]*)?>?(?:\s+\"[^\"]*\")?\)|(?:src|href)=\"([^\"#]+)"
)


@cache
def readme() -> str:
    return README.read_text(encoding="utf-8")


def documents() -> list[Path]:
    """The README and everything it may lead to that is ours to keep right."""
    found = [README, *settings.ROOT.glob("docs/**/*.md"), *settings.DATA.rglob("*.md")]
    return sorted({*found, *settings.ROOT.glob("*.md")})


def commands(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The commands that `python -m kpi` offers itself."""
    with pytest.raises(SystemExit):
        main(["--help"])
    return re.findall(r"^    ([a-z]+)\b", capsys.readouterr().out, re.MULTILINE)


def test_every_make_target_is_named_in_the_readme() -> None:
    makefile = (settings.ROOT / "Makefile").read_text(encoding="utf-8")
    targets = _TARGET.findall(makefile)
    assert {"run", "test", "check"} <= set(targets)
    assert [t for t in targets if f"make {t}" not in readme()] == []


def test_every_make_target_of_the_readme_is_one() -> None:
    makefile = (settings.ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", readme(), re.MULTILINE))
    assert named - set(_TARGET.findall(makefile)) == set()


def test_every_command_is_named_in_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    offered = commands(capsys)
    assert {"build", "load", "rank", "show"} <= set(offered)
    assert [c for c in offered if f"python -m kpi {c}" not in readme()] == []


def test_every_command_of_the_documents_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    offered = set(commands(capsys))
    for document in documents():
        named = set(re.findall(r"python -m kpi ([a-z]+)", document.read_text(encoding="utf-8")))
        assert named <= offered, document.name


def test_every_option_of_the_readme_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    lines = re.findall(r"python -m kpi ([a-z]+)([^\n#]*)", readme())
    assert lines
    for command, rest in lines:
        with pytest.raises(SystemExit):
            main([command, "--help"])
        help_text = capsys.readouterr().out
        assert [o for o in re.findall(r"--[a-z-]+", rest) if o not in help_text] == []


def test_every_indicator_is_defined_in_both_languages(catalogue: Catalogue) -> None:
    for indicator in catalogue.indicators.values():
        vi, en = indicator.definition("vi").strip(), indicator.definition("en").strip()
        assert len(vi) > 20, indicator.id
        assert len(en) > 20, indicator.id
        assert vi != en, indicator.id


@pytest.mark.parametrize("document", documents(), ids=lambda p: p.name)
def test_every_file_a_document_links_to_exists(document: Path) -> None:
    links = ["".join(match) for match in _LINK.findall(document.read_text(encoding="utf-8"))]
    files = [unquote(link) for link in links if link and not re.match(r"[a-z]+:", link)]
    assert [f for f in files if not (document.parent / f).exists()] == []


WHERE = settings.ROOT / "docs" / "where-to-change.md"


def changes() -> dict[str, list[str]]:
    """The headings of docs/where-to-change.md, each with its numbered steps."""
    _, *sections = WHERE.read_text(encoding="utf-8").split("\n## ")
    parts = (section.partition("\n") for section in sections)
    return {title: re.findall(r"^\d\. (.*(?:\n   .*)*)", body, re.M) for title, _, body in parts}


@pytest.mark.parametrize(("change", "steps"), changes().items())
def test_every_common_change_touches_at_most_three_files_that_hold_what_is_named(
    change: str, steps: list[str]
) -> None:
    assert 1 <= len(steps) <= 3, change
    for step in steps:
        (link,) = re.findall(r"\]\(([^)]+)\)", step)
        path = (WHERE.parent / link).resolve()
        held = "".join(p.read_text("utf-8") for p in ([path] if path.is_file() else path.iterdir()))
        named = re.findall(r"`([^`]+)`", step.split(link)[1])
        assert named, step
        assert [name for name in named if name not in held] == [], change
