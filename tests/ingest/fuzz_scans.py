"""Damaged scans: each ends in a Read or a plain refusal, in time, and leaves nothing behind.

`python tests/ingest/fuzz_scans.py 300` reads that many through the worker processes; the
test-suite reads a few dozen. A file that ends its process is refused like any other, and counted.
"""

import io
import os
import random
import struct
import sys
import tempfile
import time
import uuid
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
from builders_ingest import shipped
from builders_scans import REPORT, bound, file_of, in_strips, printed, with_letters
from fuzz import changed
from PIL import Image

from kpi.errors import UnreadableError
from kpi.ingest import door
from kpi.ingest.workers import workers

SECONDS_A_PAGE = 30.0
_SECONDS_TO_END = 3.0
_PROCESSES = Path("/proc")
_BUG, _CRASH = "chương trình gặp lỗi", "tệp hỏng hoặc quá nặng"
_WORDS = (b"/Length 9", b"endstream", b"/Width 99999", b"/Rotate 45", b"\xff\xd9", b"\0" * 64,
          b"\xff" * 64, b"IDAT", b"IEND", b"/Filter /JPXDecode", b"1e40", b"-1")  # fmt: skip

Input = tuple[str, str, bytes]
"""What it is, the name of a file, its bytes."""
Chance = random.Random


@cache
def _page() -> Image.Image:
    """A few words on a sheet just large enough to be taken for one."""
    image = Image.new("L", (1240, 540), 250)
    image.paste(printed(*REPORT[1:3], dpi=150), (0, 0))
    return image


@cache
def _scans() -> tuple[Input, ...]:
    """Whole scans, of which others are made by damage."""
    page, bare = _page(), _page().convert("1")
    pages = (page, page.rotate(180), bare)
    stamp = [(200.0, 40.0, "Ky boi: SO TT&TT")]
    return (
        ("a scan", "quet.pdf", file_of(page, dpi=150)),
        ("a scan of black and white", "quet.pdf", file_of(bare, dpi=150)),
        ("a scan of three pages", "quet.pdf", file_of(*pages, dpi=150)),
        ("a scan in strips", "quet.pdf", in_strips(page, 7, 150)),
        ("a signed scan", "quet.pdf", with_letters(file_of(page, dpi=150), stamp, seen=True)),
        ("a picture", "anh.png", file_of(page, suffix="png", dpi=150)),
        ("a photograph", "anh.jpg", file_of(page, suffix="jpg", dpi=150)),
        ("pictures", "anh.tif", file_of(page, page.rotate(180), suffix="tif", dpi=150)),
        ("a fax", "fax.tif", _saved(bare, "TIFF", compression="group4", dpi=(204, 196))),
    )


def _saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **how)
    return stream.getvalue()


def _damaged(chance: Chance) -> Input:
    """A scan with bytes changed, cut off, or taken from another."""
    what, name, data = chance.choice(_scans())
    way = chance.choice(("changed", "flipped", "cut", "spliced", "repeated"))
    if way == "changed":
        for _ in range(chance.randint(1, 8)):
            data = changed(chance, data, _WORDS)
    elif way == "flipped":
        bits = bytearray(data)
        for _ in range(chance.choice((1, 4, 64, 1000))):
            bits[chance.randrange(len(bits))] ^= 1 << chance.randrange(8)
        data = bytes(bits)
    elif way == "cut":
        data = data[: chance.randrange(8, len(data))]
    elif way == "spliced":
        _, _, other = chance.choice(_scans())
        at = chance.randrange(len(data))
        data = data[:at] + other[chance.randrange(len(other)) :]
    else:
        data = data * chance.randint(2, 4)
    return f"{what}, {way}", name, data


def _shaped(chance: Chance) -> Input:
    """Pictures of sizes that no page has."""
    size = chance.choice(((1, 1), (1, 20_000), (20_000, 1), (2, 3), (5, 5), (700, 90), (90, 700),
                          (30_000, 40), (8_000, 8_000), (12_000, 16_000)))  # fmt: skip
    shade = chance.choice((0, 255))
    mode = "1" if size[0] * size[1] > 10**7 else chance.choice(("1", "L", "RGB"))
    image = Image.new(mode, size, shade if mode != "RGB" else (shade,) * 3)
    kind = chance.choice(("PNG", "TIFF", "PDF"))
    suffix = {"PNG": "png", "TIFF": "tif", "PDF": "pdf"}[kind]
    how = {} if kind == "PDF" else {"dpi": chance.choice(((1, 1), (150, 150), (9999, 9999)))}
    return f"{size} {mode}", f"anh.{suffix}", _saved(image, kind, **how)


