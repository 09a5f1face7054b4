// A page in Chromium: what it says, what it fetches.
import { type Browser, chromium, type Page } from "@playwright/test";
import { expect } from "vitest";
import config from "../../playwright.config.ts";
import type { Outcome } from "../packaging/everywhere.ts";

const launch = config.use?.launchOptions ?? {};

/** Why there is none. */
export async function missingBrowser(): Promise<string | undefined> {
  try {
    await (await chromium.launch(launch)).close();
    return undefined;
  } catch (error) {
    return String(error).split("\n", 1)[0];
  }
}

export interface Opened {
  /** Waits until the page has said this on its console. */
  readonly says: (text: string) => Promise<void>;
  readonly vectors: () => Promise<Outcome>;
  /** Paths of the modules that were fetched so far, by the page and its workers. */
  readonly fetched: readonly string[];
  readonly page: Page;
}

declare const vectors: () => Promise<Outcome>;

let browser: Promise<Browser> | undefined;

export async function open(address: string): Promise<Opened> {
  browser ??= chromium.launch(launch);
  const page = await (await browser).newPage();
  const [said, fetched]: [string[], string[]] = [[], []];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(`${error} ${JSON.stringify(error)}`));
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith(".wasm")) fetched.push(pathname);
  });
  await page.goto(address);
  const says = (text: string) =>
    expect.poll(() => said, { timeout: 60_000 }).toContainEqual(expect.stringContaining(text));
  return { says, vectors: () => page.evaluate(() => vectors()), fetched, page };
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}
