"""A made-up organisation of any size, in all sharing modes. The same numbers give the same organisation."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, Any]
NOW = "2026-06-01T12:00:00Z"
DOMAINS = ["acme.test", "mail.law.test", "corp.test", "bank.test", "shop.test"]


def organization(users: int, records: int) -> Json:
    """A snapshot without threads."""
    dice = random.Random(f"{users} {records}")  # noqa: S311
    mailboxes = [
        {
            "id": f"box{number}",
            "address": address(number),
            "owner": f"u{number}",
            **sharing(number, users, dice),
        }
        for number in range(users)
    ]
    kinds = ["lead", "contact", "organization", "deal", "other"]
    return {
        "version": 1,
        "organization": {
            "domains": ["corp.test", "bank.test"],
            "excludedDomains": ["law.test"],
            "subaddressing": True,
        },
        "roles": [{"id": "all"}, *({"id": f"r{number}", "parent": "all"} for number in range(8))],
        "users": [
            {
                "id": f"u{number}",
                "status": "deactivated" if number % 29 == 9 else "active",
                "profile": "administrator" if number % 97 == 3 else "standard",
                "roles": [f"r{number % 8}"],
                "aliases": [alias(number)],
            }
            for number in range(users)
        ],
        "records": [
            {
                "id": f"rec{number}",
                "type": kinds[number % len(kinds)],
                "owner": f"u{dice.randrange(users)}",
                "access": [{"kind": "role", "id": f"r{dice.randrange(8)}"}] if number % 3 else [{"kind": "everyone"}],
            }
            for number in range(records)
        ],
        "mailboxes": mailboxes,
        "threads": [],
    }


def address(number: int, part: str = "") -> str:
    """The address of a mailbox: of some, in a domain that others exclude, so that own names matter."""
    return f"box{number}{part}@{'bank.test' if number % 5 == 2 else 'corp.test'}"


def alias(number: int) -> str:
    return f"/o=corp/cn=u{number}"


def sharing(number: int, users: int, dice: random.Random) -> Json:
    """One of all modes."""
    levels = ["metadata", "subject", "full"]
    audience = [
        {"kind": "role", "id": f"r{dice.randrange(8)}", "level": dice.choice(levels)},
        {"kind": "user", "id": f"u{dice.randrange(users)}"},
    ]
    backup = {"backups": [{"takenAt": "2026-05-01T00:00:00Z", "status": "completed"}]} if number % 2 else {}
    mode: Json
    match number % 6:
        case 0:
            return {}
        case 1:
            ticks = [f"rec{record}" for record in range(number % 7, 200, 7)]
            mode = {"mode": "record-level", "audience": audience, "sharedRecords": ticks}
        case 2 | 3:
            mode = {"mode": "complete", "audience": audience, "excludedDomains": ["bank.test"]}
        case 4:
            mode = {"mode": "per-thread", "default": "shared", "linkedAccess": dice.choice(["all", "any"])}
            mode |= {"defaultSince": "2025-06-01T00:00:00Z"} if number % 4 == 0 else {}
        case _:
            grants = [
                {
                    "kind": "role",
                    "id": f"r{dice.randrange(8)}",
                    "rights": ["read", "send"] if number % 4 == 1 else ["read"],
                }
            ]
            mode = {"mode": "shared-mailbox", "grants": grants}
    return {"sharing": mode, **backup}


def threads(count: int, users: int, records: int) -> Iterator[Json]:
    """Valid threads of such an organisation, with every fact."""
    dice = random.Random(f"{count} {users} {records}")  # noqa: S311
    for number in range(count):
        box = dice.randrange(users)
        day, minute = 1 + dice.randrange(28), dice.randrange(60)
        yield {
            "id": f"thread{number}",
            "mailbox": f"box{box}",
            "participants": participants(box, dice),
            "records": [f"rec{dice.randrange(records)}" for _ in range(dice.choice([0, 1, 1, 2]))],
            "sharing": dice.choice([None, None, None, "private", "shared"]),
            "state": dice.choice([None, "active", "active", "archived", "deleted"]),
            "firstMessageAt": f"2025-{1 + number % 12:02}-{day:02}T09:{minute:02}:00Z",
            "lastMessageAt": f"2026-{1 + number % 5:02}-{day:02}T09:{minute:02}:30.5Z",
            "subject": f"subject {number}",
        }


def participants(box: int, dice: random.Random) -> list[str]:
    """The owner of the mailbox, by one of their own names, and others; sometimes what cannot be read, or none."""
    others = [f"p{dice.randrange(5_000)}@{dice.choice(DOMAINS)}" for _ in range(dice.randrange(1, 5))]
    match dice.randrange(20):
        case 0:
            return []
        case 1:
            return [address(box), "somebody", *others]
        case 2:
            return [alias(box), *others]
        case 3:
            return [address(box, "+crm"), *others]
        case _:
            return [address(box), *others]


def said(thread: Json) -> Json:
    """A thread as a snapshot has it: nothing that is null."""
    return {name: value for name, value in thread.items() if value is not None}
