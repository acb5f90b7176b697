"""Where a figure is printed: the number with its noun, its place in the document, the sentence."""

from typing import Any

import pandas as pd

from kpi.ingest.reports.outline import sentence_at
from kpi.publish.history import BUILDER
from kpi.store import Printed, Sight
from kpi.ui.data import open_store
from kpi.ui.words import say

Fact = tuple[str, str]


def is_shipped(row: dict[str, Any]) -> bool:
    """Whether a figure came with the program: the table it was read from is no document."""
    return bool(row["recorded_by"] == BUILDER)


def as_printed(row: dict[str, Any]) -> str:
    """The number as written, in quotation marks, and the noun it counts where that is known."""
    words = _printed(row).words
    if not row["as_written"]:
        unknown = say("không ghi dạng in", "printed form not stated")
        return f"{unknown} ({words})" if words else unknown
    return f"“{row['as_written']}” {words}".strip()


def places(row: dict[str, Any]) -> list[Fact]:
    """The place in the document, as far as it is known, and in the file that was loaded."""
    unknown = say("không ghi", "not stated")
    name = say("Vị trí trong tài liệu", "Place in the document")
    told: list[Fact] = []
    if page := sight_of(row).seen.page:
        scan = say(" (ảnh quét)", " (scan)")
        return [(name, say(f"trang {page}", f"page {page}") + _of_document(row) + scan)]
    if is_shipped(row) or _has_place_in_document(row):
        told.append((name, _in_document(row) if _has_place_in_document(row) else unknown))
    if is_shipped(row):
        return told
    place = say(f"ô {row['cell']}", f"cell {row['cell']}") if row["cell"] else unknown
    if row["locator_kind"] == "text":
        place = _characters(row)
    return [*told, (say("Vị trí trong tệp nạp", "Place in the loaded file"), place)]


def with_sentence(row: dict[str, Any], sha256: str) -> tuple[dict[str, Any], str]:
    """The figure with the sentence that tells it, and the text its span points into.

    The sentence of a figure that a table placed in a document is known once that very document
    was brought in; until then it is "".

    Args:
        row: the figure.
        sha256: the digest of the document it cites; "" when unknown.
    """
    if row["sentence"]:
        return row, open_store().kept_text(int(row["batch_id"]))
    if not _has_place_in_document(row):
        return row, ""
    text = open_store().text_of(sha256)
    start, end = int(row["span_start"]), int(row["span_end"])
    # A file read otherwise than when the place was noted: better no sentence than a wrong one.
    if not text or text[start:end] != row["as_written"]:
        return row, ""
    first, last = sentence_at(text, start)
    return {**row, "locator_kind": "text", "sentence": text[first : max(last, end)]}, text


def sight_of(row: dict[str, Any]) -> Sight:
    """Where the page of a scan shows a figure; that of no page for any other figure."""
    return open_store().sight(int(row["batch_id"]), str(row["obs_id"]))


def _has_place_in_document(row: dict[str, Any]) -> bool:
    return row["locator_kind"] == "cell" and not pd.isna(row["span_start"])


def _in_document(row: dict[str, Any]) -> str:
    paragraph = _printed(row).paragraph
    place = _characters(row)
    if paragraph is not None:
        place = say(f"đoạn {paragraph}", f"paragraph {paragraph}") + f", {place}"
    return place + _of_document(row)


def _of_document(row: dict[str, Any]) -> str:
    of = row["file"] or row["source_title"]
    return say(f" của {of}", f" of {of}") if of else ""


def _characters(row: dict[str, Any]) -> str:
    span = f"{int(row['span_start'])}–{int(row['span_end'])}"
    return say(f"ký tự {span}", f"characters {span}")


def _printed(row: dict[str, Any]) -> Printed:
    return open_store().printed(int(row["batch_id"]), str(row["obs_id"]))
