import { describe, expect, it } from "vitest";
import { Dice } from "./dice.ts";
import { Enron, isThere } from "./enron.ts";

if (!isThere) console.info("skipped: the mail of a real organisation is not beside this checkout");

describe.skipIf(!isThere)("mail of a real organisation", () => {
  it("filters byte for byte as the slow way does, for a sample of viewers", async () => {
    const enron = new Enron();
    const dice = new Dice(2001);
    let shown = 0;
    for (const viewer of dice.shuffled(enron.viewers).slice(0, 6)) shown += await enron.check(viewer, dice);
    expect(shown).toBeGreaterThan(100);
  });
});
