// Random options for the filters: shapes as section 9 has them, right ones and, sometimes, wrong ones.
import type { Dice } from "./dice.ts";
import {
  type FactName,
  type Field,
  type FilterOptions,
  factNames,
  optionFaults,
  type Organization,
  type Source,
} from "./filter-reference/index.ts";

const nows = ["2026-06-01T12:00:00Z", "2026-07-01T00:00:00Z", "2026-04-01T08:00:00+08:00"];
const viewers = ["own", "full", "full", "subject", "metadata", "boss", "vera", "gone"];
const surfaces = [{}, {}, {}, { surface: "mailbox" }, { surface: "record" }, { record: "c1" }, { record: "42" }];

/** Where a fact may stand. Paths that share a member want the same kind of it. */
const ways: Record<FactName, readonly string[]> = {
  id: ["/id", "/id", "/meta/id", "/a~1b", "//", "/meta/meta/id", "/~2", "/ids/*"],
  mailbox: ["/mailbox", "/mailbox", "/meta/box", "/meta/meta/box", "/boxes/*", "/copies/*/box"],
  participants: ["/participants", "/who", "/meta/who", "/from/email", "/to/*/email", "/cc/*", "/bcc"],
  records: ["/records", "/records", "/links/all", "/links/more/all", "/to/*/person", "/deal", "/tags/*"],
  sharing: ["/sharing", "/meta/choice", "/links/choice", "/flags/*", "/copies/*/choice"],
  state: ["/state", "/meta/state", "/folders/*/state"],
  firstMessageAt: ["/firstMessageAt", "/times/first", "/firsts/*"],
  lastMessageAt: ["/lastMessageAt", "/times/last", "/lasts/*", "/to/*/time"],
};

const places = [
  "",
  "",
  "",
  "/items",
  "/items",
  "/data/items",
  "/a~1b/~0",
  "//",
  "/😀",
  "/*",
  "/*/items",
  "/data/*/items",
];
const several = [["/sent", "/received"], ["/data/items", "/more/*/items"], ["/*/a", "/*/b"], ["/~2"]];
const besides = [
  "/meta",
  "/meta/page",
  "/links/*/href",
  "/links/*",
  "/total",
  "/data/page",
  "/data/*/owner/name",
  "/*/owner",
  "/x",
  "/",
];
const keptWays = [
  "/subject",
  "/body",
  "/meta",
  "/a~1b",
  "/",
  "/x",
  "/x/*",
  "/x/a",
  "/😀",
  "/to/*",
  "/to/*/email",
  "/links",
  "/~2",
];

/** Options that are right. */
export function randomOptions(dice: Dice, organization: Organization): FilterOptions {
  const moved = dice.some(factNames, dice.pick([0, 0, 0.3, 0.8]));
  const fields = Object.fromEntries(moved.map((fact) => [fact, randomSource(dice, fact)]));
  const lists = dice.some(["metadata", "subject"] as const, 0.3).map((level) => [level, randomKept(dice)]);
  const isById = dice.chance(0.15);
  const options = {
    viewer: dice.pick(viewers),
    ...dice.pick(surfaces),
    now: dice.pick(nows),
    ...(!isById && dice.chance(0.15) && { given: randomGiven(dice) }),
    ...(dice.chance(0.85) && { at: randomPlace(dice) }),
    ...(dice.chance(0.15) && { one: true }),
    ...(dice.chance(0.1) && { facts: "inline" }),
    ...(isById && { facts: "snapshot" }),
    ...(moved.length > 0 && { fields }),
    ...(lists.length > 0 && { keep: Object.fromEntries(lists) }),
  } as FilterOptions;
  const around = dice.pick([undefined, undefined, "all", dice.some(besides, 0.3)] as const);
  if (around === undefined) return options;
  const more = { ...options, around };
  return optionFaults(more, organization).length === 0 ? more : options;
}

function randomPlace(dice: Dice): string | readonly string[] {
  return dice.chance(0.8) ? dice.pick(places) : dice.pick(several);
}

function randomGiven(dice: Dice): object {
  return {
    ...(dice.chance(0.5) && { mailbox: dice.pick(["box", "7", "tick", "m:9"]) }),
    ...(dice.chance(0.6) && { records: dice.some(["c1", "42", "lead", "d:42"], 0.4) }),
  };
}

