"""A written report → proposed figures, each with its sentence, its reason and its doubts.

Deterministic: the rules are words of config/ and the grammar of numbers, times and places in
this package. What fits no indicator is listed as unread; nothing is forced.

The modules, in the order in which a text goes through them:

phrases       phrases of config/ as whole words, and a text with their places
short_forms   names and units told short, found where their words are
levels        "tỉnh 100%, huyện 90%": levels of government told short
outline       lines and sentences under their headings
bare_headings lines without a number that are headings: "Mục tiêu đến năm 2025"
no_quantities numbers that count nothing: a table of types with examples
quantities    where numbers stand, their kind and hedges
surroundings  the noun phrase, clause and table column of a number
units_told    the unit of a bare number: over its column, in its row, above its table
rulebook      how sentences write of each indicator (config/extraction.toml)
exclusions    why a number is no value: a bound, a change, a share of a plan
heads         the noun that a number counts; subjects: what that noun is about
indicators    which indicators a number may be a value of
suiting       which of them suit the number as it is written, and its value
carried       what is told by what stands before: between, index_topics, topics
modifiers     words that make it no figure of the province (config/modifiers.toml)
in_turn       numbers that are told in turn: "PAR INDEX và DTI lần lượt …"
statements    what one number states; stages: what is stated without a number
times         the times of a text, each with its role; discourse: how far each reaches
dating        the period of a number; moments: where its time stands
status        result, estimate, target or plan
owners        the nation's or an operator's number; parts: an agency's or a district's
names         the provinces and units of the text, the 63 or the 34; places: whose a number is
grids         the tables of a text as rows of cells, each with its place
lost_layout   tables of which but one cell a line is left: lost_pieces, numbered_rows,
              labelled_rows; pages of yearbooks: year_rows, year_heads, year_names
table_layout  what the rows and columns of a table are; table_titles: when it is of
table_words   units and names in the cells of tables
paired_cells  ranks with their scores in one cell: "01 (0,727)"
remarked_cells: values with words beside them: "95,6% (1.602/1.676 thôn)", "Ước 8,5%"
table_hints   notes and heads that say what all figures of a table are
table_telling the figures of tables, told as sentences; table_statements: what those state
table_figures the cells of tables → proposals
proposals     a statement with period, province and status → a proposal with its doubts
sighted       figures of scanned pages, each of which is a question
reader        one document from its text to its proposals
scoring       the indicators that an unread number is likeliest of, learned from examples
reading       the Reading that preview and publishing take
"""

from kpi.catalogue import Catalogue
from kpi.collector import collector_paused
from kpi.ingest.reports.quantities import Number
from kpi.ingest.reports.reader import DocumentReader, Grammar
from kpi.ingest.reports.scoring.around import Around
from kpi.ingest.reports.scoring.in_use import model_in_use
from kpi.ingest.reports.scoring.learned_phrases import with_phrases
from kpi.ingest.reports.scoring.model import EMPTY, Model
from kpi.ingest.reports.scoring.scorer import Candidates
from kpi.ingest.reports.sighted import sighted
from kpi.model import Document, Report

Phrases = tuple[tuple[str, str], ...]

__all__ = ["ReportReader", "read_report"]


class ReportReader:
    """A catalogue's rules, compiled once for any number of documents."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._grammar = Grammar(catalogue)
        self._taught: tuple[Phrases, Grammar] = (), self._grammar

    def read(self, document: Document, model: Model | None = None) -> Report:
        """Everything the document tells, its unread numbers by a model, else the one in use."""
        used = model_in_use() if model is None else model
        grammar = self._with(used.phrases)
        with collector_paused():
            return sighted(DocumentReader(grammar, document, used).report())

    def arounds(self, document: Document) -> list[tuple[Number, Around]]:
        """Every quantity of the document and what surrounds it."""
        return DocumentReader(self._grammar, document, EMPTY).arounds()

    def _with(self, phrases: Phrases) -> Grammar:
        """The rules and those that clerks taught, which are compiled once as well."""
        known, grammar = self._taught
        if known != phrases:
            taught = with_phrases(self._catalogue, phrases)
            grammar = Grammar(taught, self._catalogue.once(Candidates))
            self._taught = phrases, grammar
        return grammar


def read_report(document: Document, catalogue: Catalogue) -> Report:
    """Everything a document tells, by the rules of a catalogue."""
    return catalogue.once(ReportReader).read(document)
