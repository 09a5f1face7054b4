"""Answers that are more than data."""

from __future__ import annotations

import struct
import sys
from array import array
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = 4


class VisibleThreads:
    """What a viewer sees: threads above level none, in the order of the snapshot.

    Attributes:
        rows: Positions in `snapshot["threads"]`, ascending.
        levels: The level of each row: 1 metadata, 2 subject, 3 full.

    """

    def __init__(self, answer: bytes, ids: Callable[[bytes], list[str]]) -> None:
        count = len(answer) // (_WORD + 1)
        self._written = answer[: _WORD * count]
        self._find = ids
        self.rows = words(self._written)
        self.levels = answer[_WORD * count :]

    @cached_property
    def ids(self) -> list[str]:
        """The id of each row, found out when it is read first."""
        return self._find(self._written)

    def with_ids(self) -> Self:
        """Find out the ids now."""
        _ = self.ids
        return self

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Unsaid:
    """How many items said nothing of a fact whose place was named: a typo shows there."""

    sharing: int
    state: int


@dataclass(frozen=True, slots=True)
class Filtered:
    """A filtered body, and what became of its items. The counts are not for the viewer: they tell what is hidden.

    Attributes:
        body: What is left, as UTF-8.
        shown: Items of which at least something is shown.
        hidden: Items that are left out; with `shown`, all of them.
        unreadable: Those of the hidden that could not be judged.
        unknown_records: Items that name a record which the policy does not know.
        unsaid: Items that do not say a fact.

    """

    body: bytes
    shown: int
    hidden: int
    unreadable: int
    unknown_records: int
    unsaid: Unsaid

    @classmethod
    def read(cls, answer: bytes) -> Filtered:
        """Read what the module has written."""
        counts = struct.Struct("<6I")
        shown, hidden, unreadable, unknown, sharing, state = counts.unpack_from(answer)
        return cls(answer[counts.size :], shown, hidden, unreadable, unknown, Unsaid(sharing, state))


def words(written: bytes) -> array[int]:
    """Read numbers of four bytes, lowest first."""
    numbers = array("I" if array("I").itemsize == _WORD else "L", written)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
