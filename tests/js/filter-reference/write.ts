// The body written again: its items filtered, and of the rest what stays.
import type { Member, Node } from "../strict-json.ts";
import { keptMember, written, writtenKey, writtenMember } from "./keep.ts";
import { endsHere, intoEach, intoMember, type Path } from "./paths.ts";

/** How a body is written. */
export interface Plan {
  readonly bytes: Buffer;
  /** Where items stand. */
  readonly places: ReadonlySet<Node>;
  readonly at: readonly Path[];
  readonly around: "all" | readonly Path[];
  /** What is behind this byte is not written: of an erroneous body, what a stream may have emitted. */
  readonly limit: number;
  /** What remains of an item. */
  readonly item: (node: Node) => string | undefined;
}

/** A body, or as much of it as lies before the limit. One character a byte. */
export function writeBody(root: Node | undefined, plan: Plan): string {
  const writer = new Writer(plan);
  try {
    if (plan.around === "all") writer.copyAround();
    else if (root !== undefined) writer.value(root, plan.at, plan.around);
  } catch (thrown) {
    if (thrown !== limitReached) throw thrown;
  }
  return writer.text;
}

const limitReached = new Error("what follows is not complete");

class Writer {
  text = "";
  readonly #plan: Plan;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  /** Everything outside is copied byte for byte. */
  copyAround(): void {
    const { bytes, places, limit } = this.#plan;
    let from = 0;
    for (const place of [...places].sort((one, other) => one.start - other.start)) {
      if (place.start >= limit) break;
      this.text += written(bytes, { start: from, end: place.start });
      this.#place(place);
      from = place.end;
    }
    this.text += written(bytes, { start: from, end: Math.min(bytes.length, limit) });
  }

  /** A value on the way to items. */
  value(node: Node, at: readonly Path[], around: readonly Path[]): void {
    if (node.start >= this.#plan.limit) throw limitReached;
    if (this.#plan.places.has(node)) {
      this.#place(node);
    } else if (node.kind === "object") {
      this.text += "{";
      this.#list(node.members, (member, comma) => this.#member(member, node.members, comma, at, around));
      this.#close(node, "}");
    } else if (node.kind === "array") {
      this.text += "[";
      this.#list(node.items, (item, comma) => {
        this.text += comma;
        this.value(item, intoEach(at), intoEach(around));
        return true;
      });
      this.#close(node, "]");
    } else {
      this.#need(node);
      this.text += written(this.#plan.bytes, node);
    }
  }

  /** Writes what is written of a list, with a comma before all but the first. */
  #list<Item>(items: readonly Item[], write: (item: Item, comma: string) => boolean): void {
    let comma = "";
    for (const item of items) if (write(item, comma)) comma = ",";
  }

  /** A member of an object on the way. Whether it was written. */
  #member(
    member: Member,
    siblings: readonly Member[],
    comma: string,
    at: readonly Path[],
    around: readonly Path[],
  ): boolean {
    const { bytes } = this.#plan;
    const [inside, beside] = [intoMember(at, member.name), intoMember(around, member.name)];
    if (member.start >= this.#plan.limit) throw limitReached;
    if (inside.length > 0 && !isScalar(member.value)) {
      this.text += comma + writtenKey(bytes, member);
      this.value(member.value, inside, beside);
      return true;
    }
    // A stream cannot take back the first, so what is dropped of a member that stands twice is the second.
    if (beside.length > 0 && isRepeated(member, siblings)) return false;
    if (isScalar(member.value) || endsHere(beside)) return this.#copy(member, comma);
    if (beside.length === 0) return false;
    this.#need(member.value);
    const rest = keptMember(bytes, member, beside);
    if (rest !== undefined) this.text += comma + rest;
    return rest !== undefined;
  }

  #copy(member: Member, comma: string): true {
    const { bytes, limit } = this.#plan;
    const isComplete = this.#isComplete(member.value);
    this.text +=
      comma + (isComplete ? writtenMember(bytes, member) : written(bytes, { start: member.start, end: limit }));
    if (!isComplete) throw limitReached;
    return true;
  }

  /** An array of items, or one item. */
  #place(place: Node): void {
    if (place.kind !== "array") {
      this.#need(place);
      this.text += this.#plan.item(place) ?? "null";
      return;
    }
    this.text += "[";
    this.#list(place.items, (item, comma) => {
      this.#need(item);
      const rest = this.#plan.item(item);
      if (rest !== undefined) this.text += comma + rest;
      return rest !== undefined;
    });
    this.#close(place, "]");
  }

  #close(node: Node, bracket: string): void {
    this.#need(node);
    this.text += bracket;
  }

  #need(node: Node): void {
    if (!this.#isComplete(node)) throw limitReached;
  }

  #isComplete({ end }: Node): boolean {
    return end >= 0 && end <= this.#plan.limit;
  }
}

function isRepeated(member: Member, siblings: readonly Member[]): boolean {
  return siblings.find(({ name }) => name === member.name) !== member;
}

function isScalar({ kind }: Node): boolean {
  return kind !== "object" && kind !== "array";
}
