"""A made-up organisation of any size on Spark: equal to the module alone, and how long it takes. By hand:

scripts/python.sh --million [THREADS] [USERS] [CORES]
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
from organization import NOW, organization, said, threads
from pyspark.sql import SparkSession

import mailveil.spark
from mailveil import Policy, _arrow

if TYPE_CHECKING:
    from collections.abc import Callable

RECORDS = 50_000
FILES = 8
TEXT, TEXTS = pa.string(), pa.list_(pa.string())
SCHEMA = pa.schema([(fact, TEXTS if fact in _arrow.LISTS else TEXT) for fact in _arrow.FACTS])


def main(count: int = 1_000_000, users: int = 1_001, cores: int = 2) -> None:
    """Write the threads, ask Spark and the module, and compare."""
    snapshot = organization(users, RECORDS)
    with tempfile.TemporaryDirectory() as folder:
        whole = write(snapshot, Path(folder), count, users)
        policy = Policy.parse(snapshot)
        pairs = count * users
        alone = timed("the module alone, one core", pairs, lambda: tallied(policy, Path(folder)))
        session = spark(cores)
        frame = session.read.parquet(folder)
        found: Any = None
        for run in ("first", "second", "third"):
            name = f"audit on Spark, {cores} cores, {run}"
            found = timed(name, pairs, lambda: mailveil.spark.audit(frame, policy, now=NOW).collect())
        by_user: dict[str, dict[str, int]] = {}
        for row in found:
            by_user.setdefault(row["user"], {})[row["level"]] = row["threads"]
        for place, user in enumerate(policy.users):
            levels = Counter(whole.visible_threads({"viewer": user, "now": NOW}).levels)
            levels[0] = count - levels.total()
            expected = [levels[level] for level in range(4)]
            on_spark = [by_user[user][level] for level in mailveil.spark.LEVELS]
            assert on_spark == expected == alone[4 * place : 4 * place + 4], user
        print(f"{users} users: no difference")  # noqa: T201
        query: Any = {"viewer": "u1", "now": NOW}
        shown = mailveil.spark.visible(frame, policy, viewer="u1", now=NOW)
        seen = timed("visible on Spark", count, shown.count)
        assert seen == len(whole.visible_threads(query))
        session.stop()


def write(snapshot: dict[str, Any], folder: Path, count: int, users: int) -> Policy:
    """Write the threads as Parquet, and give a policy that holds all of them."""
    whole = Policy.parse(snapshot)
    made = threads(count, users, RECORDS)
    for number in range(FILES):
        part = list(islice(made, -(-count // FILES)))
        pq.write_table(pa.Table.from_pylist(part, SCHEMA), folder / f"{number}.parquet")
        whole.upsert_threads(json.dumps([said(thread) for thread in part]))
    return whole


def tallied(policy: Policy, folder: Path) -> list[int]:
    """Count without Spark, what Python needs included."""
    question = json.dumps({"now": NOW}).encode()
    totals = [0] * (4 * len(policy.users) + 1)
    for file in sorted(folder.glob("*.parquet")):
        batches = pq.ParquetFile(file).iter_batches(mailveil.spark._ROWS)
        for batch in batches:
            answer = policy._bytes("tally", question, _arrow.written(batch))
            totals = [one + more for one, more in zip(totals, mailveil.spark._numbers(answer), strict=True)]
    return totals


def spark(cores: int) -> SparkSession:
    """A session on this machine alone."""
    settings: Any = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.sql.shuffle.partitions": "2"}
    builder = SparkSession.builder.master(f"local[{cores}]").config("spark.driver.bindAddress", "127.0.0.1")
    session: SparkSession = builder.config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def timed(name: str, pairs: int, work: Callable[[], Any]) -> Any:
    """Do it, and say how long it took, and how much the processors worked, whoever else is there."""
    start, worked = time.perf_counter(), processor_seconds()
    answer = work()
    seconds, worked = time.perf_counter() - start, processor_seconds() - worked
    rate = pairs / worked / 1e6
    print(f"{name}: {seconds:.1f} s, {worked:.1f} s of processors, {rate:.1f} M pairs for each of these")  # noqa: T201
    return answer


def processor_seconds() -> float:
    """What this process and all below it have worked: Java, and Python's workers."""
    stats = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = file.read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue  # It has ended.
        stats[int(file.parent.name)] = (int(fields[1]), sum(map(int, fields[11:15])))
    ours = {os.getpid()}
    while below := {pid for pid, (parent, _) in stats.items() if parent in ours and pid not in ours}:
        ours |= below
    return sum(stats[pid][1] for pid in ours if pid in stats) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
