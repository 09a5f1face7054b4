import type { PatchOperation } from "mailveil";
import { tokensOf } from "../asked/pointer.ts";

/** A JSON Patch of additions and removals, applied to a copy: what does not change is shared with the original. */
export function patched(document: unknown, patch: readonly PatchOperation[]): unknown {
  return patch.reduce((changed, operation) => step(changed, tokensOf(operation.path), operation), document);
}

function step(value: unknown, [token, ...rest]: readonly string[], operation: PatchOperation): unknown {
  if (token === undefined) return operation.op === "add" ? operation.value : undefined;
  if (Array.isArray(value)) return arrayStep(value, token, rest, operation);
  if (typeof value !== "object" || value === null) throw new Error("a patch leads to nothing");
  const members = new Map(Object.entries(value));
  if (rest.length > 0) members.set(token, step(members.get(token), rest, operation));
  else if (operation.op === "add") members.set(token, operation.value);
  else members.delete(token);
  return Object.fromEntries(members);
}

function arrayStep(
  value: readonly unknown[],
  token: string,
  rest: readonly string[],
  operation: PatchOperation,
): unknown[] {
  const index = token === "-" ? value.length : Number(token);
  if (!Number.isInteger(index) || index < 0 || index > value.length) throw new Error("a patch leads to nothing");
  if (rest.length > 0) return value.with(index, step(value[index], rest, operation));
  return operation.op === "add" ? value.toSpliced(index, 0, operation.value) : value.toSpliced(index, 1);
}
