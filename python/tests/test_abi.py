"""What docs/abi.md says of the module."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import wasmtime

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "abi.md").read_text("utf-8")
MODULE = ROOT / "python" / "src" / "mailveil" / "mailveil_abi.wasm"
SNAPSHOT = json.loads((ROOT / "examples" / "two-colleagues.json").read_text("utf-8"))
NOW = "2026-11-21T09:30:00Z"


def client() -> Any:
    _, example = PAGE.split("```python\n")
    code, _ = example.split("```\n")
    assert code.count("\n") <= 60
    names: dict[str, Any] = {}
    exec(code, names)
    return names["Mailveil"](str(MODULE))


def test_the_client_of_the_page() -> None:
    mailveil = client()
    policy = mailveil.parse(SNAPSHOT)
    decision = mailveil.decide(policy, action="view", viewer="bob", thread="t1", now=NOW)
    assert decision["reasons"] == [{"code": "mailbox-private", "rule": "Z-06"}]
    assert mailveil.visible(policy, viewer="bob", record="deal-7", now=NOW) == [(1, 3)]
    with pytest.raises(ValueError, match="unknown-viewer"):
        mailveil.decide(policy, action="view", viewer="carl", thread="t1", now=NOW)


def test_the_client_finds_answers_that_are_longer_than_its_room() -> None:
    mailveil = client()
    threads = [{"id": f"thread {row}", "mailbox": "box", "participants": []} for row in range(5_000)]
    policy = mailveil.parse(SNAPSHOT)
    mailveil.call("upsert_threads", policy, json.dumps(threads).encode())
    # A number more than fits into what the threads took.
    rows = b"".join(row.to_bytes(4, "little") for row in range(5_002)) * 20
    ids = bytes(mailveil.room(mailveil.call("thread_ids", policy, rows))).decode().split("\ufffd")
    assert ids == ["t1", "t2", *(thread["id"] for thread in threads)] * 20
    assert mailveil.visible(policy, viewer="anna", now=NOW) == [(row, 3) for row in range(5_002)]


def test_the_module_imports_nothing_and_exports_what_the_page_lists() -> None:
    module = wasmtime.Module.from_file(wasmtime.Engine(), str(MODULE))
    assert [imported.name for imported in module.imports] == []
    listed = {line.split("`")[1].split("(")[0] for line in PAGE.splitlines() if line.startswith("| `mailveil_")}
    exported = {one.name for one in module.exports if isinstance(one.type, wasmtime.FuncType)}
    assert listed == exported
    functions = [one.type for one in module.exports if isinstance(one.type, wasmtime.FuncType)]
    assert {str(number) for function in functions for number in [*function.params, *function.results]} == {"i32"}


def test_memory_is_the_whole_state() -> None:
    """Beside its memory, the module may change nothing but the stack pointer, which is at rest between two calls."""
    kinds = dict(sections(MODULE.read_bytes()))
    changing = [is_mutable for is_mutable in global_kinds(kinds[6]) if is_mutable]
    assert len(changing) == 1
    assert 8 not in kinds, "a start function would run in every copy"


def sections(wasm: bytes) -> list[tuple[int, bytes]]:
    found = []
    at = 8
    while at < len(wasm):
        kind = wasm[at]
        length, start = number(wasm, at + 1)
        found.append((kind, wasm[start : start + length]))
        at = start + length
    return found


def global_kinds(section: bytes) -> list[bool]:
    count, at = number(section, 0)
    found = []
    for _ in range(count):
        found.append(section[at + 1] == 1)
        # `i32.const`, a number, `end`: what the compiler makes.
        assert section[at + 2] == 0x41
        _, at = number(section, at + 3)
        assert section[at] == 0x0B
        at += 1
    return found


def number(wasm: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = wasm[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def test_numbers_that_have_no_policy_are_refused() -> None:
    mailveil = client()
    policy = mailveil.parse(SNAPSHOT)
    other = mailveil.parse({**SNAPSHOT, "threads": []})
    mailveil.number("free", policy)
    for freed in (policy, -1, 2_000_000_000):
        with pytest.raises(ValueError, match="freed"):
            mailveil.call("thread_count", freed)
    assert mailveil.call("thread_count", other) == 0
    assert mailveil.parse(SNAPSHOT) not in {policy, other}


def test_lengths_that_the_room_does_not_have() -> None:
    mailveil = client()
    policy = mailveil.parse(SNAPSHOT)
    mailveil.room(16)[:] = b'{"action":"view"'
    for name, *lengths in [("decide", 2**31 - 1), ("filter_threads", 4, 2**30), ("judge", -1, -1), ("thread_ids", -5)]:
        given = mailveil.number(name, policy, *lengths)
        assert given <= 0, name
