"""Cells that are sorted by what they are and read as the reader writes it.

A table of texts sorts 1.234 before 384, and 10 before 2. Streamlit sorts by the value of a cell and
shows what a pandas Styler makes of it.
"""

from collections.abc import Sequence

import pandas as pd


class ShownNumber(float):
    """A number and how it reads: 1234.5 as "> 1.234,5 †"."""

    text: str

    def __new__(cls, value: float, text: str) -> "ShownNumber":
        """Both at once."""
        cell = super().__new__(cls, value)
        cell.text = text
        return cell


class ShownText(str):
    """A text that sorts well and how it reads: "2022-H1" as "6T đầu/2022"."""

    __slots__ = ("text",)
    text: str

    def __new__(cls, value: str, text: str) -> "ShownText":
        """Both at once."""
        cell = super().__new__(cls, value)
        cell.text = text
        return cell


NO_NUMBER = ShownNumber(float("nan"), "")
"""A blank among numbers; it is sorted behind them."""

Shown = ShownNumber | ShownText


def read(cell: object) -> str:
    """What a cell reads as."""
    return cell.text if isinstance(cell, ShownNumber | ShownText) else str(cell)


def column(cells: Sequence[Shown]) -> pd.Series:
    """A column of such cells; pandas would make plain numbers of them."""
    return pd.Series(list(cells), dtype=object)


def styled(frame: pd.DataFrame) -> object:
    """The frame as Streamlit is to show it, its columns of such cells as they read."""
    shown = [name for name in frame.columns if _is_shown(frame[name])]
    return frame.style.format(lambda cell: cell.text, subset=shown) if shown else frame


def numbers(frame: pd.DataFrame) -> list[str]:
    """The columns of numbers, which are set flush right."""
    return [name for name in frame.columns if _is_shown(frame[name], ShownNumber)]


def _is_shown(cells: pd.Series, kind: type | tuple[type, ...] = (ShownNumber, ShownText)) -> bool:
    return len(cells) > 0 and all(isinstance(cell, kind) for cell in cells)
