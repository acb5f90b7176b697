"""A written report, from its text or its Word file to proposed figures.

A report of 5 kB once the rules are compiled, and a Word file of a hundred pages. The floor is
what any reading must do at least, in the same run: cut the same text into words and find its
numbers; and for the Word file, unpack it and parse its XML.
"""

import io
import re
import resource
import statistics
import time
import zipfile
from collections.abc import Callable
from html import escape

from lxml import etree

from kpi import settings
from kpi.catalogue import Catalogue, load_catalogue
from kpi.ingest.documents import pasted, read_document
from kpi.ingest.reports import ReportReader
from kpi.model import Document

REPEATS = 15
# Sections of a report of 5 kB, and of a hundred printed pages.
SHORT, LONG = 7, 364
LINES_A_PAGE = 40
MOST_MS, MOST_SECONDS = 60, 5
_HEAD = (
    "UBND TỈNH BẮC GIANG\nSỞ THÔNG TIN VÀ TRUYỀN THÔNG\n\nBắc Giang, ngày 12 tháng 01 năm 2023\n\n"
    "BÁO CÁO\nKết quả công tác năm 2022, nhiệm vụ năm 2023\n\n"
)
_SECTION = (
    "{n}. Kết quả đợt {n}\n"
    "Sở đã tham mưu ban hành 2 nghị quyết, 5 quyết định và Kế hoạch số 15/KH-UBND ngày 09/02/2022; "
    "tổ chức 12 hội nghị với 2.450 đại biểu tham dự.\n"
    "Toàn tỉnh có {a} trạm BTS, trong đó {b} trạm 4G và 38 trạm 5G; tăng 252 trạm so với năm 2021. "
    "Doanh thu viễn thông ước đạt 2.{n:03},5 tỷ đồng, bằng 98,5% kế hoạch năm.\n"
    "- Tỷ lệ hồ sơ trực tuyến đạt 67,{n}%; huyện Lục Nam đạt 71,2%, huyện Sơn Động đạt 22,4%.\n"
    "- Có 2.104 tổ công nghệ số cộng đồng với 11.{n:03} thành viên (cùng kỳ năm trước: 1.902 tổ).\n"
    "Phấn đấu đến năm 2025, tỷ lệ hộ gia đình có cáp quang đạt {c}%.\n\n"
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def main() -> None:
    """Read both again and again, and print times, ratios and the peak of memory."""
    catalogue = load_catalogue(settings.CONFIG)
    start = time.perf_counter()
    reader = ReportReader(catalogue)
    print(f"rules of the catalogue compiled, once: {_ms(start):5.0f} ms")
    short_report(reader, catalogue)
    long_document(reader, catalogue)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory: {peak:.0f} MB")


def short_report(reader: ReportReader, catalogue: Catalogue) -> None:
    """Text → document → figures, the document included: that is what a paste costs."""
    text = written(SHORT)
    document = pasted(text, catalogue)
    found = reader.read(document)
    both = _median(lambda: reader.read(pasted(text, catalogue)))
    alone = _median(lambda: reader.read(document))
    floor = _median(lambda: (text.split(), _NUMBER.findall(text)))
    print(
        f"report of {len(text.encode()) / 1000:.1f} kB, {len(found.mentions)} numbers, "
        f"{len(found.proposals)} proposed: {both:5.1f} ms (of it figures {alone:.1f} ms); "
        f"floor, its words and numbers {floor:.2f} ms; ratio {both / floor:.0f}"
        f"{_over(both, MOST_MS)}"
    )


def long_document(reader: ReportReader, catalogue: Catalogue) -> None:
    """A Word file of a hundred pages, once: bytes → document → figures."""
    data = word(written(LONG))
    start = time.perf_counter()
    document = read_document(data, "bao-cao.docx", catalogue)
    opened = _ms(start) / 1000
    found = reader.read(document)
    whole = _ms(start) / 1000
    floor = _median(lambda: _parsed(data)) / 1000
    print(
        f"Word file of {pages(document)} pages, {len(found.mentions)} numbers, "
        f"{len(found.proposals)} proposed: {whole:4.2f} s (of it the document {opened:.2f} s); "
        f"floor, unpack and parse {floor:.3f} s; ratio {whole / floor:.0f}"
        f"{_over(whole, MOST_SECONDS)}"
    )


def written(sections: int) -> str:
    """A report in numbered sections, no two alike."""
    numbered = range(1, sections + 1)
    parts = (_SECTION.format(n=n, a=1700 + n, b=1600 + n, c=80 + n % 20) for n in numbered)
    return _HEAD + "".join(parts)


def word(text: str) -> bytes:
    """The lines of a text as paragraphs of a Word file."""
    body = "".join(f"<w:p><w:r><w:t>{escape(t)}</w:t></w:r></w:p>" for t in text.split("\n") if t)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>',
        )
    return stream.getvalue()


def pages(document: Document) -> int:
    """Printed pages of 40 lines of 80 characters."""
    lines = sum(1 + len(line) // 80 for line in document.text.split("\n"))
    return round(lines / LINES_A_PAGE)


def _parsed(data: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return etree.fromstring(parts.read("word/document.xml"))


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(_ms(start))
    return statistics.median(times)


def _ms(start: float) -> float:
    return (time.perf_counter() - start) * 1000


def _over(taken: float, most: float) -> str:
    return "" if taken <= most else f"  OVER the {most} it may take"


if __name__ == "__main__":
    main()
