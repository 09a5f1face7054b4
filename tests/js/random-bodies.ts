// Random bodies for one organization: mostly what a CRM would answer, often something that it should not.
import type { FilterFields, FilterOptions, Snapshot } from "mailveil";
import type { Dice } from "./dice.ts";
import { tokensOf } from "./item-facts.ts";
import {
  deepTree,
  Members,
  nothing,
  Raw,
  randomHand,
  randomSpace,
  randomTree,
  type Tree,
  write,
} from "./random-json.ts";

const contact = (id: string, access: object[]) => ({ id, type: "contact", access });

/** Every mode, every level, ids that are numbers. */
export const organization = {
  version: 1,
  organization: { excludedDomains: ["bank.test"] },
  roles: [{ id: "sales" }],
  users: [
    { id: "own", status: "active", addresses: ["own@bank.test"] },
    { id: "full", status: "active", roles: ["sales"] },
    { id: "subject", status: "active", roles: ["sales"] },
    { id: "metadata", status: "active" },
    { id: "boss", status: "active", profile: "administrator" },
    { id: "gone", status: "deactivated" },
    { id: "vera", status: "active", kind: "support-agent" },
  ],
  records: [
    contact("c1", [{ kind: "everyone" }]),
    contact("42", [{ kind: "role", id: "sales" }]),
    contact("-0", []),
    { id: "lead", type: "lead", access: [{ kind: "user", id: "full" }] },
    { id: "deal", type: "deal", owner: "full", access: [] },
  ],
  mailboxes: [
    {
      id: "box",
      address: "a@crm.test",
      owner: "own",
      sharing: {
        mode: "complete",
        audience: [
          { kind: "user", id: "full" },
          { kind: "user", id: "subject", level: "subject" },
          { kind: "everyone", level: "metadata", until: "2026-07-01T00:00:00Z" },
        ],
        excludedDomains: ["law.test"],
      },
    },
    { id: "7", address: "b@crm.test", owner: "own" },
    {
      id: "tick",
      address: "c@crm.test",
      owner: "own",
      sharing: {
        mode: "record-level",
        audience: [{ kind: "everyone", level: "subject" }],
        sharedRecords: ["c1", "lead"],
      },
    },
    {
      id: "each",
      address: "d@crm.test",
      owner: "own",
      sharing: { mode: "per-thread", default: "shared", defaultSince: "2026-01-01T00:00:00Z" },
    },
    {
      id: "team",
      address: "e@crm.test",
      owner: "own",
      sharing: { mode: "shared-mailbox", grants: [{ kind: "role", id: "sales", rights: ["read", "send"] }] },
    },
    {
      id: "left",
      address: "f@crm.test",
      owner: "gone",
      sharing: { mode: "complete", audience: [{ kind: "everyone" }] },
      backups: [{ takenAt: "2026-05-01T00:00:00Z", status: "completed" }],
    },
  ],
  threads: [
    { id: "t1", mailbox: "box", participants: ["x@a.test"], records: ["c1"] },
    { id: "t2", mailbox: "7", participants: [] },
    { id: "12", mailbox: "team", participants: [], records: ["42"] },
    { id: "-0", mailbox: "tick", participants: [], records: ["c1"], state: "archived" },
  ],
  supportAccess: [
    { agent: "vera", grantedBy: "boss", activatedAt: "2026-05-31T00:00:00Z", expiresAt: "2026-06-03T00:00:00Z" },
  ],
} as Snapshot;

const nows = ["2026-06-01T12:00:00Z", "2026-07-01T00:00:00Z", "2026-04-01T08:00:00+08:00"];
const ways = ["", "", "", "/items", "/data/items", "/0", "/1/items", "/a~1b/~0", "//", "/😀"];
const fieldWays: Record<keyof FilterFields, string[]> = {
  id: ["/id", "/meta/id", "/a~1b", "//", "/meta/meta/id"],
  mailbox: ["/mailbox", "/meta/box", "/meta/meta/box"],
  participants: ["/participants", "/who", "/meta/who"],
  records: ["/records", "/links/all", "/links/more/all"],
  sharing: ["/sharing", "/meta/choice", "/links/choice"],
  state: ["/state", "/meta/state"],
  firstMessageAt: ["/firstMessageAt", "/times/first"],
  lastMessageAt: ["/lastMessageAt", "/times/last", "/firstMessageAt"],
};
const facts = Object.keys(fieldWays) as (keyof FilterFields)[];
const keptNames = ["id", "mailbox", "subject", "meta", "body", "a/b", "", "x", "participants", "😀"];

