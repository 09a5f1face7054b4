"""The runner of tests/vectors for Python (tests/vectors/README.md)."""

from __future__ import annotations

import base64
import copy
import json
from pathlib import Path
from typing import Any

import mailveil
from mailveil import MailveilError, Policy

Json = dict[str, Any]

FOLDER = Path(__file__).parents[2] / "tests" / "vectors"
LISTS = {
    "visibleThreads": Policy.visible_threads,
    "whoCanView": Policy.who_can_view,
    "sendFromMailboxes": Policy.send_from_mailboxes,
    "mailboxAdministration": Policy.mailbox_administration,
}
LEVELS = ["none", "metadata", "subject", "full"]
# `hostile` is what only a caller in JavaScript can do.
OTHERS = {"filter", "changes", "hostile"}
# Another name would be a test that tests nothing.
ASKED = {
    "description",
    "snapshot",
    "text",
    "base64",
    "patch",
    "problems",
    "total",
    "query",
    "decision",
    "error",
    "answer",
}
COUNTED = {"licensedUserCount", "supportRestrictions"}
FULL = {"propose", "exposure", "lint"}
STEP = {
    "description",
    "patch",
    "steps",
    "options",
    "body",
    "bytes",
    "items",
    "response",
    "text",
    "kept",
    "filtered",
    "query",
}
STEP |= {
    "shown",
    "hidden",
    "unreadable",
    "unknownRecords",
    "unsaid",
    "error",
    "emittable",
    "upsert",
    "upsertText",
    "remove",
}
STEP |= {"problems", "outcome", "visibleThreads", "answer", "threadCount", "upsertRecords", "upsertRecordsText"}


def cases(*folders: str) -> list[tuple[str, Json, Json]]:
    """Every case of some folders, with its name and its file."""
    found = []
    for path in sorted(path for folder in folders for path in (FOLDER / folder).glob("*.json")):
        if path.name != "schema.json":
            file = json.loads(path.read_text("utf-8"))
            found += [(f"{path.stem}: {case['description']}", file, case) for case in file["cases"]]
    return found


def patched(document: object, patch: list[Json]) -> Any:
    """Apply `add`, `remove` and `replace` of RFC 6902 to a copy."""
    whole: Any = {"": copy.deepcopy(document)}
    for change in patch:
        steps = [step.replace("~1", "/").replace("~0", "~") for step in change["path"].split("/")]
        place: Any = whole
        for step in steps[:-1]:
            place = place[int(step) if isinstance(place, list) else step]
        last: Any = steps[-1]
        if isinstance(place, list):
            last = len(place) if last == "-" else int(last)
        if change["op"] == "remove":
            del place[last]
        elif change["op"] == "add" and isinstance(place, list):
            place.insert(last, change["value"])
        else:
            assert change["op"] in {"add", "replace"}
            place[last] = change["value"]
    return whole[""]


def with_now(question: Any, now: str | None) -> Any:
    """Put the file's moment behind the members of a question that has none."""
    return {**question, "now": now} if isinstance(question, dict) and now and "now" not in question else question


def run(file: Json, case: Json) -> None:
    """Ask what a case asks."""
    assert case.keys() <= ASKED | COUNTED | FULL | LISTS.keys() | {"after"}
    facts = case if case.keys() & {"snapshot", "text", "base64"} else file
    snapshot: Any
    if "base64" in facts:
        snapshot = base64.b64decode(facts["base64"])
    elif "text" in facts:
        snapshot = facts["text"]
    else:
        snapshot = patched(facts["snapshot"], case.get("patch", []))
    asked = [name for name in ("problems", "query", *LISTS, *COUNTED, *sorted(FULL)) if name in case]
    assert asked, "the case asks nothing"
    if "problems" in case:
        run_problems(snapshot, case)
    elif "supportRestrictions" in case:
        assert mailveil.support_restrictions() == case["supportRestrictions"]
    else:
        with Policy.parse(snapshot) as policy:
            run_question(policy, snapshot, asked[0], case, file.get("now"))


def run_question(policy: Policy, snapshot: Any, name: str, case: Json, now: str | None) -> None:
    """Ask the one question of a case."""
    if name == "licensedUserCount":
        assert policy.licensed_user_count == case[name]
        return
    query = with_now(case[name], now)
    if name in FULL:
        run_full(policy, snapshot, name, case, query)
        return
    if name != "query":
        answer = outcome_of(lambda: LISTS[name](policy, query))
        if isinstance(answer, mailveil.VisibleThreads):
            levels = [LEVELS[level] for level in answer.levels]
            answer = {"rows": list(answer.rows), "levels": levels, "ids": answer.ids}
        assert answer == expected(case, "answer")
        return
    decision = expected(case, "decision")
    assert outcome_of(lambda: policy.decide(query)) == decision
    assert outcome_of(lambda: mailveil.decide(snapshot, query)) == decision
    if "error" in case:
        assert outcome_of(lambda: policy.allows(query)) == decision
        error = {**case["error"], "path": "/0" + case["error"]["path"]}
        assert outcome_of(lambda: policy.decide_all([query])) == {"error": error}
    else:
        assert policy.allows(query) == (decision["outcome"] == "allowed")
        assert policy.decide_all([query]) == [decision]


