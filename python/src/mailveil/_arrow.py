"""Threads as columns of Arrow, handed to the module as they lie in memory (docs/abi.md, "Columns")."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterator

FACTS = ("id", "mailbox", "participants", "records", "sharing", "state", "firstMessageAt", "lastMessageAt")
LISTS = ("participants", "records")
TIMES = ("firstMessageAt", "lastMessageAt")

_NOTHING, _TEXTS, _LISTS, _MOMENTS = range(4)
_NUMBER = struct.Struct("<I")


def written(batch: pa.RecordBatch) -> bytes:
    """Write the facts of a batch; other columns do not matter."""
    return b"".join(_parts(batch))


def _parts(batch: pa.RecordBatch) -> Iterator[Any]:
    rows = batch.num_rows
    yield _NUMBER.pack(rows)
    for fact in FACTS:
        column = batch.column(fact)
        if pa.types.is_null(column.type):
            yield _NUMBER.pack(_NOTHING)
        elif pa.types.is_timestamp(column.type):
            yield _NUMBER.pack(_MOMENTS)
            yield from _moments(_whole(column.cast(pa.timestamp("us", tz="UTC"))), rows)
        elif fact in LISTS:
            yield _NUMBER.pack(_LISTS)
            yield from _lists(_whole(column.cast(pa.list_(pa.string()))), rows)
        else:
            yield _NUMBER.pack(_TEXTS)
            yield from _texts(_whole(column.cast(pa.string())).buffers(), rows)


def _whole(column: pa.Array) -> pa.Array:
    """Give an array whose buffers begin with its first value."""
    return pa.concat_arrays([column.slice(0, 0), column]) if column.offset or _is_cut(column) else column


def _is_cut(column: pa.Array) -> bool:
    return bool(pa.types.is_list(column.type) and column.values.offset)


def _texts(buffers: list[pa.Buffer | None], rows: int) -> Iterator[Any]:
    validity, offsets, texts = buffers
    yield from _buffer(validity, -(-rows // 8))
    yield from _buffer(offsets, 4 * (rows + 1))
    yield from _buffer(texts)


def _lists(column: pa.Array, rows: int) -> Iterator[Any]:
    validity, offsets, *items = column.buffers()
    yield from _buffer(validity, -(-rows // 8))
    yield from _buffer(offsets, 4 * (rows + 1))
    yield from _texts(items, len(column.values))


def _moments(column: pa.Array, rows: int) -> Iterator[Any]:
    validity, values = column.buffers()
    yield from _buffer(validity, -(-rows // 8))
    yield from _buffer(values, 8 * rows)


def _buffer(buffer: pa.Buffer | None, length: int | None = None) -> Iterator[Any]:
    """Yield the length of a buffer and its bytes, without what it is padded with."""
    part = memoryview(buffer)[:length] if buffer is not None else memoryview(b"")
    yield _NUMBER.pack(part.nbytes)
    yield part
