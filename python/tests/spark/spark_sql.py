"""What `audit` counts, in Spark SQL alone: the predicate of mailveil/sql, turned round for all viewers at once.

It is here to be measured against, and nothing else uses it: on Spark the module runs. Spark takes none of the four
dialects' text (docs/spark.md says why), so this is a statement that someone who knows Spark would write. It stands on
what the predicate stands on (docs/databases.md): a context for each viewer, and the rows of threads, records and ticks.

What contexts say of a mailbox is the same in each that says it, so a thread is looked at once, and only those that
something could show are joined with the viewers of their mailbox.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import DataFrame, SparkSession

    from mailveil import Policy

Json = dict[str, Any]


# As in pkg/src/sql/facts.ts.
OWN, SEND, WHOLE, RESTORED, ALL_RECORDS, SUBJECT, FULL = "oshrebf"
FACTS = {"whole": WHOLE, "private_too": "p", "unchosen": "u", "unticked": "t", "any_link": "a", "open": "n"}
TYPES = {"c": "contact", "d": "deal", "l": "lead", "g": "organization", "x": "other"}
EVERY = 0  # stands in every record's access for whoever can access all

TEXT = pa.string()
PARTICIPANT = ("suffix", "address", "base", "name")
ROW = ("id", "mailbox", "state", "sharing", "first_at", "last_at")
ROWS = pa.schema(
    [
        *((name, TEXT) for name in ROW),
        ("records", pa.list_(TEXT)),
        ("participants", pa.list_(pa.struct([(name, TEXT) for name in PARTICIPANT]))),
    ]
)

STATEMENT = """
with threads_counted as (
  select mailbox, count(*) as threads from sql_thread where state in ('active', 'archived') group by mailbox
), candidate as (
  select /*+ broadcast(m) */ t.id, t.mailbox, m.types, m.unticked, m.any_link, explode(t.records) as record
  from sql_thread t join sql_mailbox m on m.mailbox = t.mailbox
  where t.state in ('active', 'archived')
    and (m.whole or coalesce(t.last_at <= m.restored, false))
    and (t.sharing = 'shared'
      or t.sharing is null and (m.unchosen or coalesce(t.first_at >= m.since, false))
      or t.sharing = 'private' and m.private_too)
    and (m.open or size(t.participants) > 0 and not exists(t.participants, p ->
      (coalesce(p.suffix, '') = '' or array_contains(m.excluded, p.suffix))
      and not array_contains(m.addresses, coalesce(p.address, ''))
      and not array_contains(m.bases, coalesce(p.base, ''))
      and not array_contains(m.aliases, coalesce(p.name, p.address, ''))))
), link as (
  select /*+ broadcast(r), broadcast(k) */ c.id, c.mailbox, c.any_link, coalesce(r.principals, array()) as principals,
    r.id is not null and array_contains(c.types, r.type) and (c.unticked or k.record is not null) as can_show
  from candidate c
  left join sql_record r on r.id = c.record
  left join sql_tick k on k.mailbox = c.mailbox and k.record = c.record
), linked as (
  select mailbox, any_link, collect_list(principals) as each,
    flatten(collect_list(case when can_show then principals end)) as any
  from link group by id, mailbox, any_link having bool_or(can_show)
), seen as (
  select /*+ broadcast(v) */ v.viewer, v.level, t.threads
  from threads_counted t join sql_viewer v on v.mailbox = t.mailbox where v.whole
  union all
  select /*+ broadcast(v) */ v.viewer, v.level, count(*) as threads
  from linked l join sql_viewer v on v.mailbox = l.mailbox
  where not v.whole and arrays_overlap(l.any, v.principals)
    and (l.any_link or forall(l.each, principals -> arrays_overlap(principals, v.principals)))
  group by v.viewer, v.level
)
select viewer, level, sum(threads) as threads from seen group by viewer, level
"""


def rows_of(policy: Policy, threads: list[Json]) -> pa.Table:
    """Rows of `mv_thread`, each with those of its links and participants."""
    rows = policy.sql_rows(threads)
    made: dict[str, Json] = {row["id"]: {**row, "records": [], "participants": []} for row in rows["mv_thread"]}
    for row in rows["mv_link"]:
        made[row["thread"]]["records"].append(row["record"])
    for row in rows["mv_domain"]:
        made[row["thread"]]["participants"].append({name: row[name] for name in PARTICIPANT})
    return pa.Table.from_pylist(list(made.values()), ROWS)


def prepare(threads: DataFrame, policy: Policy, now: str) -> None:
    """Make the views that the statement reads: of such rows, and small ones, which stay in memory."""
    session = threads.sparkSession
    threads.createOrReplaceTempView("sql_thread")
    numbers: dict[str, int] = {"": EVERY}
    rows = policy.sql_rows([])
    principals: dict[str, list[int]] = {row["id"]: [EVERY] for row in rows["mv_record"]}
    for row in rows["mv_record_access"]:
        principals[row["record"]].append(numbers.setdefault(row["principal"], len(numbers)))
    records = [(row["id"], row["type"], principals[row["id"]]) for row in rows["mv_record"]]
    ticks = [(row["mailbox"], row["record"]) for row in rows["mv_tick"]]
    mailboxes: dict[str, Json] = {}
    viewers: list[tuple[Any, ...]] = []
    for viewer in policy.users:
        context = json.loads(policy.sql_context({"viewer": viewer, "now": now}))
        note_mailboxes(mailboxes, context)
        named = [numbers.setdefault(principal, len(numbers)) for principal in context["principals"]]
        for mailbox, said in said_of(context):
            level = 3 if FULL in said else 2 if SUBJECT in said else 1
            held = [EVERY] if ALL_RECORDS in said else named
            viewers.append((viewer, mailbox, level, OWN in said or SEND in said, held))
    small(session, "sql_record", records, "id string, type string, principals array<int>")
    small(session, "sql_tick", ticks, "mailbox string, record string")
    small(session, "sql_mailbox", [tuple(box.values()) for box in mailboxes.values()], MAILBOX)
    small(
        session, "sql_viewer", viewers, "viewer string, mailbox string, level int, whole boolean, principals array<int>"
    )


LISTS = {"excludedOwn": "excluded", "addresses": "addresses", "bases": "bases", "aliases": "aliases"}
MAILBOX = ", ".join(
    [
        "mailbox string",
        *(f"{name} boolean" for name in FACTS),
        "types array<string>, restored string, since string",
        *(f"{column} array<string>" for column in LISTS.values()),
    ]
)


def said_of(context: Json) -> Iterator[tuple[str, str]]:
    """Each mailbox with what there is to say of it: many share their facts."""
    return ((mailbox, said) for said, mailboxes in context["mailboxes"] for mailbox in mailboxes)


def note_mailboxes(mailboxes: dict[str, Json], context: Json) -> None:
    """Note what a context says of the mailboxes that show the viewer something on records; others say the same."""
    noted: dict[str, Json] = {}
    for mailbox, said in said_of(context):
        if WHOLE in said or RESTORED in said:
            noted[mailbox] = {
                "mailbox": mailbox,
                **{name: letter in said for name, letter in FACTS.items()},
                "types": [name for letter, name in TYPES.items() if letter in said],
                "restored": None,
                "since": None,
                **{column: [] for column in LISTS.values()},
                "excluded": list(context["excluded"]),
            }
    for name in ("restored", "since"):
        for mailbox, moment in context[name]:
            noted[mailbox][name] = moment
    for name, column in LISTS.items():
        for joined in context[name]:
            mailbox, text = joined.split("\ufffd", 1)
            noted[mailbox][column].append(text)
    for mailbox, facts in noted.items():
        assert mailboxes.setdefault(mailbox, facts) == facts, mailbox


def small(session: SparkSession, name: str, rows: list[tuple[Any, ...]], schema: str) -> None:
    frame = session.createDataFrame(rows, schema).coalesce(1).cache()
    frame.count()
    frame.createOrReplaceTempView(name)


def count(session: SparkSession, total: int) -> dict[str, list[int]]:
    """How many threads each viewer sees at each level, beginning with none; a viewer who sees none is not there."""
    counts: dict[str, list[int]] = {}
    for row in session.sql(STATEMENT).collect():
        counts.setdefault(row["viewer"], [total, 0, 0, 0])[row["level"]] = row["threads"]
        counts[row["viewer"]][0] -= row["threads"]
    return counts
