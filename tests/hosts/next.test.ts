// A small application of Next.js, built and served: a page, a route in Node, a route in the edge runtime.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { root } from "../packaging/pack.ts";
import { closeBrowser, missingBrowser, open } from "./chromium.ts";
import {
  answer,
  asked,
  bin,
  describeHost,
  expectAll,
  listening,
  missing,
  newProject,
  output,
  type Project,
  type Running,
  vectorsIn,
} from "./kit.ts";

const noBrowser = await missingBrowser();

describeHost("Next.js", noBrowser ?? missing(bin("next")), () => {
  let project: Project;
  let server: Running;

  beforeAll(async () => {
    // Turbopack follows no links out of what it takes for the project, so that this lies where `next` is installed.
    project = newProject("Next.js", join(root, "tests/output"));
    const inRoute =
      "export const POST = async (request) => Response.json(await runVectors(entry, await request.json()));";
    for (const route of ["app/api/mail/route.js", "app/api/edge/route.js"]) {
      project.write({
        [route]: vectorsIn(project.read(route), inRoute).replace("./everywhere.mjs", "../../../everywhere.mjs"),
      });
    }
    const inComponent = `if (typeof window === "object") window.vectors = ${asked};`;
    project.write({
      "app/page.jsx": vectorsIn(project.read("app/page.jsx"), inComponent).replace(
        "./everywhere.mjs",
        "../everywhere.mjs",
      ),
      "app/layout.jsx":
        "export default function Layout({ children }) { return <html lang='en'><body>{children}</body></html>; }",
      // Without a type, as its own starter leaves it.
      "package.json": '{ "private": true }',
      "public/vectors.json": project.read("vectors.json"),
    });
    await output(project, bin("next"), ["build"]);
    server = await listening(project, bin("next"), ["start", "--port", "0"]);
  });

  afterAll(async () => {
    await closeBrowser();
    await server?.stop();
    rmSync(project.folder, { recursive: true });
  });

  it.each(["mail", "edge"])("answers the example and the vectors at /api/%s", async (route) => {
    expect(await (await fetch(`${server.address}/api/${route}`)).text()).toBe(answer);
    const answered = await fetch(`${server.address}/api/${route}`, {
      method: "POST",
      body: project.read("vectors.json"),
    });
    expectAll(await answered.text());
  });

  it("answers them in the page", async () => {
    const { fetched, page, vectors } = await open(server.address);
    await expect.poll(() => page.textContent("output"), { timeout: 60_000 }).toBe(answer);
    expectAll(await vectors());
    expect(fetched).toHaveLength(1);
  });
});
