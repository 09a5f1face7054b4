// The page in a browser, as `vite build` made it and as `npm start` serves it.
import { type Browser, chromium, type Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import config from "../../playwright.config.ts";
import { copyOf, type Program, remove, run, start } from "./program.ts";

let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = copyOf("react");
  browser = await chromium.launch(config.use?.launchOptions ?? {});
});
afterAll(async () => {
  await browser?.close();
  remove(folder);
});

const expected = {
  ann: {
    offer: "Reply Forward Make private Delete",
    salary: "Reply Forward Make private Delete",
    question: "Reply Forward Delete",
  },
  bob: { offer: "" },
  kim: { offer: "", question: "Reply Forward" },
  vic: { offer: "Reply Forward" },
};

/** The threads on the page, each with the names of its buttons. */
async function threads(page: Page): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const item of await page.getByRole("listitem").all()) {
    found[(await item.getAttribute("aria-label")) ?? ""] = (await item.getByRole("button").allTextContents()).join(" ");
  }
  return found;
}

describe.each([
  ["built", ["preview", "--", "--port", "0", "--host", "127.0.0.1"]],
  ["served while it is written", ["start", "--", "--port", "0", "--host", "127.0.0.1"]],
])("%s", (_, command) => {
  let server: Program;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    if (command[0] === "preview") run(folder, "build");
    server = start(folder, ...command);
    const [, address = ""] = await server.says(/(http:\/\/127\.0\.0\.1:\d+)/);
    page = await browser.newPage();
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(address);
    await page.getByRole("listitem").first().waitFor();
  });
  afterAll(() => server?.stop());

  it.each(Object.entries(expected))("%s has the buttons that they may use", async (viewer, buttons) => {
    await page.getByLabel("Signed in as").selectOption(viewer);
    expect(await threads(page)).toStrictEqual(buttons);
    expect(errors).toStrictEqual([]);
  });
});
