// Tools that run tests, in the lines of docs/hosts.md: they load packages in ways of their own.
import { rmSync } from "node:fs";
import { expect, it } from "vitest";
import { bin, describeHost, execute, expectAll, link, missing, newProject, nodes, type Project } from "./kit.ts";

/** A test that leaves in a file what became of the vectors. */
const vectors = `import * as entry from "mailveil";
import { readFileSync, writeFileSync } from "node:fs";
import { runVectors } from "./everywhere.mjs";

test("all vectors", async () => {
  const outcome = await runVectors(entry, JSON.parse(readFileSync("vectors.json", "utf8")));
  writeFileSync("outcome.json", JSON.stringify(outcome));
}, 120_000);
`;

/** The oldest and the newest. */
const { "Node 20": node20, "Node 24": node24 } = nodes;

for (const [host, node] of Object.entries({ "Node 20": node20, "Node 24": node24 })) {
  describeHost(`Jest on ${host}`, missing(node), () => {
    const esm = ["--experimental-vm-modules"];

    function jestProject(): Project {
      const project = newProject("Jest");
      const tools = ["jest", "jest-environment-jsdom", "@babel/plugin-transform-modules-commonjs"];
      for (const name of tools) link(project, name);
      project.write({
        "vectors.test.mjs": vectors,
        "mail.commonjs.js": project.read("mail.test.mjs"),
        "vectors.commonjs.js": vectors,
      });
      return project;
    }

    async function passes(project: Project, flags: readonly string[], ...args: readonly string[]): Promise<void> {
      const command = [...flags, "node_modules/jest/bin/jest.js", ...args];
      const { status, errors } = await execute(project, node, command);
      expect(errors).toContain("Tests:       2 passed, 2 total");
      expect(status).toBe(0);
      expectAll(project.read("outcome.json"));
    }

    it("passes as ES modules", async () => {
      const project = jestProject();
      rmSync(`${project.folder}/jest.config.mjs`);
      await passes(project, esm);
    });

    it("passes as ES modules with jsdom", () => passes(jestProject(), esm));

    it("says what jsdom lacks", async () => {
      const project = jestProject();
      project.write({ "jest.setup.cjs": "" });
      const { status, errors } = await execute(project, node, [...esm, "node_modules/jest/bin/jest.js", "mail"]);
      expect([status, errors]).toStrictEqual([
        1,
        expect.stringContaining("MailveilError: this host has no `TextDecoder`"),
      ]);
    });

    it("passes as CommonJS", () => passes(jestProject(), [], "--config", "jest.commonjs.cjs"));

    it("passes as CommonJS with jsdom", async () => {
      const project = jestProject();
      const lines = project.read("jest.config.mjs").split("\n").slice(1, 4).join("\n");
      const config = project.read("jest.commonjs.cjs").replace("{\n", `{\n${lines}\n`);
      project.write({ "jest.both.cjs": config });
      await passes(project, [], "--config", "jest.both.cjs");
    });
  });
}

describeHost("Vitest", missing(bin("vitest")), () => {
  function vitestProject(edit: (config: string) => string): Project {
    const project = newProject("Vitest");
    for (const name of ["vitest", "jsdom"]) link(project, name);
    project.write({
      "vectors.test.mjs": `import { test } from "vitest";\n${vectors}`,
      "vitest.config.mjs": edit(project.read("vitest.config.mjs")),
    });
    return project;
  }

  async function run(project: Project): Promise<string> {
    const { status, output, errors } = await execute(project, bin("vitest"), ["run"]);
    return `${status} ${output} ${errors}`;
  }

  it.each([
    ["in Node", (config: string) => config.replace('environment: "jsdom"', "")],
    ["with jsdom", (config: string) => config],
    [
      "with jsdom, taken in",
      (config: string) =>
        config.replace(
          'environment: "jsdom"',
          'environment: "jsdom", alias: { mailveil: "mailveil/inline" }, server: { deps: { inline: ["mailveil"] } }',
        ),
    ],
  ])("passes %s", async (_, edit) => {
    const project = vitestProject(edit);
    expect(await run(project)).toMatch(/^0 .*Tests +2 passed \(2\)/s);
    expectAll(project.read("outcome.json"));
  });
});
