// The console, as built, in Chromium: what the specs of its views share.
import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { Policy, type Snapshot } from "mailveil";
import { type PreviewServer, preview } from "vite";

const ROOT = new URL("../../", import.meta.url);

export const SCREENSHOTS = "tests/output/www";
export const SAMPLE_BYTES = readFileSync(new URL("www/dist/sample.json", ROOT));
export const SAMPLE = JSON.parse(SAMPLE_BYTES.toString()) as Snapshot;

/** The site and the policy of the sample, for the tests of one file. */
export interface Site {
  address: string;
  policy: Policy;
}

export function hostSite(): Site {
  const site = {} as Site;
  let server: PreviewServer;
  test.beforeAll(async () => {
    server = await preview({ root: new URL("www/", ROOT).pathname, logLevel: "silent", preview: { port: 0 } });
    site.address = server.resolvedUrls?.local[0] ?? "";
    site.policy = Policy.parse(SAMPLE_BYTES);
  });
  test.afterAll(async () => {
    site.policy.free();
    await server.close();
  });
  return site;
}

/** Opens the console with the sample, and fails on whatever the browser complains about or fetches from elsewhere. */
export async function open(page: Page, { address }: Site, hash = ""): Promise<void> {
  page.on("console", (message) => expect(message.type(), message.text()).not.toBe("error"));
  page.on("pageerror", (error) => expect(error).toBeUndefined());
  page.on("request", (request) => expect(request.url().startsWith(address), request.url()).toBe(true));
  await page.goto(address + hash);
  await expect(page.locator("header .source")).toContainText("2,000 threads");
}

/** Takes a choice in a select with a search field. */
export async function choose(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByRole("combobox", { name: label });
  await field.fill(text);
  await page.getByRole("listbox", { name: label }).getByRole("option").first().click();
}

export async function dropFile(page: Page, name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(
    ([name, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text ?? ""], name ?? "", { type: "application/json" }));
      return transfer;
    },
    [name, text],
  );
  await page.dispatchEvent("body", "dragover", { dataTransfer: data });
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
}

export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)])).toEqual([]);
}

/** Looks at a view in both themes and at a phone's width. */
export async function expectAccessibleEverywhere(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 1360, height: 860 });
    await page.screenshot({ path: `${SCREENSHOTS}/${name}-${colorScheme}.png` });
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    await page.screenshot({ path: `${SCREENSHOTS}/${name}-${colorScheme}-narrow.png`, fullPage: true });
    const { width, inner } = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      inner: innerWidth,
    }));
    expect(width, "the page does not scroll sideways").toBeLessThanOrEqual(inner);
  }
}
