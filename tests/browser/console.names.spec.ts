// Names and subjects as other people wrote them: two that are alike, empty ones, ones that turn the text around.
import { expect, type Page, test } from "@playwright/test";
import { dropFile, hostSite, open } from "./console.ts";

const site = hostSite();

const TURNED = "Invoice \u202egnp.exe";

/** Two roles called ETS, one Sales; two users called Kim Berg, one Ada Lund; one subject is empty, one turns the text. */
const SNAPSHOT = {
  version: 1,
  organization: { domains: ["alike.test"] },
  roles: [
    { id: "legal-ets", name: "ETS" },
    { id: "other-ets", name: "ETS" },
    { id: "sales", name: "Sales" },
  ],
  users: [
    { id: "ada", name: "Ada Lund", status: "active", roles: ["sales"], addresses: ["ada@alike.test"] },
    { id: "kim-1", name: "Kim Berg", status: "active", roles: ["legal-ets"], addresses: ["kim@alike.test"] },
    { id: "kim-2", name: "Kim Berg", status: "active", roles: ["other-ets"], addresses: ["berg@alike.test"] },
  ],
  records: [],
  mailboxes: [
    {
      id: "m",
      address: "ada@alike.test",
      owner: "ada",
      sharing: { mode: "complete", audience: [{ kind: "user", id: "ada" }] },
    },
  ],
  threads: [
    { id: "empty", mailbox: "m", participants: [], lastMessageAt: "2026-01-02T09:00:00Z", subject: " " },
    { id: "turned", mailbox: "m", participants: [], lastMessageAt: "2026-01-01T09:00:00Z", subject: TURNED },
  ],
};

async function openAlike(page: Page, hash: string): Promise<void> {
  await open(page, site);
  await dropFile(page, "alike.json", JSON.stringify(SNAPSHOT));
  await expect(page.locator("header .source")).toContainText("2 threads");
  await page.goto(site.address + hash);
}

test("a name that two share stands with the id, another does not", async ({ page }) => {
  await openAlike(page, "#/what-if?mailbox=m");
  await page.getByRole("button", { name: "Add a role" }).click();
  await expect(page.getByRole("combobox", { name: "Role" }).locator("option")).toHaveText([
    "ETS (legal-ets)",
    "ETS (other-ets)",
    "Sales",
  ]);
  await page.goto(`${site.address}#/why?as=kim-2&thread=empty`);
  await expect(page.getByRole("combobox", { name: "Viewer" })).toHaveValue("Kim Berg (kim-2)");
  await page.goto(`${site.address}#/why?as=ada&thread=empty`);
  await expect(page.getByRole("combobox", { name: "Viewer" })).toHaveValue("Ada Lund");
});

test("an empty subject says that it is empty", async ({ page }) => {
  await openAlike(page, "#/viewer?as=ada&thread=empty");
  await expect(page.getByRole("listbox", { name: "Threads" }).getByRole("option").first()).toContainText(
    "(no subject)",
  );
  await expect(page.getByRole("heading", { name: "(no subject)" })).toBeVisible();
  await page.goto(`${site.address}#/why?as=ada&thread=empty`);
  await expect(page.getByRole("combobox", { name: "Thread" })).toHaveValue("(no subject)");
});

test("a subject that turns the text around is shown in a field without the sign that does it", async ({ page }) => {
  await openAlike(page, "#/why?as=ada&thread=turned");
  await expect(page.getByRole("combobox", { name: "Thread" })).toHaveValue("Invoice \u{fffd}gnp.exe");
});

test("the palette leads the keys into the view that was asked for, and back when it is left", async ({ page }) => {
  await openAlike(page, "#/viewer?as=ada");
  await page.getByRole("link", { name: "Tour" }).focus();
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Escape"); // closes the list
  await page.keyboard.press("Escape"); // closes the dialog
  await expect(page.getByRole("link", { name: "Tour" })).toBeFocused();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("kim-2");
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("combobox", { name: "Look as" })).toBeFocused();
  await expect(page.getByRole("combobox", { name: "Look as" })).toHaveValue("Kim Berg (kim-2)");
});

test("steps that were not looked at stand in line with the others", async ({ page }) => {
  await openAlike(page, "#/why?as=kim-1&thread=turned");
  const chain = page.locator(".chain", { has: page.locator(".open") }).first();
  await expect(chain).toBeVisible();
  const lefts = await chain.locator(".sign").evaluateAll((all) => all.map((sign) => sign.getBoundingClientRect().left));
  expect(lefts.length).toBeGreaterThan(2);
  expect(new Set(lefts).size).toBe(1);
});
