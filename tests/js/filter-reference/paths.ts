// Paths of section 9: a JSON Pointer in which a step `*` means each element of an array.

export type Step = Each | Named;

/** Each element of an array. */
interface Each {
  readonly kind: "each";
}

/** The member of an object that has this name. */
interface Named {
  readonly kind: "member";
  readonly name: string;
}

export type Path = readonly Step[];

/** What a text means as a path; nothing if it is none. */
export function pathOf(text: string): Path | undefined {
  if (text === "") return [];
  if (!text.startsWith("/")) return undefined;
  // A tilde stands before 0, 1 or 2.
  if (/~(?![012])/.test(text)) return undefined;
  return text.slice(1).split("/").map(stepOf);
}

const paths = new Map<string, Path>();

/** A path that is known to be one. */
export function knownPath(text: string): Path {
  const path = paths.get(text) ?? pathOf(text);
  if (path === undefined) throw new Error(`no path: ${text}`);
  paths.set(text, path);
  return path;
}

function stepOf(token: string): Step {
  return token === "*" ? { kind: "each" } : { kind: "member", name: token.replace(/~[012]/g, (pair) => meant(pair)) };
}

function meant(pair: string): string {
  return pair === "~0" ? "~" : pair === "~1" ? "/" : "*";
}

/** A path as it is written. */
export function textOf(path: Path): string {
  return path.map((step) => `/${step.kind === "each" ? "*" : tokenOf(step.name)}`).join("");
}

function tokenOf(name: string): string {
  return name === "*" ? "~2" : name.replaceAll("~", "~0").replaceAll("/", "~1");
}

export function beginsWith(path: Path, start: Path): boolean {
  return start.every((step, index) => isSame(step, path[index]));
}

function isSame(one: Step, other: Step | undefined): boolean {
  if (other === undefined || one.kind !== other.kind) return false;
  return one.kind === "each" || (other.kind === "member" && one.name === other.name);
}

/** What remains of the paths that go into each element. */
export function intoEach(paths: readonly Path[]): Path[] {
  return paths.filter(([step]) => step?.kind === "each").map((path) => path.slice(1));
}

/** What remains of the paths that go into the member of this name. */
export function intoMember(paths: readonly Path[], name: string): Path[] {
  return paths.filter(([step]) => step?.kind === "member" && step.name === name).map((path) => path.slice(1));
}

/** Whether one of the paths ends here. */
export function endsHere(paths: readonly Path[]): boolean {
  return paths.some(({ length }) => length === 0);
}
