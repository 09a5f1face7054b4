import { expect, it } from "vitest";
import { Dice } from "./dice.ts";
import { count, emptyTally, fuzzFilters, randomCase, type Tally } from "./filter-fuzz.ts";
import { optionFaults, Reference } from "./filter-reference/index.ts";
import { organizations } from "./random-organization.ts";

it("random bodies come out as the slow way has them", async () => {
  expectAll(await fuzzFilters(1, 4000));
});

/** Without the product, so that it is the bodies that are tested. */
it("random bodies and options are of every kind, and the options are right", () => {
  const worlds = organizations.map((organization) => ({ organization, reference: new Reference(organization) }));
  const tally = { ...emptyTally(), objects: Number.POSITIVE_INFINITY };
  for (let seed = 1; seed <= 4000; seed += 1) {
    const dice = new Dice(seed);
    const world = dice.pick(worlds);
    const { options, wrong, expected } = randomCase(dice, world);
    expect([seed, ...optionFaults(options, world.organization)]).toEqual([seed]);
    if (optionFaults(wrong, world.organization).length > 0) tally.wrongOptions += 1;
    count(tally, expected);
  }
  expectAll(tally);
});

/** Chance must not leave out what is worth a test. */
function expectAll(tally: Tally): void {
  for (const [name, count] of Object.entries(tally)) expect(count, name).toBeGreaterThan(400);
}
