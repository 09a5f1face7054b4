// Questions of proposals and exposures on their way in: the members that no other question has become texts, as all others are.
import type { MailveilError } from "../error.js";
import { writeJson } from "../input/json-view.js";
import { type Faults, memberNames, read, refusal } from "../input/read.js";
import { unwritableProblem } from "../input/snapshot-input.js";
import type { Problem } from "../types/index.js";
import { type Frame, writeFrame } from "./frame.js";

/** No question has as many members; of what has more, so many are enough to see that it is none. */
const MEMBERS_MAX = 32;

/** The value of a proposal as JSON text, none, or the one problem of what has no JSON text. */
export type GivenValue =
  | { readonly kind: "absent" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "unwritable"; readonly problem: Problem };

/** A question in the exchange, and the value beside it. */
export interface ProposalFrame {
  readonly frame: Frame;
  readonly value: GivenValue;
}

/** Writes a question of `propose`. */
export function writeProposal(query: unknown): ProposalFrame {
  let value: GivenValue = { kind: "absent" };
  const frame = writeMembers(query, (name, given, isFaulty) => {
    if (name === "value") {
      value = isFaulty ? unwritable : textOf(given);
      return undefined;
    }
    return name === "exposure" ? ofType("boolean", given) : given;
  });
  return { frame, value };
}

/** Writes a question of `exposure`. */
export function writeExposure(query: unknown): Frame {
  return writeMembers(query, (name, given) => (name === "examples" ? ofType("number", given) : given));
}

/** Reads a question member by member, and writes what `convert` makes of each: nothing for `undefined`. */
function writeMembers(query: unknown, convert: (name: string, given: unknown, isFaulty: boolean) => unknown): Frame {
  const faults: Faults = new Map();
  const names = memberNames(query, "", faults);
  if (names === undefined) throw notAQuestion(faults);
  const members: [name: string, value: unknown][] = [];
  for (const name of names.slice(0, MEMBERS_MAX)) {
    const before = faults.size;
    const given = read(query as object, name, "", faults);
    const value = given === undefined ? undefined : convert(name, given, faults.size > before);
    if (value !== undefined) members.push([name, value]);
  }
  return { ...writeFrame({}, "", members), faults };
}

/** A value of a type crosses as its text; what is of another one as no text, which the core refuses. */
function ofType(type: "boolean" | "number", given: unknown): string | null {
  return typeof given === type ? String(given) : null;
}

function textOf(given: unknown): GivenValue {
  try {
    return { kind: "text", text: writeJson(given) };
  } catch {
    return unwritable;
  }
}

const unwritable: GivenValue = { kind: "unwritable", problem: { ...unwritableProblem, path: "/value" } };

function notAQuestion(faults: Faults): MailveilError {
  const help = "give an object such as `{ action, viewer, mailbox, value }`";
  return refusal({ code: "wrong-type", path: "", message: "the query is not an object", help }, faults);
}
