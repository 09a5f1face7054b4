"""What goes in and comes out, as types. Dicts have the members of docs/specification.md, as JSON has them.

A member that is absent is left out: `None` is refused, as `null` is.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NotRequired, TypedDict

Level = Literal["none", "metadata", "subject", "full"]
Surface = Literal["mailbox", "record"]
Moment = str | datetime
"""An instant: RFC 3339 text with an offset, or an aware datetime."""


class Asked(TypedDict):
    """What every question about a viewer carries; without `now`, it is of the present."""

    viewer: str
    now: NotRequired[Moment]


class ListQuery(Asked):
    """Which threads does the viewer see there? Without `surface`: on the better of both."""

    surface: NotRequired[Surface]
    record: NotRequired[str]


class ViewerQuery(Asked):
    """Which mailboxes can the viewer send from, or administer?"""


class WhoCanViewQuery(TypedDict):
    """Who sees this thread there?"""

    thread: str
    surface: NotRequired[Surface]
    record: NotRequired[str]
    now: NotRequired[Moment]


class ViewQuery(ListQuery):
    """May the viewer see this thread, and how much of it (section 3)?"""

    action: Literal["view"]
    thread: str


class ThreadQuery(Asked):
    """May the viewer answer this thread, or do what only its mailbox's owner does?"""

    action: Literal["reply", "forward", "share-thread", "unshare-thread", "archive", "delete"]
    thread: str


class MailboxQuery(Asked):
    """May the viewer use, configure or administer this mailbox?"""

    action: Literal[
        "send-from",
        "configure",
        "save-settings-unchanged",
        "change-sharing",
        "share-mailbox",
        "assign-sharing",
        "edit-excluded-domains",
        "manage-grants",
        "lock",
        "unlock",
        "back-up",
        "back-up-latest",
    ]
    mailbox: str


class RecordTickQuery(Asked):
    """May the viewer tick or untick this record (Z-05)?"""

    action: Literal["share-record-mail", "unshare-record-mail"]
    mailbox: str
    record: str


class SupportPeriodQuery(Asked):
    """May the viewer let support in until then (S-02, S-11)?"""

    action: Literal["grant-support-access", "edit-support-access"]
    expiresAt: Moment


class SupportEndQuery(Asked):
    """May the viewer end support access (S-05)?"""

    action: Literal["revoke-support-access"]


class OperateQuery(Asked):
    """May this support agent do that (S-03, S-07, S-08)?"""

    action: Literal["operate"]
    operation: str


Query = ViewQuery | ThreadQuery | MailboxQuery | RecordTickQuery | SupportPeriodQuery | SupportEndQuery | OperateQuery
"""One question, told apart by `action`."""


Reason = TypedDict(
    "Reason",
    {
        "code": str,
        "rule": str,
        "record": NotRequired[str],
        "domain": NotRequired[str],
        "operation": NotRequired[str],
        "restriction": NotRequired[int],
        "from": NotRequired[str],
        "until": NotRequired[str],
    },
)
"""Why, for owners, administrators and logs. It names ids, never names, subjects or addresses."""


class Obligation(TypedDict):
    """What the caller must do when acting on the decision, or leave undone; `owner` with `set-record-owner`."""

    kind: Literal["audit", "set-record-owner"]
    owner: NotRequired[str]


class Decision(TypedDict):
    """May they? And why? `level` only with the action `view`."""

    outcome: Literal["allowed", "denied"]
    level: NotRequired[Level]
    reasons: list[Reason]
    obligations: list[Obligation]


class SeenBy(TypedDict):
    """A user who sees the thread, how much, and why."""

    user: str
    level: Level
    reasons: list[Reason]


class WhoCanView(TypedDict):
    """Everyone who sees a thread, in snapshot order; support agents apart, because they are in no user list (S-04)."""

    members: list[SeenBy]
    supportAgents: list[SeenBy]


class AdministrationRow(TypedDict):
    """One mailbox as administrators see it (Z-08, M-07); `decisions` by action."""

    mailbox: str
    owner: str
    ownerStatus: Literal["active", "unconfirmed", "deactivated"]
    mode: Literal["private", "record-level", "complete", "per-thread", "shared-mailbox"]
    control: Literal["owner", "administrator"]
    locked: bool
    backup: Literal["none", "in-progress", "completed"]
    decisions: dict[str, Decision]


class MailboxAdministration(TypedDict):
    """All mailboxes for the administration page, or why the viewer may not see it."""

    decision: Decision
    rows: list[AdministrationRow]


class SupportRestriction(TypedDict):
    """One operation that support agents may not perform."""

    restriction: int
    operation: str


class Problem(TypedDict):
    """One thing wrong with a snapshot; `path` is a JSON Pointer, `offset` counts bytes (`json-syntax`)."""

    code: str
    path: str
    message: str
    help: str
    offset: NotRequired[int]


class Diagnosis(TypedDict):
    """Everything wrong with a snapshot: the first 1,000 problems in document order, and how many there are in all."""

    problems: list[Problem]
    total: int


class ProposeQuery(Asked):
    """What would this action do? The targets of its question, and `value`, as section 11 lists them."""

    action: str
    thread: NotRequired[str]
    mailbox: NotRequired[str]
    record: NotRequired[str]
    surface: NotRequired[Surface]
    operation: NotRequired[str]
    expiresAt: NotRequired[Moment]
    value: NotRequired[object]
    exposure: NotRequired[bool]


class PatchOperation(TypedDict):
    """One operation of RFC 6902: `add` with a value, or `remove`."""

    op: Literal["add", "remove"]
    path: str
    value: NotRequired[object]


class Proposal(TypedDict):
    """What an action would do. `patch` is empty unless it is allowed and nothing is wrong with the value."""

    decision: Decision
    problems: list[Problem]
    patch: list[PatchOperation]
    exposure: NotRequired[Exposure]


class ExposureQuery(TypedDict):
    """Where, when, and how many examples of each user."""

    surface: NotRequired[Surface]
    examples: NotRequired[int]
    now: NotRequired[Moment]


class ExposedThread(TypedDict):
    """A thread whose level differs."""

    thread: str
    before: Level
    after: Level


class ExposedUser(TypedDict):
    """For how many threads a user's level differs."""

    user: str
    gained: int
    lost: int
    raised: int
    lowered: int
    toFull: int
    examples: list[ExposedThread]


class Exposure(TypedDict):
    """What a change exposes and hides: those for whom something differs, and the number of differences."""

    users: list[ExposedUser]
    pairs: int


class LintQuery(TypedDict):
    """At which moment."""

    now: NotRequired[Moment]


class Finding(TypedDict):
    """What looks like a mistake; `path` is a JSON Pointer into the snapshot."""

    code: str
    severity: Literal["risk", "waste", "hint"]
    path: str
    message: str
    help: str
    count: NotRequired[int]


class Findings(TypedDict):
    """The first 1,000 findings in the order of section 12, and how many there are in all."""

    findings: list[Finding]
    total: int
