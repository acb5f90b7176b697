"""Run as a program of its own: a PDF on standard input → its lines, one JSON object a page.

A crafted or damaged PDF can keep its reader busy for ever or fill the memory; here that is not
the process that serves people, and the page that takes too long is known.
"""

import io
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

_MOST_EDGES = 3000  # a drawing; looking for a table in it takes minutes
_TABLE = {"vertical_strategy": "lines", "horizontal_strategy": "lines"}


def main() -> None:
    """Read one file; limits come as arguments: bytes of memory, pages."""
    memory, pages = map(int, sys.argv[1:3])
    _limit(memory)
    for answer in read(sys.stdin.buffer.read(), pages):
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def read(data: bytes, most_pages: int) -> Iterator[dict[str, Any]]:
    """First the number of pages, then every page in order, then "done"; or a refusal."""
    import pdfplumber  # noqa: PLC0415 -- after the limit on memory is set
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect  # noqa: PLC0415
    from pdfplumber.utils.exceptions import PdfminerException  # noqa: PLC0415

    try:
        book = pdfplumber.open(io.BytesIO(data))
        count = len(book.pages)
    except (PDFPasswordIncorrect, PDFEncryptionError):
        yield {"refused": "password"}
        return
    except PdfminerException as error:
        locked = any(isinstance(a, PDFPasswordIncorrect | PDFEncryptionError) for a in error.args)
        yield {"refused": "password" if locked else "damaged"}
        return
    if count > most_pages:
        yield {"refused": "pages"}
        return
    yield {"pages": count}
    for page in book.pages:
        yield _page(page)
        page.close()
    yield {"done": True}


def _page(page: Any) -> dict[str, Any]:
    """Lines outside tables and rows inside them, from top to bottom."""
    sheet = page.filter(_is_upright)
    if _printed_twice(sheet.chars):
        sheet = sheet.dedupe_chars(tolerance=1)
    lines: list[dict[str, Any]] = []
    boxes: list[tuple[float, float, float, float]] = []
    for table in _tables(sheet):
        boxes.append(table.bbox)
        lines += _rows(table)
    words = sheet.extract_words(
        x_tolerance_ratio=0.2,
        y_tolerance=3,
        keep_blank_chars=False,
        use_text_flow=False,
        extra_attrs=["size"],
        return_chars=False,
    )
    lines += _lines([w for w in words if not _inside(w, boxes)])
    lines.sort(key=lambda line: (line["top"], line["left"]))
    return {
        "lines": lines,
        "width": float(page.width),
        "height": float(page.height),
        "pictures": len(page.images),
        "chars": len(page.chars),
    }


def _is_upright(thing: dict[str, Any]) -> bool:
    """Stamps and water marks across the page are no text of it."""
    return thing["object_type"] != "char" or bool(thing.get("upright"))


def _printed_twice(chars: list[dict[str, Any]]) -> bool:
    """Bold made by printing each letter twice would double the digits of a number."""
    places = {(c["text"], round(c["x0"]), round(c["top"])) for c in chars}
    return len(places) < 0.98 * len(chars)


def _tables(sheet: Any) -> list[Any]:
    if not 4 <= len(sheet.edges) <= _MOST_EDGES:
        return []
    found = sheet.find_tables(_TABLE)
    # A frame around a paragraph, or a line under a heading, is one cell.
    return [t for t in found if len(t.rows) > 1 and max(len(r.cells) for r in t.rows) > 1]


def _rows(table: Any) -> Iterator[dict[str, Any]]:
    for cells, place in zip(table.extract(), table.rows, strict=True):
        texts = [" ".join((cell or "").split()) for cell in cells]
        left, top, right, bottom = place.bbox
        yield {
            "cells": texts, "top": top, "bottom": bottom, "left": left, "right": right, "size": 0,
        }  # fmt: skip


def _inside(word: dict[str, Any], boxes: list[tuple[float, float, float, float]]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


def _lines(words: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Words side by side are a line; raised small ones belong to the line they stand in."""
    line: list[dict[str, Any]] = []
    for word in sorted(words, key=lambda w: (w["bottom"], w["x0"])):
        if line and not _beside(word, line):
            yield _line(line)
            line = []
        line.append(word)
    if line:
        yield _line(line)


def _beside(word: dict[str, Any], line: list[dict[str, Any]]) -> bool:
    tallest = max(line, key=lambda w: w["bottom"] - w["top"])
    shared = min(word["bottom"], tallest["bottom"]) - max(word["top"], tallest["top"])
    return bool(
        shared > 0.5 * min(word["bottom"] - word["top"], tallest["bottom"] - tallest["top"])
    )


def _line(words: list[dict[str, Any]]) -> dict[str, Any]:
    words = sorted(words, key=lambda w: w["x0"])
    size = max(w["size"] for w in words)
    floor = max(w["bottom"] for w in words)
    pieces: list[tuple[str, float, float, bool]] = []
    for word in words:
        raised = word["size"] < 0.8 * size and word["bottom"] < floor - 0.15 * size
        pieces.append((word["text"], word["x0"], word["x1"], raised))
    return {
        "pieces": pieces,
        "top": min(w["top"] for w in words),
        "bottom": floor,
        "left": words[0]["x0"],
        "right": max(w["x1"] for w in words),
        "size": size,
    }


def _limit(memory: int) -> None:
    with suppress(ImportError):  # Windows has no such limit
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