export function randomOptions(dice: Dice): FilterOptions {
  const place = dice.pick([
    {},
    {},
    {},
    { surface: "mailbox" },
    { surface: "record" },
    { record: "c1" },
    { record: "42" },
  ]);
  const moved = dice.some(facts, dice.pick([0, 0, 0.3, 0.8]));
  const fields = Object.fromEntries(moved.map((fact) => [fact, dice.pick(fieldWays[fact])]));
  const lists = dice.some(["metadata", "subject"] as const, 0.3).map((level) => [level, dice.some(keptNames)]);
  return {
    viewer: dice.pick(["own", "full", "full", "subject", "metadata", "boss", "vera", "gone"]),
    ...(place as Pick<FilterOptions, "surface" | "record">),
    now: dice.pick(nows),
    ...(dice.chance(0.8) && { at: dice.pick(ways) }),
    ...(dice.chance(0.2) && { facts: dice.pick(["snapshot", "snapshot", "inline"] as const) }),
    ...(moved.length > 0 && { fields }),
    ...(lists.length > 0 && { keep: Object.fromEntries(lists) }),
  };
}

const times = [
  "2026-05-01T00:00:00Z",
  "2026-05-01T00:00:01Z",
  "2025-12-31T23:59:59.999999999Z",
  "2026-02-01T00:00:00+08:00",
];
const good: Record<keyof FilterFields, readonly Tree[]> = {
  id: ["t1", "t2", "Grüße 1", "12", new Raw("12"), new Raw("-0"), new Raw("7"), "i".repeat(256)],
  mailbox: ["box", "box", "box", "box", "7", new Raw("7"), "tick", "tick", "each", "team", "left"],
  participants: [
    [],
    ["x@a.test"],
    ["x@a.test", "y@sub.bank.test"],
    ["own@bank.test"],
    ["nobody"],
    ["z@law.test", "a@b.c.test"],
  ],
  records: [
    ["c1"],
    ["c1"],
    ["c1", new Raw("42")],
    ["42"],
    ["lead", "c1"],
    ["deal"],
    [],
    ["c1", "c1"],
    [new Raw("-0")],
    nothing,
  ],
  sharing: ["shared", "shared", "private", nothing, nothing],
  state: ["active", "active", "active", "archived", "deleted", nothing],
  firstMessageAt: [...times, nothing],
  lastMessageAt: [...times, nothing],
};
const knownThreads = ["t1", "t1", "t2", "12", new Raw("12"), new Raw("-0")];
const wrong: readonly Tree[] = [
  ...["", "t\u{FFFD}", "i".repeat(257), "Private", "2026-02-30T00:00:00Z", "2026-05-01", "nobody"],
  ...["1.0", "1e2", "43", "true", "false", "null", "0"].map((text) => new Raw(text)),
  ...[["c9"], ["c1", nothing], [new Raw("42.0")], ["p".repeat(1025)], [["c1"]], [new Members([])]],
  new Members([["id", "t1"]]),
];
/** Facts that an item has less often than not. */
const rare: ReadonlySet<string> = new Set(["sharing", "state", "firstMessageAt", "lastMessageAt"]);

/** How the items of one body are alike. */
interface Habit {
  readonly order: readonly (keyof FilterFields)[];
  readonly extras: readonly string[];
  /** How often something is wrong. */
  readonly care: number;
}

