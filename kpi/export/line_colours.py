"""Which colour each line of a drawing has, in pictures and native charts alike."""

from collections.abc import Sequence

from kpi.drawing.palette import ACCENT, NEUTRAL, SERIES
from kpi.model.extract import Line


def line_colours(lines: Sequence[Line]) -> list[str]:
    """The accent for my province's; a few others differ, many are all neutral.

    Results and promises of one place share a colour: a promise has its kind behind the name.
    """
    others = list(dict.fromkeys(_whose(line) for line in lines if not line.own))
    # The last of the series is the accent, which is kept for my province.
    many = len(others) >= len(SERIES)
    return [
        ACCENT if line.own else NEUTRAL if many else SERIES[others.index(_whose(line))]
        for line in lines
    ]


def _whose(line: Line) -> str:
    return line.name.rpartition(" (")[0] or line.name if line.dashed else line.name
