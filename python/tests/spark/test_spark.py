"""mailveil.spark on Spark, held to the module alone."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest
import spark_sql
from organization import NOW, organization, said, threads
from pyspark.sql import Row, SparkSession
from pyspark.sql import functions as f

import mailveil.spark
from mailveil import MailveilError, Policy
from mailveil._arrow import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import DataFrame

Json = dict[str, Any]
TEXTS = "array<string>"
SCHEMA = (
    f"id string, mailbox string, participants {TEXTS}, records {TEXTS}, sharing string, state string, "
    "firstMessageAt string, lastMessageAt string, subject string"
)
ENRON = Path(__file__).parents[4] / "shared" / "data" / "enron" / "snapshot.json"
USERS, RECORDS, THREADS = 60, 400, 5_000
LEVELS = mailveil.spark.LEVELS


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    settings: Any = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.session.timeZone": "America/New_York",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "900",
    }
    builder = SparkSession.builder.master("local[2]")
    session: SparkSession = builder.config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def snapshot() -> Json:
    return organization(USERS, RECORDS)


@pytest.fixture(scope="module")
def rows() -> list[Json]:
    return list(threads(THREADS, USERS, RECORDS))


@pytest.fixture(scope="module")
def frame(spark: SparkSession, rows: list[Json]) -> DataFrame:
    return spark.createDataFrame([Row(**row) for row in rows], SCHEMA).repartition(3).cache()


def levels_of(policy: Policy, user: str, now: str, surface: Any = None) -> dict[str, str]:
    """By id, what the module alone says that a user sees."""
    query: Any = {"viewer": user, "now": now} | ({"surface": surface} if surface else {})
    found = policy.visible_threads(query)
    return {id: LEVELS[level] for id, level in zip(found.ids, found.levels, strict=True)}


def audited(frame: DataFrame, policy: Policy, **asked: Any) -> dict[str, dict[str, tuple[int, int]]]:
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for row in mailveil.spark.audit(frame, policy, **asked).collect():
        assert (row["now"], row["policy"]) == (asked["now"], policy.digest)
        found.setdefault(row["user"], {})[row["level"]] = (row["threads"], row["unreadable"])
    return found


def counts_of(levels: dict[str, str], total: int, unreadable: int = 0) -> dict[str, tuple[int, int]]:
    counted = Counter(levels.values())
    counted["none"] = total - len(levels)
    return {level: (counted[level], unreadable if level == "none" else 0) for level in LEVELS}


@pytest.mark.parametrize("surface", [None, "mailbox", "record"])
def test_audits(frame: DataFrame, snapshot: Json, rows: list[Json], surface: Any) -> None:
    whole = Policy.parse({**snapshot, "threads": [said(row) for row in rows]})
    found = audited(frame, Policy.parse(snapshot), now=NOW, **({"surface": surface} if surface else {}))
    expected = {user: counts_of(levels_of(whole, user, NOW, surface), len(rows)) for user in whole.users}
    assert found == expected
    assert all(sum(counts[0] for counts in found[user].values()) == len(rows) for user in found)
    seen = {level for counts in found.values() for level, (count, _) in counts.items() if count}
    assert seen == ({"none", "full"} if surface == "mailbox" else set(LEVELS)), "each level is tested"


def test_spark_sql_counts_the_same(frame: DataFrame, snapshot: Json, rows: list[Json], tmp_path: Path) -> None:
    policy = Policy.parse(snapshot)
    pq.write_table(spark_sql.rows_of(policy, [said(row) for row in rows]), tmp_path / "rows.parquet")
    spark_sql.prepare(frame.sparkSession.read.parquet(str(tmp_path)), policy, NOW)
    found = spark_sql.count(frame.sparkSession, len(rows))
    audit = audited(frame, policy, now=NOW)
    nothing = [len(rows), 0, 0, 0]
    assert {user: found.get(user, nothing) for user in audit} == {
        user: [counts[level][0] for level in LEVELS] for user, counts in audit.items()
    }


def test_rows_that_cannot_be_judged(frame: DataFrame, snapshot: Json, rows: list[Json]) -> None:
    wrong = frame.withColumn(
        "mailbox", f.when(f.col("id").endswith("7"), f.lit("no such")).otherwise(f.col("mailbox"))
    ).withColumn("records", f.when(f.col("id").endswith("3"), f.array(f.lit("unknown"))).otherwise(f.col("records")))
    changed = [json.loads(str(line)) for line in wrong.toJSON().collect()]
    policy = Policy.parse(snapshot)
    unreadable = sum(row["id"].endswith("7") for row in rows)
    found = audited(wrong, policy, now=NOW)
    for user in policy.users[:20]:
        filtered = policy.filter_threads(json.dumps(changed), {"viewer": user, "now": NOW})
        none, *seen = (found[user][level][0] for level in LEVELS)
        assert (filtered.shown, filtered.hidden, filtered.unreadable) == (sum(seen), none, unreadable)
        assert found[user]["none"][1] == unreadable


def test_timestamps_are_the_moments_that_they_are(frame: DataFrame, snapshot: Json) -> None:
    policy = Policy.parse(snapshot)
    times = frame.withColumns(
        {name: f.to_timestamp(f.col(name)) for name in ("firstMessageAt", "lastMessageAt")},
    )
    assert dict(times.dtypes)["firstMessageAt"] == "timestamp"
    assert audited(times, policy, now=NOW) == audited(frame, policy, now=NOW)


def test_visible(frame: DataFrame, snapshot: Json, rows: list[Json]) -> None:
    whole = Policy.parse({**snapshot, "threads": [said(row) for row in rows]})
    policy = Policy.parse(snapshot)
    cut = 0
    for user in policy.users[:12]:
        expected = levels_of(whole, user, NOW)
        seen = mailveil.spark.visible(frame.withColumn("body", f.lit("secret")), policy, viewer=user, now=NOW).collect()
        assert {row["id"]: row["mailveil_level"] for row in seen} == expected
        assert all((row["mailveil_now"], row["mailveil_policy"]) == (NOW, policy.digest) for row in seen)
        by_id = {row["id"]: row for row in rows}
        for row in seen:
            level, thread = row["mailveil_level"], by_id[row["id"]]
            kept = {"id", "mailbox", "participants", "lastMessageAt"} | ({"subject"} if level != "metadata" else set())
            found = {name: value for name, value in row.asDict().items() if not name.startswith("mailveil_")}
            whole_row = {**thread, "body": "secret"}
            shown = {name: value for name, value in whole_row.items() if level == "full" or name in kept}
            assert found == dict.fromkeys(whole_row) | shown
            cut += level != "full"
    assert cut > 0
    page = mailveil.spark.visible(frame, policy, viewer="u1", record="rec6", now=NOW).collect()
    query: Any = {"viewer": "u1", "record": "rec6", "now": NOW}
    assert sorted(row["id"] for row in page) == sorted(whole.visible_threads(query).ids)


def test_exposure(frame: DataFrame, snapshot: Json, rows: list[Json]) -> None:
    mailboxes = [
        {**mailbox, "sharing": {"mode": "complete", "audience": [{"kind": "everyone", "level": "subject"}]}}
        if number % 5 == 0
        else mailbox
        for number, mailbox in enumerate(snapshot["mailboxes"])
    ]
    users = [{**user, "status": "active"} for user in snapshot["users"]]
    changed = {**snapshot, "mailboxes": mailboxes, "users": [*users, {"id": "new", "status": "active"}]}
    before, after = (
        Policy.parse({**organization, "threads": [said(row) for row in rows]}) for organization in (snapshot, changed)
    )
    expected = {}
    for user in after.users:
        was = levels_of(before, user, NOW) if user in before.users else {}
        now = levels_of(after, user, NOW)
        ranks = {id: (LEVELS.index(was.get(id, "none")), LEVELS.index(now.get(id, "none"))) for id in {*was, *now}}
        counts = (
            sum(one == 0 for one, _ in ranks.values()),
            sum(other == 0 for _, other in ranks.values()),
            sum(0 < one < other for one, other in ranks.values()),
            sum(0 < other < one for one, other in ranks.values()),
            sum(one < other == 3 for one, other in ranks.values()),
        )
        if any(counts):
            expected[user] = counts
    exposed = mailveil.spark.exposure(frame, Policy.parse(snapshot), Policy.parse(changed), now=NOW).collect()
    names = ("gained", "lost", "raised", "lowered", "toFull")
    assert {row["user"]: tuple(row[name] for name in names) for row in exposed} == expected
    assert all(sum(counts[place] for counts in expected.values()) for place in range(5)), "each count is tested"
    digests = {Policy.parse(one).digest for one in (snapshot, changed)}
    assert all({row["before"], row["after"]} == digests and row["now"] == NOW for row in exposed)


def test_nothing(spark: SparkSession, frame: DataFrame, snapshot: Json) -> None:
    policy = Policy.parse(snapshot)
    nothing = frame.limit(0)
    assert mailveil.spark.visible(nothing, policy, viewer="u1", now=NOW).count() == 0
    found = audited(nothing, policy, now=NOW)
    assert all(counts == counts_of({}, 0) for counts in found.values())
    silent = spark.range(3).select(f.col("id").cast("string"), *(f.lit(None).alias(name) for name in FACTS[1:]))
    assert audited(silent, policy, now=NOW)["u1"]["none"] == (3, 3)


def test_what_is_refused_is_refused_before_a_job(frame: DataFrame, snapshot: Json) -> None:
    policy = Policy.parse(snapshot)

    def refusal(frame: DataFrame, **asked: Any) -> tuple[str, str | None]:
        with pytest.raises(MailveilError) as caught:
            mailveil.spark.visible(frame, policy, **{"viewer": "u1", "now": NOW, **asked})
        return caught.value.code, caught.value.path

    for name in FACTS:
        assert refusal(frame.drop(name)) == ("missing-field", f"/{name}")
        assert refusal(frame.withColumn(name, f.lit(7))) == ("wrong-type", f"/{name}")
    assert refusal(frame.withColumn("firstMessageAt", f.lit("x").cast("timestamp_ntz")))[0] == "wrong-type"
    assert refusal(frame.withColumn("id", f.lit(None))) == ("wrong-type", "/id")
    assert refusal(frame, viewer="nobody") == ("unknown-viewer", "/viewer")
    assert refusal(frame, now="today") == ("invalid-time", "/now")
    assert refusal(frame, surface="mailbox", record="rec1") == ("unknown-field", "/record")


@pytest.mark.skipif(not ENRON.exists(), reason="real mail lies beside the project, not in it")
def test_mail_of_a_real_organization(spark: SparkSession) -> None:
    snapshot = json.loads(ENRON.read_text("utf-8"))
    whole, policy = Policy.parse(snapshot), Policy.parse({**snapshot, "threads": []})
    lines = spark.sparkContext.parallelize([json.dumps(thread) for thread in snapshot["threads"]], 4)
    frame = spark.read.schema(SCHEMA).json(lines)
    now = "2001-12-03T00:00:00Z"
    found = audited(frame, policy, now=now)
    total = len(snapshot["threads"])
    assert found == {user: counts_of(levels_of(whole, user, now), total) for user in whole.users}
