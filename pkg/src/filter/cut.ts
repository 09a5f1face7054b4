// Objects below full: what the kept paths name, in new objects and arrays that hold nothing else.
import { viewOf } from "./facts.js";
import type { PathNode } from "./paths.js";

// Taken once, before anything could replace them.
const { fromEntries, hasOwn, keys } = Object;
const { get } = Reflect;
const { isArray } = Array;

/** What is left of an item, of which `view` is what JSON sees. Throws what its getters throw. */
export function cutItem(view: unknown, kept: PathNode): object {
  return (cutValue(view, kept) ?? {}) as object;
}

/** `undefined`: nothing. */
function cutValue(view: unknown, node: PathNode): unknown {
  if (typeof view !== "object" || view === null) return undefined;
  return isArray(view) ? cutList(view, node) : cutMembers(view, node);
}

function cutMembers(view: object, node: PathNode): object | undefined {
  const members = keys(view).flatMap((name) => {
    const next = node.members.get(name);
    const value = next === undefined ? undefined : keptOf(get(view, name), next);
    return value === undefined ? [] : [[name, value] as const];
  });
  return members.length === 0 ? undefined : fromEntries(members);
}

function cutList(list: readonly unknown[], { each }: PathNode): unknown[] | undefined {
  if (each === undefined) return undefined;
  const elements = Array.from({ length: list.length }, (_, index) =>
    hasOwn(list, index) ? keptOf(get(list, String(index)), each) : undefined,
  );
  const kept = elements.filter((element) => element !== undefined);
  return kept.length === 0 ? undefined : kept;
}

/** A value where a path ends is kept as it is. */
function keptOf(value: unknown, node: PathNode): unknown {
  return node.isEnd ? value : cutValue(viewOf(value), node);
}
