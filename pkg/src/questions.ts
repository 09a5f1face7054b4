// Questions that keep nothing: a snapshot in, a plain object out.
import { MailveilError } from "./error.js";
import { snapshotText } from "./input/snapshot-input.js";
import { glue } from "./module/glue.js";
import { call, requireReady } from "./module/instance.js";
import type { VisibleThreads } from "./ask/visible-threads.js";
import { Policy, type SnapshotInput } from "./policy.js";
import type { Decision, Diagnosis, ListQuery, Obligation, Query, SupportRestriction } from "./types/index.js";

/** One question about one snapshot. To ask more, keep a `Policy`. */
export function decide(snapshot: SnapshotInput, query: Query): Decision {
  return withPolicy(snapshot, (policy) => policy.decide(query));
}

/** All threads of a snapshot that a viewer sees. To ask more, keep a `Policy`. */
export function visibleThreads(snapshot: SnapshotInput, query: ListQuery): VisibleThreads {
  return withPolicy(snapshot, (policy) => {
    const { rows, levels, ids } = policy.visibleThreads(query);
    return { rows, levels, ids };
  });
}

/** Everything that is wrong with a snapshot; a total of 0 means that it is accepted. */
export function diagnose(snapshot: SnapshotInput): Diagnosis {
  requireReady();
  const text = snapshotText(snapshot);
  if (text.kind === "unwritable") return { problems: [text.problem], total: 1 };
  const { problems, total } = call(() => glue.diagnose(text.bytes) as Diagnosis);
  return { problems, total };
}

/** What support agents may not do (S-07), by number, after deleting records (S-12, number 0). */
export function supportRestrictions(): SupportRestriction[] {
  return call(() => glue.supportRestrictions() as SupportRestriction[]);
}

/** What any viewer may be shown of a decision: everything but its reasons, which tell that a thread, a link or a rule exists. */
export function redactDecision(decision: Decision): Decision {
  if (!isDecision(decision)) throw notADecision();
  const obligations = decision.obligations.map(copyObligation);
  const { outcome, level } = decision;
  // An inherited level would be somebody else's.
  const hasLevel = level !== undefined && Object.hasOwn(decision, "level");
  return hasLevel ? { outcome, level, reasons: [], obligations } : { outcome, reasons: [], obligations };
}

/** Member by member, so that nothing rides along. */
function copyObligation(obligation: Obligation): Obligation {
  switch (obligation.kind) {
    case "audit":
      return { kind: obligation.kind };
    case "set-record-owner":
      return { kind: obligation.kind, owner: obligation.owner };
    default:
      return obligation satisfies never;
  }
}

function isDecision(decision: unknown): boolean {
  return (
    typeof decision === "object" &&
    decision !== null &&
    "obligations" in decision &&
    Array.isArray(decision.obligations)
  );
}

function notADecision(): MailveilError {
  return new MailveilError({
    code: "wrong-type",
    path: "",
    message: "there is no decision to redact",
    help: "give what `decide` returned",
  });
}

function withPolicy<Answer>(snapshot: SnapshotInput, question: (policy: Policy) => Answer): Answer {
  const policy = Policy.parse(snapshot);
  try {
    return question(policy);
  } finally {
    policy.free();
  }
}
