"""`python -m kpi …`: everything staff can do, without a browser.

Answers go to standard output, everything else to standard error. Exit code 0: done;
2: could not be done, with one plain sentence why.
"""

import argparse
import csv
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from kpi import settings
from kpi.analysis.answers import area_answer, rank_answer
from kpi.analysis.ranking import rank_areas
from kpi.catalogue import Catalogue, load_catalogue
from kpi.errors import KpiError, StoreError
from kpi.model import OBS_STATUSES, Period, Problem, Unclear
from kpi.periods import read_period
from kpi.publish.files import Loaded, load_files
from kpi.store import Store
from kpi.wording import amount, partial_date_text

# Also the header of an empty answer.
_CSV_COLUMNS = [
    *("rank", "area", "area_name", "value", "qualifier", "obs_status", "period"),
    *("source", "url"),
]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except KpiError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except BrokenPipeError:  # `… | head` closed the pipe: the reader has what it wanted
        sys.stderr.close()
    return 0


def build(options: argparse.Namespace) -> None:
    """Make the store anew from data/figures; the old file is replaced only when all went well."""
    path = settings.store_path(options.store)
    if path.exists():
        Store.open(path).close()  # refuses a file that is in use, foreign or newer
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"Không tạo được thư mục {path.parent}: {error.strerror}.",
            "Chọn chỗ khác bằng --store hoặc KPI_STORE.",
        ) from error
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.building")
    try:
        with Store.open(unfinished) as store:
            _load(
                store,
                sorted((settings.DATA / "figures").glob("*.csv")),
                by="kpi build",
                reason="Số liệu phát hành kèm chương trình",
            )
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
        Path(f"{unfinished}.wal").unlink(missing_ok=True)
    sys.stdout.write(f"Đã dựng kho số liệu {path}\n")


def load(options: argparse.Namespace) -> None:
    """Publish files into the store, each as one batch."""
    with Store.open(settings.store_path(options.store)) as store:
        _load(store, options.files, by=options.by, reason=options.reason)


def rank(options: argparse.Namespace) -> None:
    """Print who leads on one indicator in one period."""
    catalogue = load_catalogue(settings.CONFIG)
    period = _period(options.period)
    with Store.open(settings.store_path(options.store), read_only=True) as store:
        ranking = rank_areas(
            store,
            catalogue,
            options.indicator,
            period,
            scheme=options.scheme,
            status=options.status,
        )
    answer = rank_answer(ranking, catalogue)
    if options.json:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
        return
    rows = [
        {
            "rank": row["rank"],
            "area": row["area"],
            "area_name": row["area_name"],
            "value": row["value"],
            "qualifier": row["qualifier"],
            "obs_status": row["obs_status"],
            "period": row["period"],
            "source": row["source"]["title"],
            "url": row["source"]["url"],
        }
        for row in answer["rows"]
    ]
    if options.csv:
        writer = csv.DictWriter(sys.stdout, fieldnames=_CSV_COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
        return
    indicator = ranking.indicator
    unit = catalogue.units[indicator.unit].name_vi
    sys.stdout.write(
        f"{indicator.name_vi} ({indicator.unit}), {period.key}, {ranking.scheme}: "
        f"{len(ranking.rows)}/{ranking.expected} tỉnh có số liệu\n"
    )
    for row in rows:
        value = amount(indicator, row["value"], unit, "vi", row["qualifier"])
        sys.stdout.write(
            f"{row['rank']:>4}  {row['area_name']:<22} {value:>24}  {row['period']:<10}"
            f"  {row['source']}\n"
        )


def show(options: argparse.Namespace) -> None:
    """Print every figure of one area, each with its source."""
    catalogue = load_catalogue(settings.CONFIG)
    with Store.open(settings.store_path(options.store), read_only=True) as store:
        answer = area_answer(store, catalogue, options.area, options.indicator)
    if options.json:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
        return
    sys.stdout.write(f"{answer['area_name']} ({answer['area']}): {len(answer['rows'])} số liệu\n")
    for row in answer["rows"]:
        indicator = catalogue.indicator(row["indicator"])
        unit = catalogue.units[indicator.unit].name_vi
        value = amount(indicator, row["value"], unit, "vi", row["qualifier"])
        published = partial_date_text(row["source"]["published_on"] or "", "vi")
        sys.stdout.write(
            f"{row['period']:<10}  {row['obs_status']:<8}  {value:>24}  "
            f"{row['indicator_name']} — {row['source']['title']}"
            f"{f' ({published})' if published else ''}\n"
        )


def _load(store: Store, files: Sequence[Path], *, by: str, reason: str) -> None:
    catalogue: Catalogue = load_catalogue(settings.CONFIG)
    for loaded in load_files(store, catalogue, files, by=by, reason=reason):
        _report(loaded)


def _report(loaded: Loaded) -> None:
    batch = f"lô {loaded.batch}" if loaded.batch else "không có gì mới"
    refused = [p for p in loaded.problems if p.severity == "error"]
    sys.stderr.write(
        f"{loaded.file}: {loaded.rows} dòng, {batch}: {loaded.new} mới, {loaded.revised} sửa, "
        f"{loaded.conflicting} khác nguồn khác, {loaded.same} đã có, {len(refused)} từ chối\n"
    )
    for problem in loaded.problems:
        sys.stderr.write(f"  {_line(problem)}\n")


def _line(problem: Problem) -> str:
    kind = {"error": "từ chối", "warning": "lưu ý", "question": "hỏi"}[problem.severity]
    where = f"ô {problem.locator.cell}" if problem.locator.cell else ""
    return f"{kind} {where}: '{problem.as_written}': {problem.message} {problem.advice}"


def _period(written: str) -> Period:
    period = read_period(written)
    if isinstance(period, Unclear):
        raise KpiError(
            f"Không đọc được kỳ '{written}'.",
            "Ghi 2022, 2022-H1, 2022-Q3, 2022-09 hoặc 2022-11-30.",
        )
    return period


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m kpi", description="Số liệu chuyển đổi số các tỉnh, mỗi số kèm nguồn."
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--store", metavar="PATH", help="tệp kho số liệu")
    commands = parser.add_subparsers(required=True, metavar="LỆNH")

    one = commands.add_parser("build", parents=[common], help="dựng kho từ data/figures")
    one.set_defaults(run=build)

    one = commands.add_parser("load", parents=[common], help="nạp tệp số liệu vào kho")
    one.add_argument("files", nargs="+", type=Path, metavar="FILE")
    one.add_argument("--by", default="kpi load", help="người chịu trách nhiệm")
    one.add_argument("--reason", default="", help="lý do")
    one.set_defaults(run=load)

    one = commands.add_parser("rank", parents=[common], help="xếp hạng các tỉnh")
    one.add_argument("--indicator", required=True, metavar="ID")
    one.add_argument("--period", required=True, metavar="P")
    one.add_argument("--scheme", choices=("vn63", "vn34"))
    one.add_argument("--status", choices=OBS_STATUSES, default="actual")
    form = one.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true")
    form.add_argument("--csv", action="store_true")
    one.set_defaults(run=rank)

    one = commands.add_parser("show", parents=[common], help="mọi số liệu của một tỉnh")
    one.add_argument("--area", required=True, metavar="vn63:27")
    one.add_argument("--indicator", metavar="ID")
    one.add_argument("--json", action="store_true")
    one.set_defaults(run=show)
    return parser
