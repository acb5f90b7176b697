"""Everything config/ says about written reports, compiled once for all documents."""

from kpi.catalogue import Catalogue
from kpi.ingest.reports.exclusions import ReasonWords
from kpi.ingest.reports.indicators import FittingWords
from kpi.ingest.reports.moments import MomentWords
from kpi.ingest.reports.places import PlaceWords
from kpi.ingest.reports.quantities import NumberFinder, ShareWords
from kpi.ingest.reports.rulebook import Rulebook
from kpi.ingest.reports.status import StatusWords
from kpi.ingest.reports.surroundings import FrameWords
from kpi.ingest.reports.times import TimeFinder


class Grammar:
    """The rules of the indicators, and the words around numbers, times and places."""

    def __init__(self, catalogue: Catalogue) -> None:
        words = catalogue.words
        self.catalogue = catalogue
        self.rulebook = Rulebook(catalogue)
        self.numbers = NumberFinder(words)
        self.times = TimeFinder(words)
        self.frames = FrameWords(self.rulebook)
        self.fitting = FittingWords(words)
        self.shares = ShareWords(words)
        self.reasons = ReasonWords(words)
        self.moments = MomentWords(words)
        self.statuses = StatusWords(words)
        self.places = PlaceWords(catalogue)
