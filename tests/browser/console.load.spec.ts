// How a snapshot gets into the console, and what the address line keeps.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { diagnose } from "mailveil";
import { REFERENCE_NOW } from "../../www/sample/reference.ts";
import { dropFile, expectAccessibleEverywhere, open, SAMPLE, hostSite } from "./console.ts";

const site = hostSite();

test("opens with the sample, at its reference instant", async ({ page }) => {
  await open(page, site);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("As viewer");
  await expect(page.getByLabel("Moment, as RFC 3339")).toHaveValue(REFERENCE_NOW);
});

test("opens a snapshot that is dropped, at its latest message", async ({ page }) => {
  await open(page, site);
  const small = { ...SAMPLE, threads: SAMPLE.threads.slice(0, 10) };
  await dropFile(page, "small.json", JSON.stringify(small));
  await expect(page.locator("header .source")).toContainText("10 threads");
  const latest = small.threads.map(({ lastMessageAt }) => lastMessageAt ?? "").sort();
  await expect(page.getByLabel("Moment, as RFC 3339")).toHaveValue(latest.at(-1) ?? "");
});

const BROKEN = `{
  "version": 1, "organization": {}, "roles": [],
  "users": {},
  "mailboxes": [{ "id": "m", "address": "a@b.test", "owner": "nobody", "sharing": { "mode": "complete", "audience": [] } }],
  "records": [], "threads": [],
  "mailbox": []
}`;

test("says what is wrong with a snapshot, at its place in the text", async ({ page }) => {
  await open(page, site);
  await dropFile(page, "broken.json", BROKEN);
  await expect(page.getByRole("heading", { name: "broken.json was refused" })).toBeVisible();
  await expect(page.getByRole("combobox")).toHaveCount(0);
  const { problems } = diagnose(BROKEN);
  const list = page.getByRole("listbox", { name: "Problems" });
  await expect(list.getByRole("option")).toHaveCount(problems.length);
  const marks: Readonly<Record<string, string>> = {
    "/users": '"users": {}',
    "/mailboxes/0/sharing/audience": '"audience": []',
    "/mailbox": '"mailbox": []',
  };
  for (const [path, marked] of Object.entries(marks)) {
    const problem = problems.find((one) => one.path === path);
    await list.getByRole("option").filter({ hasText: path }).last().click();
    const shown = page.getByRole("region", { name: "Problem", exact: true });
    await expect(shown.getByRole("heading")).toHaveText(problem?.code ?? "");
    await expect(shown.locator("mark")).toHaveText(marked);
    await expect(shown.locator(".mend")).toContainText(problem?.help.split("`")[0] ?? "");
  }
  await expectAccessibleEverywhere(page, "refused");
  await page.getByRole("button", { name: "Back to the sample" }).click();
  await expect(page.locator("header .source")).toContainText("2,000 threads");
});

test("shows where a text stops being JSON", async ({ page }) => {
  await open(page, site);
  await dropFile(page, "cut.json", '{\n"version": 1,\n"roles": [}');
  await expect(page.locator("mark")).toHaveText("}");
  await expect(page.locator("figcaption")).toContainText("byte 26");
});

test("the address brings back what was looked at, without anything of the mail", async ({ page }) => {
  const asked = { viewer: "u-ines-okafor", now: "2026-10-01T00:00:00Z" };
  const { id, name } =
    SAMPLE.records.find((one) => site.policy.visibleThreads({ ...asked, record: one.id }).rows.length > 0) ?? {};
  await open(page, site, "#/viewer?as=u-ines-okafor&at=2026-10-01T00%3A00%3A00Z&on=record");
  await expect(page.getByRole("combobox", { name: "Look as" })).toHaveValue("Ines Okafor");
  await expect(page.getByRole("radio", { name: "Record pages" })).toBeChecked();
  await expect(page.getByLabel("Moment, as RFC 3339")).toHaveValue("2026-10-01T00:00:00Z");
  await page.getByRole("searchbox", { name: "Find a record" }).fill(name ?? id ?? "");
  await page.getByRole("listbox", { name: "Records" }).getByRole("option").first().click();
  await page.getByRole("listbox", { name: "Threads" }).getByRole("option").first().click();
  const title = await page.getByRole("region", { name: "Open thread" }).getByRole("heading").textContent();
  const address = page.url();
  const values = new URLSearchParams(new URL(address).hash.split("?")[1]);
  expect([...values.keys()].sort()).toEqual(["as", "at", "on", "record", "thread"]);
  expect(address).not.toContain("@");
  await page.goto("about:blank");
  await page.goto(address);
  await expect(page.getByRole("region", { name: "Open thread" }).getByRole("heading")).toHaveText(title ?? "");
  await page.goBack();
});

