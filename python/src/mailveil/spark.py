"""mailveil on Spark: all users, and a table of any size. No rule is here.

Threads are a DataFrame with one row each, and a column for each fact of docs/specification.md section 2: `id`,
`mailbox`, `sharing` and `state` (texts), `participants` and `records` (arrays of texts), `firstMessageAt` and
`lastMessageAt` (RFC 3339 texts, or timestamps). A fact that your table does not have is a column of nulls, so that none
is forgotten. Other columns do not matter.

A row that cannot be judged is hidden and counted, and a record that the policy does not know is one to which nobody has
access, as in a filtered response (section 9). The policy is broadcast once. Its own threads are not asked, so parse it
from a snapshot without threads.
"""

from __future__ import annotations

import pickle
import struct
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
from pyspark.sql import functions as f
from pyspark.sql import types as s

from mailveil import _arrow
from mailveil._error import MailveilError
from mailveil._module import adopt, code
from mailveil._text import moment
from mailveil._text import written as json_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyspark import Broadcast
    from pyspark.sql import DataFrame

    from mailveil._policy import Policy
    from mailveil._types import Moment, Surface

    Batches = Iterable[pa.RecordBatch]
    Carried = Broadcast[tuple[str, str, bytes, bytes]]

LEVELS = ("none", "metadata", "subject", "full")
# What a thread keeps below full: section 9, `keep`.
_METADATA = ("id", "mailbox", "participants", "lastMessageAt")
_SUBJECT = (*_METADATA, "subject")
_NUMBERS = {"metadata": 1, "subject": 2, "full": 3}
_UNREADABLE = 255
# So many rows go into the module together: what it does once for each user and call is then little for each row.
_ROWS = 65_536


def audit(threads: DataFrame, policy: Policy, *, now: Moment, surface: Surface | None = None) -> DataFrame:
    """Count what every user sees.

    Returns:
        One row for each user of the policy and level: `user`, `level`, `threads` (how many are seen at it),
        `unreadable` (at level none: how many of these could not be judged), `now`, `policy` (its digest).

    Raises:
        MailveilError: `missing-field` or `wrong-type` for a column that is not as it has to be; as `Policy.decide` for
            what is asked.

    """
    facts = _facts(threads)
    question = _question(policy, now=now, surface=surface)
    carried = _carried(threads, policy)
    users = policy.users

    def count(batches: Batches) -> Iterator[pa.RecordBatch]:
        here = _policy(carried)
        counts = [0] * (len(users) * len(LEVELS) + 1)
        for batch in _together(batches):
            answer = here._bytes("tally", question, _arrow.written(batch))  # noqa: SLF001
            counts = [total + more for total, more in zip(counts, _numbers(answer), strict=True)]
        yield _table_of_counts(users, counts)

    counted = facts.mapInArrow(count, "user string, level string, threads bigint, unreadable bigint")
    totals = counted.groupBy("user", "level").agg(
        f.sum("threads").alias("threads"), f.sum("unreadable").alias("unreadable")
    )
    return _signed(totals, now=now, policy=policy.digest)


def visible(  # noqa: PLR0913 - what a question has
    threads: DataFrame,
    policy: Policy,
    *,
    viewer: str,
    now: Moment,
    surface: Surface | None = None,
    record: str | None = None,
) -> DataFrame:
    """Filter threads for a viewer.

    Returns:
        The rows that the viewer sees, with their columns and `mailveil_level`, `mailveil_now` and `mailveil_policy`
        (its digest). Below full, every column is null but those of section 9: `id`, `mailbox`, `participants` and
        `lastMessageAt`, and from subject on `subject`.

    Raises:
        MailveilError: As :func:`audit`.

    """
    _facts(threads)
    question = _question(policy, viewer=viewer, now=now, surface=surface, record=record)
    carried = _carried(threads, policy)

    def choose(batches: Batches) -> Iterator[pa.RecordBatch]:
        here = _policy(carried)
        for batch in batches:
            if batch.num_rows > 0:
                levels = here._bytes("judge", question, _arrow.written(batch))  # noqa: SLF001
                yield _seen(batch, levels)

    # Below full a column may be null that never is in the table.
    kept = [s.StructField(field.name, field.dataType) for field in threads.schema.fields]
    seen = threads.mapInArrow(choose, s.StructType([*kept, s.StructField("mailveil_level", s.StringType())]))
    return _signed(seen, mailveil_now=now, mailveil_policy=policy.digest)


def exposure(
    threads: DataFrame, before: Policy, after: Policy, *, now: Moment, surface: Surface | None = None
) -> DataFrame:
    """Count what a change exposes and hides (section 11): of these threads, by the policy before it and the one after.

    Returns:
        One row for each user of either policy for whom something differs: `user`, `gained` (threads not seen before),
        `lost`, `raised` (threads of which more is seen), `lowered`, `toFull` (those gained or raised that are seen in
        full), `now`, `before` and `after` (the digests of the policies).

    Raises:
        MailveilError: As :func:`audit`.

    """
    facts = _facts(threads)
    question = _question(before, now=now, surface=surface)
    carried = [_carried(threads, policy) for policy in (before, after)]

    def compare(batches: Batches) -> Iterator[pa.RecordBatch]:
        here, there = map(_policy, carried)
        for batch in _together(batches):
            columns = _arrow.written(batch)
            surveys = [policy._bytes("survey", question, columns) for policy in (here, there)]  # noqa: SLF001
            yield pa.RecordBatch.from_pylist(here._compare(*surveys)["users"], _EXPOSED)  # noqa: SLF001

    compared = facts.mapInArrow(compare, "user string, " + ", ".join(f"{name} bigint" for name in _COUNTS))
    totals = compared.groupBy("user").agg(*(f.sum(name).alias(name) for name in _COUNTS))
    return _signed(totals, now=now, before=before.digest, after=after.digest)


