import * as mailveil from "mailveil";
import { describe, it } from "vitest";
import { vectorFiles } from "./vector-files.ts";
import { runCase } from "./vectors.ts";

for (const [name, file] of vectorFiles()) {
  describe(`${name}: ${file.description}`, () => {
    for (const test of file.cases) it(test.description, () => runCase(mailveil, file, test));
  });
}
