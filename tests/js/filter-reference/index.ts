// Section 9 in the slowest and most obvious way, from the text alone: parse the body, judge each item, write it again.
import { type Node, readJson } from "../strict-json.ts";
import { Judge } from "./judge.ts";
import { kept, written } from "./keep.ts";
import { type BodyError, type Flaw, locate } from "./locate.ts";
import { atOf, type FilterOptions, keptPaths } from "./options.ts";
import type { Organization } from "./organization.ts";
import { knownPath } from "./paths.ts";
import { type View, viewBySection3 } from "./view.ts";
import { writeBody } from "./write.ts";

export { participantsIn } from "./addresses.ts";
export { type FactName, type Field, type FilterOptions, factNames, fieldsOf, type Source } from "./options.ts";
export { type OptionFault, optionFaults } from "./option-faults.ts";
export type { Organization } from "./organization.ts";
export { viewByPolicy } from "./policy-view.ts";
export { viewBySection3 } from "./view.ts";

/** What a filter must answer: the text and the counts, or the error. */
export type Expected = Answer | Refusal;

export interface Answer extends Summary {
  readonly kind: "answer";
  readonly text: Buffer;
  /** What is left of each item that is shown, as text of JSON, in the order of the body. */
  readonly kept: readonly string[];
}

export interface Refusal {
  readonly kind: "refusal";
  /** The first of what is wrong. */
  readonly error: BodyError;
  /** All that is wrong; a body that is no JSON is nothing but that. */
  readonly errors: readonly BodyError[];
  /** All that a stream may emit before it errors: what was judged, and nothing behind what is wrong. */
  readonly emittable: Buffer;
}

export interface Summary {
  readonly shown: number;
  readonly hidden: number;
  readonly unreadable: number;
  readonly unknownRecords: number;
  readonly unsaid: { readonly sharing: number; readonly state: number };
}

export class Reference {
  readonly #judge: Judge;

  constructor(organization: Organization, view: View = viewBySection3(organization)) {
    this.#judge = new Judge(organization, view);
  }

  /** What `filterThreads` must answer. The options are right, and say what `now` is. */
  filter(body: Uint8Array, options: FilterOptions): Expected {
    const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    const { root, fault } = readJson(bytes);
    const paths = atOf(options).map(knownPath);
    const { places, flaws } = locate(root, paths, options.one === true);
    const tally = new Tally(this.#judge, options, bytes);
    const limit = Math.min(fault ?? bytes.length, ...flaws.map(({ certain }) => certain));
    const around = options.around === "all" ? "all" : (options.around ?? []).map(knownPath);
    const item = (node: Node) => tally.item(node);
    const text = Buffer.from(
      writeBody(root, { bytes, places: new Set(places), at: paths, around, limit, item }),
      "latin1",
    );
    const [error, ...others] = errorsOf(fault, flaws);
    if (error !== undefined) return { kind: "refusal", error, errors: [error, ...others], emittable: text };
    return { kind: "answer", text, kept: tally.kept, ...tally.summary };
  }
}

/** A body that is no JSON is that first of all. */
function errorsOf(fault: number | undefined, flaws: readonly Flaw[]): BodyError[] {
  if (fault !== undefined) return [{ code: "json-syntax", path: "", offset: fault }];
  return flaws.map(({ error }) => error);
}

/** The items of one body, and what became of them. */
class Tally {
  readonly kept: string[] = [];
  readonly summary = { shown: 0, hidden: 0, unreadable: 0, unknownRecords: 0, unsaid: { sharing: 0, state: 0 } };
  readonly #judge: Judge;
  readonly #options: FilterOptions;
  readonly #bytes: Buffer;

  constructor(judge: Judge, options: FilterOptions, bytes: Buffer) {
    this.#judge = judge;
    this.#options = options;
    this.#bytes = bytes;
  }

  /** What remains of an item; nothing if it is not shown. */
  item(node: Node): string | undefined {
    const judged = this.#judge.judge(node, this.#options);
    const { summary } = this;
    if (judged === undefined) summary.unreadable += 1;
    if (judged?.namesUnknownRecord === true) summary.unknownRecords += 1;
    if (judged?.unsaid.sharing === true) summary.unsaid.sharing += 1;
    if (judged?.unsaid.state === true) summary.unsaid.state += 1;
    if (judged === undefined || judged.level === "none") {
      summary.hidden += 1;
      return undefined;
    }
    summary.shown += 1;
    const { level } = judged;
    const text = level === "full" ? written(this.#bytes, node) : this.#cut(node, level);
    this.kept.push(Buffer.from(text, "latin1").toString());
    return text;
  }

  #cut(node: Node, level: "metadata" | "subject"): string {
    return kept(this.#bytes, node, keptPaths(this.#options, level).map(knownPath)) ?? "{}";
  }
}
