// What paths keep of a value: each value that they name, in objects and arrays that hold nothing else.
import type { Member, Node } from "../strict-json.ts";
import { endsHere, intoEach, intoMember, type Path } from "./paths.ts";

/** A span of the body, one character a byte. */
export function written(bytes: Buffer, { start, end }: { start: number; end: number }): string {
  return bytes.toString("latin1", start, end);
}

/** A member as it is written, from its key to the end of its value. */
export function writtenMember(bytes: Buffer, { start, value }: Member): string {
  return written(bytes, { start, end: value.end });
}

/** A key as it is written, and the colon behind it. */
export function writtenKey(bytes: Buffer, { start, keyEnd }: Member): string {
  return `${written(bytes, { start, end: keyEnd })}:`;
}

/** What remains of a value; nothing where the paths name nothing in it. */
export function kept(bytes: Buffer, node: Node, paths: readonly Path[]): string | undefined {
  if (endsHere(paths)) return written(bytes, node);
  if (node.kind === "object") {
    // A member on the way that stands twice is dropped.
    const once = node.members.filter(({ name }) => node.members.filter((other) => other.name === name).length === 1);
    const parts = once.flatMap((member) => keptMember(bytes, member, intoMember(paths, member.name)) ?? []);
    return parts.length === 0 ? undefined : `{${parts.join(",")}}`;
  }
  if (node.kind === "array") {
    const parts = node.items.flatMap((item) => kept(bytes, item, intoEach(paths)) ?? []);
    return parts.length === 0 ? undefined : `[${parts.join(",")}]`;
  }
  return undefined;
}

/** What remains of a member; nothing where the paths name nothing in it. */
export function keptMember(bytes: Buffer, member: Member, paths: readonly Path[]): string | undefined {
  if (paths.length === 0) return undefined;
  if (endsHere(paths)) return writtenMember(bytes, member);
  const value = kept(bytes, member.value, paths);
  return value === undefined ? undefined : writtenKey(bytes, member) + value;
}
