import * as mailveil from "mailveil";
import { describe, it } from "vitest";
import { runFilterCase } from "./filter-vectors.ts";
import { filterFiles } from "./vector-files.ts";

for (const [name, file] of filterFiles()) {
  describe(`${name}: ${file.description}`, () => {
    for (const test of file.cases) it(test.description, () => runFilterCase(mailveil, file, test));
  });
}
