// Random bodies through every filter, compared byte for byte with the slow way.
// `npm run fuzz:filter -- --count 1000000 --seed 1`; one seed makes one body, so `--count 1 --seed N` repeats a failure.
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import * as mailveil from "mailveil";
import { type FilterOptions, MailveilError, Policy, type Snapshot } from "mailveil";
import { Dice } from "./dice.ts";
import { itemsIn } from "./filter-items.ts";
import { crumbs, cutAt, type Outcome, passStream, passWhole } from "./filter-paths.ts";
import { type Expected, optionFaults, Reference, viewByPolicy } from "./filter-reference/index.ts";
import { withoutBody } from "./filter-vectors.ts";
import { randomBody } from "./random-bodies.ts";
import { organizations } from "./random-organization.ts";
import { damagedOptions, randomOptions } from "./random-shapes.ts";
import { readJson } from "./strict-json.ts";

const worlds = organizations.map((organization) => ({
  organization,
  policy: Policy.parse(organization as unknown as Snapshot),
  reference: new Reference(organization, viewByPolicy(organization)),
}));
type World = (typeof worlds)[number];

/** How many of the bodies were what. */
export interface Tally {
  answers: number;
  refusals: number;
  shown: number;
  hidden: number;
  unreadable: number;
  unknownRecords: number;
  unsaid: number;
  objects: number;
  wrongOptions: number;
}

/** Filters the bodies of these seeds. Throws for the first that comes out differently, and names its seed. */
export async function fuzzFilters(seed: number, count: number, progress?: (done: number) => void): Promise<Tally> {
  const tally = emptyTally();
  for (let index = 0; index < count; index += 1) {
    await fuzzOne(seed + index, tally);
    if ((index + 1) % 10_000 === 0) progress?.(index + 1);
  }
  return tally;
}

export function emptyTally(): Tally {
  const counts = { shown: 0, hidden: 0, unreadable: 0, unknownRecords: 0, unsaid: 0 };
  return { answers: 0, refusals: 0, ...counts, objects: 0, wrongOptions: 0 };
}

async function fuzzOne(seed: number, tally: Tally): Promise<void> {
  const dice = new Dice(seed);
  const world = dice.pick(worlds);
  const { options, body, wrong, expected } = randomCase(dice, world);
  try {
    compareParsers(body);
    if (compareWrong(world, wrong)) tally.wrongOptions += 1;
    const given = options as FilterOptions;
    compare(
      passWhole(mailveil, () => world.policy.filterThreads(body, given)),
      expected,
    );
    compare(await passStream(mailveil, world.policy.filterStream(given), randomPieces(body, dice)), expected);
    if (expected.kind === "answer" && compareObjects(world, body, given, expected)) tally.objects += 1;
  } catch (error) {
    const what = JSON.stringify({ options, wrong, body: Buffer.from(body).toString("latin1") });
    throw new Error(`seed ${seed}: ${what}`, { cause: error });
  }
  count(tally, expected);
}

/** What a seed makes: options with a body, what must come of them, and other options, which may be wrong. */
export function randomCase(dice: Dice, { organization, reference }: Pick<World, "organization" | "reference">) {
  const options = randomOptions(dice, organization);
  const body = mutated(new TextEncoder().encode(randomBody(dice, options)), dice);
  return { options, body, wrong: damagedOptions(dice, options), expected: reference.filter(body, options) };
}

export function count(tally: Tally, expected: Expected): void {
  if (expected.kind === "refusal") {
    tally.refusals += 1;
    return;
  }
  tally.answers += 1;
  tally.shown += expected.shown;
  tally.hidden += expected.hidden;
  tally.unreadable += expected.unreadable;
  tally.unknownRecords += expected.unknownRecords;
  tally.unsaid += expected.unsaid.sharing + expected.unsaid.state;
}

function compare(found: Outcome, expected: Expected): void {
  if (expected.kind === "answer") {
    const { kind, kept, text, ...counts } = expected;
    equal(found, { text: text.toString("latin1"), ...counts });
    return;
  }
  if (!("error" in found)) throw new Error(`${sorted(found)} instead of ${sorted(expected.errors)}`);
  // Of several things that are wrong, any may be told.
  if (!expected.errors.some((error) => sorted(error) === sorted(found.error))) equal(found.error, expected.error);
  if (!expected.emittable.toString("latin1").startsWith(found.emitted)) throw new Error(`emitted ${found.emitted}`);
}

/** Options that are wrong are refused for something that is wrong with them. Whether they are. */
function compareWrong({ organization, policy }: World, options: unknown): boolean {
  const faults = optionFaults(options, organization);
  if (faults.length === 0) return false;
  const found = refusal(() => policy.filterThreads("[]", options as FilterOptions));
  if (!faults.some(({ code, path }) => found?.code === code && found.path === path)) {
    throw new Error(`${found?.code} at ${found?.path} instead of one of ${sorted(faults)}`);
  }
  return true;
}

function refusal(work: () => unknown): MailveilError | undefined {
  try {
    work();
    return undefined;
  } catch (thrown) {
    if (thrown instanceof MailveilError) return thrown;
    throw thrown;
  }
}

function equal(found: object, expected: object): void {
  if (sorted(found) !== sorted(expected)) throw new Error(`${sorted(found)} instead of ${sorted(expected)}`);
}

function sorted(value: unknown): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return JSON.stringify(value);
  const entries = Object.entries(value).sort();
  return `{${entries.map(([name, member]) => `${JSON.stringify(name)}:${sorted(member)}`).join(",")}}`;
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

/** As objects, too, where `JSON.parse` sees in the body what the filter sees. */
function compareObjects(world: World, body: Uint8Array, options: FilterOptions, expected: Expected): boolean {
  const items = expected.kind === "answer" ? itemsIn(body, options) : undefined;
  if (items === undefined || expected.kind !== "answer") return false;
  const { items: found, ...counts } = world.policy.filterObjects(items, withoutBody(options));
  const { shown, hidden, unreadable, unknownRecords, unsaid } = expected;
  equal(counts, { shown, hidden, unreadable, unknownRecords, unsaid });
  // Several arrays may stand in another order than they are named.
  equal(found.map((item) => JSON.stringify(item)).sort(), expected.kept.map(compact).sort());
  return true;
}

function compact(text: string): string {
  return JSON.stringify(JSON.parse(text));
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
