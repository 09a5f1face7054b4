// Finding the values of a field in an item.
import type { Node } from "../strict-json.ts";
import type { FactName, Field } from "./options.ts";
import { knownPath, type Path } from "./paths.ts";
import { giveUp } from "./unreadable.ts";

/** What a field finds in an item. Of facts that may be arrays, each element. */
export function found(item: Node, fact: FactName, field: Field): Node[] {
  const values = elements(fact, valuesAt(item, knownPath(field.path)));
  if (field.required === true && values.length === 0) giveUp();
  // An absent value is there, but finds nothing.
  return values.filter((value) => !isAbsent(value, field));
}

/** Every value at a path. */
export function valuesAt(node: Node, [step, ...rest]: Path): Node[] {
  // Absent and null, also on the way, find nothing.
  if (node.kind === "null") return [];
  if (step === undefined) return [node];
  switch (step.kind) {
    case "each":
      if (node.kind !== "array") return giveUp();
      return node.items.flatMap((item) => valuesAt(item, rest));
    case "member": {
      if (node.kind !== "object") return giveUp();
      const [member, again] = node.members.filter(({ name }) => name === step.name);
      if (again !== undefined) return giveUp();
      return member === undefined ? [] : valuesAt(member.value, rest);
    }
    default: {
      const never: never = step;
      return never;
    }
  }
}

/** An array of mailboxes, participants or records counts element by element. */
function elements(fact: FactName, values: readonly Node[]): Node[] {
  const isList = fact === "mailbox" || fact === "participants" || fact === "records";
  return values.flatMap((value) => (isList && value.kind === "array" ? value.items : [value]));
}

export function isAbsent(value: Node, { absent = [] }: Field): boolean {
  return absent.some((none) => isEqual(value, none));
}

/** By value: `0.0` is 0, and the text `0` is not. */
function isEqual(value: Node, other: string | number | boolean): boolean {
  switch (value.kind) {
    case "string":
      return value.text === other;
    case "number":
      return typeof other === "number" && Number(value.text) === other;
    case "boolean":
      return value.text === String(other) && typeof other === "boolean";
    default:
      return false;
  }
}
