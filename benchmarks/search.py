"""Questions as people type them, over the shipped figures, in a warm process.

Compares `search` with the floor: the store handing out one remembered frame for each question.
Prints milliseconds, ratios and how many questions were answered.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kpi import settings
from kpi.analysis.search import Context, search
from kpi.catalogue import load_catalogue
from kpi.store import Store

QUESTIONS = """
bắc ninh bts 2025
bac ninh bts
BN bts
sai gon to cong nghe
hà nội dti 2022
tphcm dti 2024
hue dti 2023
đắc lắc internet 2024
vung tau dti 2022
bac giang cu dti 2023
dti 2024 top
top 5 dti 2023
dti thấp nhất 2023
who leads dti 2024
kém nhất dti 2022
ai dẫn đầu bts
nhận thức số cao nhất
ai chưa báo cáo tổ công nghệ 2023
tỉnh nào chưa có dti 2024
missing bts 2025
bắc ninh
hồ sơ phú thọ
cà mau
tram bts
to cong nghe
muc do 4
dvc toan trinh
ti le ho gd co internet
tỷ lệ hồ sơ trực tuyến bn
phủ sóng 5g
đồng bằng sông hồng dti
tay nguyen internet
dẫn đầu đông nam bộ dti 2024
bac ni
tram b
dti hà nội bắc ninh 2023
bts 2022-2024 tay ninh
quang nimh dti 2022
xyzzy qwerty
2023
dn bts
dân số hải phòng 2023
thôn lõm sóng
dti là gì
6 tháng đầu năm 2025 bts bắc ninh
households with internet 2024
""".strip().splitlines()
BEFORE = Context("bts_stations", "vn34:24", "vn34:01")
REPEATS = 5


def main() -> None:
    """Build a store, ask every question, print."""
    catalogue = load_catalogue(settings.CONFIG)
    with tempfile.TemporaryDirectory() as folder, Store.open(_built(Path(folder))) as store:
        answered = sum(
            search(store, catalogue, question, "vi").understood for question in QUESTIONS
        )
        asked = [
            _median(lambda question=question: search(store, catalogue, question, "vi", BEFORE))
            for question in QUESTIONS
        ]
        floor = _median(lambda: store.figures("dti_score"))
    middle, worst = statistics.median(asked), max(asked)
    slowest = QUESTIONS[asked.index(worst)]
    print(f"{len(QUESTIONS)} questions, {answered} understood")
    print(f"median {middle:6.1f} ms   floor {floor:6.3f} ms   ratio {middle / floor:7.0f}")
    print(
        f"worst  {worst:6.1f} ms   floor {floor:6.3f} ms   ratio {worst / floor:7.0f}   {slowest!r}"
    )


def _built(folder: Path) -> Path:
    path = folder / "kpi.duckdb"
    command = [sys.executable, "-m", "kpi", "build", "--store", str(path)]
    subprocess.run(command, cwd=settings.ROOT, check=True, capture_output=True)  # noqa: S603
    return path


def _median(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
