import type { Exposure, ProposeQuery, Reason, Snapshot } from "mailveil";
import type { ExampleThread } from "../asked/changes.ts";
import type { Answer, Request } from "../asked/methods.ts";
import type { Held } from "./held.ts";
import { Policy, supportRestrictions } from "./mailveil.ts";

/** How many threads a user's line shows at most. */
const EXAMPLES = 8;

/** What an action would do, with what the page shows of it. */
export function propose(held: Held, request: Request<"propose">): Answer<"propose"> {
  // The module examines the value, whatever the form made of it.
  const proposal = held.policy.propose(request as unknown as ProposeQuery);
  const ids = reasonsOf(proposal.decision.reasons);
  const records = ids.map((id) => held.records.of(id));
  return { proposal, records, threads: examplesOf(held, proposal.exposure) };
}

function reasonsOf(reasons: readonly Reason[]): string[] {
  return [...new Set(reasons.flatMap(({ record }) => (record === undefined ? [] : record)))];
}

function examplesOf(held: Held, exposure: Exposure | undefined): Map<string, ExampleThread> {
  const own = new Set((held.snapshot.organization.domains ?? []).map((domain) => domain.toLowerCase()));
  const examples = exposure?.users.flatMap((user) => user.examples) ?? [];
  return new Map(
    examples.map(({ thread: id }) => {
      const row = held.threads.row(id);
      const { subject, mailbox, participants } = held.threads.at(row);
      const outsiders = participants.filter((one) => !isOwn(one, own)).length;
      return [id, { id, row, mailbox, outsiders, ...(subject === undefined ? {} : { subject }) }];
    }),
  );
}

/** For showing only: no rule asks who is an outsider. */
function isOwn(participant: string, domains: ReadonlySet<string>): boolean {
  const host = participant.slice(participant.lastIndexOf("@") + 1).toLowerCase();
  return [...domains].some((domain) => host === domain || host.endsWith(`.${domain}`));
}

/** What lies between two states of the snapshot in hand. */
export function exposureBetween(before: Snapshot, after: Held, now: string): Answer<"exposureSoFar"> {
  const policy = Policy.parse(JSON.stringify(before));
  try {
    const exposure = policy.exposure(after.policy, { now, examples: EXAMPLES });
    return { exposure, threads: examplesOf(after, exposure) };
  } finally {
    policy.free();
  }
}

export function administration(held: Held, request: Request<"administration">): Answer<"administration"> {
  return held.policy.mailboxAdministration(request);
}

export function mailbox(held: Held, request: Request<"mailbox">): Answer<"mailbox"> {
  return held.mailboxes.of(request.mailbox);
}

export function support({ snapshot }: Held): Answer<"support"> {
  return { entries: snapshot.supportAccess ?? [], restrictions: supportRestrictions() };
}
