// How long the console takes from the choice of a file to its first matrix, in Chromium, and how long it holds the page up:
// `npm run bench:console [SNAPSHOT]`. The console has to be built; figures go to the screen only.
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { preview } from "vite";
import config from "../playwright.config.ts";
import { organization } from "./data.ts";
import { median } from "./measure.ts";
import { snapshotText } from "./subject.ts";
import { joined, mail } from "./threads.ts";

const ROUNDS = 5;
const THREADS = 100_000;
const MEGABYTE = 1_000_000;

interface Taken {
  readonly matrix: number;
  readonly gap: number;
}

/** A snapshot of 1,000 users, 1,200 mailboxes and 100,000 threads. */
function generated(folder: string): string {
  const file = join(folder, "snapshot.json");
  const made = organization();
  writeFileSync(file, snapshotText(made.snapshot, joined(mail(made).chunks(THREADS))));
  return file;
}

/** Gives the console the file, and watches the frames until the matrix has every number. */
async function load(page: Page, address: string, file: string): Promise<Taken> {
  await page.goto(`${address}#/matrix`);
  const matrix = page.getByRole("application", { name: /^Who sees what/ });
  await matrix.waitFor();
  await page.evaluate(() => {
    const frames = { last: performance.now(), longest: 0 };
    const next = (now: number): void => {
      frames.longest = Math.max(frames.longest, now - frames.last);
      frames.last = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    Object.assign(globalThis, { frames });
  });
  const source = await page.locator("header .source").textContent();
  const start = performance.now();
  await page.locator("header input[type=file]").setInputFiles(file);
  await page.waitForFunction((before) => document.querySelector("header .source")?.textContent !== before, source);
  await matrix.waitFor();
  await page.locator("[aria-busy=true]").waitFor({ state: "detached" });
  const taken = performance.now() - start;
  const gap = await page.evaluate(() => (globalThis as unknown as { frames: { longest: number } }).frames.longest);
  return { matrix: taken, gap };
}

const folder = mkdtempSync(join(tmpdir(), "mailveil-console-"));
const server = await preview({
  root: new URL("../www/", import.meta.url).pathname,
  logLevel: "silent",
  preview: { port: 0 },
});
const browser = await chromium.launch(config.use?.launchOptions ?? {});
try {
  const file = process.argv[2] ?? generated(folder);
  const address = server.resolvedUrls?.local[0] ?? "";
  const all: Taken[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await browser.newPage();
    all.push(await load(page, address, file));
    await page.close();
  }
  const of = (name: keyof Taken) => Math.round(median(all.map((taken) => taken[name])));
  const size = (statSync(file).size / MEGABYTE).toFixed(1);
  console.log(
    `${size} MB: the first matrix after ${of("matrix")} ms, the longest gap between two frames ${of("gap")} ms`,
  );
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true });
}
