"""The gold of tests/reports as examples to learn from; `make model` fits the shipped model.

`python tests/ingest/gold_examples.py` writes the examples and the model beside the program.
"""

import hashlib
import re
import sys
from collections.abc import Iterator, Sequence

from builders_reports import said
from gold_world import WORLD, WorldText, document_of, world
from score_reports import REPORTS, Gold, gold, located

from kpi import settings
from kpi.catalogue import Catalogue, load_catalogue
from kpi.ingest.documents import read_document
from kpi.ingest.reports import ReportReader
from kpi.ingest.reports.quantities import Number
from kpi.ingest.reports.scoring.examples import Example, written
from kpi.ingest.reports.scoring.fitting import fit
from kpi.ingest.reports.scoring.in_use import EXAMPLES, SHIPPED
from kpi.ingest.reports.scoring.model import EMPTY, NONE, packed
from kpi.ingest.reports.scoring.scorer import Candidates

NAME = "kèm chương trình"
# A figure of an operator or a district is none of a province: nobody wants it in the store.
_TAKEN = ("province", "national", "other_province")


def examples(catalogue: Catalogue) -> list[Example]:
    """Every quantity of the gold texts with its indicator, or none; in the order of the texts."""
    reader = catalogue.once(ReportReader)
    found = [e for text in world() for e in _of_world(text, reader, catalogue)]
    return found + [e for text in gold() for e in _of_gold(text, reader, catalogue)]


def name_of(text: WorldText | Gold) -> str:
    """What the examples of a text are known by."""
    return f"world/{text.name}" if isinstance(text, WorldText) else text.name


def _of_world(text: WorldText, reader: ReportReader, catalogue: Catalogue) -> Iterator[Example]:
    document = document_of(text, catalogue, told=True)
    for number, around in reader.arounds(document):
        ids = [
            told
            for f in text.figures
            if f.start < number.end and number.start < f.end and f.scope in _TAKEN
            for told in f.ids
            if told in catalogue.indicators
        ]
        yield Example(name_of(text), around, ids[0] if ids else NONE)


def _of_gold(text: Gold, reader: ReportReader, catalogue: Catalogue) -> Iterator[Example]:
    """The numbers of a text whose gold says what stands there, but not where.

    A figure that is read is where it was read; another may be any number written so, and these
    are left out.
    """
    document = read_document(text.text.encode(), f"{text.name}.txt", catalogue)
    document = said(document, text.area, text.period, text.published_on)
    placed, unplaced = located(reader.read(document, EMPTY), text)
    open_ones = [
        match.span()
        for figure in unplaced
        for match in re.finditer(rf"(?<![\d.,]){re.escape(figure.written)}", document.text)
    ]
    for number, around in reader.arounds(document):
        told = [named for start, end, named in placed if _meets(number, start, end)]
        if told or not any(_meets(number, *span) for span in open_ones):
            yield Example(name_of(text), around, told[0] if told else NONE)


def _meets(number: Number, start: int, end: int) -> bool:
    return number.start < end and start < number.end


def gold_digest() -> str:
    """What tells this gold from another."""
    told = hashlib.sha256()
    for path in sorted([*WORLD.iterdir(), *REPORTS.glob("*.toml")]):
        told.update(f"{path.name}\0".encode() + path.read_bytes())
    return told.hexdigest()[:16]


def files(told: Sequence[Example], catalogue: Catalogue) -> tuple[bytes, bytes]:
    """The examples and the model fitted from them, as the bytes of their files."""
    return written(told), packed(fit(told, catalogue.once(Candidates), NAME, gold_digest()))


def main() -> None:
    """Write both files."""
    catalogue = load_catalogue(settings.CONFIG)
    told = examples(catalogue)
    SHIPPED.parent.mkdir(exist_ok=True)
    for path, data in zip((EXAMPLES, SHIPPED), files(told, catalogue), strict=True):
        path.write_bytes(data)
    figures = sum(example.indicator != NONE for example in told)
    sys.stdout.write(f"{len(told)} numbers, {figures} figures\n")


if __name__ == "__main__":
    main()