_COUNTS = ("gained", "lost", "raised", "lowered", "toFull")
_EXPOSED = pa.schema([("user", pa.string()), *((name, pa.int64()) for name in _COUNTS)])


def _facts(threads: DataFrame) -> DataFrame:
    """Give the columns of facts alone, or refuse the first that is not as it has to be."""
    columns: list[str] = []
    for fact in _arrow.FACTS:
        found = [field for field in threads.schema.fields if field.name == fact]
        if len(found) != 1:
            raise MailveilError(
                "missing-field",
                "the threads have no such column, or two",
                help="name it so; what your table does not have is a column of nulls: lit(None)",
                path=f"/{fact}",
            )
        if not _is_right(fact, found[0].dataType):
            raise MailveilError(
                "wrong-type",
                f"the column is of type {found[0].dataType.simpleString()}",
                help="let it be string (times: string or timestamp; participants and records: array<string>)",
                path=f"/{fact}",
            )
        columns.append(fact)
    return threads.select(*columns)


def _is_right(fact: str, kind: s.DataType) -> bool:
    if isinstance(kind, s.NullType):
        return fact != "id"
    if fact in _arrow.LISTS:
        return isinstance(kind, s.ArrayType) and isinstance(kind.elementType, s.StringType)
    return isinstance(kind, s.StringType) or (fact in _arrow.TIMES and isinstance(kind, s.TimestampType))


def _question(policy: Policy, **members: Moment | None) -> bytes:
    """Write a question, which is asked about no thread once, so that it is refused here and not in a job."""
    said = {name: moment(value) for name, value in members.items() if value is not None}
    question = json_of(said)
    nothing = _arrow.written(pa.RecordBatch.from_pylist([], _EMPTY))
    policy._bytes("judge" if "viewer" in said else "tally", question, nothing)  # noqa: SLF001
    return question


_EMPTY = pa.schema([(fact, pa.list_(pa.string()) if fact in _arrow.LISTS else pa.string()) for fact in _arrow.FACTS])


def _carried(threads: DataFrame, policy: Policy) -> Carried:
    """Broadcast the policy, and the module as it was compiled here."""
    made = code()
    compiled = bytes(made.module.serialize())
    return threads.sparkSession.sparkContext.broadcast((policy.digest, made.digest, compiled, pickle.dumps(policy)))


def _policy(carried: Carried) -> Policy:
    """Give the policy that was broadcast, which is kept in a worker from task to task."""
    digest, module, compiled, pickled = carried.value
    if digest not in _kept:
        adopt(module, compiled)
        if len(_kept) == _KEPT_MAX:
            del _kept[next(iter(_kept))]
        _kept[digest] = pickle.loads(pickled)  # noqa: S301 - broadcast by this job
    return _kept[digest]


# By digest.
_kept: dict[str, Policy] = {}
_KEPT_MAX = 4


def _together(batches: Batches) -> Iterator[pa.RecordBatch]:
    """Put batches together until they are large."""
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(one.num_rows for one in waiting) >= _ROWS:
            yield from _joined(waiting)
            waiting = []
    yield from _joined(waiting)


def _joined(waiting: list[pa.RecordBatch]) -> list[pa.RecordBatch]:
    batches: list[pa.RecordBatch] = pa.Table.from_batches(waiting).combine_chunks().to_batches() if waiting else []
    return [batch for batch in batches if batch.num_rows > 0]


def _numbers(answer: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(answer) // 8}Q", answer)


def _table_of_counts(users: list[str], counts: list[int]) -> pa.RecordBatch:
    *seen, unreadable = counts
    return pa.RecordBatch.from_pydict(
        {
            "user": [user for user in users for _ in LEVELS],
            "level": list(LEVELS) * len(users),
            "threads": seen,
            "unreadable": [unreadable, 0, 0, 0] * len(users),
        },
    )


def _seen(batch: pa.RecordBatch, levels: bytes) -> pa.RecordBatch:
    """Give the rows that are seen, each with what its level shows."""
    numbers = pa.Array.from_buffers(pa.uint8(), len(levels), [None, pa.py_buffer(levels)])
    is_seen = pc.and_(pc.greater(numbers, 0), pc.less(numbers, _UNREADABLE))
    rows, numbers = batch.filter(is_seen), numbers.filter(is_seen)
    columns: list[pa.Array] = []
    for name, column in zip(rows.schema.names, rows.columns, strict=True):
        if name in _METADATA:
            columns.append(column)
            continue
        least = _NUMBERS["subject" if name in _SUBJECT else "full"]
        columns.append(pc.if_else(pc.greater_equal(numbers, least), column, pa.scalar(None, column.type)))
    columns.append(pa.array(LEVELS).take(numbers))
    return pa.RecordBatch.from_arrays(columns, [*rows.schema.names, "mailveil_level"])


def _signed(frame: DataFrame, **facts: Moment) -> DataFrame:
    """Write into every row when and by what it was decided."""
    return frame.select("*", *(f.lit(moment(value)).alias(name) for name, value in facts.items()))
