// A fault in a page: a new instance has to start at once, where browsers would rather wait.
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { now, text } from "../js/fixture.ts";
import { serve } from "./server.ts";

let site: Awaited<ReturnType<typeof serve>>;
test.beforeAll(async () => {
  site = await serve(fileURLToPath(new URL("../../pkg", import.meta.url)));
});
test.afterAll(() => site.stop());

test("a new instance answers after a fault, without another fetch", async ({ page }) => {
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto(`${site.address}/package.json`);
  const told = await page.evaluate(
    async ([snapshot, at]) => {
      const load = (file: string) => import(`/dist/${file}`);
      const { Policy, decide, init } = await load("browser.js");
      await init();
      const { glue } = await load("module/glue.js");
      const question = { action: "view", viewer: "bob", thread: "t-linked", now: at };
      const outcome = (ask: () => { outcome: string }) => {
        try {
          return ask().outcome;
        } catch (error) {
          return String((error as { code: string }).code);
        }
      };
      const policy = Policy.parse(snapshot);
      const { decide: really } = glue.PolicyHandle.prototype;
      glue.PolicyHandle.prototype.decide = function (...args: unknown[]) {
        // The module reads outside of its memory.
        this.__wbg_ptr = 0xffff_fff0;
        return really.apply(this, args);
      };
      const outcomes = [outcome(() => policy.decide(question)), outcome(() => policy.decide(question))];
      const next = Policy.parse(snapshot);
      return [...outcomes, outcome(() => next.decide(question)), outcome(() => decide(snapshot, question))];
    },
    [text, now],
  );
  expect(told).toEqual(["instance-lost", "instance-lost", "allowed", "allowed"]);
  expect(fetched.filter((path) => path.endsWith(".wasm"))).toEqual(["/wasm/mailveil_bg.wasm"]);
});
