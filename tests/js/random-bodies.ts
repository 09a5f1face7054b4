// Random bodies for the options of a filter: mostly what a CRM would answer, often something that it should not.
import type { Dice } from "./dice.ts";
import { type FactName, type FilterOptions, factNames, fieldsOf } from "./filter-reference/index.ts";
import { atOf } from "./filter-reference/options.ts";
import { knownPath, type Path } from "./filter-reference/paths.ts";
import { randomGood, randomWrong } from "./random-facts.ts";
import { Members, nothing, randomHand, randomSpace, randomTree, type Tree, write } from "./random-json.ts";

/** How the items of one body are alike. */
interface Habit {
  readonly order: readonly FactName[];
  readonly extras: readonly string[];
  /** How often something is wrong. */
  readonly care: number;
}

/** Facts that an item has less often than not. */
const rare: ReadonlySet<string> = new Set(["sharing", "state", "firstMessageAt", "lastMessageAt"]);
const names = ["subject", "body", "x", "meta", "", "a/b", "😀", "total", "id", "*", "to", "links"];

function randomHabit(dice: Dice, options: FilterOptions): Habit {
  const care = dice.pick([0, 0, 0.01, 0.05, 0.2]);
  const paths = factNames.flatMap((fact) => fieldsOf(options, fact).map(({ path }) => knownPath(path)));
  const taken = new Set(paths.map(([step]) => (step?.kind === "member" ? step.name : "*")));
  const extras = dice.some(
    names.filter((name) => !taken.has(name) || dice.chance(care)),
    0.4,
  );
  return { order: dice.chance(0.7) ? factNames : dice.shuffled(factNames), extras, care };
}

/** A body as text of JSON, mostly right, with items mostly where `at` says. */
export function randomBody(dice: Dice, options: FilterOptions): string {
  const habit = randomHabit(dice, options);
  let root: Tree | undefined;
  for (const at of atOf(options)) root = put(root, knownPath(at), () => randomPlace(dice, options, habit), dice, habit);
  const body = aside(root ?? nothing, atOf(options).map(knownPath), dice, habit);
  const hand = randomHand(dice);
  return randomSpace(dice, hand) + write(body, dice, hand) + randomSpace(dice, hand);
}

/** What stands where `at` says: an array of items, or one item. */
function randomPlace(dice: Dice, options: FilterOptions, habit: Habit): Tree {
  if (dice.chance(0.03)) return nothing;
  if (dice.chance(habit.care / 4)) return randomTree(dice);
  if (options.one === true) return randomItem(dice, options, habit);
  const length = dice.chance(0.01) ? 60 : dice.pick([0, 1, 1, 2, 3, 5, 8]);
  return Array.from({ length }, () => randomItem(dice, options, habit));
}

function randomItem(dice: Dice, options: FilterOptions, habit: Habit): Tree {
  if (dice.chance(habit.care / 3)) return randomTree(dice);
  const item = new Members([]);
  for (const fact of habit.order) putFact(item, fact, dice, options, habit);
  for (const name of habit.extras) {
    if (dice.chance(0.8)) item.entries.push([name, name === "subject" ? "Offer" : randomTree(dice)]);
  }
  if (dice.chance(habit.care)) again(item, dice);
  return dice.chance(habit.care) ? new Members(dice.shuffled(item.entries)) : item;
}

/** Puts a fact where the fields say, into what stands there already. */
function putFact(item: Members, fact: FactName, dice: Dice, options: FilterOptions, habit: Habit): void {
  const isById = options.facts === "snapshot";
  let id: Tree | undefined;
  for (const field of fieldsOf(options, fact)) {
    if (field.required !== true && dice.chance(rare.has(fact) ? 0.5 : habit.care)) continue;
    const value = () => {
      if (dice.chance(habit.care)) return randomWrong(dice);
      const good = (fact === "id" ? id : undefined) ?? randomGood(dice, fact, field, isById);
      // An item has one id, wherever it stands.
      id = good;
      return good;
    };
    put(item, knownPath(field.path), value, dice, habit);
    for (const path of field.join ?? []) put(item, knownPath(path), () => "12", dice, habit);
  }
}

/** Puts values at a path, into what stands there already: of a `*` one for each element. */
function put(tree: Tree | undefined, path: Path, value: () => Tree, dice: Dice, habit: Habit): Tree {
  const [step, ...rest] = path;
  if (step === undefined) return value();
  if (step.kind === "each") {
    const known = Array.isArray(tree)
      ? (tree as Tree[])
      : Array.from({ length: dice.pick([0, 1, 1, 2, 3]) }, () => undefined);
    return known.map((inner) => (dice.chance(0.03) ? nothing : put(inner, rest, value, dice, habit)));
  }
  const members = tree instanceof Members ? tree : new Members([]);
  // Below a `*`, some elements are without.
  if (tree === undefined && rest.length === 0 && dice.chance(0.05)) return members;
  const entry = members.entries.find(([key]) => key === step.name);
  const inner = dice.chance(habit.care / 2) ? randomTree(dice, 1) : put(entry?.[1], rest, value, dice, habit);
  if (entry === undefined) members.entries.push([step.name, inner]);
  else entry[1] = inner;
  return members;
}

/** Lets some key stand there twice. */
function again(item: Members, dice: Dice): void {
  if (item.entries.length === 0) return;
  const [key, value] = dice.pick(item.entries);
  const [first] = Array.isArray(value) ? (value as Tree[]) : [value];
  if (first instanceof Members && dice.chance(0.5)) {
    again(first, dice);
    return;
  }
  const place = dice.below(item.entries.length + 1);
  item.entries.splice(place, 0, [key, dice.chance(0.5) ? value : randomTree(dice, 1)]);
}

const beside = ["total", "next", "x", "items", "", "0", "meta", "links", "page", "owner", "*"];

/** Puts members beside the way to the items. */
function aside(tree: Tree, at: readonly Path[], dice: Dice, habit: Habit): Tree {
  if (at.every(({ length }) => length === 0)) return tree;
  if (Array.isArray(tree)) {
    const rests = at.filter(([step]) => step?.kind === "each").map((path) => path.slice(1));
    return (tree as Tree[]).map((item) => aside(item, rests, dice, habit));
  }
  if (!(tree instanceof Members)) return tree;
  const members = tree.entries.map(([key, value]): [string, Tree] => {
    const rests = at.filter(([step]) => step?.kind === "member" && step.name === key).map((path) => path.slice(1));
    return [key, rests.length === 0 ? value : aside(value, rests, dice, habit)];
  });
  for (let count = dice.below(4); count > 0; count -= 1) {
    const key = dice.pick(beside);
    const isOnWay = at.some(([step]) => step?.kind === "member" && step.name === key);
    if (isOnWay && !dice.chance(habit.care / 2)) continue;
    members.splice(dice.below(members.length + 1), 0, [key, randomBeside(dice)]);
  }
  return new Members(members);
}

/** What may stand beside: of the shape that paths of `around` want, or of any. */
function randomBeside(dice: Dice): Tree {
  switch (dice.below(4)) {
    case 0:
      return new Members([
        ["page", randomTree(dice, 1)],
        [dice.pick(["name", "owner", "page"]), randomTree(dice, 1)],
      ]);
    case 1:
      return Array.from(
        { length: dice.below(3) },
        () =>
          new Members([
            ["href", "a"],
            ["x", randomTree(dice, 1)],
          ]),
      );
    default:
      return randomTree(dice);
  }
}
