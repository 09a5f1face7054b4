"""One call, nothing kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from mailveil._module import Instance, code
from mailveil._policy import Policy
from mailveil._text import as_bytes

if TYPE_CHECKING:
    from mailveil import _types as t
    from mailveil._answers import VisibleThreads
    from mailveil._policy import SnapshotInput


def decide(snapshot: SnapshotInput, query: t.Query) -> t.Decision:
    """Decide one question on a snapshot: may the viewer do this, and why?

    Raises:
        MailveilError: As :meth:`Policy.parse` and :meth:`Policy.decide`.

    """
    with Policy.parse(snapshot) as policy:
        return policy.decide(query)


def visible_threads(snapshot: SnapshotInput, query: t.ListQuery) -> VisibleThreads:
    """List every thread of a snapshot that the viewer sees in a place.

    Raises:
        MailveilError: As :meth:`Policy.parse` and :meth:`Policy.visible_threads`.

    """
    with Policy.parse(snapshot) as policy:
        # Their ids are found out while the policy is there.
        return policy.visible_threads(query).with_ids()


def diagnose(snapshot: SnapshotInput) -> t.Diagnosis:
    """Tell everything that is wrong with a snapshot; nothing is wrong where `total` is 0."""
    instance = Instance(code())
    return cast("t.Diagnosis", json.loads(instance.read(instance.call("diagnose", as_bytes(snapshot)))))


def support_restrictions() -> list[t.SupportRestriction]:
    """Tell what a support agent may not do (S-07), by number, with `delete-record` first."""
    instance = Instance(code())
    return cast("list[t.SupportRestriction]", json.loads(instance.read(instance.call("support_restrictions"))))


def redact_decision(decision: t.Decision) -> t.Decision:
    """Give what any viewer may be shown of a decision. Reasons tell that a thread, a link or a rule exists."""
    return {**decision, "reasons": []}
