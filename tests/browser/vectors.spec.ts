// The packed package in a real browser: the same vectors, the same answers.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { filterFiles, vectorFiles } from "../js/vector-files.ts";
import { bundle, type Packed, pack, run } from "../packaging/pack.ts";
import type { Outcome } from "../packaging/everywhere.ts";
import { serve } from "./server.ts";

declare const runVectors: () => Promise<Outcome>;

let packed: Packed;
let site: Awaited<ReturnType<typeof serve>>;
const files = vectorFiles().map(([, file]) => file);
const filters = filterFiles().map(([, file]) => file);

test.beforeAll(async () => {
  packed = pack();
  run("tar", ["-xzf", packed.tarball], packed.folder);
  for (const [name, entry] of [
    ["page", "browser"],
    ["full", "full/browser"],
  ]) {
    await bundle("tests/browser/page.ts", join(packed.folder, `${name}.js`), `/package/dist/${entry}.js`);
  }
  writeFileSync(join(packed.folder, "vectors.json"), JSON.stringify({ files, filters }));
  writeFileSync(
    join(packed.folder, "index.html"),
    '<!doctype html><title>vectors</title><script type="module" src="/page.js"></script>',
  );
  writeFileSync(
    join(packed.folder, "full.html"),
    '<!doctype html><title>vectors</title><script type="module" src="/full.js"></script>',
  );
  site = await serve(packed.folder);
});

test.afterAll(() => {
  site.stop();
  rmSync(packed.folder, { recursive: true });
});

test("all vectors have their answers in a page", async ({ page }) => {
  await page.goto(`${site.address}/index.html`);
  const outcome = await page.evaluate(() => runVectors());
  expect(outcome.failed).toEqual([]);
  expect(outcome.full).toBe(false);
  expect(outcome.run).toBe([...files, ...filters].reduce((sum, { cases }) => sum + cases.length, 0));
});

test("the full entry has the answers that need its module", async ({ page }) => {
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto(`${site.address}/full.html`);
  const outcome = await page.evaluate(() => runVectors());
  expect(outcome).toMatchObject({ failed: [], full: true });
  expect(fetched.filter((path) => path.endsWith(".wasm"))).toEqual(["/package/wasm/mailveil_full_bg.wasm"]);
});

test("the module is fetched once, from beside the code", async ({ page }) => {
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto(`${site.address}/index.html`);
  await page.evaluate(() => runVectors());
  expect(fetched.filter((path) => path.endsWith(".wasm"))).toEqual(["/package/wasm/mailveil_bg.wasm"]);
});
