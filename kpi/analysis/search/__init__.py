"""A typed question → answers: figures, who leads, who has not reported, pages to look at.

`names` knows what places, regions and indicators are called, `words` what is asked of them,
`question` reads a text by both, `answers` asks the store.
"""

from kpi.analysis.search.answers import search
from kpi.analysis.search.values import LONGEST, MOST, Answer, Context, Found

__all__ = ["LONGEST", "MOST", "Answer", "Context", "Found", "search"]