def _patterned(chance: Chance) -> Input:
    """Pages of nothing that can be read."""
    grain = np.random.default_rng(chance.randrange(2**32))
    height, width = chance.choice(((1500, 1240), (600, 900), (300, 1240)))
    y, x = np.mgrid[0:height, 0:width]
    what, values = chance.choice((
        ("black", np.zeros((height, width))),
        ("noise", grain.integers(0, 256, (height, width))),
        ("coarse noise", grain.integers(0, 2, (height // 10, width // 10)).repeat(10, 0) * 255),
        ("dots", (np.hypot(y % 8 - 4, x % 8 - 4) > 2) * 255),
        ("lines", (y % 12 > 2) * 255),
        ("a lattice", ((y % 40 > 1) & (x % 40 > 1)) * 255),
        ("bars", np.tile(grain.integers(0, 2, width // 4).repeat(4) * 255, (height, 1))),
        ("a slope", x * 255 / width),
        ("specks", (grain.random((height, width)) > 0.02) * 255),
    ))  # fmt: skip
    image = Image.fromarray(values.astype(np.uint8))
    if chance.random() < 0.5:
        return what, "anh.png", _saved(image, "PNG", dpi=(150, 150))
    return what, "quet.pdf", file_of(image, dpi=150)


_MODES = ("1", "L", "P", "LA", "RGBA", "CMYK", "YCbCr", "LAB", "I", "F", "I;16", "HSV", "RGBX")


def _odd_mode(chance: Chance) -> Input:
    """A page in any mode, with colours, turns and resolutions that make no sense."""
    mode = chance.choice(_MODES)
    kind = chance.choice(("TIFF", "PNG", "JPEG"))
    exif = Image.Exif()
    exif[0x0112] = chance.choice((0, 1, 3, 6, 8, 99))
    how: dict[str, Any] = {"exif": exif.tobytes() + b"\0" * chance.choice((0, 7))}
    how["dpi"] = chance.choice(((0, 0), (150, 150), (150, 10), (1, 65_535)))
    if chance.random() < 0.3:
        how["icc_profile"] = b"\xff" * 400
    if chance.random() < 0.2 and mode in ("P", "L", "1"):
        how["transparency"] = 0
    data = b""
    with suppress(OSError, ValueError, KeyError, TypeError):
        small = _page().convert("L" if mode in ("I;16",) else "RGB").resize((700, 300))
        data = _saved(small.convert(mode), kind, **how)
    if not data:
        data = _saved(_page().resize((700, 300)), kind)
    return f"{mode} {kind}", f"anh.{kind.lower()}", data


def _framed(chance: Chance) -> Input:
    """Several pictures in a file that should have one, of sizes that differ."""
    sizes = [(chance.randint(1, 900), chance.randint(1, 900)) for _ in range(chance.randint(2, 9))]
    first, *others = (Image.new("RGB", size, "white") for size in sizes)
    kind, suffix = chance.choice((("PNG", "png"), ("TIFF", "tif"), ("GIF", "png"), ("MPO", "jpg")))
    if kind == "PNG":
        others = [Image.new("RGB", first.size, (n * 20, 0, 0)) for n in range(4)]
    return f"{len(sizes)} frames {kind}", f"anh.{suffix}", _saved(
        first, kind, save_all=True, append_images=others
    )  # fmt: skip


def _declared(chance: Chance) -> Input:
    """A picture that says it is larger, smaller or nothing at all."""
    size = chance.choice(((0, 0), (0, 900), (900, 0), (2**31 - 1, 2**31 - 1), (60_000, 60_000),
                          (65_535, 65_535), (7_000, 7_000), (1240, 60_000)))  # fmt: skip
    kind = chance.choice(("png", "jpg", "tif"))
    _, name, data = next(one for one in _scans() if one[1] == f"anh.{kind}")
    patched = {"png": _png_of_size, "jpg": _jpeg_of_size, "tif": _tiff_of_size}[kind]
    return f"declared {size}", name, patched(data, *size)


def _png_of_size(data: bytes, width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">II", width, height) + data[24:29]
    return data[:12] + head + struct.pack(">I", zlib.crc32(head)) + data[33:]


def _jpeg_of_size(data: bytes, width: int, height: int) -> bytes:
    at = max(data.find(b"\xff\xc0"), data.find(b"\xff\xc2"))
    told = struct.pack(">HH", height & 0xFFFF, width & 0xFFFF)
    return data[: at + 5] + told + data[at + 9 :]


def _tiff_of_size(data: bytes, width: int, height: int) -> bytes:
    """The first entries of the first directory are the width and the height."""
    at = struct.unpack("<I", data[4:8])[0] + 2
    entries = struct.pack("<HHII", 256, 4, 1, width) + struct.pack("<HHII", 257, 4, 1, height)
    return data[:at] + entries + data[at + 24 :]


_FILTERS = (
    *(b"/JPXDecode", b"/JBIG2Decode", b"/CCITTFaxDecode", b"/DCTDecode", b"/FlateDecode"),
    *(b"/LZWDecode", b"/RunLengthDecode", b"[/ASCIIHexDecode /DCTDecode]", b"/Crypt"),
)


def _garbage_in_pdf(chance: Chance) -> Input:
    """A page of a PDF whose picture is packed in any way and says anything of itself."""
    packing = chance.choice(_FILTERS)
    starts = {
        b"/JPXDecode": b"\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 ",
        b"/DCTDecode": b"\xff\xd8\xff\xe0",
    }
    stream = starts.get(packing, b"") + chance.randbytes(chance.choice((0, 9, 900, 90_000)))
    if packing == b"/FlateDecode" and chance.random() < 0.7:
        stream = zlib.compress(stream * chance.choice((1, 40)))
    if packing == b"/DCTDecode" and chance.random() < 0.5:
        stream = changed(chance, _scans()[6][2], _WORDS)
    width, height = chance.choice(((0, 0), (1, 1), (1240, 1754), (99_999, 99_999), (-5, 7)))
    told = {
        b"/BitsPerComponent": b"%d" % chance.choice((0, 1, 8, 16, 77)),
        b"/ColorSpace": chance.choice((b"/DeviceGray", b"/DeviceRGB", b"/DeviceCMYK", b"/Own",
                                       b"[/Indexed /DeviceRGB 999 (a)]", b"[/ICCBased 4 0 R]")),
        b"/DecodeParms": chance.choice((b"<< /K -1 /Columns 99999 >>", b"<< >>", b"null",
                                        b"<< /JBIG2Globals 4 0 R >>", b"<< /Predictor 15 >>")),
    }  # fmt: skip
    keys = b" ".join(key + b" " + value for key, value in told.items())
    picture = b"/Width %d /Height %d /Filter %s %s" % (width, height, packing, keys)
    return f"{packing.decode()} {width}x{height}", "quet.pdf", _pdf(chance, picture, stream)


def _pdf(chance: Chance, picture: bytes, stream: bytes) -> bytes:
    """A page that shows one picture, some size of page, some way of placing it."""
    box = chance.choice((b"0 0 595 842", b"0 0 595 842", b"0 0 0 0", b"0 0 14400 14400",
                         b"0 0 1e7 1e7", b"-9 -9 -3 -3", b"0 0 1 9000"))  # fmt: skip
    placed = chance.choice((b"595 0 0 842 0 0", b"0 842 -595 0 595 0", b"1e-9 0 0 1e-9 0 0",
                            b"1e9 0 0 1e9 0 0", b"0 0 0 0 0 0"))  # fmt: skip
    drawing = b"q %s cm /P Do Q " % placed * chance.choice((1, 1, 1, 500))
    turned = chance.choice((b"", b"", b"/Rotate 90", b"/Rotate 45", b"/UserUnit 75"))
    return b"".join((
        b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n",
        b"2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n",
        b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [%s] %s /Contents 5 0 R " % (box, turned),
        b"/Resources << /XObject << /P 4 0 R >> >> >> endobj\n",
        b"4 0 obj << /Type /XObject /Subtype /Image %s /Length %d >>\nstream\n"
        % (picture, len(stream)),
        stream,
        b"\nendstream endobj\n5 0 obj << /Length %d >>\nstream\n" % len(drawing),
        drawing,
        b"\nendstream endobj\ntrailer << /Root 1 0 R >>\n%%EOF",
    ))  # fmt: skip


def _mixed(chance: Chance) -> Input:
    """A good scan bound together with a page of garbage."""
    _, _, bad = _garbage_in_pdf(chance)
    with suppress(Exception):
        return "a scan and garbage", "quet.pdf", bound(_scans()[0][2], bad)
    return "garbage", "quet.pdf", bad


MAKERS: tuple[Callable[[Chance], Input], ...] = (
    _damaged, _damaged, _damaged, _shaped, _patterned, _odd_mode, _framed, _declared,
    _garbage_in_pdf, _garbage_in_pdf, _mixed,
)  # fmt: skip


def mutated(seed: int) -> Input:
    """A scan that is damaged in some way."""
    chance = Chance(seed)
    return chance.choice(MAKERS)(chance)


def failures(seeds: Iterable[int], crashes: list[str] | None = None) -> Iterator[str]:
    """What went wrong, one line a file; `crashes` takes those that ended their process."""
    with _watched() as left:
        for seed in seeds:
            what, name, data = mutated(seed)
            told = f"{seed} {what} ({name})"
            start, pages = time.monotonic(), 3
            try:
                pages = max(len(door.read(data, name, shipped()).scanned), 1)
            except UnreadableError as refusal:
                yield from (f"{told}: {fault}" for fault in _faults_of(refusal))
                if _CRASH in refusal.message and crashes is not None:
                    crashes.append(told)
            except Exception as error:  # noqa: BLE001 -- the very thing that is looked for
                yield f"{told}: {type(error).__name__}: {error}"
            if (taken := time.monotonic() - start) > SECONDS_A_PAGE * pages:
                yield f"{told}: {taken:.1f} s"
            yield from (f"{told}: left {one}" for one in left())


def _faults_of(refusal: UnreadableError) -> Iterator[str]:
    if not refusal.message or not refusal.hint or refusal.message.isascii():
        yield f"a refusal without a word: {refusal}"
    if _BUG in refusal.message:
        yield refusal.message


@contextmanager
def _watched() -> Iterator[Callable[[], list[str]]]:
    """New processes with a mark and a temporary folder of their own; gives what they left."""
    mark = uuid.uuid4().hex
    before = os.environ.get("TMPDIR")
    workers.close()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"KPI_FUZZ": mark, "TMPDIR": folder}
        try:
            yield lambda: [*_files(Path(folder)), *_processes(mark)]
        finally:
            workers.close()
            del os.environ["KPI_FUZZ"], os.environ["TMPDIR"]
            if before is not None:
                os.environ["TMPDIR"] = before


def _files(folder: Path) -> list[str]:
    return [str(path) for path in folder.rglob("*")]


def _processes(mark: str) -> list[str]:
    """The processes that were started since and still run, but for those that wait for a file."""
    end = time.monotonic() + _SECONDS_TO_END
    while (found := _running(mark)) and time.monotonic() < end:
        time.sleep(0.1)
    return found


def _running(mark: str) -> list[str]:
    waiting = {worker._process.pid for worker in workers._idle} | {os.getpid()}
    found = []
    for path in _PROCESSES.glob("[0-9]*"):
        with suppress(OSError):
            if int(path.name) not in waiting and mark.encode() in (path / "environ").read_bytes():
                found.append((path / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found


def main() -> int:
    """Read as many as asked for; exit code 1 when any went wrong."""
    count, crashes = int(sys.argv[1]), list[str]()
    start = time.monotonic()
    wrong = list(failures(range(count), crashes))
    sys.stdout.write("\n".join([*wrong[:50], ""]))
    sys.stdout.write("".join(f"ended its process: {one}\n" for one in crashes[:50]))
    sys.stdout.write(
        f"{count} files, {len(wrong)} failures, {len(crashes)} ended their process, "
        f"{time.monotonic() - start:.0f} s\n"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