def run_full(policy: Policy, snapshot: Any, name: str, case: Json, query: Any) -> None:
    """Ask for a proposal, an exposure or findings."""
    if name == "exposure":
        after = patched(snapshot, case.get("after", []))
        assert outcome_of(lambda: policy.exposure(after, query)) == expected(case, "answer")
        return
    found = outcome_of(lambda: (policy.propose if name == "propose" else policy.lint)(query))
    if "error" in case:
        assert found == {"error": case["error"]}
    elif name == "lint":
        assert found["total"] == len(found["findings"])
        words = {"severity", "message", "help"}
        without = [{name: said for name, said in one.items() if name not in words} for one in found["findings"]]
        assert without == case["answer"]
        assert all(one.keys() >= words for one in found["findings"])
    else:
        problems = [{name: problem[name] for name in ("code", "path")} for problem in found["problems"]]
        assert {**found, "problems": problems} == case["answer"]
        run_proposal(policy, snapshot, found, query)


def run_proposal(policy: Policy, snapshot: Any, proposal: Json, query: Json) -> None:
    """The patch makes a snapshot that exposes what the proposal says."""
    asked: Any = {name: said for name, said in query.items() if name not in {"value", "exposure"}}
    assert proposal["decision"] == policy.decide(asked)
    if proposal["patch"]:
        after = patched(snapshot, proposal["patch"])
        again: Any = {**query, "exposure": True}
        exposed = policy.propose(again)["exposure"]
        assert policy.exposure(after, {"now": query["now"]}) == exposed


def expected(case: Json, name: str) -> Any:
    """What a case expects: an answer, or an error instead."""
    return {"error": case["error"]} if "error" in case else case[name]


def outcome_of(question: Any) -> Any:
    """Give the answer, or the code and path of the error, with the offset if it has one."""
    try:
        return question()
    except MailveilError as error:
        offset = {} if error.offset is None else {"offset": error.offset}
        return {"error": {"code": error.code, "path": error.path, **offset}}


def run_problems(snapshot: Any, case: Json) -> None:
    """Compare the problems of a snapshot; an offset only where the case names it."""
    diagnosis = mailveil.diagnose(snapshot)
    assert diagnosis["total"] == case.get("total", len(case["problems"]))
    assert len(diagnosis["problems"]) >= len(case["problems"])
    problems: list[Any] = list(diagnosis["problems"])
    for found, wanted in zip(problems, case["problems"], strict=False):
        assert {name: found[name] for name in wanted} == wanted
    if diagnosis["total"] == 0:
        Policy.parse(snapshot).close()
        return
    try:
        Policy.parse(snapshot)
    except MailveilError as error:
        assert (error.code, error.total, list(error.problems)) == (
            "invalid-snapshot",
            diagnosis["total"],
            diagnosis["problems"],
        )
    else:
        raise AssertionError("the snapshot was not refused")


def run_steps(file: Json, case: Json) -> None:
    """Do what a case of filters or changes says."""
    with Policy.parse(patched(file["snapshot"], case.get("patch", []))) as policy:
        for step in case.get("steps", [case]):
            assert step.keys() <= STEP
            run_step(policy, step, file["now"])


def run_step(policy: Policy, step: Json, now: str) -> None:
    """Do one step."""
    if "options" in step:
        run_filter(policy, step, with_now(step["options"], now))
    elif "threadCount" in step:
        assert policy.thread_count == step["threadCount"]
    elif "query" in step:
        query = with_now(step["query"], now)
        found = outcome_of(lambda: policy.decide(query))
        if "error" in step:
            assert found == {"error": step["error"]}
        else:
            assert found.get("level", found["outcome"]) == step["outcome"]
            assert policy.allows(query) == (found["outcome"] == "allowed")
    elif "visibleThreads" in step:
        visible = policy.visible_threads(with_now(step["visibleThreads"], now))
        assert {"rows": list(visible.rows), "levels": list(visible.levels), "ids": visible.ids} == step["answer"]
    else:
        run_change(policy, step)


def run_change(policy: Policy, step: Json) -> None:
    """Change threads or records."""
    before = policy.digest
    changes = {"upsert": Policy.upsert_threads, "remove": Policy.remove_threads, "upsertRecords": Policy.upsert_records}
    name = next(name for name in step if name.removesuffix("Text") in changes)
    try:
        changes[name.removesuffix("Text")](policy, step[name])
    except MailveilError as error:
        found = [{name: problem[name] for name in ("code", "path")} for problem in error.problems]
        assert found == step.get("problems", [])
        assert error.total == len(found)
        if "error" in step:
            assert {"code": error.code, "path": error.path} == step["error"]
        else:
            assert error.code == ("invalid-records" if "Records" in name else "invalid-threads")
        assert policy.digest == before
    else:
        assert not step.keys() & {"problems", "error"}
        assert policy.digest != before


def run_filter(policy: Policy, step: Json, options: Any) -> None:
    """Filter one body."""
    if "bytes" in step:
        body = base64.b64decode(step["bytes"])
    elif "items" in step or "response" in step:
        body = compact(step.get("items", step.get("response")))
    elif "body" in step:
        body = step["body"].encode()
    else:
        # Options that are wrong are refused, whatever the body.
        for anything in ("[]", "["):
            assert outcome_of(lambda: policy.filter_threads(anything, options)) == {"error": step["error"]}
        return
    found = outcome_of(lambda: policy.filter_threads(body, options))
    if "error" in step:
        assert found == {"error": step["error"]}
        return
    text = step["text"].encode() if "text" in step else compact(step.get("kept", step.get("filtered")))
    unsaid = step.get("unsaid", {})
    shown, hidden, unreadable, unknown = (
        step.get(name, 0) for name in ("shown", "hidden", "unreadable", "unknownRecords")
    )
    counted = mailveil.Unsaid(unsaid.get("sharing", 0), unsaid.get("state", 0))
    assert found == mailveil.Filtered(text, shown, hidden, unreadable, unknown, counted)


def compact(value: object) -> bytes:
    """Write JSON without white space."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
