"""Reads the forged scans and prints what became of their numbers and figures: `score.py [EVERY]`.

With a number only every so-manieth scan is read. A folder in its place is one that make.py or
somebody else wrote: NAME.json with "pages" beside each file.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from forge import forged, recipes
from scan_judge import Score, score

from kpi import settings
from kpi.catalogue import load_catalogue
from kpi.errors import UnreadableError

Told = tuple[str, str, int, bytes, list[str], str]


def _forged(every: int) -> Iterator[Told]:
    for recipe in recipes()[::every]:
        scan = forged(recipe)
        name = f"{scan.name}.{scan.suffix}"
        yield name, f"{scan.kind} {scan.wear}", scan.dpi, scan.data, [*scan.pages], scan.source


def _of_folder(folder: Path) -> Iterator[Told]:
    for side in sorted(folder.glob("*.json")):
        told = json.loads(side.read_text(encoding="utf-8"))
        file = next(f for f in folder.glob(f"{side.stem}.*") if f.suffix != ".json")
        pages = [p if isinstance(p, str) else p["text"] for p in told["pages"]]
        yield file.name, told["kind"], told["dpi"], file.read_bytes(), pages, "\n".join(pages)


def main(what: str) -> None:
    catalogue = load_catalogue(settings.CONFIG)
    scores: dict[str, Score] = defaultdict(Score)
    told = _forged(int(what)) if what.isdigit() else _of_folder(Path(what))
    for name, kind, dpi, data, pages, source in told:
        try:
            one = score(data, name, pages, source, catalogue)
        except UnreadableError as error:
            one = Score(faults=[f"{name}: {error.message}"])
        fine = ">= 200" if dpi >= 200 else "< 200"
        for group in (f"{kind.split()[0]} {fine}", f"all {fine}", "all"):
            scores[group].add(one)
        sys.stdout.write(f"{name:55} {kind:20} {dpi} {one}" + "\n")
        for fault in one.faults:
            sys.stdout.write(f"      {fault}" + "\n")
    for group in sorted(scores):
        sys.stdout.write(f"{group:20} {scores[group]}" + "\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "1")
