"""Columns of Arrow, however they lie in memory."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest
from organization import NOW, organization, said, threads

from mailveil import Policy, _arrow

TEXT, TEXTS = pa.string(), pa.list_(pa.string())
SCHEMA = pa.schema([(fact, TEXTS if fact in _arrow.LISTS else TEXT) for fact in _arrow.FACTS])
QUESTION = json.dumps({"viewer": "u1", "now": NOW}).encode()
ROWS = list(threads(3_000, 40, 200))


@pytest.fixture(scope="module")
def policy() -> Policy:
    return Policy.parse(organization(40, 200))


def judged(policy: Policy, batch: pa.RecordBatch) -> bytes:
    return policy._bytes("judge", QUESTION, _arrow.written(batch))


def test_columns_are_judged_as_the_threads_of_a_policy(policy: Policy) -> None:
    whole = Policy.parse({**organization(40, 200), "threads": [said(row) for row in ROWS]})
    visible = whole.visible_threads({"viewer": "u1", "now": NOW})
    expected = dict(zip(visible.rows, visible.levels, strict=True))
    levels = judged(policy, pa.RecordBatch.from_pylist(ROWS, SCHEMA))
    assert {row: level for row, level in enumerate(levels) if level} == expected
    assert set(levels) == {0, 2, 3}


@pytest.mark.parametrize(("start", "count"), [(0, 3_000), (1, 2_999), (7, 9), (8, 16), (13, 100), (2_999, 1), (5, 0)])
def test_parts_of_a_batch(policy: Policy, start: int, count: int) -> None:
    batch = pa.RecordBatch.from_pylist(ROWS, SCHEMA)
    part = batch.slice(start, count)
    assert judged(policy, part) == judged(policy, batch)[start : start + count]
    joined = pa.Table.from_batches([part, batch, part]).combine_chunks().to_batches()[0]
    assert judged(policy, joined) == judged(policy, part) + judged(policy, batch) + judged(policy, part)


def test_other_types_of_columns(policy: Policy) -> None:
    batch = pa.RecordBatch.from_pylist(ROWS, SCHEMA)
    large = {"id": pa.large_string(), "mailbox": pa.string_view(), "records": pa.large_list(pa.large_string())}
    arrays = [
        column.cast(large.get(name, column.type)) for name, column in zip(SCHEMA.names, batch.columns, strict=True)
    ]
    assert judged(policy, pa.RecordBatch.from_arrays(arrays, SCHEMA.names)) == judged(policy, batch)
    times = [
        {**row, **{name: datetime.fromisoformat(row[name]) for name in _arrow.TIMES}, "sharing": None} for row in ROWS
    ]
    without = [{**row, "sharing": None} for row in ROWS]
    for kind in (pa.timestamp("us", "UTC"), pa.timestamp("ms", "Asia/Tokyo"), pa.timestamp("ns", "UTC")):
        fields = dict.fromkeys(_arrow.TIMES, kind) | {"sharing": pa.null()}
        schema = pa.schema([(field.name, fields.get(field.name, field.type)) for field in SCHEMA])
        found = judged(policy, pa.RecordBatch.from_pylist(times, schema))
        assert found == judged(policy, pa.RecordBatch.from_pylist(without, SCHEMA))


def test_moments_at_the_ends_of_time(policy: Policy) -> None:
    row: dict[str, Any] = {**ROWS[0], "firstMessageAt": None}
    schema = SCHEMA.set(SCHEMA.names.index("firstMessageAt"), pa.field("firstMessageAt", pa.timestamp("us", "UTC")))
    level = judged(policy, pa.RecordBatch.from_pylist([row], schema))[0]
    for moment, is_read in [(datetime(1, 1, 1, tzinfo=UTC), True), (datetime(9999, 12, 31, tzinfo=UTC), True)]:
        found = judged(policy, pa.RecordBatch.from_pylist([{**row, "firstMessageAt": moment}], schema))[0]
        assert (found != 255) == is_read
    for number in (-(2**63), 2**63 - 1):
        column = pa.array([number]).cast(pa.timestamp("us", "UTC"))
        batch = pa.RecordBatch.from_pylist([row], schema)
        place = schema.names.index("firstMessageAt")
        assert judged(policy, batch.set_column(place, "firstMessageAt", column)) == b"\xff"
    assert level != 255