function randomKept(dice: Dice): string[] {
  return dice.some([...keptWays, ...factNames.map((fact) => dice.pick(ways[fact]))], 0.3);
}

function randomSource(dice: Dice, fact: FactName): Source {
  if (dice.chance(0.04)) return [];
  const paths = dice.shuffled(ways[fact]).slice(0, dice.pick([1, 1, 1, 2, 3]));
  const sources = paths.map((path) => randomField(dice, fact, path));
  const [only] = sources;
  return only !== undefined && sources.length === 1 && dice.chance(0.8) ? only : sources;
}

function randomField(dice: Dice, fact: FactName, path: string): string | Field {
  if (dice.chance(0.5)) return path;
  return {
    path,
    ...(dice.chance(0.2) && { required: dice.chance(0.8) }),
    ...(fact !== "participants" && dice.chance(0.15) && { absent: dice.some(absent[fact] ?? [], 0.5) }),
    ...membersOf(dice, fact),
  };
}

/** Values that mean none, and are none of those that `values` lists. */
const absent: { readonly [fact in FactName]?: readonly (string | number | boolean)[] } = {
  id: ["none", 0],
  mailbox: ["none", "", 0, false],
  records: ["none", "", 0, false],
  sharing: ["none", "-"],
  state: ["none", "-"],
  firstMessageAt: ["", 0, "none", "0001-01-01T00:00:00Z"],
  lastMessageAt: ["", 0, "none", "0000-00-00 00:00:00"],
};

const flags = [
  { "0": "private", "1": "shared" },
  { true: "private", false: "shared" },
  { '"me"': "private", '"all"': "shared", "2": "shared" },
];
const marks = [
  { "0": "active", "1": "archived", "2": "deleted" },
  { '"trash"': "deleted", '""': "active", true: "archived" },
];

/** The members that only a field of this fact has. */
function membersOf(dice: Dice, fact: FactName): Partial<Field> {
  switch (fact) {
    case "id":
      return {
        ...prefix(dice, "th:"),
        ...(dice.chance(0.2) && { join: dice.some(["/part", "/meta/part", "/parts/*"], 0.5) }),
      };
    case "mailbox":
      return prefix(dice, "m:");
    case "records":
      return prefix(dice, "d:");
    case "participants":
      return { ...(dice.chance(0.5) && { form: "addresses" }), ...(dice.chance(0.1) && { partial: true }) };
    case "sharing":
      return dice.chance(0.6) ? { values: dice.pick(flags) } : {};
    case "state":
      return dice.chance(0.6) ? { values: dice.pick(marks) } : {};
    case "firstMessageAt":
    case "lastMessageAt":
      return dice.chance(0.7) ? { time: dice.pick(["rfc3339", "basic-offset", "sql-utc", "epoch-s", "epoch-ms"]) } : {};
    default: {
      const never: never = fact;
      return never;
    }
  }
}

function prefix(dice: Dice, text: string): Partial<Field> {
  return dice.chance(0.3) ? { prefix: dice.pick([text, text, text, ""]) } : {};
}

const wrong = [null, 0, true, "x", "/x~", [], {}, ["/items", "/items"], ["x"], { id: "/id" }, "2026-02-30T00:00:00Z"];
const names = [
  "viewer",
  "surface",
  "record",
  "now",
  "given",
  "at",
  "one",
  "around",
  "facts",
  "fields",
  "keep",
  "limit",
];
const fieldNames = ["path", "required", "prefix", "form", "values", "time", "absent", "partial", "join", "vales"];

/** Options with something in them that may be wrong. */
export function damagedOptions(dice: Dice, options: FilterOptions): unknown {
  const value = dice.pick(wrong);
  const { fields } = options;
  const [fact] = dice.shuffled(Object.keys(fields ?? {}));
  if (fact !== undefined && dice.chance(0.5)) {
    const field = { path: "/x", [dice.pick(fieldNames)]: value };
    return { ...options, fields: { ...fields, [fact]: dice.chance(0.5) ? field : ["/y", field] } };
  }
  return { ...options, [dice.pick(names)]: value };
}
