"""What only Python can do with a policy: threads, forks, pickles, and input that means harm."""

from __future__ import annotations

import json
import os
import pickle
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

import pytest

import mailveil
from mailveil import MailveilError, Policy
from mailveil._instances import Instances
from mailveil._module import Instance, code

if TYPE_CHECKING:
    from collections.abc import Callable

SNAPSHOT = json.loads((Path(__file__).parents[2] / "examples" / "two-colleagues.json").read_text("utf-8"))
NOW = "2026-11-21T09:30:00Z"
VIEW: Any = {"action": "view", "viewer": "bob", "thread": "t2", "record": "deal-7", "now": NOW}


@pytest.fixture
def policy() -> Policy:
    return Policy.parse(SNAPSHOT)


def refused(work: Callable[[], object]) -> tuple[str, str | None]:
    with pytest.raises(MailveilError) as caught:
        work()
    return caught.value.code, caught.value.path


def test_moments(policy: Policy) -> None:
    late = {**SNAPSHOT, "mailboxes": [*SNAPSHOT["mailboxes"]]}
    assert policy.allows({**VIEW, "now": datetime(2026, 11, 21, 9, 30, tzinfo=UTC)})
    assert policy.allows({**VIEW, "now": datetime(2026, 11, 21, 9, 30, 0, 123, tzinfo=timezone(timedelta(hours=8)))})
    assert refused(lambda: policy.allows({**VIEW, "now": datetime(2026, 11, 21, 9, 30)})) == ("invalid-time", "/now")
    odd = timezone(timedelta(hours=5, minutes=53, seconds=28))
    assert refused(lambda: policy.allows({**VIEW, "now": datetime(2026, 1, 1, tzinfo=odd)}))[0] == "invalid-time"
    without = {name: value for name, value in VIEW.items() if name != "now"}
    assert policy.decide(cast("Any", without)) == policy.decide(VIEW)
    assert mailveil.diagnose(late)["total"] == 0


def test_the_present_is_asked_anew(policy: Policy) -> None:
    snapshot = {**SNAPSHOT, "users": [*SNAPSHOT["users"], {"id": "sid", "kind": "support-agent", "status": "active"}]}
    start = datetime.now(UTC) - timedelta(days=2)
    entry = {
        "agent": "sid",
        "grantedBy": "anna",
        "activatedAt": start,
        "expiresAt": start + timedelta(days=2, seconds=1),
    }
    live = Policy.parse({**snapshot, "supportAccess": [entry]})
    question: Any = {"action": "operate", "viewer": "sid", "operation": "view-record"}
    assert live.allows(question)
    time.sleep(1.1)
    assert live.decide(question)["reasons"][0]["code"] == "support-access-not-live"
    assert policy.thread_count == 2


@pytest.mark.parametrize("wrong", [None, 7, True, ["bob"], {"id": "bob"}, b"bob", float("nan"), object(), {1}, "carl"])
def test_viewers_that_are_none(policy: Policy, wrong: object) -> None:
    expected = "unknown-viewer" if wrong == "carl" else "wrong-type"
    query: Any = {**VIEW, "viewer": wrong}
    for ask in (policy.decide, policy.allows, lambda query: policy.decide_all([query])):
        code, path = refused(lambda: ask(query))
        assert code == expected
        # Not a number stands nowhere in JSON.
        assert path in {"/viewer", "/0/viewer"} or isinstance(wrong, float)


@pytest.mark.parametrize("wrong", [None, 7, "view", b"{}", [], [VIEW], object()])
def test_questions_that_are_none(policy: Policy, wrong: Any) -> None:
    assert refused(lambda: policy.decide(wrong))[0] == "wrong-type"
    assert refused(lambda: policy.visible_threads(wrong))[0] == "wrong-type"
    assert refused(lambda: policy.filter_threads("[]", wrong))[0] == "wrong-type"


def test_keys_that_are_no_texts(policy: Policy) -> None:
    for key in (1, None, True, 1.5):
        assert refused(lambda: policy.decide({**VIEW, key: "x"}))[0] == "unknown-field"
    assert refused(lambda: policy.decide({**VIEW, (1, 2): "x"})) == ("wrong-type", "")


def test_half_characters_are_no_ids(policy: Policy) -> None:
    assert refused(lambda: policy.decide({**VIEW, "viewer": "bob\ud800"}))[0] == "json-syntax"
    users = [{"id": text, "status": "active"} for text in ("a\ud800", "a\udc00")]
    assert refused(lambda: Policy.parse({**SNAPSHOT, "users": users}))[0] == "invalid-snapshot"
    assert mailveil.diagnose(json.dumps(SNAPSHOT).replace("bob", "\ud800"))["problems"][0]["code"] == "json-syntax"


