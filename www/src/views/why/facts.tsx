import type { AudienceMember, Grant, Mailbox, Member } from "mailveil";
import { Said } from "../../parts/said.tsx";
import type { Facts as FactsOf } from "../../asked/why.ts";
import { recordName } from "../../state/names.ts";
import { loaded } from "../../state/session.ts";
import { instant, MODE_NAMES, subjectText } from "../../texts/words.ts";

type Fact = readonly [string, string];

export function memberName(member: Member): string {
  const { names } = loaded.value;
  switch (member.kind) {
    case "everyone":
      return "everyone";
    case "user":
      return names.user(member.id);
    case "role":
      return `${names.role(member.id)}${member.descendants === true ? " and below" : ""}`;
  }
}

function period({ from, until }: { from?: string; until?: string }): string {
  return [from === undefined ? "" : `from ${instant(from)}`, until === undefined ? "" : `until ${instant(until)}`]
    .filter(Boolean)
    .join(" ");
}

function audienceText(member: AudienceMember): string {
  return [memberName(member), member.level === undefined ? "" : `at ${member.level}`, period(member)]
    .filter(Boolean)
    .join(" ");
}

function grantText(grant: Grant): string {
  return [memberName(grant), `(${grant.rights.join(", ") || "no rights"})`, period(grant)].filter(Boolean).join(" ");
}

function sharingFacts({ sharing }: Mailbox): Fact[] {
  switch (sharing?.mode) {
    case "complete":
      return [
        ["Audience", sharing.audience.map(audienceText).join("; ")],
        ["Excluded domains", sharing.excludedDomains?.join(", ") || "none of its own"],
      ];
    case "record-level":
      return [
        ["Audience", sharing.audience.map(audienceText).join("; ")],
        ["Ticked records", String(sharing.sharedRecords.length)],
      ];
    case "per-thread":
      return [
        [
          "Default",
          `${sharing.default}${sharing.defaultSince === undefined ? "" : ` since ${instant(sharing.defaultSince)}`}`,
        ],
        ["Linked records", `access to ${sharing.linkedAccess ?? "all"} is needed`],
      ];
    case "shared-mailbox":
      return [["Grants", sharing.grants.map(grantText).join("; ") || "none"]];
    case "private":
    case undefined:
      return [];
  }
}

function mailboxFacts(mailbox: Mailbox): Fact[] {
  const { names } = loaded.value;
  const { sharing, control, lock, backups = [] } = mailbox;
  return [
    ["Mailbox", mailbox.address],
    ["Owner", `${names.user(mailbox.owner)} (${names.about(mailbox.owner)})`],
    ["Sharing", sharing === undefined ? "private, because it was never chosen" : MODE_NAMES[sharing.mode]],
    ...sharingFacts(mailbox),
    [
      "Control",
      control === "administrator" ? "administrators choose how it shares" : "its owner chooses how it shares",
    ],
    ...(lock === undefined ? [] : [["Lock", `by ${names.user(lock.by)}, ${instant(lock.at)}`] as const]),
    ...backups.map(({ takenAt, status }): Fact => ["Backup", `${status}, ${instant(takenAt)}`]),
  ];
}

function threadFacts({ thread, records }: FactsOf): Fact[] {
  if (thread === undefined) return [];
  const linked = records.filter(({ id }) => thread.records?.includes(id));
  return [
    ["Subject", subjectText(thread.subject)],
    ["Participants", thread.participants.join(", ") || "none"],
    ["Linked to", linked.map(recordName).join(", ") || "nothing"],
    ["State", thread.state ?? "active"],
    ["Owner’s choice", thread.sharing ?? "none for this thread"],
    ["Messages", `first ${instant(thread.firstMessageAt)}, last ${instant(thread.lastMessageAt)}`],
  ];
}

/** What the snapshot says about it: for administrators, whatever the viewer sees. */
export function Facts({ facts }: { facts: FactsOf }) {
  const rows = [...threadFacts(facts), ...(facts.mailbox === undefined ? [] : mailboxFacts(facts.mailbox))];
  return (
    <section class="pane prose" aria-label="Facts">
      <h2>The facts</h2>
      <p class="hint">From the snapshot, for administrators: the viewer does not get to see this.</p>
      <dl class="facts">
        {rows.map(([term, text]) => (
          <>
            <dt>{term}</dt>
            <dd>
              <Said text={text} />
            </dd>
          </>
        ))}
      </dl>
    </section>
  );
}
