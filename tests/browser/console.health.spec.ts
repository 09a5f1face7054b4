// "Health" and the tour: findings are those of the package, and each story shows what it says.
import { expect, test } from "@playwright/test";
import { formatFinding } from "mailveil/messages";
import en from "mailveil/messages/en";
import { Policy } from "mailveil/full";
import { REFERENCE_NOW } from "../../www/sample/reference.ts";
import { FINDING_NAMES } from "../../www/src/texts/findings.ts";
import { STORIES } from "../../www/src/texts/stories.ts";
import { expectAccessibleEverywhere, hostSite, open, SAMPLE_BYTES } from "./console.ts";

const site = hostSite();
const now = REFERENCE_NOW;

test("lists the findings of the package, risks first, each with what mends it", async ({ page }) => {
  const policy = Policy.parse(SAMPLE_BYTES);
  const { findings } = policy.lint({ now });
  policy.free();
  expect(findings.length).toBeGreaterThan(5);
  await open(page, site, "#/health");
  const list = page.getByRole("listbox", { name: "Findings" });
  const codes = [...new Set(findings.map(({ code }) => code))];
  await expect(list.getByRole("option")).toHaveCount(codes.length);
  const severities = await list.locator(".severity").allTextContents();
  expect(severities).toEqual(
    [...severities].sort((a, b) => ["risk", "waste", "hint"].indexOf(a) - ["risk", "waste", "hint"].indexOf(b)),
  );
  const shown = page.getByRole("region", { name: "Finding", exact: true });
  for (const code of codes) {
    const all = findings.filter((finding) => finding.code === code);
    const row = list.getByRole("option").filter({ hasText: FINDING_NAMES[code] });
    await expect(row.locator("b")).toHaveText(String(all.length));
    await row.click();
    const [first] = all;
    await expect(shown.locator(".finding-text")).toHaveText(
      first === undefined ? "" : formatFinding({ ...first, path: "" }, en),
    );
    await expect(shown.locator("figcaption code")).toHaveText(first?.path ?? "");
    await expect(shown.locator("mark")).toBeVisible();
  }
});

test("mends what a proposal mends", async ({ page }) => {
  await open(page, site, "#/health");
  const list = page.getByRole("listbox", { name: "Findings" });
  const row = list.getByRole("option").filter({ hasText: FINDING_NAMES["member-ended"] });
  await row.click();
  const before = Number(await row.locator("b").textContent());
  await page.getByText("Mend it: remove the line").click();
  await page.getByRole("button", { name: "Apply to the snapshot in hand" }).click();
  await expect(page.locator(".history")).toContainText("1 change");
  if (before > 1) await expect(row.locator("b")).toHaveText(String(before - 1));
  else await expect(row).toHaveCount(0);
});

test("leads to what a finding is about", async ({ page }) => {
  await open(page, site, "#/health?show=risk");
  const list = page.getByRole("listbox", { name: "Findings" });
  await list.getByRole("option").filter({ hasText: FINDING_NAMES["leaver-without-backup"] }).click();
  await page.getByRole("link", { name: /^Show who sees/ }).click();
  await expect(page.getByRole("application", { name: /^Who sees which thread/ })).toBeVisible();
});

test("the stories of the tour show what they say", async ({ page }) => {
  for (const { code, params, title } of STORIES) {
    if (code === undefined) continue;
    const { as: viewer = "", thread = "", on, at = now } = params;
    const place = on === "record" || on === "mailbox" ? { surface: on as "mailbox" | "record" } : {};
    const { reasons } = site.policy.decide({ action: "view", viewer, thread, now: at, ...place });
    expect(
      reasons.map((reason) => reason.code),
      title,
    ).toContain(code);
  }
  await open(page, site, "#/tour");
  await expect(page.locator(".story")).toHaveCount(STORIES.length);
  await page.getByRole("link", { name: /^Private means private/ }).click();
  await expect(page.locator(".verdict .outcome")).toHaveText("Denied");
  await page.goBack();
  await expectAccessibleEverywhere(page, "tour");
});

test("has no accessibility violations", async ({ page }) => {
  await open(page, site, "#/health");
  await expect(page.getByRole("region", { name: "Finding", exact: true })).toBeVisible();
  await expectAccessibleEverywhere(page, "health");
});
