"""A scanned report of twenty pages, from its PDF to proposed figures, and what memory it takes.

The floor is Tesseract alone on pictures of the same pages as they are, two at once: what any
reading of a scan must do at least. It neither straightens nor cleans, looks at no number twice and
reads no table.
"""

import io
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image

from kpi import settings
from kpi.catalogue import load_catalogue
from kpi.ingest import door
from kpi.ingest.scans.engine import PROGRAM, is_installed

sys.path.insert(0, str(settings.ROOT / "tests" / "scans"))

from fonts import FONTS
from forge import recipes
from paper import Style, set_pages
from ways import WAYS

PAGES, DPI = 20, 200
MOST_SECONDS_A_PAGE, MOST_MEMORY = 5.0, 600
_WEAR = ("noisy", "skewed", "sealed", "uneven")


def main() -> None:
    """Read the scan once, then its pages with Tesseract alone, and print times and the peak."""
    if not is_installed():
        print("no Tesseract: nothing to measure")
        return
    pages = scanned_pages()
    data = as_pdf(pages)
    catalogue = load_catalogue(settings.CONFIG)
    door.prepare()
    with Peak() as peak:
        start = time.perf_counter()
        read = door.read(data, "bao-cao-quet.pdf", catalogue)
        whole = time.perf_counter() - start
    proposals = len(read.report.proposals) if read.report else 0
    floor = alone(pages)
    each = whole / len(pages)
    print(
        f"scan of {len(pages)} pages, {proposals} proposed: {each:.2f} s a page; floor, Tesseract "
        f"alone {floor / len(pages):.2f} s; ratio {whole / floor:.1f}"
        f"{' OVER' if each > MOST_SECONDS_A_PAGE else ''}"
    )
    print(
        f"peak memory of its processes: {peak.mb:.0f} MB{' OVER' if peak.mb > MOST_MEMORY else ''}"
    )


def scanned_pages() -> list[Image.Image]:
    """Pages of the forge, worn in turn."""
    found: list[Image.Image] = []
    chance = np.random.default_rng(7)
    for n, recipe in enumerate(recipes()):
        for page in set_pages(recipe.source, Style(typeface=FONTS[n % len(FONTS)], dpi=DPI)):
            wear = WAYS[_WEAR[len(found) % len(_WEAR)]]
            found.append(wear(page.image, DPI, chance))
            if len(found) == PAGES:
                return found
    return found


def as_pdf(pages: list[Image.Image]) -> bytes:
    """The pictures as a PDF."""
    target = io.BytesIO()
    first, *rest = (page.convert("RGB") for page in pages)
    first.save(target, "PDF", resolution=DPI, save_all=True, append_images=rest, quality=85)
    return target.getvalue()


def alone(pages: list[Image.Image]) -> float:
    """Seconds that Tesseract takes for the pages as they are, two at once."""

    def one(page: Image.Image) -> None:
        target = io.BytesIO()
        page.convert("L").save(target, "PPM")
        subprocess.run(  # noqa: S603 - a program of this machine and constants
            [PROGRAM, "stdin", "stdout", "-l", "vie", "--dpi", str(DPI), "hocr"],
            input=target.getvalue(), capture_output=True, check=True,
            env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"},
        )  # fmt: skip

    start = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, pages))
    return time.perf_counter() - start


class Peak:
    """The most memory that a process begun by this one held, and all of them at once, in MB."""

    mb = together = 0.0

    def __enter__(self) -> "Peak":
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(0.05):
            held = [_held(pid) for pid in _children(str(os.getpid()))]
            self.mb = max(self.mb, *held, 0.0)
            self.together = max(self.together, sum(held))


def _children(pid: str) -> list[str]:
    try:
        own = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    tasks = Path(f"/proc/{pid}/task")
    for task in tasks.iterdir() if tasks.exists() else ():
        try:
            own += (task / "children").read_text(encoding="ascii").split()
        except OSError:
            continue
    every = dict.fromkeys(own)
    return [*every, *(c for child in every for c in _children(child))]


def _held(pid: str) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


if __name__ == "__main__":
    main()
