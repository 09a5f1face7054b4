"""The policy: a snapshot, compiled once and asked often."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from mailveil._answers import Filtered, VisibleThreads
from mailveil._instances import Instances
from mailveil._module import Code, Instance, code
from mailveil._text import as_bytes, with_now, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mailveil import _types as t

    SnapshotInput = str | bytes | bytearray | memoryview | Mapping[str, Any]
    RowsInput = str | bytes | bytearray | memoryview | Sequence[Mapping[str, Any]]

_SEPARATOR = "\ufffd"


class Policy:
    """A compiled snapshot: the thing that is asked.

    Any thread may ask it. Instances of the module are lent to one caller at a time, and made where callers would wait
    for each other, each by copying the memory of another: a snapshot is parsed once, whoever asks. A policy can be
    pickled, and be used after a fork.

    Questions are dicts with the members of docs/specification.md. One without `now` is of the present.
    """

    def __init__(self, made: Code, instance: Instance, number: int, digest: str, instances: int | None) -> None:
        """Use :meth:`parse`."""
        self._code = made
        self._number = number
        self._digest = digest
        self._most = instances
        self._instances = Instances(made, instance, instances)

    @classmethod
    def parse(cls, snapshot: SnapshotInput, *, instances: int | None = None) -> Self:
        """Parse and compile a snapshot.

        Args:
            snapshot: JSON as text, as UTF-8 bytes, or as a dict.
            instances: How many calls may run at a time, each with a copy of the policy in memory. Default: as many as
                there are processors. Copies are made only when calls wait for each other.

        Raises:
            MailveilError: `invalid-snapshot`, with every problem in `problems`. Nothing is decided on such a snapshot.

        """
        text = as_bytes(snapshot)
        made = code()
        instance = Instance(made)
        number = instance.call("parse", text)
        return cls(made, instance, number, hashlib.sha256(text).hexdigest(), instances)

    def decide(self, query: t.Query) -> t.Decision:
        """Decide: may the viewer do this, and why?

        Raises:
            MailveilError: When the question is malformed or names something unknown, with its `path`.

        """
        return cast("t.Decision", self._ask("decide", query))

    def allows(self, query: t.Query) -> bool:
        """Tell the outcome of :meth:`decide` and nothing else.

        Raises:
            MailveilError: As :meth:`decide`.

        """
        text = written(with_now(query))
        return self._instances.ask(lambda instance: instance.call("allows", self._number, text)) == 1

    def decide_all(self, queries: Iterable[t.Query]) -> list[t.Decision]:
        """Decide several questions, in order.

        Raises:
            MailveilError: For the first bad question, its `path` under its index (`/3/viewer`); then none is answered.

        """
        return cast("list[t.Decision]", self._json("decide_all", written([with_now(query) for query in queries])))

    def visible_threads(self, query: t.ListQuery) -> VisibleThreads:
        """List every thread that the viewer sees in a place, as :meth:`decide` would answer one by one (X-04).

        Raises:
            MailveilError: As :meth:`decide`.

        """
        return VisibleThreads(self._bytes("visible_threads", written(with_now(query))), self._thread_ids)

    def who_can_view(self, query: t.WhoCanViewQuery) -> t.WhoCanView:
        """List every user who sees a thread in a place, and why.

        Raises:
            MailveilError: As :meth:`decide`.

        """
        return cast("t.WhoCanView", self._ask("who_can_view", query))

    def send_from_mailboxes(self, query: t.ViewerQuery) -> list[str]:
        """List the mailboxes for the From field and for business processes (C-08), in snapshot order.

        Raises:
            MailveilError: As :meth:`decide`.

        """
        return cast("list[str]", self._ask("send_from_mailboxes", query))

    def mailbox_administration(self, query: t.ViewerQuery) -> t.MailboxAdministration:
        """Give the administrator's page: every mailbox, and what may be done with it (Z-08, M-07).

        Raises:
            MailveilError: As :meth:`decide`.

        """
        return cast("t.MailboxAdministration", self._ask("mailbox_administration", query))

    def filter_threads(self, body: str | bytes | bytearray | memoryview, options: Mapping[str, Any]) -> Filtered:
        """Filter a response for a viewer: JSON in, JSON out (section 9).

        Args:
            body: What the CRM answers.
            options: `viewer`, `surface`, `record`, `now`, `given`, and the shape of the body: `at`, `one`, `around`,
                `facts`, `fields`, `keep`.

        Raises:
            MailveilError: When something is wrong with the options, or the body is no JSON, or has no items where `at`
                says.

        """
        asked = written(with_now(options))
        return Filtered.read(self._bytes("filter_threads", asked, as_bytes(body)))

    def propose(self, query: t.ProposeQuery) -> t.Proposal:
        """Tell what an action would do, before it is done (section 11).

        The answer is the decision, what is wrong with `value`, and a patch of RFC 6902 on the snapshot that was parsed;
        with `exposure`, also what the change would show and hide, and to whom. Nothing is changed.

        Raises:
            MailveilError: As :meth:`decide`.

        """
        asked, value = query, b""
        if isinstance(query, Mapping) and "value" in query:
            asked = {name: said for name, said in query.items() if name != "value"}  # type: ignore[assignment]
            value = written(query["value"])
        return cast("t.Proposal", self._json("propose", written(with_now(asked)), value))

    def exposure(self, after: SnapshotInput, query: t.ExposureQuery | None = None) -> t.Exposure:
        """Count for every user what they would see more or less of after a change, with examples (section 11).

        Args:
            after: The snapshot after the change.
            query: `surface`, `examples` (0 to 100, default 3) and `now`.

        Raises:
            MailveilError: `invalid-snapshot`, as :meth:`parse`; as :meth:`decide`.

        """
        changed, asked = as_bytes(after), written(with_now(query or {}))

        def compare(instance: Instance) -> bytes:
            other = instance.call("parse", changed)
            try:
                return instance.read(instance.call("exposure", self._number, other, asked))
            finally:
                instance.call("free", other)

        return cast("t.Exposure", json.loads(self._instances.ask(compare)))

    def lint(self, query: t.LintQuery | None = None) -> t.Findings:
        """Tell what looks like a mistake, or is a risk that somebody should know of (section 12; docs/lint.md).

        Raises:
            MailveilError: `invalid-time`, and its like.

        """
        return cast("t.Findings", self._ask("lint", query or {}))

    def sql_context(self, query: t.ViewerQuery) -> str:
        """Give what a statement has to know of a viewer at a moment, as JSON text (section 13).

        The statement is the same for every viewer; of one who may not act, the context shows nothing.

        Raises:
            MailveilError: As :meth:`decide`.

        """
        return self._bytes("sql_context", written(with_now(query))).decode()

    def sql_rows(self, threads: RowsInput | None = None) -> dict[str, list[dict[str, Any]]]:
        """Give rows for the tables that such a statement reads, by table and column (section 13).

        They are those of these threads, or of all that the policy has, and of its records and ticks. Nothing changes.

        Raises:
            MailveilError: `invalid-threads`, with every problem.

        """
        given = b"" if threads is None else as_bytes(threads) or b" "
        return cast("dict[str, list[dict[str, Any]]]", self._json("sql_rows", given))

    def upsert_threads(self, threads: RowsInput) -> None:
        """Add threads, and replace those with an id that is there: all of them, or none (section 10).

        Raises:
            MailveilError: `invalid-threads`, with every problem; then nothing is changed.

        """
        self._change("upsert_threads", as_bytes(threads))

    def upsert_records(self, records: RowsInput) -> None:
        """Add records, and replace those with an id that is there: all of them, or none (section 10).

        Raises:
            MailveilError: `invalid-records`, with every problem; then nothing is changed.

        """
        self._change("upsert_records", as_bytes(records))

    def remove_threads(self, ids: Sequence[str]) -> None:
        """Remove threads. An id that stands there twice counts once.

        Raises:
            MailveilError: `unknown-thread`; then nothing is changed.

        """
        self._change("remove_threads", written(ids))

    @property
    def thread_count(self) -> int:
        """How many threads there are."""
        return self._instances.ask(lambda instance: instance.call("thread_count", self._number))

    @property
    def licensed_user_count(self) -> int:
        """How many members are active or unconfirmed; support agents are free (S-04)."""
        return self._instances.ask(lambda instance: instance.call("licensed_user_count", self._number))

    @property
    def users(self) -> list[str]:
        """The ids of all users, in snapshot order."""
        return cast("list[str]", self._json("users"))

    @property
    def digest(self) -> str:
        """What the policy was made of, as 64 hexadecimal digits: of the snapshot, and of every change since."""
        return self._digest

    def close(self) -> None:
        """Give the memory back. Whoever asks later is refused: `freed`."""
        self._instances.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __reduce__(self) -> tuple[Any, ...]:
        image = self._instances.ask(lambda instance: instance.image())
        return _restored, (self._code.digest, image, self._number, self._digest, self._most)

    def _ask(self, name: str, question: object) -> object:
        return self._json(name, written(with_now(question)))

    def _json(self, name: str, *parts: bytes) -> object:
        return json.loads(self._bytes(name, *parts))

    def _bytes(self, name: str, *parts: bytes) -> bytes:
        return self._instances.ask(lambda instance: instance.read(instance.call(name, self._number, *parts)))

    def _compare(self, before: bytes, after: bytes) -> Any:  # noqa: ANN401
        return json.loads(self._instances.ask(lambda instance: instance.read(instance.call("compare", before, after))))

    def _thread_ids(self, rows: bytes) -> list[str]:
        return self._bytes("thread_ids", rows).decode().split(_SEPARATOR) if rows else []

    def _change(self, name: str, text: bytes) -> None:
        self._instances.change(lambda instance: instance.call(name, self._number, text))
        self._digest = hashlib.sha256(b"\0".join([self._digest.encode(), name.encode(), text])).hexdigest()


def _restored(made: str, image: bytes, number: int, digest: str, instances: int | None) -> Policy:
    """Make a policy that was pickled."""
    here = code()
    if here.digest != made:
        raise ValueError("this policy was pickled by another version of mailveil: parse the snapshot again")
    instance = Instance(here)
    instance.restore(image)
    return Policy(here, instance, number, digest, instances)