test("ids that are addresses, markup or worse never reach the address line, and stay text", async ({ page }) => {
  const wild = "<img src=x onerror=alert(1)>\u202Egnp.exe";
  const id = "someone@else.test";
  const snapshot = {
    version: 1,
    organization: {},
    roles: [{ id: "r", name: wild }],
    users: [{ id, name: wild, status: "active", roles: ["r"] }],
    records: [{ id: wild, type: "contact", name: wild, access: [] }],
    mailboxes: [{ id, address: "a@b.test", owner: id }],
    threads: [{ id: "<m@x.test>", mailbox: id, participants: [wild], records: [wild], subject: wild }],
  };
  await open(page, site);
  await dropFile(page, "wild.json", JSON.stringify(snapshot));
  await expect(page.locator("header .source")).toContainText("1 thread");
  await page.getByRole("listbox", { name: "Threads" }).getByRole("option").click();
  const opened = page.getByRole("region", { name: "Open thread" });
  await expect(opened.getByRole("heading")).toContainText("<img src=x onerror=alert(1)>");
  expect(await page.locator("main img").count()).toBe(0);
  expect(await page.locator("main").textContent()).not.toContain("\u202E");
  const hash = (): string => decodeURIComponent(new URL(page.url()).hash);
  expect(hash()).not.toMatch(/[@<>\u202E]/);
  expect(hash()).toContain("thread=~0");
  await page.getByRole("radio", { name: "Record pages" }).check();
  await page.getByRole("listbox", { name: "Records" }).getByRole("option").click();
  await page.getByRole("listbox", { name: "Threads" }).getByRole("option").click();
  await expect(opened.getByRole("heading")).toContainText("<img src=x onerror=alert(1)>");
  expect(hash()).not.toMatch(/[@<>\u202E]/);
  await page.getByRole("link", { name: "Why do they see this?" }).click();
  await expect(page.locator(".verdict .outcome")).toHaveText("Allowed");
  expect(hash()).not.toMatch(/[@<>\u202E]/);
  expect(hash()).toContain("record=~0");
  expect(await page.locator("main").textContent()).not.toContain("\u202E");
});

test("weighs at most 250 KB besides the module", () => {
  const folder = new URL("../../www/dist/assets/", import.meta.url);
  const files = readdirSync(folder).filter((name) => /\.(js|css)$/.test(name));
  expect(files.length).toBeGreaterThanOrEqual(3);
  const bytes = files.reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, folder))).length, 0);
  expect(bytes).toBeLessThanOrEqual(250_000);
});

test("the page may reach nothing but its own folder, and nor may its worker", async ({ page }) => {
  const policies: string[] = [];
  page.on("response", (response) => {
    if (/worker.*\.js$/.test(response.url())) policies.push(response.headers()["content-security-policy"] ?? "");
  });
  await page.goto(site.address);
  await expect(page.locator("header .source")).toContainText("2,000 threads");
  const { content } = await page
    .locator("meta[http-equiv=Content-Security-Policy]")
    .evaluate((meta) => ({ content: meta.getAttribute("content") ?? "" }));
  for (const policy of [content, ...policies]) {
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
  }
  expect(policies).toHaveLength(1);
  const reached = await page.evaluate(() =>
    fetch("https://elsewhere.test/").then(
      () => "reached",
      (error) => String(error),
    ),
  );
  expect(reached).toContain("Failed to fetch");
});

test("the theme is chosen, and kept", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await open(page, site);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByRole("button", { name: /^Theme/ }).click();
  await page.getByRole("button", { name: /^Theme: light/ }).click();
  expect(await ground()).not.toBe(light);
  await page.reload();
  await expect(page.getByRole("button", { name: /^Theme: dark/ })).toBeVisible();
  expect(await ground()).not.toBe(light);
});

test("Ctrl K leads to users, mailboxes and views", async ({ page }) => {
  await open(page, site);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("petra");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Look as" })).toHaveValue("Petra Vance");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("why");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Why");
  await expect(page.getByRole("combobox", { name: "Viewer" })).toHaveValue("Petra Vance");
});

test("while a snapshot is read, the page says so, and it can be cancelled", async ({ page }) => {
  await page.route("**/sample.json", () => new Promise(() => undefined));
  await page.goto(site.address);
  await expect(page.getByRole("progressbar")).toBeVisible();
  await expectAccessibleEverywhere(page, "loading");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("heading", { name: "Drop a snapshot here" })).toBeVisible();
  await expectAccessibleEverywhere(page, "empty");
  await dropFile(page, "small.json", JSON.stringify({ ...SAMPLE, threads: [] }));
  await expect(page.locator("header .source")).toContainText("0 threads");
});
