// Mail of a real organisation, filtered for its viewers in every way and in the slow one. It lies beside the project, not in it.
// `npm run filter:enron` asks for every viewer.
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import * as mailveil from "mailveil";
import { type FilterOptions, type Place, Policy, type Snapshot, type Summary } from "mailveil";
import { Dice } from "./dice.ts";
import { cutAt, passStream, passWhole } from "./filter-paths.ts";
import { kept, written } from "./filter-reference/keep.ts";
import { keptPaths } from "./filter-reference/options.ts";
import { knownPath } from "./filter-reference/paths.ts";
import { type ArrayNode, type Node, readJson } from "./strict-json.ts";

const file = new URL("../../../shared/data/enron/snapshot.json", import.meta.url);

export const isThere = existsSync(file);

const places: Place[] = [{}, { surface: "mailbox" }, { surface: "record" }];
const moments = ["2001-12-03T00:00:00Z", "2002-06-01T00:00:00Z"];

type Level = "metadata" | "subject" | "full";

/** The policy, its threads as a body, and what each of them looks like at each level. */
export class Enron {
  readonly viewers: readonly string[];
  readonly #snapshot: Snapshot;
  readonly #policy: Policy;
  readonly #body: Buffer;
  readonly #texts: readonly Readonly<Record<Level, string>>[];

  constructor() {
    const bytes = readFileSync(file);
    this.#snapshot = JSON.parse(bytes.toString());
    this.#policy = Policy.parse(bytes);
    this.#body = Buffer.from(JSON.stringify(this.#snapshot.threads));
    const { root } = readJson(this.#body);
    this.#texts = (root as ArrayNode).items.map((item) => textsOf(this.#body, item));
    this.viewers = this.#snapshot.users.map(({ id }) => id);
  }

  /** Filters everything for a viewer. Throws where one way differs from another; gives how many threads they see. */
  async check(viewer: string, dice: Dice): Promise<number> {
    const options = { viewer, ...dice.pick(places), now: dice.pick(moments) };
    const expected = this.#slowWay(options);
    const compare = (found: object, way: string) => {
      if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(`${viewer}: ${way} differs`);
    };
    for (const facts of ["inline", "snapshot"] as const) {
      const given = { ...options, facts };
      compare(
        passWhole(mailveil, () => this.#policy.filterThreads(this.#body, given)),
        facts,
      );
      const pieces = randomPieces(this.#body, dice);
      compare(await passStream(mailveil, this.#policy.filterStream(given), pieces), `stream, ${facts}`);
    }
    const { items, ...counts } = this.#policy.filterObjects(this.#snapshot.threads, options);
    // As everywhere here, each byte is one character.
    compare({ text: Buffer.from(JSON.stringify(items)).toString("latin1"), ...counts }, "objects");
    return expected.shown;
  }

  /** One decision after the other. */
  #slowWay(options: FilterOptions & Place): { text: string } & Summary {
    const { viewer, surface, record, now } = options;
    const query = { action: "view", viewer, surface, record, now } as const;
    const decisions = this.#policy.decideAll(this.#snapshot.threads.map(({ id }) => ({ ...query, thread: id })));
    const shown = decisions.flatMap(({ level }, index) => {
      return level === undefined || level === "none" ? [] : [this.#texts[index]?.[level] ?? ""];
    });
    const hidden = decisions.length - shown.length;
    const nothing = { unreadable: 0, unknownRecords: 0, unsaid: { sharing: 0, state: 0 } };
    return { text: `[${shown.join(",")}]`, shown: shown.length, hidden, ...nothing };
  }
}

function textsOf(body: Buffer, item: Node): Record<Level, string> {
  const options = { viewer: "", now: "" };
  const cut = (level: "metadata" | "subject") => kept(body, item, keptPaths(options, level).map(knownPath)) ?? "{}";
  return { metadata: cut("metadata"), subject: cut("subject"), full: written(body, item) };
}

/** Pieces as a network gives them. */
function randomPieces(body: Buffer, dice: Dice): Uint8Array[] {
  const offsets: number[] = [];
  for (let at = 0; at < body.length; at += 1 + dice.below(100_000)) offsets.push(at);
  return cutAt(body, offsets);
}

async function main(): Promise<void> {
  const enron = new Enron();
  const dice = new Dice(1);
  for (const viewer of enron.viewers) console.log(viewer, await enron.check(viewer, dice));
  console.log(`${enron.viewers.length} viewers: no difference`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
