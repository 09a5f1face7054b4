// Where the items of a body stand, or why they cannot be found.
import type { Member, Node, ObjectNode } from "../strict-json.ts";
import { type Path, textOf } from "./paths.ts";

export interface BodyError {
  readonly code: "json-syntax" | "duplicate-key" | "not-an-array" | "not-an-object";
  readonly path: string;
  readonly offset?: number;
}

/** Something wrong with a body that may be JSON. */
export interface Flaw {
  readonly error: BodyError;
  /** Behind this nothing may be written: it is certain here. */
  readonly certain: number;
}

export interface Located {
  /** The arrays of items; with `one`, the items. In the order of the body. */
  readonly places: readonly Node[];
  /** Keys that stand twice first, in the order of the body, and then what is no array. */
  readonly flaws: readonly Flaw[];
}

/** What the paths name in a body, which may be incomplete. */
export function locate(root: Node | undefined, paths: readonly Path[], one: boolean): Located {
  const places: Node[] = [];
  const flaws: Flaw[] = [];
  for (const path of paths) if (root !== undefined) new Walk(path, one, places, flaws).go(root, 0);
  const order = ({ error, certain }: Flaw) => [error.code === "duplicate-key" ? 0 : 1, certain] as const;
  return {
    places: places.sort((one, other) => one.start - other.start),
    flaws: flaws.sort((one, other) => {
      const [[kind, at], [otherKind, otherAt]] = [order(one), order(other)];
      return kind - otherKind || (at === otherAt ? 0 : at - otherAt);
    }),
  };
}

/** One path through a body. */
class Walk {
  readonly #path: Path;
  readonly #one: boolean;
  readonly #places: Node[];
  readonly #flaws: Flaw[];

  constructor(path: Path, one: boolean, places: Node[], flaws: Flaw[]) {
    this.#path = path;
    this.#one = one;
    this.#places = places;
    this.#flaws = flaws;
  }

  /** From a value that so many steps lead to. */
  go(node: Node, steps: number): void {
    const step = this.#path[steps];
    // `null` before the end: an empty list below a `*`, and else nothing that the path could name.
    const isEmpty = node.kind === "null" && step !== undefined && this.#isBelowEach(steps);
    if (isEmpty) return;
    if (step === undefined) this.#arrive(node);
    else if (step.kind === "each" && node.kind === "array") for (const item of node.items) this.go(item, steps + 1);
    else if (step.kind === "member" && node.kind === "object") this.#enter(node, step.name, steps);
    else this.#refuse(node.start);
  }

  /** Into the member of this name. Without it, it is an empty list below a `*`. */
  #enter(node: ObjectNode, name: string, steps: number): void {
    const member = this.#memberOf(node, name, steps);
    if (member !== undefined) this.go(member.value, steps + 1);
    else if (!this.#isBelowEach(steps)) this.#refuse(lastByte(node));
  }

  /** At a value that the path names. */
  #arrive(node: Node): void {
    if (node.kind === "null") return;
    if (node.kind === (this.#one ? "object" : "array")) this.#places.push(node);
    else this.#refuse(node.start);
  }

  #memberOf({ members }: ObjectNode, name: string, steps: number): Member | undefined {
    const [member, again] = members.filter((member) => member.name === name);
    if (again !== undefined) {
      const path = textOf(this.#path.slice(0, steps + 1));
      this.#flaws.push({ error: { code: "duplicate-key", path }, certain: again.start });
    }
    return member;
  }

  #isBelowEach(steps: number): boolean {
    return this.#path.slice(0, steps).some(({ kind }) => kind === "each");
  }

  #refuse(certain: number): void {
    const code = this.#one ? "not-an-object" : "not-an-array";
    this.#flaws.push({ error: { code, path: textOf(this.#path) }, certain });
  }
}

/** Where an object closes; nowhere while it is incomplete. */
function lastByte({ end }: Node): number {
  return end < 0 ? Number.POSITIVE_INFINITY : end - 1;
}
