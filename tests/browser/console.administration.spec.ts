// "Administration": what the buttons do is what the module proposes, and every refusal is explained.
import { expect, type Page, test } from "@playwright/test";
import { supportRestrictions } from "mailveil";
import { REFERENCE_NOW } from "../../www/sample/reference.ts";
import { choose, expectAccessibleEverywhere, hostSite, open, SAMPLE } from "./console.ts";

const site = hostSite();
const now = REFERENCE_NOW;
const PETRA = "u-petra-vance";

const actions = (page: Page) => page.getByRole("region", { name: "Actions" });

test("lists the mailboxes as the package does, for administrators alone", async ({ page }) => {
  await open(page, site, `#/administration?by=${PETRA}`);
  const { rows } = site.policy.mailboxAdministration({ viewer: PETRA, now });
  await expect(page.getByRole("status").filter({ hasText: "of 65" })).toBeVisible();
  const row = rows.find(({ mailbox }) => mailbox === "m-lorcan-meade");
  await page.getByRole("searchbox", { name: "Find a mailbox" }).fill("lorcan");
  const cells = page.getByRole("row").nth(1).getByRole("cell");
  await expect(cells).toHaveText([
    "Lorcan Meade (deactivated)",
    "complete sharing",
    row?.control ?? "",
    "locked",
    row?.backup ?? "",
  ]);
  await choose(page, "Act as", "Priya");
  await expect(page.getByText("This is not allowed.")).toBeVisible();
  await expect(page.getByText("Only administrators may do this")).toBeVisible();
});

test("every button works as the module says, and the others say why not", async ({ page }) => {
  await open(page, site, `#/administration?by=${PETRA}&mailbox=m-joost-veldkamp`);
  const labels = {
    lock: "Lock",
    unlock: "Unlock",
    "back-up": "Back up",
    "back-up-latest": "Back up the latest mail",
    configure: "Configure",
    "save-settings-unchanged": "Save the settings unchanged",
    "send-from": "Write from it",
    "assign-sharing": "Assign its sharing …",
    "change-sharing": "Change its sharing …",
    "share-mailbox": "Make it a shared mailbox …",
    "manage-grants": "Manage its grants …",
    "edit-excluded-domains": "Edit its excluded domains …",
  } as const;
  for (const [action, label] of Object.entries(labels)) {
    const query = { action: action as keyof typeof labels, viewer: PETRA, mailbox: "m-joost-veldkamp", now };
    const { outcome, reasons } = site.policy.decide(query);
    const button = actions(page).getByRole("button", { name: label, exact: true });
    if (outcome === "allowed") {
      await expect(button, label).not.toHaveAttribute("aria-disabled");
      continue;
    }
    await expect(button, label).toHaveAttribute("aria-disabled", "true");
    await button.focus();
    const told = page.locator(".telling").filter({ has: page.getByRole("button", { name: label, exact: true }) });
    await expect(told.locator("code")).toHaveText(reasons.map(({ rule }) => rule));
    await expect(told.getByRole("tooltip")).toContainText("What would have to change");
  }
});

test("unlocks a mailbox on the snapshot in hand, and undoes it", async ({ page }) => {
  await open(page, site, `#/administration?by=${PETRA}&mailbox=m-joost-veldkamp`);
  await actions(page).getByRole("button", { name: "Unlock" }).click();
  await expect(actions(page).getByRole("status").last()).toHaveText("Unlock: done, on the snapshot in hand.");
  await expect(actions(page).getByRole("button", { name: "Unlock" })).toHaveAttribute("aria-disabled", "true");
  await expect(actions(page).getByRole("button", { name: "Lock", exact: true })).not.toHaveAttribute("aria-disabled");
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(actions(page).getByRole("button", { name: "Unlock" })).not.toHaveAttribute("aria-disabled");
});

test("ticks a record", async ({ page }) => {
  const mailbox = SAMPLE.mailboxes.find(({ id }) => id === "m-rafael-montero");
  const ticked = mailbox?.sharing?.mode === "record-level" ? mailbox.sharing.sharedRecords : [];
  await open(page, site, `#/administration?by=${mailbox?.owner}&mailbox=m-rafael-montero`);
  const may = (record: string) =>
    site.policy.allows({
      action: "unshare-record-mail",
      viewer: mailbox?.owner ?? "",
      mailbox: "m-rafael-montero",
      record,
      now,
    });
  const record = SAMPLE.records.find(({ id }) => ticked.includes(id) && may(id));
  await choose(page, "Record", record?.id ?? "");
  await expect(actions(page)).toContainText("It is ticked");
  await actions(page).getByRole("button", { name: "Untick" }).click();
  await expect(actions(page)).toContainText("It is not ticked");
});

test("grants and revokes support access, and tells what an agent may not do", async ({ page }) => {
  await open(page, site, `#/administration?by=${PETRA}&show=support`);
  const form = page.getByRole("region", { name: "Grant support access" });
  await expect(form).toContainText("Another support access is active during that time");
  await page.getByRole("button", { name: "Revoke it" }).click();
  await expect(page.locator(".history")).toContainText("1 change");
  await form.getByLabel("Agent").selectOption({ label: "Vendor engineer, in August" });
  await expect(form.locator("tbody tr")).toContainText("Vendor engineer, in August");
  await form.getByRole("button", { name: "Apply to the snapshot in hand" }).click();
  await expect(page.locator(".history")).toContainText("2 changes");
  await expect(page.getByRole("region", { name: "Support access", exact: true }).getByRole("listitem")).toHaveCount(3);
  const rows = page.getByRole("region", { name: "Restrictions" }).locator("tbody tr");
  await expect(rows.locator("code")).toHaveText(supportRestrictions().map(({ operation }) => operation));
});

test("a button of an open thread makes the change", async ({ page }) => {
  const viewer = "u-ines-okafor";
  const thread = SAMPLE.threads.find(
    ({ id }) =>
      site.policy.decide({ action: "archive", viewer, thread: id, now }).outcome === "allowed" &&
      site.policy.decide({ action: "view", viewer, thread: id, surface: "mailbox", now }).outcome === "allowed",
  );
  await open(page, site, `#/viewer?as=${viewer}&thread=${thread?.id}`);
  await page.getByRole("group", { name: "Actions" }).getByRole("button", { name: "Archive" }).click();
  await expect(page.getByRole("region", { name: "Open thread" })).toHaveText(
    "This user does not see that thread here.",
  );
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(page.getByRole("group", { name: "Actions" })).toBeVisible();
});

for (const [name, hash] of [
  ["mailboxes", ""],
  ["mailbox", "&mailbox=m-joost-veldkamp"],
  ["support", "&show=support"],
] as const) {
  test(`has no accessibility violations: ${name}`, async ({ page }) => {
    await open(page, site, `#/administration?by=${PETRA}${hash}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Administration");
    await expect(page.locator(".busy")).toHaveCount(0);
    await expectAccessibleEverywhere(page, `administration-${name}`);
  });
}
