// "Vendors": an export becomes a snapshot, with what only a person can tell asked in a form.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { importFrom, type System } from "mailveil/import";
import { expectAccessibleEverywhere, hostSite, open } from "./console.ts";

const site = hostSite();
const folder = mkdtempSync(join(tmpdir(), "mailveil-console-"));
test.afterAll(() => rmSync(folder, { recursive: true }));

type Answers = Readonly<Record<string, unknown>>;

function directory(system: System): Answers {
  return JSON.parse(readFileSync(new URL(`../js/vendors/${system}-directory.json`, import.meta.url), "utf8"));
}

/** Saves each answer in a file of its own, as the API's user would. */
function saved(system: System, answers: Answers): string {
  const path = join(folder, system);
  for (const [endpoint, answer] of Object.entries(answers)) {
    const file = join(path, `${endpoint}.json`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(answer));
  }
  return path;
}

async function chooseFolder(page: Page, path: string): Promise<void> {
  await page.getByLabel("Choose the folder of an export").setInputFiles(path);
}

test("makes a snapshot of a folder, once everything is decided", async ({ page }) => {
  const answers = directory("pipedrive");
  await open(page, site, "#/vendors");
  await chooseFolder(page, saved("pipedrive", answers));
  await expect(page.getByRole("radio", { name: "Pipedrive" })).toBeChecked();
  const make = page.getByRole("button", { name: "Import", exact: true });
  await expect(make).toBeDisabled();
  await page.getByRole("radio", { name: '"premium"' }).check();
  await make.click();
  const { snapshot, report } = importFrom("pipedrive", answers, { plan: "premium" });
  await expect(page.getByText(`${snapshot.users.length} users, ${snapshot.records.length} records`)).toBeVisible();
  await expect(page.getByRole("region", { name: "Lost" }).locator("tbody tr")).toHaveCount(report.lost.length);
  await expectAccessibleEverywhere(page, "vendors");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save the snapshot" }).click(),
  ]);
  expect(JSON.parse(readFileSync(await file.path(), "utf8"))).toEqual(JSON.parse(JSON.stringify(snapshot)));
  await page.getByRole("button", { name: "Look at it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who sees what");
  await expect(page.locator("header .source")).toContainText(`${snapshot.users.length} users`);
});

test("asks for each user where a system tells nothing of sharing", async ({ page }) => {
  await open(page, site, "#/vendors");
  await chooseFolder(page, saved("zoho", directory("zoho")));
  await expect(page.getByRole("radio", { name: "Zoho CRM" })).toBeChecked();
  const ann = page.getByRole("group", { name: /^Ann Seller/ });
  await ann.getByRole("radio", { name: '{"mode":"private"}' }).check();
  await ann.getByLabel("Another answer, as JSON").fill('{"mode":');
  await ann.getByLabel("Another answer, as JSON").press("Enter");
  await expect(ann.getByRole("status")).toHaveText("This is no JSON.");
  await expect(page.getByText(/decisions to take/)).toBeVisible();
});

test("says what does not fit another system, and lets one go back", async ({ page }) => {
  await open(page, site, "#/vendors");
  await chooseFolder(page, saved("twenty", directory("twenty")));
  await page.getByRole("radio", { name: "Creatio" }).check();
  await expect(page.getByRole("alert")).toContainText("unknown-field");
  await page.getByRole("radio", { name: "Twenty" }).check();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page.getByText(/decision to take/)).toBeVisible();
});

test("says that a folder has no export", async ({ page }) => {
  const path = join(folder, "empty");
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "readme.txt"), "nothing");
  await open(page, site, "#/vendors");
  await chooseFolder(page, path);
  await expect(page.getByRole("alert")).toContainText("no JSON files");
});
