import { defineConfig } from "vitest/config";

/** A failing test says so on the screen; the numbers go to a file, from which `make test` counts. */
const project = (name: string, testTimeout: number) => ({
  extends: true as const,
  test: { name, include: [`tests/${name}/**/*.test.ts`], testTimeout, hookTimeout: testTimeout },
});

export default defineConfig({
  test: {
    projects: [
      project("js", 30_000),
      // These install the packed package and start other programs.
      project("packaging", 180_000),
    ],
  },
});
