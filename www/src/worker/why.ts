import type { CrmRecord, Mailbox, Reason, Thread } from "mailveil";
import type { Answer, Request } from "../asked/methods.ts";
import type { Facts } from "../asked/why.ts";
import type { Held } from "./held.ts";

/** Records that reasons name, and linked ones, each once. */
function recordsOf(held: Held, reasons: readonly Reason[], thread?: Thread): CrmRecord[] {
  const ids = new Set([
    ...(thread?.records ?? []),
    ...reasons.flatMap(({ record }) => (record === undefined ? [] : record)),
  ]);
  return [...ids].map((id) => held.records.of(id));
}

function factsOf(held: Held, reasons: readonly Reason[], thread?: Thread, mailbox?: Mailbox): Facts {
  const of = mailbox ?? (thread === undefined ? undefined : held.mailboxes.of(thread.mailbox));
  return {
    ...(thread === undefined ? {} : { thread }),
    ...(of === undefined ? {} : { mailbox: of }),
    records: recordsOf(held, reasons, thread),
  };
}

export function why(held: Held, query: Request<"why">): Answer<"why"> {
  const decision = held.policy.decide(query);
  const thread = "thread" in query ? held.threads.of(query.thread) : undefined;
  const mailbox = "mailbox" in query ? held.mailboxes.of(query.mailbox) : undefined;
  return { decision, facts: factsOf(held, decision.reasons, thread, mailbox) };
}

export function thread(held: Held, request: Request<"thread">): Answer<"thread"> {
  const found = held.threads.of(request.thread);
  return { ...factsOf(held, [], found), thread: found };
}

export function record(held: Held, request: Request<"record">): Answer<"record"> {
  return held.records.of(request.record);
}

export function whoCanView(held: Held, query: Request<"whoCanView">): Answer<"whoCanView"> {
  const answer = held.policy.whoCanView(query);
  const reasons = [...answer.members, ...answer.supportAgents].flatMap((viewer) => viewer.reasons);
  return { ...answer, records: recordsOf(held, reasons) };
}
