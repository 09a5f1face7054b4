// How a filter is set up. Whatever is wrong is thrown at once, not when the first request comes.
import { MailveilError } from "../error.js";
import type { Policy } from "../policy.js";
import type { Given as Known, Place, Shape, Summary } from "../types/index.js";
import { isKeepable } from "./headers.js";
import type { MailFilterProblem } from "./problem.js";

/** What is asked of a policy; every `Policy` is one. */
export type FilterPolicy = Pick<Policy, "filterThreads" | "filterStream">;

/**
 * Who is asking, by which policy, and where the threads stand in the answer.
 * `Given` is what the framework hands over: the request and what comes with it.
 */
export interface MailFilterOptions<Given extends readonly unknown[]> extends Shape {
  /** The policy, or what gives the current one. Asked again right before it is used: a policy may be freed once replaced. */
  readonly policy: FilterPolicy | ((...given: Given) => FilterPolicy | Promise<FilterPolicy>);
  /** The id of the authenticated user; `undefined` for a stranger, who gets 401. Never take it from what anybody can write. */
  readonly viewer: (...given: Given) => string | undefined | Promise<string | undefined>;
  /** How the answers are written, such as one of `mailveil/shapes`. What stands beside it goes before it. */
  readonly shape?: Shape | undefined;
  /**
   * What the route knows of all mail in its answers. A function that throws, or gives nothing, shows nothing.
   * Never take the mailbox from what anybody can write.
   */
  readonly given?: Known | ((...given: Given) => Known | Promise<Known>) | undefined;
  /** Where the mail is about to appear. Default: anywhere. */
  readonly place?: Place | ((...given: Given) => Place | Promise<Place>) | undefined;
  /** The moment of the question. Default: the present. */
  readonly now?: (() => string | Date) | undefined;
  /** For how long the viewer, the policy, the answer, and then each piece of its body are waited for. Default: 10,000. */
  readonly timeoutMs?: number | undefined;
  /** Bodies up to this length are judged before a status is sent; longer ones are streamed. Default: 2^20. */
  readonly bufferBytesMax?: number | undefined;
  /** Longer bodies, as decoded, are refused. Default: 2^26. */
  readonly bodyBytesMax?: number | undefined;
  /** Response headers to keep besides the usual ones, such as `link`. */
  readonly keepHeaders?: readonly string[] | undefined;
  /** The `www-authenticate` of a 401. Default: `Bearer`. */
  readonly challenge?: string | undefined;
  /** For logs: a request got no mail, or an answer was cut off. The cause may hold anything; do not show it. */
  readonly onProblem?: ((problem: MailFilterProblem, cause: unknown, ...given: Given) => void) | undefined;
  /** For logs: what became of the threads. The viewer would learn from it how much is hidden. */
  readonly onFiltered?: ((summary: Summary, ...given: Given) => void) | undefined;
}

export interface Settings<Given extends readonly unknown[]> extends MailFilterOptions<Given> {
  readonly timeoutMs: number;
  readonly bufferBytesMax: number;
  readonly bodyBytesMax: number;
  readonly keepHeaders: readonly string[];
  readonly challenge: string;
}

const defaults = {
  timeoutMs: 10_000,
  bufferBytesMax: 2 ** 20,
  bodyBytesMax: 2 ** 26,
  keepHeaders: [],
  challenge: "Bearer",
} as const;

const isFunction = (value: unknown) => typeof value === "function";
const isObject = (value: unknown) => typeof value === "object" && value !== null;
const isCount = (value: unknown) => typeof value === "number" && value >= 0;
const isText = (value: unknown) => typeof value === "string";
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText);
const isHeaders = (value: unknown) => Array.isArray(value) && value.every((name) => isText(name) && isKeepable(name));

/** What an option may be, in words. The filter's own are read by the core with each request. */
const members: Readonly<Record<string, readonly [is: (value: unknown) => boolean, words: string]>> = {
  policy: [(value) => isObject(value) || isFunction(value), "a policy, or a function that gives one"],
  viewer: [isFunction, "a function that gives the id of who asks"],
  place: [(value) => isObject(value) || isFunction(value), "`{ surface, record }`, or a function that gives it"],
  now: [isFunction, "a function that gives a moment"],
  timeoutMs: [(value) => isCount(value) && (value as number) < 2 ** 31, "a number of milliseconds"],
  bufferBytesMax: [isCount, "a number of bytes"],
  bodyBytesMax: [isCount, "a number of bytes"],
  keepHeaders: [isHeaders, "an array of header names, without those that describe the body or are for caches"],
  challenge: [isText, "text"],
  onProblem: [isFunction, "a function"],
  onFiltered: [isFunction, "a function"],
  shape: [isObject, "a shape, such as one of `mailveil/shapes`"],
  given: [(value) => isObject(value) || isFunction(value), "`{ mailbox, records }`, or a function that gives it"],
  at: [(value) => isText(value) || isTexts(value), "a JSON Pointer, or an array of them"],
  one: [(value) => typeof value === "boolean", "`true` or `false`"],
  around: [(value) => value === "all" || isTexts(value), "`all`, or an array of JSON Pointers"],
  facts: [isText, "`inline` or `snapshot`"],
  fields: [isObject, "an object of JSON Pointers"],
  keep: [isObject, "`{ metadata, subject }`"],
};

/** What a shape may say. */
export const shapeMembers = ["at", "one", "around", "facts", "fields", "keep"] as const;

/** A copy that inherits nothing, so that no polluted prototype names a viewer. */
export function readOptions<Given extends readonly unknown[]>(options: MailFilterOptions<Given>): Settings<Given> {
  if (!isObject(options)) throw wrongOption("wrong-type", "", "an object such as `{ policy, viewer, at }`");
  const own = readMembers(options, "", Object.keys(members));
  for (const name of ["policy", "viewer"]) {
    if (!(name in own)) throw wrongOption("missing-field", `/${name}`, members[name]?.[1] ?? "");
  }
  const shape = readMembers(own["shape"] ?? {}, "/shape", shapeMembers);
  return Object.assign(Object.create(null), defaults, shape, own);
}

function readMembers(options: object, path: string, names: readonly string[]): Record<string, object> {
  const read: Record<string, object> = Object.create(null);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    const known = names.includes(name) ? members[name] : undefined;
    if (known === undefined) throw wrongOption("unknown-field", `${path}/${name}`, `one of ${names.join(", ")}`);
    const [is, words] = known;
    if (!is(value)) throw wrongOption("wrong-type", `${path}/${name}`, words);
    read[name] = value;
  }
  return read;
}

const messages = {
  "missing-field": "an option of the mail filter is missing",
  "unknown-field": "the mail filter has no such option",
  "wrong-type": "an option of the mail filter is of the wrong type",
} as const;

function wrongOption(code: keyof typeof messages, path: string, wanted: string): MailveilError {
  return new MailveilError({ code, path, message: messages[code], help: `give ${wanted}` });
}
