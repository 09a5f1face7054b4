"""A made-up organisation of any size: the module alone, `audit` and Spark SQL, on one core and two. By hand, on Linux:

scripts/python.sh --million [THREADS] [USERS] [ROUNDS]

Whatever is measured has to count the same, for every user and level. In each round there is a session for one core and
one for two, which is held to as many processors; in each session everything is done once, and then twice by the clock.
A round before the first is not counted.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import spark_sql
from clock import Clock, hold_to
from organization import NOW, organization, said, threads
from pyspark.sql import SparkSession

import mailveil.spark
from mailveil import Policy, _arrow

if TYPE_CHECKING:
    from collections.abc import Callable

Counts = dict[str, list[int]]
RECORDS = 50_000
FILES = 8
TEXT, TEXTS = pa.string(), pa.list_(pa.string())
SCHEMA = pa.schema([(fact, TEXTS if fact in _arrow.LISTS else TEXT) for fact in _arrow.FACTS])
CORES = (1, 2)


def main(count: int = 1_000_000, users: int = 1_001, rounds: int = 3) -> None:
    """Write the threads, ask the module, Spark and Spark SQL, and compare."""
    judged, other = Clock(), Clock()
    with tempfile.TemporaryDirectory() as folder:
        made = Made(Path(folder), organization(users, RECORDS), count, users)
        expected = made.write(other)
        for _ in range(3):
            alone = judged("the module alone", made.tallied)
            same(expected, {user: alone[4 * place : 4 * place + 4] for place, user in enumerate(made.policy.users)})
        for number in range(rounds + 1):
            # Java is slow until it has compiled what runs often.
            measured = (judged, other) if number > 0 else (Clock(), Clock())
            for cores in CORES:
                compare(*measured, made, cores, expected)
            say(f"round {number} of {rounds}: no difference for {users} users")
    say(f"{count} threads, {users} users\n\n{judged.table(count * users)}\n\n{other.table()}\n")
    for name in ("audit", "Spark SQL"):
        say(f"{name}: {judged.growth(f'{name}, 1 core', f'{name}, 2 cores'):.2f} times as fast on two cores as on one")


@dataclass
class Made:
    """What is measured: files of threads, and the policy."""

    folder: Path
    snapshot: dict[str, Any]
    count: int
    users: int

    def __post_init__(self) -> None:
        self.policy = Policy.parse(self.snapshot)
        # Not the same: a policy that has been asked for much is carried with all the memory that it took.
        self.asked = Policy.parse(self.snapshot)
        self.facts, self.rows = self.folder / "facts", self.folder / "rows"

    def write(self, clock: Clock) -> Counts:
        """Write the threads as Parquet, and their rows, and give what a policy that holds all of them shows."""
        whole = Policy.parse(self.snapshot)
        made = threads(self.count, self.users, RECORDS)
        self.facts.mkdir()
        self.rows.mkdir()
        for number in range(FILES):
            part = list(islice(made, -(-self.count // FILES)))
            name = f"{number}.parquet"
            pq.write_table(pa.Table.from_pylist(part, SCHEMA), self.facts / name)
            given = [said(thread) for thread in part]
            table = clock("rows for Spark SQL, an eighth of them", lambda: spark_sql.rows_of(self.asked, given))
            pq.write_table(table, self.rows / name)
            whole.upsert_threads(json.dumps(given))
        counts = {}
        for user in self.policy.users:
            levels = Counter(whole.visible_threads({"viewer": user, "now": NOW}).levels)
            counts[user] = [self.count - levels.total(), levels[1], levels[2], levels[3]]
        return counts

    def tallied(self) -> list[int]:
        """Count without Spark, what Python needs included."""
        question = json.dumps({"now": NOW}).encode()
        totals = [0] * (4 * len(self.policy.users) + 1)
        for file in sorted(self.facts.glob("*.parquet")):
            for batch in pq.ParquetFile(file).iter_batches(mailveil.spark._ROWS):
                answer = self.asked._bytes("tally", question, _arrow.written(batch))
                totals = [one + more for one, more in zip(totals, mailveil.spark._numbers(answer), strict=True)]
        return totals


def compare(judged: Clock, other: Clock, made: Made, cores: int, expected: Counts) -> None:
    """Measure what gives the same answer in one session."""
    session = spark(cores)
    hold_to(cores)
    of = "1 core" if cores == 1 else f"{cores} cores"
    facts, rows = session.read.parquet(str(made.facts)), session.read.parquet(str(made.rows))

    def measure(name: str, work: Callable[[], Counts]) -> None:
        same(expected, work())
        for _ in range(2):
            same(expected, judged(f"{name}, {of}", work))

    measure("audit", lambda: audited(facts, made.policy))
    other(f"contexts and small tables for Spark SQL, {of}", lambda: spark_sql.prepare(rows, made.asked, NOW))
    measure("Spark SQL", lambda: spark_sql.count(session, made.count))
    shown = mailveil.spark.visible(facts, made.policy, viewer="u1", now=NOW)
    assert other(f"visible, {of}", shown.count) == sum(expected["u1"][1:])
    session.stop()
    hold_to(max(CORES))


def audited(threads: Any, policy: Policy) -> Counts:
    by_user: dict[str, dict[str, int]] = {}
    for row in mailveil.spark.audit(threads, policy, now=NOW).collect():
        by_user.setdefault(row["user"], {})[row["level"]] = row["threads"]
    return {user: [levels[level] for level in mailveil.spark.LEVELS] for user, levels in by_user.items()}


def same(expected: Counts, found: Counts) -> None:
    for user, counts in expected.items():
        assert found.get(user, [sum(counts), 0, 0, 0]) == counts, user


def spark(cores: int) -> SparkSession:
    """A session on this machine alone. Java's memory is that of the first."""
    settings: Any = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "6g",
        "spark.sql.shuffle.partitions": "4",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    session: SparkSession = SparkSession.builder.master(f"local[{cores}]").config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
