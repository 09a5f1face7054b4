// JSON as hosts write it and as nobody should: white space, escapes, keys that stand twice, any value anywhere.
import type { Dice } from "./dice.ts";

/** A value that is to be written. A string is one; a number, a word or nonsense is written as it is. */
export type Tree = string | Raw | readonly Tree[] | Members;

/** Text that is written as it is. */
export class Raw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** An object: its keys may stand there twice. */
export class Members {
  readonly entries: [key: string, value: Tree][];
  constructor(entries: [key: string, value: Tree][]) {
    this.entries = entries;
  }
}

export const nothing = new Raw("null");

/** How a text is written. */
export interface Hand {
  readonly space: number;
  readonly escapes: number;
}

export function randomHand(dice: Dice): Hand {
  return { space: dice.pick([0, 0, 0, 0.05, 0.4]), escapes: dice.pick([0, 0, 0.01, 0.2]) };
}

export function write(tree: Tree, dice: Dice, hand: Hand): string {
  const space = () => randomSpace(dice, hand);
  const write = (tree: Tree): string => {
    if (typeof tree === "string") return writeString(tree, dice, hand);
    if (tree instanceof Raw) return tree.text;
    const parts =
      tree instanceof Members
        ? tree.entries.map(([key, value]) => `${writeString(key, dice, hand)}${space()}:${space()}${write(value)}`)
        : tree.map(write);
    const inside = parts.map((part) => `${space()}${part}${space()}`).join(",");
    return tree instanceof Members ? `{${inside || space()}}` : `[${inside || space()}]`;
  };
  return write(tree);
}

export function randomSpace(dice: Dice, { space }: Hand): string {
  if (space === 0 || !dice.chance(space)) return "";
  return Array.from({ length: 1 + dice.below(3) }, () => dice.pick([" ", "\n", "\t", "\r"])).join("");
}

function writeString(text: string, dice: Dice, { escapes }: Hand): string {
  if (escapes === 0) return JSON.stringify(text);
  return `"${[...text].map((character) => writeCharacter(character, dice, escapes)).join("")}"`;
}

function writeCharacter(character: string, dice: Dice, escapes: number): string {
  if (character === "/" && dice.chance(escapes)) return "\\/";
  if (!dice.chance(escapes)) return JSON.stringify(character).slice(1, -1);
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  const digits = units.map((unit) => unit.toString(16).padStart(4, "0"));
  return digits.map((digit) => `\\u${dice.chance(0.5) ? digit : digit.toUpperCase()}`).join("");
}

const numbers = ["0", "-0", "1", "42", "-17", "1.5", "1e3", "1E-2", "0.0", "123456789012345678901", "2e+10"];
const words = ["true", "false", "null"];
export const texts = [
  "",
  "a",
  "id",
  "t1",
  "Grüße",
  "😀",
  "\u2028",
  '"',
  "\\",
  "\n",
  "a/b",
  "~",
  "c1",
  "box",
  "private",
];

/** A text of any length, so that what reads sixteen bytes at a time meets an end or an escape at each of them. */
export function randomText(dice: Dice): string {
  if (dice.chance(0.7)) return dice.pick(texts);
  const length = dice.below(dice.chance(0.05) ? 3000 : 70);
  return "x".repeat(length) + dice.pick(texts) + "y".repeat(dice.below(20));
}

/** Any value that is JSON. */
export function randomTree(dice: Dice, depth = 3): Tree {
  const kind = dice.below(depth > 0 ? 10 : 6);
  if (kind < 3) return randomText(dice);
  if (kind < 5) return new Raw(dice.pick(numbers));
  if (kind < 6) return new Raw(dice.pick(words));
  const length = dice.below(4);
  if (kind < 8) return Array.from({ length }, () => randomTree(dice, depth - 1));
  return new Members(Array.from({ length }, () => [dice.pick(texts), randomTree(dice, depth - 1)]));
}

/** A value so deep. */
export function deepTree(dice: Dice, depth: number): Tree {
  let tree: Tree = dice.chance(0.5) ? [] : new Members([]);
  for (let count = 1; count < depth; count += 1) tree = dice.chance(0.5) ? [tree] : new Members([["a", tree]]);
  return tree;
}
