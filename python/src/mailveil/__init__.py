"""mailveil: who may see this e-mail in a CRM, what may they do with it, and why.

A JSON snapshot of users, roles, records, mailboxes and threads is parsed and compiled once into a :class:`Policy`,
which then answers questions. The rules are those that JavaScript has, compiled to WebAssembly.

>>> import mailveil
>>> policy = mailveil.Policy.parse({
...     "version": 1, "organization": {}, "roles": [], "records": [],
...     "users": [{"id": "anna", "status": "active"}, {"id": "bob", "status": "active"}],
...     "mailboxes": [{"id": "box", "address": "anna@example.com", "owner": "anna"}],
...     "threads": [{"id": "t1", "mailbox": "box", "participants": ["carl@example.org"]}],
... })
>>> decision = policy.decide({"action": "view", "viewer": "bob", "thread": "t1"})
>>> decision["outcome"], decision["reasons"]
('denied', [{'code': 'mailbox-private', 'rule': 'Z-06'}])
"""

from mailveil._answers import Filtered, Unsaid, VisibleThreads
from mailveil._calls import decide, diagnose, redact_decision, support_restrictions, visible_threads
from mailveil._error import MailveilError
from mailveil._policy import Policy

__all__ = [
    "Filtered",
    "MailveilError",
    "Policy",
    "Unsaid",
    "VisibleThreads",
    "decide",
    "diagnose",
    "redact_decision",
    "support_restrictions",
    "visible_threads",
]
