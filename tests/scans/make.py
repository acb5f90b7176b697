"""Writes the forged scans to a folder, each with what is printed on it: `make.py DIR [NAME]`.

NAME.json beside the file has the text of each page, and how the page was made. With a second
word only scans whose name has it are made.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from forge import forged, recipes

folder = Path(sys.argv[1])
only = sys.argv[2] if len(sys.argv) > 2 else ""
folder.mkdir(parents=True, exist_ok=True)
for recipe in recipes():
    if only in recipe.name:
        scan = forged(recipe)
        told = asdict(scan)
        del told["data"]
        (folder / f"{scan.name}.{scan.suffix}").write_bytes(scan.data)
        side = folder / f"{scan.name}.json"
        side.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
