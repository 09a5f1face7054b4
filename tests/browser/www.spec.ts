// The console, as built, in Chromium: what it shows is what the package says.
import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { type ListQuery, Policy, type Snapshot } from "mailveil";
import { type PreviewServer, preview } from "vite";
import { REFERENCE_NOW } from "../../www/sample/reference.ts";

const ROOT = new URL("../../", import.meta.url);
const SAMPLE = readFileSync(new URL("www/dist/sample.json", ROOT));
const SCREENSHOTS = "tests/output/www";

let server: PreviewServer;
let policy: Policy;

test.beforeAll(async () => {
  server = await preview({ root: new URL("www/", ROOT).pathname, logLevel: "silent", preview: { port: 0 } });
  policy = Policy.parse(SAMPLE);
});

test.afterAll(async () => {
  policy.free();
  await server.close();
});

/** Opens the console with the sample, and fails on whatever the browser complains about. */
async function open(page: Page): Promise<void> {
  page.on("console", (message) => expect(message.type(), message.text()).not.toBe("error"));
  page.on("pageerror", (error) => expect(error).toBeUndefined());
  await page.goto(server.resolvedUrls?.local[0] ?? "");
  await expect(page.locator("#details h2")).toBeVisible();
}

async function chooseViewer(page: Page, name: string): Promise<void> {
  const viewer = page.getByRole("combobox", { name: "Viewer" });
  await viewer.fill(name);
  await page.getByRole("listbox", { name: "Viewers" }).getByRole("option", { name }).first().click();
  await expect(viewer).toHaveValue(name);
}

/** The numbers beside the choices of what to show. */
function counts(query: ListQuery): Record<string, string> {
  const { levels } = policy.visibleThreads(query);
  const of = (level: number): number => levels.filter((one) => one === level).length;
  const numbers = {
    All: policy.threadCount,
    Visible: levels.length,
    Hidden: policy.threadCount - levels.length,
    Full: of(3),
    Subject: of(2),
    Metadata: of(1),
  };
  return Object.fromEntries(Object.entries(numbers).map(([name, number]) => [name, number.toLocaleString("en")]));
}

async function expectCounts(page: Page, query: ListQuery): Promise<void> {
  for (const [name, number] of Object.entries(counts(query))) {
    await expect(page.locator("#show label", { hasText: name }).locator("b")).toHaveText(number);
  }
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)])).toEqual([]);
}

