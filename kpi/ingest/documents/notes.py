"""What was met on the way to a document's text, as Problems that a person reads."""

from kpi.model import Locator, Problem


def warning(code: str, message: str, advice: str, as_written: str = "") -> Problem:
    """Something was left out or changed, and the rest is good."""
    return Problem(code, "warning", Locator(), as_written, message, advice)


def converted(note: str) -> Problem:
    """The letters were not Unicode's."""
    return warning("converted-letters", note, "Xem lại vài dòng trước khi trích số liệu.")
