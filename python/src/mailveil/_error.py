"""What is thrown: one class, with a stable code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mailveil._types import Problem


class MailveilError(Exception):
    """Every failure of this package.

    A failure is never a decision: whoever catches one shows nothing. Messages name members and ids, never subjects,
    addresses or other content of mail, because logs leak.

    Attributes:
        code: Stable; what a program should look at. docs/reasons.md explains each.
        message: What is wrong, for people.
        help: What to do about it.
        path: JSON Pointer to what is wrong, in the question, the options, the ids or the body; else None.
        offset: How many bytes stand before a fault in JSON text; else None.
        problems: With `invalid-snapshot`, `invalid-threads` and `invalid-records`, what is wrong, the first 1,000 in
            document order; else empty.
        total: How many problems there are in all.

    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        help: str = "",
        path: str | None = None,
        offset: int | None = None,
        problems: Sequence[Problem] = (),
        total: int = 0,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help
        self.path = path
        self.offset = offset
        self.problems = tuple(problems)
        self.total = total

    @classmethod
    def from_json(cls, text: bytes) -> MailveilError:
        """Make the error that the module has written."""
        facts: dict[str, Any] = json.loads(text)
        return cls(**facts)

    def __str__(self) -> str:
        place = f" at `{self.path}`" if self.path else ""
        advice = f" ({self.help})" if self.help else ""
        return f"{self.code}{place}: {self.message}{advice}"

    def __reduce__(self) -> tuple[Any, ...]:
        return (_again, (self.__dict__,))


def _again(facts: dict[str, Any]) -> MailveilError:
    """Make an error that was pickled."""
    return MailveilError(**facts)