async function dropFile(page: Page, name: string, text: string): Promise<void> {
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

test("counts what the package lists, for viewers, surfaces, records and times", async ({ page }) => {
  await open(page);
  await expect(page.getByLabel("Time")).toHaveValue(REFERENCE_NOW);
  for (const [name, viewer] of [
    ["Ines Okafor", "u-ines-okafor"],
    ["Petra Vance", "u-petra-vance"],
    ["Vendor engineer, this week", "agent-today"],
    ["Noor Rahimi", "u-noor-rahimi"],
  ] as const) {
    await chooseViewer(page, name);
    await expectCounts(page, { viewer, now: REFERENCE_NOW });
  }
  await chooseViewer(page, "Ines Okafor");
  for (const surface of ["record", "mailbox"] as const) {
    await page.getByRole("radio", { name: surface }).check();
    await expectCounts(page, { viewer: "u-ines-okafor", surface, now: REFERENCE_NOW });
  }
  await page.getByRole("radio", { name: "Any" }).check();
  await page.getByRole("combobox", { name: "Record" }).fill("contact-7");
  await page.getByRole("listbox", { name: "Records" }).getByRole("option").first().click();
  await expectCounts(page, { viewer: "u-ines-okafor", record: "contact-7", now: REFERENCE_NOW });
  const later = "2027-02-01T09:00:00+01:00";
  await page.getByLabel("Time").fill(later);
  await page.getByLabel("Time").press("Enter");
  await expectCounts(page, { viewer: "u-ines-okafor", record: "contact-7", now: later });
});

test("explains a thread with the reasons that the package gives", async ({ page }) => {
  await open(page);
  const sample = JSON.parse(SAMPLE.toString()) as Snapshot;
  const viewer = "u-priya-nandakumar";
  const thread = sample.threads.find(({ id }) => {
    const { reasons } = policy.decide({ action: "view", viewer, thread: id, now: REFERENCE_NOW });
    return reasons.some(({ code }) => code === "record-access-missing") && reasons.length > 1;
  });
  const id = thread?.id ?? "";
  await page.getByRole("radio", { name: /^Hidden/ }).check();
  await page.getByRole("searchbox").fill(id);
  await page
    .locator("#threads")
    .getByRole("option")
    .filter({ hasText: thread?.subject ?? "" })
    .first()
    .click();
  const details = page.getByRole("region", { name: "Decision" });
  await expect(details.getByRole("heading", { level: 2 })).toHaveText(thread?.subject ?? "");
  await expect(details.getByRole("heading", { level: 2 })).toHaveClass("veiled");

  const { reasons } = policy.decide({ action: "view", viewer, thread: id, now: REFERENCE_NOW });
  await expect(details.locator(".reasons code")).toHaveText(reasons.map(({ code }) => code));
  await expect(details.locator(".reasons .rule")).toHaveText(reasons.map(({ rule }) => rule));

  const reply = policy.decide({ action: "reply", viewer, thread: id, now: REFERENCE_NOW });
  const row = details.locator("dt", { hasText: "Reply" }).locator("+ dd");
  await expect(row.locator(".outcome")).toHaveText(reply.outcome);
  await expect(row.locator("code")).toHaveText(reply.reasons.map(({ code }) => code));

  const { members, supportAgents } = policy.whoCanView({ thread: id, now: REFERENCE_NOW });
  await expect(details.locator(".people button")).toHaveCount(members.length + supportAgents.length);
  await details.locator(".people button").first().click();
  await expect(details.locator(".verdict .outcome")).toHaveText("allowed");
});

test("is used with the keyboard alone", async ({ page }) => {
  await open(page);
  await page.getByRole("combobox", { name: "Viewer" }).focus();
  await page.keyboard.type("petra");
  await page.keyboard.press("Enter");
  await expectCounts(page, { viewer: "u-petra-vance", now: REFERENCE_NOW });
  const threads = page.locator("#threads");
  await threads.focus();
  await page.keyboard.press("End");
  await expect(threads.getByRole("option").last()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown"); // on to the next page
  await expect(page.locator("#position")).toContainText("101 to 200 of 2,000");
  await expect(threads.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
  await expect(threads.getByRole("option").first()).toHaveAttribute("aria-posinset", "101");
});

test("says what is wrong with a question", async ({ page }) => {
  await open(page);
  await page.getByLabel("Time").fill("yesterday");
  await page.getByLabel("Time").press("Enter");
  await expect(page.getByRole("alert")).toContainText("invalid-time");
  await expect(page.locator("#threads")).toBeHidden();
  await page.getByRole("button", { name: "Present" }).click();
  await expect(page.getByRole("alert")).toBeHidden();
  await expect(page.locator("#threads")).toBeVisible();
});

test("says what is wrong with a snapshot that is dropped, and where", async ({ page }) => {
  await open(page);
  await dropFile(page, "broken.json", '{"version":1,"organization":{},"roles":[],"users":{},"mailbox":[]}');
  await expect(page.getByRole("heading", { name: "broken.json was refused" })).toBeVisible();
  const rows = page.getByRole("row");
  await expect(rows.filter({ hasText: "/users" })).toContainText("wrong-type");
  await expect(rows.filter({ hasText: "/mailbox" }).first()).toContainText("unknown-field");
  await expect(page.locator("#workspace")).toBeHidden();
  await expectAccessible(page);
  await page.screenshot({ path: `${SCREENSHOTS}/refused.png` });
  await page.getByRole("button", { name: "Back to the sample" }).click();
  await expectCounts(page, { viewer: "u-priya-nandakumar", now: REFERENCE_NOW });
});

test("opens a snapshot that is dropped, at its latest message", async ({ page }) => {
  await open(page);
  const sample = JSON.parse(SAMPLE.toString()) as Snapshot;
  const small = { ...sample, threads: sample.threads.slice(0, 10) };
  await dropFile(page, "small.json", JSON.stringify(small));
  await expect(page.locator("#source")).toContainText("10 threads");
  const latest = small.threads.map(({ lastMessageAt }) => lastMessageAt ?? "").sort();
  await expect(page.getByLabel("Time")).toHaveValue(latest.at(-1) ?? "");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`has no accessibility violations, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 1360, height: 860 });
    await open(page);
    await page.screenshot({ path: `${SCREENSHOTS}/console-${colorScheme}.png` });
    await page.getByRole("searchbox").fill("t-199"); // a few rows: examining a hundred takes half a minute
    await expect(page.locator("#position")).toContainText("of 11,");
    await expectAccessible(page);
    await page.getByRole("combobox", { name: "Viewer" }).fill("sales");
    await expectAccessible(page);
    await page.setViewportSize({ width: 400, height: 800 });
    await expectAccessible(page);
    await page.screenshot({ path: `${SCREENSHOTS}/console-${colorScheme}-narrow.png`, fullPage: true });
  });
}
