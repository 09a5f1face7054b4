// What is thrown where an item cannot be judged. One for all, because it is thrown often and says nothing more.

class Unreadable extends Error {}

const unreadable = new Unreadable("the item cannot be judged");

export function giveUp(): never {
  throw unreadable;
}

/** What the work gives; nothing where it gave up. */
export function readable<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch (thrown) {
    if (thrown !== unreadable) throw thrown;
    return undefined;
  }
}
