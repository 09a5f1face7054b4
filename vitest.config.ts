import { defineConfig } from "vitest/config";

/** A failing test says so on the screen; the numbers go to a file, from which `make test` counts. */
const project = (
  name: string,
  folders: readonly string[],
  testTimeout: number,
  globalSetup: readonly string[] = [],
) => ({
  extends: true as const,
  test: {
    name,
    include: folders.map((folder) => `tests/${folder}/**/*.test.ts`),
    testTimeout,
    hookTimeout: testTimeout,
    globalSetup: [...globalSetup],
  },
});

export default defineConfig({
  test: {
    projects: [
      project("js", ["js"], 30_000),
      // These start databases.
      project("sql", ["sql"], 120_000),
      // These install the packed package and start other programs.
      project("packaging", ["packaging", "hosts"], 180_000, ["tests/packaging/setup.ts"]),
      // These start servers and a browser.
      project("examples", ["examples"], 120_000),
    ],
  },
});