function randomHabit(dice: Dice, options: FilterOptions): Habit {
  const order = dice.chance(0.7) ? facts : dice.shuffled(facts);
  const care = dice.pick([0, 0, 0.01, 0.05, 0.2]);
  const taken = new Set(facts.map((fact) => tokensOf(wayOf(fact, options))[0]));
  const names = ["subject", "body", "x", "meta", "", "a/b", "😀", "total", "id"];
  const extras = dice.some(
    names.filter((name) => !taken.has(name) || dice.chance(care)),
    0.4,
  );
  return { order, extras, care };
}

function wayOf(fact: keyof FilterFields, { fields }: FilterOptions): string {
  return fields?.[fact] ?? `/${fact}`;
}

function randomItem(dice: Dice, options: FilterOptions, habit: Habit): Tree {
  if (dice.chance(habit.care / 3)) return randomTree(dice);
  const item = new Members([]);
  for (const fact of habit.order) {
    if (dice.chance(rare.has(fact) ? 0.6 : habit.care)) continue;
    const isKnown = fact === "id" && options.facts === "snapshot" && dice.chance(0.9);
    const value = dice.chance(habit.care) ? randomWrong(dice) : dice.pick(isKnown ? knownThreads : good[fact]);
    put(item, tokensOf(wayOf(fact, options)), value, dice, habit);
  }
  for (const name of habit.extras) {
    if (dice.chance(0.8)) item.entries.push([name, name === "subject" ? "Offer" : randomTree(dice)]);
  }
  if (dice.chance(habit.care)) again(item, dice);
  return dice.chance(habit.care) ? new Members(dice.shuffled(item.entries)) : item;
}

function randomWrong(dice: Dice): Tree {
  if (dice.chance(0.02)) return deepTree(dice, 55 + dice.below(12));
  return dice.chance(0.7) ? dice.pick(wrong) : randomTree(dice);
}

/** Puts a fact where its pointer says, into what stands there already. */
function put(item: Members, [token, ...rest]: string[], value: Tree, dice: Dice, habit: Habit): void {
  if (token === undefined) return;
  if (rest.length === 0) {
    item.entries.push([token, value]);
    return;
  }
  const known = item.entries.find(([key]) => key === token)?.[1];
  const inner = known instanceof Members ? known : new Members([]);
  if (inner !== known) item.entries.push([token, dice.chance(habit.care) ? randomTree(dice, 1) : inner]);
  put(inner, rest, value, dice, habit);
}

/** Lets some key stand there twice. */
function again(item: Members, dice: Dice): void {
  if (item.entries.length === 0) return;
  const [key, value] = dice.pick(item.entries);
  if (value instanceof Members && dice.chance(0.5)) again(value, dice);
  else
    item.entries.splice(dice.below(item.entries.length + 1), 0, [key, dice.chance(0.5) ? value : randomTree(dice, 1)]);
}

/** A body as text of JSON, mostly right, with an array mostly where `at` says. */
export function randomBody(dice: Dice, options: FilterOptions): string {
  const habit = randomHabit(dice, options);
  const length = dice.chance(0.01) ? 60 : dice.pick([0, 1, 1, 2, 3, 5, 8]);
  let tree: Tree = Array.from({ length }, () => randomItem(dice, options, habit));
  for (const token of tokensOf(options.at ?? "").reverse()) tree = around(tree, token, dice, habit);
  const hand = randomHand(dice);
  return randomSpace(dice, hand) + write(tree, dice, hand) + randomSpace(dice, hand);
}

/** A container with a value at the token. */
function around(value: Tree, token: string, dice: Dice, { care }: Habit): Tree {
  const inner = dice.chance(care / 4) ? randomTree(dice) : value;
  const others = Array.from({ length: dice.below(4) }, () => randomTree(dice));
  if (/^[0-9]+$/.test(token) && dice.chance(0.8)) return others.toSpliced(Number(token), 0, inner);
  const keys = ["total", "next", "x", "items", "", "0"].filter((key) => key !== token || dice.chance(care / 2));
  const members = others.map((other): [string, Tree] => [dice.pick(keys), other]);
  return new Members(members.toSpliced(dice.below(members.length + 1), 0, [token, inner]));
}
