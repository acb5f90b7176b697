"""`python -m kpi …`: everything staff can do, without a browser.

Answers go to standard output, everything else to standard error. Exit code 0: done;
2: could not be done, with one plain sentence why.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from kpi import settings
from kpi.analysis.answers import area_answer, rank_answer
from kpi.analysis.ranking import rank_areas
from kpi.catalogue import Catalogue, load_catalogue
from kpi.cli.console import speak_unicode
from kpi.cli.people import add_user_command
from kpi.cli.reading import tell
from kpi.errors import KpiError, StoreError
from kpi.export.csv import extract_csv, ranking_data_csv
from kpi.export.ranking import ranking_extract
from kpi.ingest.door import prepare
from kpi.ingest.reports.scoring.in_use import model_in_use
from kpi.language.periods import read_period
from kpi.language.places import AreaFinder
from kpi.model import OBS_STATUSES, Known, Period, Person, Problem, Unclear
from kpi.model.scans import ScannedPage
from kpi.publish.files import Loaded, load_files
from kpi.publish.history import BUILDER
from kpi.publish.learning import go_back, use
from kpi.publish.learning import learn as learn_from
from kpi.store import Store
from kpi.store.people import accounts
from kpi.wording import amount, number, partial_date_text

_BUILDER = "kpi build"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    speak_unicode()
    try:
        options = _parser().parse_args(arguments)
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
        _check_replaceable(path, force=options.force)
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
                load_catalogue(settings.CONFIG),
                sorted((settings.DATA / "figures").glob("*.csv")),
                by=_local(BUILDER),
                reason="Số liệu phát hành kèm chương trình",
                confirm=True,
            )
            held = store.summary()
        if options.force and path.exists():
            kept = path.with_name(f"{path.name}.{datetime.now(UTC):%Y%m%d-%H%M%S}")
            path.replace(kept)
            sys.stderr.write(f"Kho cũ được giữ ở {kept}\n")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
        Path(f"{unfinished}.wal").unlink(missing_ok=True)
    figures, documents = (number(held[name], 0, "vi") for name in ("figures", "sources"))
    sys.stdout.write(f"Đã dựng kho số liệu {path}: {figures} số liệu, {documents} tài liệu\n")


def _check_replaceable(path: Path, *, force: bool) -> None:
    """Refuse to build over what people have brought in; also a file in use, foreign or newer."""
    with Store.open(path) as store:
        batches = store.batches()
        people = len(accounts(store))
    own = int((batches["recorded_by"] != BUILDER).sum())
    if (own or people) and not force:
        raise KpiError(
            f"Kho {path} có {own} lô và {people} tài khoản do người dùng đưa vào; dựng lại sẽ "
            "bỏ chúng.",
            "Muốn dựng lại thì thêm --force: kho cũ được giữ lại dưới tên khác.",
        )


def load(options: argparse.Namespace) -> None:
    """Publish files into the store, each as one batch."""
    with Store.open(settings.store_path(options.store)) as store:
        _load(
            store,
            _catalogue(options.store),
            options.files,
            by=_local(options.by),
            reason=options.reason,
            confirm=options.confirm,
        )


def read(options: argparse.Namespace) -> None:
    """Print what files say, without storing anything."""
    prepare()
    catalogue = _catalogue()
    known = Known(
        published_on=_period(options.published).key if options.published else "",
        area=_area(options.area, options.published, catalogue) if options.area else "",
        period=_period(options.period).key if options.period else "",
    )
    tell(
        options.files,
        catalogue,
        sys.stdout.write,
        known,
        as_json=options.json,
        turned=_numbers(options.turn),
        scanned=_scanned if sys.stderr.isatty() else None,
    )


def _numbers(written: str) -> frozenset[int]:
    parts = [part.strip() for part in written.split(",") if part.strip()]
    if not all(part.isdecimal() for part in parts):
        raise KpiError(f"Không đọc được số trang '{written}'.", "Ghi như 2,4.")
    return frozenset(map(int, parts))


def _scanned(done: int, pages: int, _page: ScannedPage | None) -> None:
    """How far a scan is read, for whoever waits at a terminal."""
    end = "\n" if done == pages else ""
    sys.stderr.write(f"\rĐang đọc ảnh quét: trang {done}/{pages}{end}")
    sys.stderr.flush()


def learn(options: argparse.Namespace) -> None:
    """Refit what reports are read with from the decisions of clerks, or go back."""
    if options.back:
        go_back(by=_local("kpi learn"), store=options.store)
        sys.stdout.write(f"Đọc báo cáo bằng mô hình {model_in_use(options.store).version}\n")
        return
    catalogue = _catalogue(options.store)
    with Store.open(settings.store_path(options.store)) as store:
        learned = learn_from(store, catalogue)
    before, after = learned.before, learned.after
    sys.stdout.write(
        f"Học từ {learned.decisions} quyết định của {learned.documents} báo cáo. Chỉ tiêu đúng "
        f"đứng đầu / trong ba gợi ý: trước {before.first:.0%} / {before.three:.0%}, "
        f"sau {after.first:.0%} / {after.three:.0%}\n"
    )
    for phrase, indicator in learned.model.phrases:
        sys.stdout.write(f"  '{phrase}' → {catalogue.indicator(indicator).name_vi}\n")
    if options.use:
        use(learned, by=_local("kpi learn"), store=options.store)
        sys.stdout.write(f"Đọc báo cáo bằng mô hình {learned.model.version}\n")
    else:
        sys.stdout.write("Chưa dùng. Muốn dùng: python -m kpi learn --use\n")


def rank(options: argparse.Namespace) -> None:
    """Print who leads on one indicator in one period."""
    catalogue = _catalogue(options.store)
    period = _period(options.period)
    with Store.open(settings.store_path(options.store), read_only=True) as store:
        ranking = rank_areas(
            store if options.as_of is None else store.as_of(options.as_of),
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
    if options.csv:
        day = datetime.now(UTC).astimezone().date()
        data = (
            ranking_data_csv(ranking, catalogue)
            if options.csv == "data"
            else extract_csv(
                ranking_extract(
                    ranking, catalogue, options.csv, title="", taken_on=day, as_of=options.as_of
                )
            )
        )
        # As bytes: the mark at the start and the line ends are the file's own.
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    indicator = ranking.indicator
    unit = catalogue.units[indicator.unit].name_vi
    sys.stdout.write(
        f"{indicator.name_vi} ({indicator.unit}), {period.key}, {ranking.scheme}: "
        f"{len(ranking.rows)}/{ranking.expected} tỉnh có số liệu\n"
    )
    for row in answer["rows"]:
        value = amount(indicator, row["value"], unit, "vi", row["qualifier"])
        mark = "°" if row["computed"] else ""
        place = row["rank"] or ""
        sys.stdout.write(
            f"{place:>4}  {row['area_name']:<22} {value + mark:>24}  {row['period']:<10}"
            f"  {row['source']['title']}\n"
        )


def show(options: argparse.Namespace) -> None:
    """Print every figure of one area, each with its source."""
    catalogue = _catalogue(options.store)
    with Store.open(settings.store_path(options.store), read_only=True) as store:
        shown = store if options.as_of is None else store.as_of(options.as_of)
        answer = area_answer(shown, catalogue, options.area, options.indicator)
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


def _catalogue(store: str | None = None) -> Catalogue:
    """What config/ and the file beside the store say; what that file has wrong is told."""
    own = settings.own_indicators(settings.store_path(store))
    catalogue = load_catalogue(settings.CONFIG, own)
    for fault in catalogue.faults:
        sys.stderr.write(f"{own}: bỏ qua {fault.removeprefix(f'{own.name}: ')}\n")
    return catalogue


def _load(
    store: Store,
    catalogue: Catalogue,
    files: Sequence[Path],
    *,
    by: Person,
    reason: str,
    confirm: bool,
) -> None:
    for loaded in load_files(store, catalogue, files, by=by, reason=reason, confirm=confirm):
        _report(loaded)


def _local(name: str) -> Person:
    """Whoever runs commands on this machine holds the file itself, so no role keeps them out."""
    return Person(name, "admin", name)


def _report(loaded: Loaded) -> None:
    batch = f"lô {loaded.batch}" if loaded.batch else "không có gì mới"
    refused = [p for p in loaded.problems if p.severity == "error"]
    if loaded.kind == "report" and not loaded.rows:
        sys.stderr.write(f"{loaded.file}: đã đọc, không có số liệu, {batch}\n")
        return
    rows = f"{loaded.rows} {'dòng' if loaded.kind == 'table' else 'số được đề xuất'}"
    sys.stderr.write(
        f"{loaded.file}: {rows}, {batch}: {loaded.new} mới, {loaded.revised} sửa, "
        f"{loaded.conflicting} khác nguồn khác, {loaded.same} đã có, {len(refused)} từ chối\n"
    )
    for problem in loaded.problems:
        sys.stderr.write(f"  {_line(problem)}\n")


def _line(problem: Problem) -> str:
    kind = {"error": "từ chối", "warning": "lưu ý", "question": "hỏi"}[problem.severity]
    place = problem.locator
    where = f"ô {place.cell}" if place.cell else ""
    if place.kind == "text":
        where = f"ký tự {place.start}–{place.end}"
    return f"{kind} {where}: '{problem.as_written}': {problem.message} {problem.advice}"


def _period(written: str) -> Period:
    period = read_period(written)
    if isinstance(period, Unclear):
        raise KpiError(
            f"Không đọc được kỳ '{written}'.",
            "Ghi 2022, 2022-H1, 2022-Q3, 2022-09 hoặc 2022-11-30.",
        )
    return period


def _area(written: str, published: str | None, catalogue: Catalogue) -> str:
    """The key of a province; a name is one of the scheme in force on the day of publication."""
    day = _period(published) if published else None
    area = AreaFinder(catalogue).find(written, period=day)
    if isinstance(area, Unclear):
        raise KpiError(f"Không rõ tỉnh '{written}'.", "Ghi tên tỉnh đủ dấu, hoặc mã như vn63:27.")
    return area.key


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise KpiError(f"'{written}' không phải ngày.", "Viết như 2026-06-30.") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m kpi", description="Số liệu chuyển đổi số các tỉnh, mỗi số kèm nguồn."
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--store", metavar="PATH", help="tệp kho số liệu")
    past = argparse.ArgumentParser(add_help=False)
    past.add_argument("--as-of", type=_day, metavar="NGÀY", help="kho như cuối ngày đó: 2026-06-30")
    commands = parser.add_subparsers(required=True, metavar="LỆNH")

    one = commands.add_parser("build", parents=[common], help="dựng kho từ data/figures")
    one.add_argument("--force", action="store_true", help="dựng lại cả khi kho có số của đơn vị")
    one.set_defaults(run=build)

    one = commands.add_parser("load", parents=[common], help="nạp tệp số liệu vào kho")
    one.add_argument("files", nargs="+", type=Path, metavar="FILE")
    one.add_argument("--by", default="kpi load", help="người chịu trách nhiệm")
    one.add_argument("--reason", default="", help="lý do")
    one.add_argument("--confirm", action="store_true", help="xác nhận mọi câu hỏi của tệp")
    one.set_defaults(run=load)

    one = commands.add_parser("read", help="đọc tệp, cho xem mà không lưu")
    one.add_argument("files", nargs="+", type=Path, metavar="FILE")
    one.add_argument("--json", action="store_true")
    one.add_argument("--published", metavar="NGÀY", help="ngày công bố của báo cáo: 2024-01-29")
    one.add_argument("--area", metavar="TỈNH", help="tỉnh của báo cáo: vn63:27 hoặc tên")
    one.add_argument("--period", metavar="KỲ", help="kỳ của báo cáo: 2023, 2023-H1")
    one.add_argument(
        "--turn", default="", metavar="TRANG", help="trang quét nằm ngược, xoay lại rồi đọc: 2,4"
    )
    one.set_defaults(run=read)

    one = commands.add_parser(
        "learn", parents=[common], help="học đọc báo cáo từ quyết định của người nhập"
    )
    which = one.add_mutually_exclusive_group()
    which.add_argument("--use", action="store_true", help="dùng mô hình vừa học")
    which.add_argument("--back", action="store_true", help="quay lại mô hình trước")
    one.set_defaults(run=learn)

    one = commands.add_parser("rank", parents=[common, past], help="xếp hạng các tỉnh")
    one.add_argument("--indicator", required=True, metavar="ID")
    one.add_argument("--period", required=True, metavar="P")
    one.add_argument("--scheme", choices=("vn63", "vn34"))
    one.add_argument("--status", choices=OBS_STATUSES, default="actual")
    form = one.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true")
    form.add_argument(
        "--csv",
        nargs="?",
        const="vi",
        choices=("vi", "en", "data"),
        help="bảng cho Excel tiếng Việt hoặc tiếng Anh; data: mã và dấu chấm, cho chương trình",
    )
    one.set_defaults(run=rank)

    one = commands.add_parser("show", parents=[common, past], help="mọi số liệu của một tỉnh")
    one.add_argument("--area", required=True, metavar="vn63:27")
    one.add_argument("--indicator", metavar="ID")
    one.add_argument("--json", action="store_true")
    one.set_defaults(run=show)

    add_user_command(commands, common)
    return parser
