// What is wrong with options of section 9: all of it, of which an implementation reports one.
import { type FactName, factNames, timeForms } from "./options.ts";
import type { Organization } from "./organization.ts";
import { beginsWith, pathOf } from "./paths.ts";
import { parseInstant } from "./times.ts";

export interface OptionFault {
  readonly code: string;
  readonly path: string;
}

type Faults = readonly OptionFault[];
type Check = (value: unknown, path: string) => Faults;
type Members = Readonly<Record<string, unknown>>;

/** All that is wrong with options. None: they are right. */
export function optionFaults(options: unknown, organization: Organization): Faults {
  if (!isObject(options)) return fault("wrong-type", "");
  const checks: Record<string, Check> = {
    viewer: known("unknown-viewer", organization.users),
    surface: oneOf(["mailbox", "record"]),
    record: known("unknown-record", organization.records),
    now: checkNow,
    given: (given, path) => checkGiven(given, path, organization, options["facts"] === "snapshot"),
    at: checkAt,
    one: boolean,
    around: (around, path) => checkAround(around, path, options["at"] ?? ""),
    facts: oneOf(["inline", "snapshot"]),
    fields: object(Object.fromEntries(factNames.map((fact) => [fact, source(fact)]))),
    keep: object({ metadata: list(keptPath), subject: list(keptPath) }),
  };
  const isMisplaced = options["surface"] === "mailbox" && options["record"] !== undefined;
  return [
    ...object(checks)(options, ""),
    ...(options["viewer"] === undefined ? fault("missing-field", "/viewer") : []),
    ...(isMisplaced ? fault("unknown-field", "/record") : []),
  ];
}

function fault(code: string, path: string): Faults {
  return [{ code, path }];
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object of members that are known. One that is `undefined` is absent. */
function object(checks: Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    if (!isObject(value)) return fault("wrong-type", path);
    return Object.entries(value).flatMap(([name, member]) => {
      const at = `${path}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      if (!Object.hasOwn(checks, name)) return fault("unknown-field", at);
      return member === undefined ? [] : (checks[name]?.(member, at) ?? []);
    });
  };
}

function list(check: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return fault("wrong-type", path);
    return value.flatMap((entry, index) => check(entry, `${path}/${index}`));
  };
}

const boolean: Check = (value, path) => (typeof value === "boolean" ? [] : fault("wrong-type", path));

const text: Check = (value, path) => (typeof value === "string" ? [] : fault("wrong-type", path));

function oneOf(words: readonly string[]): Check {
  return (value, path) => {
    if (typeof value !== "string") return fault("wrong-type", path);
    return words.includes(value) ? [] : fault("unknown-value", path);
  };
}

function known(code: string, rows: readonly { readonly id: string }[]): Check {
  return (value, path) => {
    if (typeof value !== "string") return fault("wrong-type", path);
    return rows.some(({ id }) => id === value) ? [] : fault(code, path);
  };
}

const checkNow: Check = (value, path) => {
  if (value instanceof Date) return [];
  if (typeof value !== "string") return fault("wrong-type", path);
  return parseInstant(value) === undefined ? fault("invalid-time", path) : [];
};

const pointer: Check = (value, path) => {
  if (typeof value !== "string") return fault("wrong-type", path);
  return pathOf(value) === undefined ? fault("invalid-pointer", path) : [];
};

/** Whoever keeps the whole item hides nothing. */
const keptPath: Check = (value, path) => (value === "" ? fault("invalid-pointer", path) : pointer(value, path));

function checkGiven(given: unknown, path: string, { mailboxes, records }: Organization, isById: boolean): Faults {
  const members = {
    mailbox: known("unknown-mailbox", mailboxes),
    records: list(known("unknown-record", records)),
  };
  return [...object(members)(given, path), ...(isById ? fault("invalid-field", path) : [])];
}

/** No path may begin with another; of the two, the later is wrong. */
function checkAt(at: unknown, path: string): Faults {
  if (typeof at === "string") return pointer(at, path);
  if (Array.isArray(at) && at.length === 0) return fault("invalid-field", path);
  const faults = list(pointer)(at, path);
  if (faults.length > 0) return faults;
  const paths = at as string[];
  return paths.flatMap((one, index) =>
    paths.slice(0, index).some((other) => overlap(one, other)) ? fault("invalid-pointer", `${path}/${index}`) : [],
  );
}

/** Items are filtered, and what is around them is not: no path leads to both. */
function checkAround(around: unknown, path: string, at: unknown): Faults {
  if (typeof around === "string") return around === "all" ? [] : fault("unknown-value", path);
  const faults = list(pointer)(around, path);
  if (faults.length > 0) return faults;
  const places = (Array.isArray(at) ? at : [at]).filter((place) => typeof place === "string");
  return (around as string[]).flatMap((one, index) =>
    places.some((place) => overlap(one, place)) ? fault("invalid-pointer", `${path}/${index}`) : [],
  );
}

function overlap(one: string, other: string): boolean {
  const [path, otherPath] = [pathOf(one), pathOf(other)];
  if (path === undefined || otherPath === undefined) return false;
  return beginsWith(path, otherPath) || beginsWith(otherPath, path);
}

function source(fact: FactName): Check {
  const one: Check = (value, path) => (typeof value === "string" ? pointer(value, path) : field(fact, value, path));
  return (value, path) => (Array.isArray(value) ? list(one)(value, path) : one(value, path));
}

/** The words of the contract for what is found. */
const words: { readonly [fact in FactName]?: readonly string[] } = {
  sharing: ["shared", "private"],
  state: ["active", "archived", "deleted"],
};

/** Which facts each member of a field is of. */
const meaning: Readonly<Record<string, readonly FactName[]>> = {
  path: factNames,
  required: factNames,
  prefix: ["id", "mailbox", "records"],
  form: ["participants"],
  values: ["sharing", "state"],
  time: ["firstMessageAt", "lastMessageAt"],
  absent: factNames.filter((fact) => fact !== "participants"),
  partial: ["participants"],
  join: ["id"],
};

function field(fact: FactName, value: unknown, path: string): Faults {
  const checks: Record<string, Check> = {
    path: pointer,
    required: boolean,
    prefix: text,
    form: oneOf(["addresses"]),
    values: (values, at) => checkValues(values, at, words[fact] ?? []),
    time: oneOf(timeForms),
    absent: list((none, at) => (["string", "number", "boolean"].includes(typeof none) ? [] : fault("wrong-type", at))),
    partial: (partial, at) => (partial === false ? fault("unknown-value", at) : boolean(partial, at)),
    join: list(pointer),
  };
  if (!isObject(value)) return fault("wrong-type", path);
  const misplaced = Object.entries(meaning).flatMap(([name, facts]) =>
    value[name] === undefined || facts.includes(fact) ? [] : fault("invalid-field", `${path}/${name}`),
  );
  const missing = value["path"] === undefined ? fault("missing-field", `${path}/path`) : [];
  return [...object(checks)(value, path), ...misplaced, ...missing];
}

function checkValues(values: unknown, path: string, words: readonly string[]): Faults {
  if (!isObject(values)) return fault("wrong-type", path);
  return object(Object.fromEntries(Object.keys(values).map((key) => [key, oneOf(words)])))(values, path);
}
