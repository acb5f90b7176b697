"""A written report → proposed figures, each with its sentence, its reason and its doubts.

Deterministic: the rules are words of config/ and the grammar of numbers, times and places in
this package. What fits no indicator is listed as unread; nothing is forced.

The modules, in the order in which a text goes through them:

folding, phrases, text        one spelling; phrases of config/ as whole words; a text with them
outline                       lines and sentences, under their headings
no_quantity, kinds, numbers   what counts nothing; what kind of quantity; the quantities
times                         the times of a text, each with its role
rules, dividers, frames       how indicators are written of; noun phrases; a number's surroundings
reasons, heads, linking       why it is no figure; what it counts; the indicators it may tell of
fitting, shares, listening    what suits the number; fraction and share; what one number says
timeline, moments, dating     times by their place; a number's own time; its period
status                        result, estimate, target or plan
names, owners, parts          provinces and units; the nation and operators; parts of a province
schemes, places               the 63 or the 34; whose a number is
figures, milestones           a statement → a proposal; stages told without a number
grammar, reader               all words of config/ compiled; one document
reading                       a report → the Reading that preview and publishing take
"""

from kpi.catalogue import Catalogue
from kpi.ingest.reports.reader import DocumentReader, Grammar
from kpi.model import Document, Report

__all__ = ["ReportReader", "read_report"]


class ReportReader:
    """A catalogue's rules, compiled once for any number of documents."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._grammar = Grammar(catalogue)

    def read(self, document: Document) -> Report:
        """Everything the document tells."""
        return DocumentReader(self._grammar, document).report()


def read_report(document: Document, catalogue: Catalogue) -> Report:
    """Everything a document tells, by the rules of a catalogue."""
    return catalogue.once(ReportReader).read(document)
