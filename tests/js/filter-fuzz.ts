// Random bodies through every filter, compared byte for byte with the slow way.
// `npm run fuzz:filter -- --count 1000000 --seed 1`; one seed makes one body, so `--count 1 --seed N` repeats a failure.
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import * as mailveil from "mailveil";
import { type FilterOptions, Policy } from "mailveil";
import { Dice } from "./dice.ts";
import { crumbs, cutAt, type Outcome, passStream, passWhole } from "./filter-paths.ts";
import { type Expected, Reference } from "./filter-reference.ts";
import { organization, randomBody, randomOptions } from "./random-bodies.ts";
import { readJson } from "./strict-json.ts";

const policy = Policy.parse(organization);
const reference = new Reference(organization);

/** How many of the bodies were what. */
export interface Tally {
  answers: number;
  refusals: number;
  shown: number;
  hidden: number;
  unreadable: number;
  objects: number;
}

/** Filters the bodies of these seeds. Throws for the first that comes out differently, and names its seed. */
export async function fuzzFilters(seed: number, count: number, progress?: (done: number) => void): Promise<Tally> {
  const tally = { answers: 0, refusals: 0, shown: 0, hidden: 0, unreadable: 0, objects: 0 };
  for (let index = 0; index < count; index += 1) {
    await fuzzOne(seed + index, tally);
    if ((index + 1) % 10_000 === 0) progress?.(index + 1);
  }
  return tally;
}

async function fuzzOne(seed: number, tally: Tally): Promise<void> {
  const dice = new Dice(seed);
  const options = randomOptions(dice);
  const body = mutated(new TextEncoder().encode(randomBody(dice, options)), dice);
  const expected = reference.filter(body, options);
  try {
    compareParsers(body);
    compare(
      passWhole(mailveil, () => policy.filterThreads(body, options)),
      expected,
    );
    compare(await passStream(mailveil, policy.filterStream(options), randomPieces(body, dice)), expected);
    if (expected.kind === "answer" && compareObjects(body, options, expected.text)) tally.objects += 1;
  } catch (error) {
    const what = JSON.stringify({ options, body: Buffer.from(body).toString("latin1") });
    throw new Error(`seed ${seed}: ${what}`, { cause: error });
  }
  count(tally, expected);
}

function count(tally: Tally, expected: Expected): void {
  if (expected.kind === "refusal") {
    tally.refusals += 1;
    return;
  }
  tally.answers += 1;
  tally.shown += expected.shown;
  tally.hidden += expected.hidden;
  tally.unreadable += expected.unreadable;
}

function compare(found: Outcome, expected: Expected): void {
  if (expected.kind === "answer") {
    const { shown, hidden, unreadable } = expected;
    equal(found, { text: expected.text.toString("latin1"), shown, hidden, unreadable });
    return;
  }
  equal("error" in found ? found.error : found, expected.error);
}

function equal(found: object, expected: object): void {
  const sorted = (value: object) => JSON.stringify(Object.fromEntries(Object.entries(value).sort()));
  if (sorted(found) !== sorted(expected)) throw new Error(`${sorted(found)} instead of ${sorted(expected)}`);
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The reference reads what `JSON.parse` reads, but for lone surrogates and deep nesting. */
function compareParsers(body: Uint8Array): void {
  const { fault } = readJson(body);
  let text: string | undefined;
  try {
    text = decoder.decode(body);
    JSON.parse(text);
  } catch {
    text = undefined;
  }
  if ((text === undefined) === (fault !== undefined)) return;
  const isStricter = text !== undefined && (/\\u[dD]/.test(text) || depthOf(text) > 64);
  if (!isStricter) throw new Error(`JSON.parse differs from the reference, which finds ${fault}`);
}

/** How deep brackets are nested in a text of JSON. */
function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const bracket of text.replace(/"(?:[^"\\]|\\.)*"/g, "")) {
    if (bracket === "[" || bracket === "{") depth += 1;
    if (bracket === "]" || bracket === "}") depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** The same as objects, where `JSON.parse` sees in the body what the filter sees. */
function compareObjects(body: Uint8Array, options: FilterOptions, text: Uint8Array): boolean {
  const [items, kept] = [itemsAt(body, options), itemsAt(text, options)];
  if (items === undefined || kept === undefined) return false;
  const { items: found } = policy.filterObjects(items, options);
  equal(found, kept);
  return true;
}

function itemsAt(body: Uint8Array, { at = "" }: FilterOptions): object[] | undefined {
  const text = decoder.decode(body);
  const whole = JSON.parse(text);
  // Without keys that stand twice, numbers that change, and keys that change places.
  const bare = text.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (part) =>
    part.startsWith('"') ? JSON.stringify(JSON.parse(part)) : "",
  );
  if (JSON.stringify(whole) !== bare) return undefined;
  const tokens = at.split("/").slice(1);
  return tokens.reduce((value, token) => value[token.replaceAll("~1", "/").replaceAll("~0", "~")], whole);
}

/** Where to cut, in several manners. */
function randomPieces(body: Uint8Array, dice: Dice): Uint8Array[] {
  const manner = dice.below(10);
  if (manner === 0 && body.length < 2000) return crumbs(body);
  if (manner === 1) return [body];
  const cuts = manner === 2 ? Math.ceil(body.length / 7) : 1 + dice.below(4);
  const offsets = Array.from({ length: cuts }, () => dice.below(body.length + 1));
  return cutAt(
    body,
    offsets.sort((one, other) => one - other),
  );
}

/** Mostly the body as it is; else cut short, or with bytes changed. */
function mutated(body: Uint8Array, dice: Dice): Uint8Array {
  if (dice.chance(0.7)) return body;
  let bytes = Buffer.from(body);
  for (let times = 1 + dice.below(2); times > 0; times -= 1) bytes = mutate(bytes, dice);
  return bytes;
}

const snippets = [
  '"',
  "\\",
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  " ",
  "0",
  "-",
  "e",
  ".",
  "\\ud800",
  "\\u",
  "é",
  "\u{FEFF}",
].map((text) => Buffer.from(text));
const badBytes = [[0xff], [0x80], [0xc3], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xc0, 0xaf], [0xf0, 0x9f], [0]].map(
  (bytes) => Buffer.from(bytes),
);

function mutate(bytes: Buffer, dice: Dice): Buffer<ArrayBuffer> {
  const at = dice.below(bytes.length + 1);
  const to = at + dice.below(4);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (dice.below(8)) {
    case 0:
      return Buffer.from(before);
    case 1:
      return Buffer.concat([before, bytes.subarray(to)]);
    case 2:
      return Buffer.concat([before, dice.pick(badBytes), after]);
    case 3:
      return Buffer.concat([bytes, dice.pick(snippets)]);
    case 4:
      return Buffer.concat([before, bytes.subarray(at, to), after]);
    case 5:
      return Buffer.concat([before, dice.pick(snippets), bytes.subarray(to)]);
    default:
      return Buffer.concat([before, dice.pick(snippets), after]);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { count: { type: "string" }, seed: { type: "string" } } });
  const [count, seed] = [Number(values.count ?? 10_000), Number(values.seed ?? 1)];
  const start = performance.now();
  const seconds = () => Math.round((performance.now() - start) / 1000);
  console.log(await fuzzFilters(seed, count, (done) => done % 100_000 === 0 && console.log(`${done}, ${seconds()} s`)));
  console.log(`${count} bodies from seed ${seed}: no difference, ${seconds()} s`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
