import { expect, it } from "vitest";
import { fuzzFilters } from "./filter-fuzz.ts";

it("random bodies come out as the slow way has them", async () => {
  const tally = await fuzzFilters(1, 4000);
  // Chance must not leave out what is worth a test.
  for (const count of Object.values(tally)) expect(count).toBeGreaterThan(400);
});
