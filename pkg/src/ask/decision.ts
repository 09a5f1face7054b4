// Decisions on their way out, read from the bytes of the exchange (src/wire/frame.rs draws them). Literals and spread define
// members instead of assigning them, whatever was done to `Object.prototype` and `Array.prototype`.
import { decode } from "../input/bytes.js";
import { base, ensure, memory } from "../module/exchange.js";
import type { Decision, Level, Obligation, Reason, ReasonCode, RuleNumber, SystemOperation } from "../types/index.js";
import { vocabulary } from "./vocabulary.js";

// Taken once, before anything could replace them.
const { fromCharCode } = String;
const { from: arrayFrom } = Array;

const LEVELS: readonly Level[] = ["none", "metadata", "subject", "full"];
const HAS_LEVEL = 4;
const ALLOWED = 8;
const AUDIT = 16;
const SET_RECORD_OWNER = 32;
const ERROR = 64;
const LONG = 255;

/** Where the next byte is read. Nothing of a caller's runs while a decision is read. */
let at = 0;

/** Begins to read what stands between two places of the exchange. */
function begin(start: number, end: number): void {
  ensure(end);
  at = base + start;
}

/** The JSON text of an error, if one stands there. */
export function errorText(start: number, length: number): string | undefined {
  if (length === 0) return undefined;
  begin(start, start + length);
  if (((memory[at] ?? 0) & ERROR) === 0) return undefined;
  return decode(memory.subarray(at + 1, at + length));
}

/** The decision that stands there. */
export function readDecision(start: number, length: number): Decision {
  begin(start, start + length);
  return decision();
}

/** So many decisions, one behind the other. */
export function readDecisions(start: number, length: number, count: number): Decision[] {
  begin(start, start + length);
  return list(count, decision);
}

function decision(): Decision {
  const bits = byte();
  const reasons = list(size(), reason);
  const obligations = (bits & (AUDIT | SET_RECORD_OWNER)) === 0 ? [] : readObligations(bits);
  const outcome = (bits & ALLOWED) === 0 ? "denied" : "allowed";
  if ((bits & HAS_LEVEL) === 0) return { outcome, reasons, obligations };
  return { outcome, level: LEVELS[bits & 3] ?? "none", reasons, obligations };
}

function readObligations(bits: number): Obligation[] {
  if ((bits & SET_RECORD_OWNER) === 0) return [{ kind: "audit" }];
  return [{ kind: "audit" }, { kind: "set-record-owner", owner: text() }];
}

function reason(): Reason {
  const { codes, rules } = vocabulary();
  const code = codes[byte()] as ReasonCode;
  const rule = rules[byte()] as RuleNumber;
  const bits = byte();
  if (bits === 0) return { code, rule };
  if (bits === 1) return { code, rule, record: text() };
  return {
    code,
    rule,
    ...((bits & 1) === 0 ? {} : { record: text() }),
    ...((bits & 2) === 0 ? {} : { domain: text() }),
    ...((bits & 4) === 0 ? {} : { operation: text() as SystemOperation }),
    ...((bits & 8) === 0 ? {} : { restriction: byte() }),
    ...((bits & 16) === 0 ? {} : { from: text() }),
    ...((bits & 32) === 0 ? {} : { until: text() }),
  };
}

/** Elements are read in order. */
function list<Item>(count: number, read: () => Item): Item[] {
  switch (count) {
    case 0:
      return [];
    case 1:
      return [read()];
    case 2:
      return [read(), read()];
    default:
      // Without a prototype, so that its length is all that is looked at.
      return arrayFrom({ __proto__: null, length: count } as unknown as ArrayLike<unknown>, read);
  }
}

function byte(): number {
  const found = memory[at] ?? 0;
  at += 1;
  return found;
}

function size(): number {
  const short = byte();
  return short === LONG ? byte() + 0x100 * (byte() + 0x100 * (byte() + 0x100 * byte())) : short;
}

function text(): string {
  const start = at;
  const length = size();
  const first = at;
  at += length;
  // Short ones letter by letter: a call of the decoder takes longer than that.
  if (first - start > 1 || length > 64) return decode(memory.subarray(first, at));
  let letters = "";
  for (let place = first; place < first + length; place += 1) {
    const code = memory[place] ?? 0;
    if (code > 0x7f) return decode(memory.subarray(first, at));
    letters += fromCharCode(code);
  }
  return letters;
}