def test_documents_without_end(policy: Policy) -> None:
    circle: dict[str, Any] = {}
    circle["viewer"] = circle
    assert refused(lambda: policy.decide(cast("Any", circle)))[0] == "wrong-type"
    deep: Any = []
    for _ in range(sys.getrecursionlimit() * 2):
        deep = [deep]
    assert refused(lambda: Policy.parse({**SNAPSHOT, "threads": deep}))[0] == "wrong-type"
    assert mailveil.diagnose("[" * 1_000_000)["problems"][0]["code"] == "json-syntax"


class Sly(dict[str, Any]):
    """Says one thing when it is asked, and another when it is written."""

    def items(self) -> Any:
        return [("action", "view"), ("viewer", "anna"), ("thread", "t1"), ("now", NOW)]


def test_dicts_that_lie_are_read_once(policy: Policy) -> None:
    sly = Sly(VIEW)
    assert policy.decide(cast("Any", sly)) == policy.decide(cast("Any", dict(sly.items())))
    assert policy.decide(cast("Any", MappingProxyType(VIEW))) == policy.decide(VIEW)


def test_inputs(policy: Policy) -> None:
    text = json.dumps(SNAPSHOT)
    for snapshot in (SNAPSHOT, text, text.encode(), bytearray(text.encode()), memoryview(text.encode())):
        assert Policy.parse(snapshot).decide(VIEW) == policy.decide(VIEW)
    for wrong in (b"", "", "\ufeff" + text, text.encode("utf-16"), b"\xff", None, 7, object()):
        assert refused(lambda: Policy.parse(cast("Any", wrong)))[0] == "invalid-snapshot"


def test_errors(policy: Policy) -> None:
    with pytest.raises(MailveilError) as caught:
        policy.decide({**VIEW, "viewer": "carl"})
    error = caught.value
    assert str(error).startswith("unknown-viewer at `/viewer`: ")
    again = pickle.loads(pickle.dumps(error))
    assert (again.code, again.path, again.help, str(again)) == (error.code, error.path, error.help, str(error))
    with pytest.raises(MailveilError) as caught:
        Policy.parse({"version": 1})
    assert caught.value.total == len(caught.value.problems) == 6
    assert {problem["code"] for problem in caught.value.problems} == {"missing-field"}


def test_decisions_can_be_redacted(policy: Policy) -> None:
    decision = policy.decide({**VIEW, "thread": "t1"})
    redacted = mailveil.redact_decision(decision)
    assert redacted == {**decision, "reasons": []}
    assert decision["reasons"]


def test_sql(policy: Policy) -> None:
    context = json.loads(policy.sql_context({"viewer": "bob", "now": NOW}))
    assert any({"s", "f"} <= set(facts) and ids == ["desk"] for facts, ids in context["mailboxes"])
    assert refused(lambda: policy.sql_context({"viewer": "carl"})) == ("unknown-viewer", "/viewer")
    rows = policy.sql_rows()
    assert {row["id"] for row in rows["mv_thread"]} == {"t1", "t2"}
    new = policy.sql_rows([{"id": "t9", "mailbox": "desk", "participants": [], "records": ["deal-7"]}])
    assert new["mv_link"] == [{"thread": "t9", "record": "deal-7"}]
    assert policy.sql_rows([])["mv_thread"] == []
    for wrong in ("", b"", "{}", [{"id": "t9"}]):
        assert refused(lambda: policy.sql_rows(cast("Any", wrong)))[0] == "invalid-threads"


def test_closed_policies_are_refused(policy: Policy) -> None:
    visible = policy.visible_threads({"viewer": "bob", "now": NOW})
    with policy:
        assert visible.ids == ["t2"]
        visible = policy.visible_threads({"viewer": "bob", "now": NOW})
    for ask in (lambda: policy.decide(VIEW), lambda: policy.thread_count, lambda: visible.ids, lambda: policy.users):
        assert refused(ask)[0] == "freed"
    assert refused(lambda: policy.upsert_threads([]))[0] == "freed"
    policy.close()


