// Random values for the fields of a shape: mostly what the field reads, sometimes what it does not.
import type { Dice } from "./dice.ts";
import type { FactName, Field } from "./filter-reference/index.ts";
import { randomList, randomNoise } from "./random-addresses.ts";
import { deepTree, Members, nothing, Raw, randomTree, type Tree } from "./random-json.ts";

const raw = (text: string) => new Raw(text);

const people = [
  "x@a.test",
  "x@a.test",
  "y@sub.bank.test",
  "own@bank.test",
  "z@law.test",
  "a@b.c.test",
  "nobody",
  "a+b@crm.test",
  "/o=Org/cn=own",
  "k@[::1]",
];
const ids: readonly Tree[] = ["t1", "t2", "Grüße 1", "12", raw("12"), raw("-0"), raw("7"), "i".repeat(256)];
const knownThreads: readonly Tree[] = ["t1", "t1", "t2", "12", raw("12"), raw("-0"), "t1:12"];
const mailboxes: readonly Tree[] = [
  "box",
  "box",
  "box",
  "box",
  "7",
  raw("7"),
  "tick",
  "tick",
  "each",
  "team",
  "left",
  "m:9",
];
const records: readonly Tree[] = ["c1", "c1", "c1", "c1", raw("42"), "42", "lead", "deal", raw("-0"), "d:42", "c9"];

/** Moments that each form of time can write. */
const moments = [
  "2026-05-01T00:00:00",
  "2026-05-01T00:00:01",
  "2025-12-31T23:59:59.999999999",
  "2026-02-01T00:00:00.5",
];

/** A value that a field can read. */
export function randomGood(dice: Dice, fact: FactName, field: Field, isById: boolean): Tree {
  const { absent = [], values } = field;
  // Without an id or a mailbox there is nothing to judge.
  const isNeeded = fact === "id" || fact === "mailbox";
  if (absent.length > 0 && dice.chance(isNeeded ? 0.1 : 0.3)) return treeOf(dice.pick(absent));
  if (dice.chance(isNeeded ? 0.005 : 0.05)) return nothing;
  if (values !== undefined && dice.chance(0.95)) return raw(dice.pick(Object.keys(values)));
  switch (fact) {
    case "id":
      return field.prefix === undefined ? dice.pick(isById ? knownThreads : ids) : "t1";
    case "mailbox":
      return listed(dice, () => (field.prefix === "m:" ? raw("9") : dice.pick(mailboxes)), 0.01);
    case "participants":
      return listed(dice, () => (field.form === undefined ? dice.pick(people) : randomPeople(dice)));
    case "records":
      return listed(dice, () => (field.prefix === "d:" ? raw("42") : dice.pick(records)));
    case "sharing":
      return dice.pick(["shared", "shared", "private"]);
    case "state":
      return dice.pick(["active", "active", "active", "archived", "deleted"]);
    case "firstMessageAt":
    case "lastMessageAt":
      return randomTime(dice, field);
    default: {
      const never: never = fact;
      return never;
    }
  }
}

/** One, or an array, which counts element by element. */
function listed(dice: Dice, one: () => Tree, empty = 0.1): Tree {
  if (dice.chance(0.5)) return one();
  return dice.chance(2 * empty) ? [] : Array.from({ length: dice.pick([1, 1, 2, 3]) }, one);
}

function randomPeople(dice: Dice): string {
  if (dice.chance(0.5))
    return dice.pick(["Kim <x@a.test>; ", "x@a.test, a@b.c.test", "own@bank.test", "", "Team: x@a.test;"]);
  return dice.chance(0.8) ? randomList(dice, [",", ";", "; "]).text : randomNoise(dice);
}

function randomTime(dice: Dice, { time = "rfc3339" }: Field): Tree {
  const moment = dice.pick(moments);
  switch (time) {
    case "rfc3339":
      return moment + dice.pick(["Z", "+08:00", "-00:30"]);
    case "basic-offset":
      return moment + dice.pick(["Z", "+0800", "-0030"]);
    case "sql-utc":
      return moment.replace("T", " ");
    case "epoch-s":
    case "epoch-ms": {
      const whole = Date.parse(`${moment.slice(0, 19)}Z`) / (time === "epoch-s" ? 1000 : 1);
      const digits = `${whole}${dice.pick(["", "", ".5", ".000000001"])}`;
      return dice.chance(0.5) ? digits : raw(digits);
    }
    default: {
      const never: never = time;
      return never;
    }
  }
}

function treeOf(value: string | number | boolean): Tree {
  return typeof value === "string" ? value : raw(String(value));
}

const wrong: readonly Tree[] = [
  ...["", "t\u{FFFD}", "i".repeat(257), "Private", "2026-02-30T00:00:00Z", "2026-05-01", "nobody", "\ta@b.test"],
  ...["1.0", "1e2", "43", "true", "false", "null", "0", "0.0", "-1", "4102444800"].map(raw),
  ...[["c9"], ["c1", nothing], [raw("42.0")], ["p".repeat(1025)], [["c1"]], [new Members([])], []],
  new Members([["id", "t1"]]),
];

/** A value that hardly any field can read. */
export function randomWrong(dice: Dice): Tree {
  if (dice.chance(0.02)) return deepTree(dice, 55 + dice.below(12));
  return dice.chance(0.7) ? dice.pick(wrong) : randomTree(dice);
}
