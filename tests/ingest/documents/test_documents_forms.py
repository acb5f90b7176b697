"""One report as Word, OpenDocument, old Word and PDF: the same figures and questions are read.

LibreOffice saves the other forms, each in one run for all files. Every text is set as an official
paper; a report with a table, footnotes and lists is set in every look there is.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders_documents import shipped
from builders_forms import Look, word_file
from office import saved_as, soffice
from score_reports import gold

from kpi.ingest.documents import read_document
from kpi.ingest.documents.old_word import as_docx
from kpi.ingest.reports import read_report
from kpi.ingest.reports.reading import reading_of

FORMS = ("odt", "doc", "pdf")
_LONGEST = 14
_OFFICIAL = Look(size=14, spacing=1.5, letterhead=True, foot="#")
LOOKS = {
    "plain": Look(),
    "official": Look(size=14, spacing=1.5, letterhead=True, foot="#", merged="Năm 2023"),
    "double": Look(
        size=14, spacing=2, letterhead=True, head="Báo cáo", foot="Trang #/9", head_again=True
    ),
    "narrow": Look(size=12, width=9, justified=False, foot="- # -"),
    "columns": Look(size=11, width=17, columns=2, indent=0.5, foot="#"),
    "numbered": Look(numbered=True, foot="#", letterhead=True),
    "annex": Look(wide_tables=True, foot="#", merged="Năm 2023"),
    "open": Look(ruled=False, font="Liberation Sans", justified=False),
    "small": Look(size=10, width=18, indent=0),
    "huge": Look(size=18, spacing=1.3, width=15, head_again=True, foot="#", merged="Năm 2023"),
}
_IN_EVERY_LOOK = Path(__file__).with_name("a-report-in-every-look.txt").read_text(encoding="utf-8")


def _texts() -> Iterator[tuple[str, bytes]]:
    longest = sorted(gold(), key=lambda one: -len(one.text))[:_LONGEST]
    for one in longest:
        yield one.name, word_file(one.text, _OFFICIAL)
    for one in longest[:3]:
        yield f"columns-{one.name}", word_file(one.text, LOOKS["columns"])
    for name, look in LOOKS.items():
        yield f"look-{name}", word_file(_IN_EVERY_LOOK, look)


FILES = dict(_texts())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every file in every form; what LibreOffice makes of a .doc stands beside it."""
    soffice()
    folder = tmp_path_factory.mktemp("forms")
    (folder / "docx").mkdir()
    files = []
    for name, data in FILES.items():
        files.append(folder / "docx" / f"{name}.docx")
        files[-1].write_bytes(data)
    for form in FORMS:
        saved_as(form, files, folder)
    old = [folder / "doc" / f"{name}.doc" for name in FILES]
    saved_as("docx", old, folder / "again")
    return folder


def told(data: bytes, name: str) -> tuple[object, ...]:
    """What a document says of itself, its figures and its questions."""
    document = read_document(data, name, shipped())
    reading = reading_of(read_report(document, shipped()), shipped())
    about = ("title", "publisher", "published_on", "area", "period")
    figures = sorted(
        (c.area, c.indicator, c.period.key, c.obs_status, c.value, c.qualifier)
        for c in reading.candidates
    )
    asked = [p for p in reading.problems if p.severity == "question"]
    return (
        [getattr(document, part).value for part in about],
        figures,
        sorted((p.code, p.as_written, p.options) for p in asked),
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", FILES)
def test_every_form_gives_the_same_figures_and_questions(
    folder: Path, name: str, form: str
) -> None:
    path = folder / form / f"{name}.{form}"
    if form == "doc":  # as the reader does, but all in one run
        path = folder / "again" / "docx" / f"{name}.docx"
    assert told(path.read_bytes(), path.name) == told(FILES[name], f"{name}.docx")


def test_the_texts_give_figures() -> None:
    given = [told(data, f"{name}.docx")[1] for name, data in FILES.items()]
    assert sum(map(bool, given)) >= len(FILES) - 1


def test_an_old_word_file_is_read_by_libreoffice_in_a_folder_that_is_thrown_away(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    old = (folder / "doc" / "look-plain.doc").read_bytes()
    assert as_docx(old, "bao-cao.doc").startswith(b"PK")
    assert told(old, "look-plain.doc") == told(FILES["look-plain"], "look-plain.docx")
    assert list(tmp_path.iterdir()) == []
