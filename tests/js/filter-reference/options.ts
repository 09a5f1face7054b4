// The options of section 9 as they may be given. Written out here, so that the reference depends on no type of the package.

export interface FilterOptions {
  readonly viewer: string;
  readonly surface?: "mailbox" | "record";
  readonly record?: string;
  readonly now: string;
  readonly given?: { readonly mailbox?: string; readonly records?: readonly string[] };
  readonly at?: string | readonly string[];
  readonly one?: boolean;
  readonly around?: "all" | readonly string[];
  readonly facts?: "inline" | "snapshot";
  readonly fields?: { readonly [fact in FactName]?: Source };
  readonly keep?: { readonly metadata?: readonly string[]; readonly subject?: readonly string[] };
}

export const factNames = [
  "id",
  "mailbox",
  "participants",
  "records",
  "sharing",
  "state",
  "firstMessageAt",
  "lastMessageAt",
] as const;
export type FactName = (typeof factNames)[number];

export type Source = string | Field | readonly (string | Field)[];

export interface Field {
  readonly path: string;
  readonly required?: boolean;
  readonly prefix?: string;
  readonly form?: "addresses";
  readonly values?: Readonly<Record<string, string>>;
  readonly time?: TimeForm;
  readonly absent?: readonly (string | number | boolean)[];
  readonly partial?: true;
  readonly join?: readonly string[];
}

export const timeForms = ["rfc3339", "basic-offset", "sql-utc", "epoch-s", "epoch-ms"] as const;
export type TimeForm = (typeof timeForms)[number];

/** The fields from which a fact is read: those that the options name, or else the member of its name. */
export function fieldsOf({ fields }: FilterOptions, fact: FactName): Field[] {
  const source = fields?.[fact] ?? `/${fact}`;
  const several = typeof source === "string" || !isList(source) ? [source] : source;
  return several.map((one) => (typeof one === "string" ? { path: one } : one));
}

/** The paths of a fact, those that are joined to its id, too. */
export function pathsOf(options: FilterOptions, fact: FactName): string[] {
  return fieldsOf(options, fact).flatMap(({ path, join }) => [path, ...(join ?? [])]);
}

/** The paths of the arrays of items. */
export function atOf({ at }: FilterOptions): readonly string[] {
  return at === undefined ? [""] : typeof at === "string" ? [at] : at;
}

/** The paths that an item keeps at a level below full. */
export function keptPaths(options: FilterOptions, level: "metadata" | "subject"): readonly string[] {
  const chosen = options.keep?.[level];
  if (chosen !== undefined) return chosen;
  const facts = ["id", "mailbox", "participants", "lastMessageAt"] as const;
  const paths = facts.flatMap((fact) => pathsOf(options, fact));
  return level === "metadata" ? paths : [...paths, "/subject"];
}

function isList(source: Field | readonly (string | Field)[]): source is readonly (string | Field)[] {
  return Array.isArray(source);
}
