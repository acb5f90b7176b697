"""The store under threads, sudden death and a full disk: what it says must still be so."""

import itertools
import os
import random
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from builders import obs, source, tell

from kpi.model import Period
from kpi.store import Store

TESTS = Path(__file__).resolve().parent
SEED = random.SystemRandom().randrange(2**32)
THREADS, QUERIES = 8, 50
KILLS = 50

# One process imports and forks a publisher for each line it is sent: to start Python twenty
# times would take most of the time of these tests.
PUBLISHERS = """
import os
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from builders import obs, source, tell
from kpi.store import Store

def publish():
    with Store.open(Path(sys.argv[1])) as store:
        while True:
            n = len(store.batches()) + 1
            rows = [obs(f"{n}.{k}", area=f"vn63:{k:02}", value=n) for k in range(n % 7 * 40)]
            file = bytes([n % 256]) * (n * 997)
            print(tell(store, *rows, sources=(source(f"s{n}"),), content=file), flush=True)

for _ in sys.stdin:
    child = os.fork()
    if not child:
        publish()
    print("pid", child, flush=True)
    os.waitpid(child, 0)
    print("dead", flush=True)
"""

FULL_DISK = """
import resource
import signal
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from builders import obs, source, tell
from kpi.errors import StoreError
from kpi.store import Store
path = Path(sys.argv[1])
with Store.open(path) as store:
    tell(store, obs("first"), sources=(source(),))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limit = path.stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        tell(store, *(obs(f"o{n}", note=f"{n}" * 500) for n in range(20000)))
    except StoreError as error:
        print(error.message)
"""


def test_threads_that_read_during_writes_get_their_own_rows(tmp_path: Path) -> None:
    areas = [f"vn63:{n:02}" for n in range(THREADS)]
    indicators = [f"i{n}" for n in range(5)]
    value = {(a, i): 100.0 * x + y for x, a in enumerate(areas) for y, i in enumerate(indicators)}
    done = threading.Event()

    def write(store: Store) -> int:
        batches = 0
        while not done.wait(0.2):
            # Figures of other years and places: what the readers ask for never changes.
            tell(store, *(obs(f"w{batches}.{n}", area="vn63:99", period="2020") for n in range(9)))
            batches += 1
        return batches

    def wrong_rows(store: Store, area: str, chance: random.Random) -> str:
        indicator = chance.choice(indicators)
        question = chance.choice(["series", "standing", "profile"])
        if question == "series":
            found = store.series(indicator, [area])
            expected = {(area, indicator): value[area, indicator]}
        elif question == "profile":
            found = store.profile([area])
            expected = {key: v for key, v in value.items() if key[0] == area}
        else:
            found = store.standing(indicator, Period.of("2022"), "actual", exactly=False)
            expected = {key: v for key, v in value.items() if key[1] == indicator}
        keys = zip(found["area"], found["indicator"], strict=True)
        given = dict(zip(keys, found["value"], strict=True))
        right = given == expected and len(found) == len(expected)
        return "" if right else f"{question} {indicator} {area}: {given}"

    def read(store: Store, area: str, chance: random.Random) -> list[str]:
        return [line for _ in range(QUERIES) if (line := wrong_rows(store, area, chance))]

    with Store.open(tmp_path / "kpi.duckdb") as store:
        rows = (obs(f"{a}.{i}", area=a, indicator=i, value=v) for (a, i), v in value.items())
        tell(store, *rows, sources=(source(),))
        with ThreadPoolExecutor(THREADS + 1) as pool:
            writer = pool.submit(write, store)
            readers = [
                pool.submit(read, store, area, random.Random(SEED + n))  # noqa: S311
                for n, area in enumerate(areas)
            ]
            try:
                wrong = [line for reader in readers for line in reader.result()]
            finally:
                done.set()
            assert wrong == [], f"seed {SEED}"
            assert writer.result() > 0, "nothing was written meanwhile"
        assert len(store.batches()) == writer.result() + 1


def test_threads_that_write_together_lose_no_batch(tmp_path: Path) -> None:
    def write(store: Store, name: int) -> list[int]:
        return [tell(store, obs(f"{name}.{n}", source_id=f"{name}.{n}")) for n in range(5)]

    with Store.open(tmp_path / "kpi.duckdb") as store:
        with ThreadPoolExecutor(THREADS) as pool:
            numbers = list(pool.map(lambda name: write(store, name), range(THREADS)))
        assert sorted(n for own in numbers for n in own) == list(range(1, 5 * THREADS + 1))
        assert len(store.live_keys()) == 5 * THREADS


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a Unix matter")
def test_a_killed_publisher_leaves_whole_batches_and_every_acknowledged_one(
    tmp_path: Path,
) -> None:
    path = tmp_path / "kpi.duckdb"
    Store.open(path).close()
    chance = random.Random(SEED)  # noqa: S311
    acknowledged: list[int] = []
    promised: dict[int, int] = {}
    publishers = subprocess.Popen(
        [sys.executable, "-c", PUBLISHERS, str(path), str(TESTS)],
        cwd=TESTS.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with publishers:
        for kill in range(KILLS):
            where = f"seed {SEED}, kill {kill}"
            acknowledged += _published_until_killed(publishers, chance.uniform(0, 0.15))
            with Store.open(path, read_only=True) as store:
                batches = store.batches()
                stored = store.frame("select batch_id, count(*) as n from observation group by all")
                files = store.frame("select batch_id, octet_length(content) as size from original")
            counts = dict(zip(stored["batch_id"], stored["n"], strict=True))
            promised = dict(zip(batches["batch_id"], batches["observation_count"], strict=True))
            assert set(counts) <= set(promised), where
            assert {number: counts.get(number, 0) for number in promised} == promised, where
            assert set(acknowledged) <= set(promised), where
            assert set(batches["state"]) == {"published"}, where
            assert dict(zip(files["batch_id"], files["size"], strict=True)) == {
                number: number * 997 for number in promised
            }, where
        assert publishers.stdin is not None
        publishers.stdin.close()
    with Store.open(path) as store:
        assert tell(store, obs("after")) == max(promised) + 1


def _published_until_killed(publishers: subprocess.Popen[str], seconds: float) -> list[int]:
    """The numbers a publisher acknowledged before it was killed, `seconds` after the first."""
    assert publishers.stdin is not None
    assert publishers.stdout is not None
    publishers.stdin.write("go\n")
    publishers.stdin.flush()
    lines = iter(publishers.stdout.readline, "")
    # Either process may be the first to speak.
    opening = sorted([next(lines), next(lines)])
    time.sleep(seconds)
    os.kill(int(opening[1].removeprefix("pid ")), signal.SIGKILL)
    rest = itertools.takewhile(lambda line: line != "dead\n", lines)
    return [int(line) for line in (opening[0], *rest)]


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a Unix matter")
def test_a_full_disk_is_told_in_one_sentence_and_the_store_is_as_before(tmp_path: Path) -> None:
    path = tmp_path / "kpi.duckdb"
    told = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path), str(TESTS)],
        cwd=TESTS.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "đĩa đầy" in told.stdout, told.stderr
    with Store.open(path) as store:
        assert list(store.live_keys()["obs_id"]) == ["first"]
        assert list(store.batches()["observation_count"]) == [1]
