"""A scan as the reports page meets it: read page by page by a stand-in that looks at no picture."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from io import BytesIO

import pytest
import streamlit as st
from PIL import Image
from report_page import HEAD
from streamlit.testing.v1 import AppTest
from test_page_opens import unbroken, visit

from kpi.catalogue import Catalogue
from kpi.errors import UnreadableError
from kpi.ingest import door
from kpi.ingest.documents import pasted
from kpi.ingest.reports import read_report
from kpi.ingest.reports.reading import reading_of
from kpi.model import Problem
from kpi.model.figures import Locator
from kpi.model.scans import PageFault, ScannedPage, Seen, Sighting
from kpi.ui.intake.visit import current

A4 = 595.0, 842.0


def picture(grey: int = 250) -> bytes:
    """A bare page as a picture."""
    target = BytesIO()
    Image.new("L", (413, 585), grey).save(target, "JPEG")
    return target.getvalue()


def page(number: int, fault: PageFault = "") -> ScannedPage:
    return ScannedPage(number, *A4, 200, picture=picture(), fault=fault)


class Reader:
    """Reads pages, one paragraph each; a scan of theirs is broken off where a test says so.

    Attributes:
        texts: of the pages, each a paragraph.
        second: what the second look read, by what the first did; the same where it is silent.
        stop_after: so many pages are read when something is pressed; 0 for all of them.
        stops: whether it is the button that stops the reading.
        lying: the pages that lie upside down.
        before: for every reading the numbers of the pages that were handed to it.
    """

    def __init__(self, *texts: str, head: str = HEAD) -> None:
        self.texts = [head + texts[0], *texts[1:]]
        self.second: Mapping[str, str] = {}
        self.stop_after = 0
        self.stops = True
        self.lying: frozenset[int] = frozenset()
        self.before: list[list[int]] = []

    def read(
        self,
        data: bytes,
        name: str,
        catalogue: Catalogue,
        *,
        scanned: door.Scanned,
        before: Iterable[ScannedPage],
        turned: frozenset[int],
        **_: object,
    ) -> door.Read:
        known = {p.number: p for p in before if not (p.fault and p.number in turned)}
        self.before.append(sorted(known))
        scanned(len(known), len(self.texts), None)
        for number in range(1, len(self.texts) + 1):
            if number in known:
                continue
            lies = number in self.lying and number not in turned
            known[number] = page(number, "upside_down" if lies else "")
            scanned(len(known), len(self.texts), known[number])
            if self.stop_after and len(known) >= self.stop_after:
                self.stop_after = 0
                (scan,) = current().scans.values()
                if self.stops:
                    scan.stop()
                st.rerun()
        return self._found(known, catalogue)

    def _found(self, pages: Mapping[int, ScannedPage], catalogue: Catalogue) -> door.Read:
        read = [n for n in sorted(pages) if not pages[n].fault]
        lying = ", ".join(str(n) for n in sorted(pages) if pages[n].fault)
        if not read:
            raise UnreadableError("Trang nằm ngược.", "Xoay trang lại.")
        document = pasted("\n".join(self.texts[n - 1] for n in read), catalogue)
        sightings, start = [], 0
        for number in read:
            end = document.text.index(self.texts[number - 1], start) + len(self.texts[number - 1])
            sightings += self._sightings(document.text, start, end, number)
            start = end
        problem = Problem(
            "pages-upside_down", "warning", Locator("text"), lying, "Nằm ngược.", "Xoay."
        )
        document = replace(
            document,
            kind="picture",
            sightings=tuple(sightings),
            pictured=tuple(sightings),
            problems=(*document.problems, *([problem] if lying else [])),
        )
        report = read_report(document, catalogue)
        scanned = tuple(pages[n] for n in sorted(pages))
        return door.Read(reading_of(report, catalogue), report, scanned=scanned)

    def _sightings(self, text: str, start: int, end: int, number: int) -> list[Sighting]:
        found = []
        for token in re.finditer(r"\d[\d.,]*\d|\d", text[start:end]):
            first = token[0]
            box = 100.0, 50.0 + len(found) * 20, 140.0, 62.0 + len(found) * 20
            seen = Seen(number, box, first, self.second.get(first, first), 0.95)
            found.append(Sighting(start + token.start(), start + token.end(), seen))
        return found


def drop_scan(
    monkeypatch: pytest.MonkeyPatch, reader: Reader, name: str = "quet.jpg", *, fails: bool = False
) -> AppTest:
    """The page after a scan was dropped that gives what the stand-in reads."""
    monkeypatch.setattr(door, "read", reader.read)
    at = visit("reports")
    at.file_uploader[0].set_value([(name, picture(), "image/jpeg")])
    at.run()
    return at if fails else unbroken(at)


def drawn(at: AppTest) -> str:
    """The HTML that stands on the page."""
    return "\n".join(e.proto.body for e in at.get("html"))
