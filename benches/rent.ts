// What the fast paths are worth: the module is built with them and, by the feature `careful`, without, and both answer the same
// questions. By hand: `npm run bench:rent`. The figures stand in the first lines of the files that these questions go through.
import { deepStrictEqual } from "node:assert";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { NOW } from "./data.ts";
import { listing } from "./listing.ts";
import { type Contestant, race } from "./measure.ts";
import { answerOf, SHAPE, withPrefixes } from "./pipedrive.ts";
import { Plain } from "./plain.ts";
import { quick, sizeName, time, times } from "./report.ts";
import { rotationStage } from "./rotation.ts";
import { snapshotText, stage } from "./subject.ts";
import { joined, mail } from "./threads.ts";

type Package = Pick<typeof import("mailveil"), "Policy">;

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const FEATURES = { fast: "wasm", careful: "wasm,careful" } as const;
type Way = keyof typeof FEATURES;

const THREADS = quick ? 10_000 : 100_000;
const ITEMS = quick ? 1_000 : 10_000;
/** Careful lists take long. */
const LISTS_MAX = 5;

/** The package with a module that is built for it, in a folder of its own. */
async function built(way: Way, folder: string): Promise<Package> {
  const wasm = join(folder, "wasm");
  cpSync(join(ROOT, "pkg/dist"), join(folder, "dist"), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  execFileSync(join(ROOT, "scripts/build.sh"), ["--module", wasm, FEATURES[way]], { stdio: "inherit" });
  // The entry of Node looks for the full module.
  cpSync(join(wasm, "mailveil_bg.wasm"), join(wasm, "mailveil_full_bg.wasm"));
  const glue = [wasm, join(ROOT, "pkg/wasm")].map((place) => readFileSync(join(place, "mailveil.js"), "utf8"));
  deepStrictEqual(glue[0], glue[1], "run `make build` before: pkg/dist has the glue of another module");
  return import(pathToFileURL(join(folder, "dist/node.js")).href) as Promise<Package>;
}

/** A question as one way answers it: what is compared first, and what is timed. */
interface Asked {
  readonly answer: () => unknown;
  readonly contestant: Contestant;
}

type Question = (it: Package) => Asked;

const timed = (run: () => unknown) => ({ contestant: { run } });
const once = (answer: () => unknown): Asked => ({ answer, ...timed(answer) });

/** Each is asked of both modules; what has a second form is asked of the fast one, in both forms. */
function questions(): ReadonlyMap<string, readonly [Question, instead?: Question]> {
  const rotation = rotationStage();
  const text = snapshotText(rotation.organization.snapshot, joined(mail(rotation.organization).chunks(THREADS)));
  const { organization, viewer, asked } = stage();
  const source = mail(organization, viewer);
  const items = source.items(ITEMS);
  const bytes = Buffer.from(JSON.stringify(items));
  const renamed = withPrefixes({ ...organization.snapshot, threads: items });
  const declared = answerOf(new Plain(renamed), renamed.threads);
  const [few = ""] = rotation.viewers;
  const plainly = ({ rows, levels }: { rows: Uint32Array; levels: Uint8Array }) => ({ rows, levels });
  const listOf = ({ Policy }: Package) => {
    const policy = Policy.parse(text);
    return (viewer: string) => plainly(policy.visibleThreads({ viewer, now: NOW }));
  };
  const rotating: Question = (it) => {
    const list = listOf(it);
    const answer = () => rotation.viewers.slice(-LISTS_MAX).map(list);
    return { answer, contestant: listing(rotation.viewers, LISTS_MAX, list) };
  };
  const repeating: Question = (it) => {
    const list = listOf(it);
    return once(() => list(few));
  };
  const body: Question = ({ Policy }) => {
    const policy = Policy.parse(organization.snapshot);
    return once(() => policy.filterThreads(bytes, asked));
  };
  const declaredBody: Question = ({ Policy }) => {
    const policy = Policy.parse({ ...renamed, threads: [] });
    return once(() => policy.filterThreads(declared, { ...SHAPE, ...asked }));
  };
  const objects: Question = ({ Policy }) => {
    const policy = Policy.parse(organization.snapshot);
    return {
      answer: () => policy.filterObjects(items, asked).shown,
      ...timed(() => policy.filterObjects(items, asked)),
    };
  };
  const objectsAsText: Question = ({ Policy }) => {
    const policy = Policy.parse(organization.snapshot);
    const filtered = () => policy.filterThreads(JSON.stringify(items), asked);
    return { answer: () => filtered().shown, ...timed(filtered) };
  };
  return new Map<string, readonly [Question, instead?: Question]>([
    [`visibleThreads, ${sizeName(THREADS)} threads, viewers in rotation`, [rotating]],
    [`visibleThreads, ${sizeName(THREADS)} threads, one viewer again`, [repeating]],
    [`filterThreads, ${sizeName(ITEMS)} items in the shape of a snapshot`, [body]],
    [`filterThreads, ${sizeName(ITEMS)} items in a declared shape`, [declaredBody]],
    [`filterObjects, ${sizeName(ITEMS)} items`, [objects]],
    [`filterObjects, ${sizeName(ITEMS)} items, instead as JSON text`, [objects, objectsAsText]],
  ]);
}

const folder = mkdtempSync(join(tmpdir(), "mailveil-rent-"));
try {
  const fast = await built("fast", join(folder, "fast"));
  const careful = await built("careful", join(folder, "careful"));
  for (const [what, [ask, instead]] of questions()) {
    const [one, other] = [ask(fast), instead === undefined ? ask(careful) : instead(fast)];
    deepStrictEqual(one.answer(), other.answer());
    const spent = race({ fast: one.contestant, slow: other.contestant });
    const reached = `${time(spent.slow)} without, ${time(spent.fast)} with it`;
    console.log(`${what.padEnd(64)} ${reached.padEnd(36)} ${times(spent.slow / spent.fast)}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