def test_pickles_are_the_policy_with_its_changes(policy: Policy) -> None:
    policy.upsert_threads([{"id": "t3", "mailbox": "box", "participants": []}])
    again = pickle.loads(pickle.dumps(policy))
    policy.remove_threads(["t3"])
    assert (again.thread_count, policy.thread_count) == (3, 2)
    assert again.decide(VIEW) == policy.decide(VIEW)
    assert again.digest != policy.digest != Policy.parse(SNAPSHOT).digest
    again.remove_threads(["t3"])
    assert again.digest == policy.digest
    assert again.users == ["anna", "bob"]


def test_any_thread_may_ask_and_nothing_is_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = []
    call = Instance.call
    monkeypatch.setattr(Instance, "call", lambda self, name, *asked: parsed.append(name) or call(self, name, *asked))
    threads = [{"id": f"n{row}", "mailbox": "box", "participants": [f"p{row}@x.test"]} for row in range(3_000)]
    policy = Policy.parse({**SNAPSHOT, "threads": [*SNAPSHOT["threads"], *threads]}, instances=3)
    body = json.dumps(threads)

    def ask(number: int) -> Any:
        if number % 50 == 0:
            policy.upsert_threads([{"id": f"new {number}", "mailbox": "box", "participants": []}])
        filtered = policy.filter_threads(body, {"viewer": "anna", "now": NOW})
        return filtered.shown, policy.decide(VIEW), policy.visible_threads({"viewer": "bob", "now": NOW}).ids

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(ask, range(200)))
    assert all(answer == (3_000, policy.decide(VIEW), ["t2"]) for answer in answers)
    assert policy.thread_count == 3_006
    assert parsed.count("parse") == 1
    # Each instance has taken in each change.
    copies = policy._instances._free
    assert 1 <= len(copies) <= 3
    assert {instance.call("thread_count", 0) for instance in copies} == {3_006}


def test_a_fault_ends_one_instance_and_not_the_policy(policy: Policy) -> None:
    def fault(instance: Instance) -> int:
        memory = instance._memory
        assert memory.data_len(instance._store) > 0
        raise MailveilError("instance-lost", "as if")

    made = code()
    instances = Instances(made, Instance(made), 2)
    with ThreadPoolExecutor(2) as pool:
        barrier = threading.Barrier(2, timeout=5)
        # Both at a time: the second call makes a copy.
        first = pool.submit(instances.ask, lambda _: (barrier.wait(), 1)[1])
        time.sleep(0.1)
        second = pool.submit(instances.ask, lambda _: 2)
        time.sleep(0.1)
        barrier.wait()
        assert (first.result(5), second.result(5)) == (1, 2)
    assert instances._count == len(instances._free) == 2
    assert refused(lambda: instances.ask(fault))[0] == "instance-lost"
    assert instances.ask(lambda instance: instance.number("version")) == 1
    assert refused(lambda: instances.ask(fault))[0] == "instance-lost"
    assert refused(lambda: instances.ask(lambda _: 1))[0] == "instance-lost"
    assert policy.thread_count == 2


def test_a_fault_in_a_change_leaves_no_instance_behind() -> None:
    made = code()
    instances = Instances(made, Instance(made), 3)
    instances._free += [Instance(made), Instance(made)]
    instances._count = 3
    first, second, third = instances._free
    changed = []

    def change(instance: Instance) -> None:
        if instance is second:
            raise MailveilError("instance-lost", "as if")
        changed.append(instance)

    instances.change(change)
    assert changed == instances._free == [first, third]

    def refuse(_: Instance) -> None:
        raise MailveilError("invalid-threads", "as if")

    assert refused(lambda: instances.change(refuse))[0] == "invalid-threads"
    assert instances._free == [first, third]

    def interrupt(_: Instance) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        instances.change(interrupt)
    assert instances._free == [first]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no such system call")
def test_forks(policy: Policy) -> None:
    child = os.fork()
    if child == 0:
        right = policy.decide(VIEW)["outcome"] == "allowed" and policy.thread_count == 2
        os._exit(0 if right else 1)
    assert os.waitpid(child, 0)[1] == 0
    policy.upsert_threads([{"id": "t3", "mailbox": "box", "participants": []}])
    assert policy.thread_count == 3


def test_a_fork_while_a_question_is_asked(policy: Policy) -> None:
    def ask(_: Instance) -> int:
        child = os.fork()
        if child == 0:
            try:
                policy.decide(VIEW)
            except MailveilError as error:
                os._exit(0 if error.code == "instance-lost" else 1)
            os._exit(2)
        return os.waitpid(child, 0)[1]

    assert policy._instances.ask(ask) == 0
    assert policy.allows(VIEW)
