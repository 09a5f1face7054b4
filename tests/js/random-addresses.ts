// Random address lists (RFC 5322): as mail programs write them, and damaged.
import type { Dice } from "./dice.ts";

/** A list as text, with the addresses in it. */
export interface AddressList {
  readonly text: string;
  readonly addresses: readonly string[];
}

const locals = ["kim", "jo.lee", "a+b", "x_1", "o'neil", "jörg", "!#$%&*/=?^`{|}~-"];
const domains = [
  "law.example",
  "a.test",
  "mail.a.test",
  "localhost",
  "bücher.test",
  "[192.0.2.1]",
  "[IPv6:2001:db8::1]",
];
const words = ["Kim", "Lee", "of", "Sales", "Jörg", "=?utf-8?q?K=C3=B8?=", "'Jo'", "+1", "Команда"];
const quotes = ['"Lee, Kim"', '"a; b: <c@law.example>"', '"\\"K\\" \\\\"', '""', '"(x"', '"@"'];
const comments = ["(at work)", "(a, b; c: d)", "(x (y) z)", "(\\) \\()", "()", "(kim@law.example)"];
const spaces = ["", "", " ", " ", "\t", "\r\n ", "  "];

/** Addresses in every manner that the grammar has; where a separator may stand, `separators` are picked from. */
export function randomList(dice: Dice, separators: readonly string[]): AddressList {
  const parts = Array.from({ length: 1 + dice.below(4) }, () => (dice.chance(0.2) ? group(dice) : mailbox(dice)));
  const text = parts.map((part, index) => part.text + (index < parts.length - 1 ? dice.pick(separators) : "")).join("");
  return { text, addresses: parts.flatMap(({ addresses }) => addresses) };
}

function mailbox(dice: Dice): AddressList {
  const [local, domain] = [dice.pick(locals), dice.pick(domains)];
  const at = dice.chance(0.1) ? `${gap(dice)}@${gap(dice)}` : "@";
  const address = `${local}${at}${domain}`;
  const bare = dice.chance(0.4);
  const inner = bare
    ? address
    : `${dice.chance(0.8) ? phrase(dice) : ""}<${dice.pick(spaces)}${address}${dice.pick(spaces)}>`;
  return { text: gap(dice) + inner + gap(dice), addresses: [`${local}@${domain}`] };
}

/** Words, some in quotes, with space between them. */
function phrase(dice: Dice): string {
  const count = 1 + dice.below(3);
  return Array.from({ length: count }, () => dice.pick(dice.chance(0.3) ? quotes : words) + (gap(dice) || " ")).join(
    "",
  );
}

function group(dice: Dice): AddressList {
  const members = Array.from({ length: dice.below(3) }, () => mailbox(dice));
  const text = members.map((member) => member.text).join(",");
  return { text: `${phrase(dice)}:${text};`, addresses: members.flatMap(({ addresses }) => addresses) };
}

/** Space and comments. */
function gap(dice: Dice): string {
  return dice.chance(0.15) ? dice.pick(spaces) + dice.pick(comments) + dice.pick(spaces) : dice.pick(spaces);
}

const signs = [..."<>()[]:;@,.\\\" \t'ak", "kim@law.example", "a@b.test", "<a@b.test>", "(x)", '"x"', "x:", "\r\n "];

/** Signs in any order. */
export function randomNoise(dice: Dice): string {
  return Array.from({ length: 1 + dice.below(10) }, () => dice.pick(signs)).join("");
}

/** A text with some sign taken away, put in or doubled. */
export function damaged(text: string, dice: Dice): string {
  const at = dice.below(text.length + 1);
  switch (dice.below(3)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + dice.pick(signs) + text.slice(at);
    default:
      return text.slice(0, at) + text.charAt(at) + text.slice(at);
  }
}
