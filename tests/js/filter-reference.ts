// Section 9 in the slowest and most obvious way: parse the body, judge each item by `decide` on a snapshot that holds it, and
// write it again. Of the product, only `Policy.parse` and `decide` are used.
import { type FilterFields, type FilterOptions, Policy, type Snapshot } from "mailveil";
import { type KnownIds, knownIds, threadOf, tokensOf } from "./item-facts.ts";
import { type ArrayNode, type Member, type Node, readJson } from "./strict-json.ts";

/** What a filter must answer: the text and the counts, or the error. */
export type Expected = Answer | Refusal;

export interface Answer extends Counts {
  readonly kind: "answer";
  readonly text: Buffer;
}

export interface Refusal {
  readonly kind: "refusal";
  readonly error: BodyError;
  /** All that a stream may emit before it errors: what was judged, and nothing behind what is wrong. */
  readonly emittable: Buffer;
}

interface BodyError {
  readonly code: "json-syntax" | "duplicate-key" | "not-an-array";
  readonly path: string;
  readonly offset?: number;
}

interface Counts {
  shown: number;
  hidden: number;
  unreadable: number;
}

type Level = "none" | "metadata" | "subject" | "full" | "unreadable";

export class Reference {
  readonly #snapshot: Snapshot;
  readonly #policy: Policy;
  readonly #known: KnownIds;
  readonly #levels = new Map<string, Level>();

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
    this.#policy = Policy.parse(snapshot);
    this.#known = knownIds(snapshot);
  }

  /** What `filterThreads` must answer. The options are right, and say what `now` is. */
  filter(body: Uint8Array, options: FilterOptions): Expected {
    const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    const { root, fault } = readJson(bytes);
    const { array, flaw } = locate(root, tokensOf(options.at ?? ""));
    const error: BodyError | undefined =
      fault === undefined ? flaw?.error : { code: "json-syntax", path: "", offset: fault };
    if (error !== undefined) {
      const end = Math.min(fault ?? bytes.length, flaw?.offset ?? bytes.length);
      return { kind: "refusal", error, emittable: this.#emittable(bytes, array, end, options) };
    }
    if (array === undefined) throw new Error("a body without an array has no flaw");
    const { text, counts } = this.#write(bytes, array.items, options);
    const around = [bytes.subarray(0, array.start), bytes.subarray(array.end - 1)] as const;
    return { kind: "answer", text: Buffer.concat([around[0], text, around[1]]), ...counts };
  }

  /** What may be written of a body that is read up to `end`. */
  #emittable(bytes: Buffer, array: ArrayNode | undefined, end: number, options: FilterOptions): Buffer {
    if (array === undefined || array.start >= end) return bytes.subarray(0, end);
    const complete = array.items.filter((item) => item.end >= 0 && item.end <= end);
    const { text } = this.#write(bytes, complete, options);
    const isClosed = array.end >= 0 && array.end <= end;
    return Buffer.concat([bytes.subarray(0, array.start), text, bytes.subarray(isClosed ? array.end - 1 : end, end)]);
  }

  /** The opening bracket and the items of which something is shown. */
  #write(bytes: Buffer, items: readonly Node[], options: FilterOptions): { text: Buffer; counts: Counts } {
    const counts = { shown: 0, hidden: 0, unreadable: 0 };
    const shown: string[] = [];
    for (const item of items) {
      const level = this.#judge(item, options);
      if (level === "none" || level === "unreadable") counts.hidden += 1;
      else shown.push(level === "full" ? written(bytes, item) : cut(bytes, item, keptNames(options, level)));
      if (level === "unreadable") counts.unreadable += 1;
    }
    counts.shown = shown.length;
    return { text: Buffer.from(`[${shown.join(",")}`, "latin1"), counts };
  }

  #judge(item: Node, options: FilterOptions): Level {
    const thread = threadOf(item, options, this.#known);
    if (thread === undefined) return "unreadable";
    const { viewer, surface, record, now } = options;
    const query = { action: "view", viewer, surface, record, now } as const;
    if (typeof thread === "string") return levelOf(this.#policy, { ...query, thread });
    // No rule reads the id.
    const anonymous = { ...thread, id: "the thread" };
    const key = JSON.stringify([anonymous, query]);
    const level = this.#levels.get(key) ?? this.#judgeAnew(anonymous, query);
    if (this.#levels.size > 200_000) this.#levels.clear();
    this.#levels.set(key, level);
    return level;
  }

  /** By a fresh snapshot with this thread in it, so that nothing but parsing and deciding is relied upon. */
  #judgeAnew(thread: Snapshot["threads"][number], query: Omit<ViewOf, "thread">): Level {
    const policy = Policy.parse({ ...this.#snapshot, threads: [thread] });
    const level = levelOf(policy, { ...query, thread: thread.id });
    policy.free();
    return level;
  }
}

type ViewOf = Extract<Parameters<Policy["decide"]>[0], { action: "view" }>;

function levelOf(policy: Policy, query: ViewOf): Level {
  const { level } = policy.decide(query);
  if (level === undefined) throw new Error("a view has no level");
  return level;
}

/** Something wrong with a body that may be JSON, and the offset behind which nothing may be written. */
interface Flaw {
  readonly error: BodyError;
  readonly offset: number;
}

/** The array that `at` names, or what is wrong; both, where a key on the way comes again behind it. */
function locate(root: Node | undefined, tokens: readonly string[]): { array?: ArrayNode; flaw?: Flaw } {
  let node = root;
  let twice: Flaw | undefined;
  let way = "";
  for (const token of tokens) {
    if (node === undefined) break;
    const next: { node: Node | undefined; again: Member | undefined } = step(node, token);
    way += `/${token.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    if (next.again !== undefined && (twice === undefined || next.again.start < twice.offset)) {
      twice = { error: { code: "duplicate-key", path: way }, offset: next.again.start };
    }
    // It is certain where its container ends, or where it stands instead.
    if (next.node === undefined) return { flaw: twice ?? notAnArray(tokens, lastByte(node)) };
    node = next.node;
  }
  if (node === undefined) return {};
  if (node.kind !== "array") return { flaw: twice ?? notAnArray(tokens, node.start) };
  return twice === undefined ? { array: node } : { array: node, flaw: twice };
}

/** What a token leads to from a value, and the second member of that name. */
function step(node: Node, token: string): { node: Node | undefined; again: Member | undefined } {
  if (node.kind === "array") {
    return { node: /^(0|[1-9]\d*)$/.test(token) ? node.items[Number(token)] : undefined, again: undefined };
  }
  const [member, again] = node.kind === "object" ? node.members.filter(({ name }) => name === token) : [];
  return { node: member?.value, again };
}

/** Where a container closes, or where a scalar begins; nowhere while it is incomplete. */
function lastByte(node: Node): number {
  if (node.kind !== "object" && node.kind !== "array") return node.start;
  return node.end < 0 ? Number.POSITIVE_INFINITY : node.end - 1;
}

function notAnArray(tokens: readonly string[], offset: number): Flaw {
  const path = tokens.map((token) => `/${token.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return { error: { code: "not-an-array", path }, offset };
}

/** The bytes of a value, one character each. */
export function written(bytes: Buffer, { start, end }: { start: number; end: number }): string {
  return bytes.toString("latin1", start, end);
}

export function cut(bytes: Buffer, item: Node, names: readonly string[]): string {
  const members = item.kind === "object" ? item.members : [];
  const kept = members.filter(
    ({ name }) => names.includes(name) && members.filter((other) => other.name === name).length === 1,
  );
  return `{${kept.map(({ start, value }) => written(bytes, { start, end: value.end })).join(",")}}`;
}

/** The members that an item keeps at a level. */
export function keptNames({ fields, keep }: FilterOptions, level: "metadata" | "subject"): readonly string[] {
  const chosen = keep?.[level];
  if (chosen !== undefined) return chosen;
  const facts = ["id", "mailbox", "participants", "lastMessageAt"] as const satisfies (keyof FilterFields)[];
  const pointers = facts.map((fact) => tokensOf(fields?.[fact] ?? `/${fact}`));
  const members = pointers.filter(({ length }) => length === 1).flat();
  return level === "metadata" ? members : [...members, "subject"];
}
