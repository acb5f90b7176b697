"""Mutated documents: each ends in a Document or a plain refusal, in time and memory.

`python tests/ingest/fuzz_documents.py 2000` runs that many; the test-suite runs a few hundred.
"""

import io
import random
import resource
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from builders_documents import docx, odt, paragraph, pdf, read, table
from fuzz import MOST_MEMORY, SLOWEST, changed

from kpi.errors import UnreadableError
from kpi.model import Document

# A PDF takes ten times as long as the others.
PDF_SHARE = 0.15
_TOKENS = (
    *(b"\0", b"\xff", b"\xcc\xa3", b"<", b">", b"&#x0;", b"&a;", b"<table>", b"</p>", b"<w:tbl>"),
    *(b"</w:p>", b"<w:del>", b'w:val="', b"<!--", b"<![CDATA[", b" | ", b"\t", b"\n", b"\xc2\xa0"),
    *("năm 2022".encode(), "tỉnh Hà Giang".encode(), b"12/07/2023", b"\xe2\x80\xa8", b"9" * 300),
    *(b"/Kids [2 0 R]", b"/Count 999999", b"/Length 9", b"endstream", b"1e400 Td", b"q " * 200),
)
_LINE = "Sáng 13/7/2023, Sở Thông tin và Truyền thông tỉnh Lai Châu sơ kết 6 tháng đầu năm 2023."
_TEXT = f"Tin tức\n{_LINE}\n14/07/2023 09:30 Lượt xem: 12\n{_LINE * 3}\nA\t1\nB\t2\nTin khác\nHết\n"
_PAGE = (
    f"<!doctype html><html><head><title>{_LINE}</title></head><body><h1>{_LINE}</h1><p>{_LINE}"
    f"<table><tr><td>1<td>2<tr><td colspan=2>3</table><div class=menu>{_LINE}</div><p>{_LINE}"
)
_WORD = docx(paragraph(_LINE, style="H1"), paragraph(_LINE * 3), table([["A", "1"], ["B", "2"]]))
_OPEN = odt(
    f'<text:h text:outline-level="1">{_LINE}</text:h><text:p>{_LINE * 3}</text:p>',
    "<text:list><text:list-item><text:p>A<text:s/>1</text:p></text:list-item></text:list>",
    "<table:table><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell>"
    "<table:covered-table-cell/></table:table-row></table:table>",
)
_PDF = pdf([(72, 700, _LINE), (72, 680, _LINE)], [(72, 700, _LINE), (290, 30, "2")])


def mutated(seed: int) -> tuple[str, bytes]:
    """A document with a few bytes changed, cut, repeated or put in."""
    chance = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    if chance.random() < PDF_SHARE:
        return "a.pdf", _mutated(chance, _PDF)
    name, data = chance.choice((("a.txt", _TEXT.encode()), ("a.html", _PAGE.encode())))
    if chance.random() < 0.4:
        ending, whole, part = chance.choice((("docx", _WORD, "word/"), ("odt", _OPEN, "content")))
        return f"a.{ending}", _mutated_parts(chance, whole, part)
    return name, _mutated(chance, data)


def _mutated(chance: random.Random, data: bytes) -> bytes:
    for _ in range(chance.randint(1, 8)):
        data = changed(chance, data, _TOKENS)
    return data


def _mutated_parts(chance: random.Random, whole: bytes, start: str) -> bytes:
    """Mostly the XML within: a change to the packed bytes is refused before it is read."""
    if chance.random() < 0.2:
        return _mutated(chance, whole)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, _mutated(chance, data) if part.startswith(start) else data)
    return stream.getvalue()


def failures(seeds: range) -> Iterator[str]:
    """What went wrong, one line a mutation; a traceback is the caller's to see."""
    for seed in seeds:
        name, data = mutated(seed)
        start = time.monotonic()
        try:
            yield from (f"{seed} {name}: {fault}" for fault in _faults(read(data, name)))
        except UnreadableError as refusal:
            if not refusal.message or not refusal.hint:
                yield f"{seed} {name}: a refusal without a word"
        except Exception as error:  # noqa: BLE001 -- the very thing that is looked for
            yield f"{seed} {name}: {type(error).__name__}: {error}"
        if (taken := time.monotonic() - start) > SLOWEST:
            yield f"{seed} {name}: {taken:.1f} s"


def _faults(found: Document) -> Iterator[str]:
    """Spans that do not hold what they say."""
    for told in (found.title, found.publisher, found.published_on, found.area, found.period):
        if told.start is not None and found.text[told.start : told.end] != told.as_written:
            yield f"words that do not stand there: {told}"
    for start, end in (*found.headings, *found.tables):
        if not found.text[start:end].strip() or "\n" in found.text[start:end]:
            yield f"a span that is no line: {start}-{end}"


def main() -> int:
    """Run as many mutations as asked for; exit code 1 when any went wrong."""
    count = int(sys.argv[1])
    start = time.monotonic()
    wrong = list(failures(range(count)))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    sys.stdout.write("\n".join([*wrong[:50], ""]))
    sys.stdout.write(
        f"{count} files, {len(wrong)} failures, {time.monotonic() - start:.0f} s, "
        f"{memory / 2**20:.0f} MB\n"
    )
    return 1 if wrong or memory > MOST_MEMORY else 0


if __name__ == "__main__":
    sys.exit(main())
