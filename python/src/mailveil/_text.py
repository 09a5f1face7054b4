"""What goes in, as bytes. What is right and wrong in it is found out by the module alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from mailveil._error import MailveilError

if TYPE_CHECKING:
    from mailveil._types import Moment


def as_bytes(document: object) -> bytes:
    """Give JSON text in UTF-8: texts and bytes as they are, all else written."""
    match document:
        case bytes():
            return document
        case bytearray() | memoryview():
            return bytes(document)
        case str():
            return _utf8(document)
        case _:
            return written(document)


def written(value: object) -> bytes:
    """Write a value as JSON. A moment becomes its text; what JSON has nothing for becomes null, which is refused."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain)
    except (TypeError, ValueError, RecursionError) as error:
        raise MailveilError(
            "wrong-type",
            "this cannot be written as JSON",
            help="pass texts, numbers, booleans, and lists and dicts of these, nested at most 64 deep",
            path="",
        ) from error
    return _utf8(text)


def with_now(question: object) -> object:
    """Give a question that names no moment the present."""
    if isinstance(question, Mapping) and "now" not in question:
        return {**question, "now": present()}
    return question


def present() -> str:
    """Tell the present as RFC 3339."""
    return moment(datetime.now(UTC))


def moment(now: Moment) -> str:
    """Write a moment. One without an offset stays without, and is refused: `invalid-time`."""
    return now.isoformat() if isinstance(now, datetime) else now


def _plain(value: object) -> object:
    match value:
        case datetime():
            return moment(value)
        case Mapping():
            return dict(value)
        case tuple() | list():
            return list(value)
        case _:
            return None


def _utf8(text: str) -> bytes:
    # Half a character stays what it is, and is refused: replaced, it could become another id.
    return text.encode("utf-8", "surrogatepass")
