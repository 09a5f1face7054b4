// The paths of options (docs/specification.md section 9) as a tree, for items that are objects. The core has found them to
// be right.
import type { FlatMembers, FlatValue } from "./options.js";

// Taken once, before anything could replace them.
const { isArray } = Array;

/** A value that a path leads to, or by. */
export interface PathNode {
  /** Whether a path ends here. */
  isEnd: boolean;
  /** The members that lead on. */
  readonly members: Map<string, PathNode>;
  /** Where each element of an array leads. */
  each: PathNode | undefined;
}

/** One step: the name of a member, or each element. */
type Step = string | undefined;

export function pathTree(paths: Iterable<string>): PathNode {
  const root = newNode();
  for (const path of paths) {
    let node = root;
    for (const step of stepsOf(path)) node = step === undefined ? eachOf(node) : memberOf(node, step);
    node.isEnd = true;
  }
  return root;
}

function newNode(): PathNode {
  return { isEnd: false, members: new Map(), each: undefined };
}

function eachOf(node: PathNode): PathNode {
  const each = node.each ?? newNode();
  node.each = each;
  return each;
}

function memberOf(node: PathNode, name: string): PathNode {
  const member = node.members.get(name) ?? newNode();
  node.members.set(name, member);
  return member;
}

export function stepsOf(path: string): Step[] {
  const tokens = path.split("/").slice(1);
  return tokens.map((token) =>
    token === "*" ? undefined : token.replaceAll("~2", "*").replaceAll("~1", "/").replaceAll("~0", "~"),
  );
}

/** Where a fact stands by the options: the paths of its fields, those of a joined id too. */
export function pathsOf(fact: string, options: FlatMembers): string[] {
  return pathsIn(sourceOf(fact, options));
}

/** The path of a fact that has nothing else; empty if there is more. */
export function onlyPath(fact: string, options: FlatMembers): string {
  const source = sourceOf(fact, options);
  return typeof source === "string" ? source : "";
}

function sourceOf(fact: string, { fields }: FlatMembers): FlatValue {
  return (isMembers(fields) && fact in fields ? fields[fact] : undefined) ?? `/${fact}`;
}

function pathsIn(source: FlatValue): string[] {
  if (typeof source === "string") return [source];
  // Lists of options have no prototype.
  if (isList(source)) return Array.from(source).flatMap(pathsIn);
  if (!isMembers(source)) return [];
  const { path = "", join = [] } = source;
  return [...pathsIn(path), ...pathsIn(join)];
}

function isMembers(value: FlatValue | undefined): value is FlatMembers {
  return typeof value === "object" && value !== null && !isArray(value);
}

function isList(value: FlatValue): value is readonly FlatValue[] {
  return isArray(value);
}
