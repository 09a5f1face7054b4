// "Why": the decision of the package, step by step.
import { expect, test } from "@playwright/test";
import type { Decision, Query, SharingMode } from "mailveil";
import { formatReason } from "mailveil/messages";
import sv from "mailveil/messages/sv";
import { REFERENCE_NOW } from "../../www/sample/reference.ts";
import { actionSteps } from "../../www/src/views/why/action-steps.ts";
import { placed, unplaced } from "../../www/src/views/why/placed.ts";
import { ACTIONS, TARGETS } from "../../www/src/views/why/query.ts";
import type { Step } from "../../www/src/views/why/step.ts";
import { viewSteps } from "../../www/src/views/why/view-steps.ts";
import { choose, expectAccessibleEverywhere, open, SAMPLE, hostSite } from "./console.ts";

const site = hostSite();
const now = REFERENCE_NOW;

/** Whether some reason has no step, or what is denied has no step that is not met. One `expect` for all: they are many. */
function isMisplaced(steps: readonly Step[], decision: Decision): boolean {
  const chain = placed(steps, decision);
  const denies = chain.some(({ state }) => state === "unmet");
  return unplaced(chain, decision.reasons).length > 0 || denies !== (decision.outcome === "denied");
}

test("every reason of a view of the sample has its step", () => {
  const misplaced: Query[] = [];
  let asked = 0;
  const owners = new Map(
    SAMPLE.mailboxes.map(({ id, owner, sharing }) => [id, { owner, mode: sharing?.mode ?? "private" }]),
  );
  for (const { id: viewer } of SAMPLE.users.filter((user, n) => n % 5 === 0 || user.kind !== undefined)) {
    for (const thread of SAMPLE.threads.filter((_, n) => n % 7 === 0)) {
      const { owner, mode } = owners.get(thread.mailbox) ?? { owner: "", mode: "private" as SharingMode };
      for (const place of [
        { surface: "record" },
        { surface: "mailbox" },
        { surface: "record", record: "contact-1" },
        { surface: "record", record: thread.records?.[0] },
      ] as const) {
        const query: Query = { action: "view", viewer, thread: thread.id, now, ...place };
        const about = {
          mode,
          surface: place.surface,
          isOwner: owner === viewer,
          hasRecord: "record" in place && place.record !== undefined,
        };
        asked += 1;
        if (isMisplaced(viewSteps(about), site.policy.decide(query))) misplaced.push(query);
      }
    }
  }
  expect(asked).toBeGreaterThan(5_000);
  expect(misplaced).toEqual([]);
});

test("every reason of every action of the sample has its step", () => {
  const misplaced: Query[] = [];
  let asked = 0;
  for (const action of ACTIONS) {
    if (action === "view") continue;
    for (const { id: viewer, kind } of SAMPLE.users.filter((user, n) => n % 6 === 0 || user.kind !== undefined)) {
      if (action === "operate" && kind !== "support-agent") continue;
      for (const target of targets(action)) {
        const query = { action, viewer, now, ...target } as Query;
        asked += 1;
        if (isMisplaced(actionSteps(action), site.policy.decide(query))) misplaced.push(query);
      }
    }
  }
  expect(asked).toBeGreaterThan(5_000);
  expect(misplaced).toEqual([]);
});

function targets(action: Query["action"]): object[] {
  const mailboxes = SAMPLE.mailboxes.map(({ id }) => ({ mailbox: id }));
  switch (TARGETS[action]) {
    case "thread":
    case "view":
      return SAMPLE.threads.filter((_, n) => n % 23 === 0).map(({ id }) => ({ thread: id }));
    case "mailbox":
      return mailboxes;
    case "mailbox-and-record":
      return mailboxes.flatMap((mailbox) => ["contact-1", "deal-1"].map((record) => ({ ...mailbox, record })));
    case "period":
      return [{ expiresAt: now }, { expiresAt: "2027-01-01T00:00:00Z" }];
    case "operation":
      return [{ operation: "view-record" }, { operation: "export-data" }];
    case "none":
      return [{}];
  }
}

const viewer = "u-priya-nandakumar";

function threadDeniedWith(code: string): string {
  const denied = ({ id }: { id: string }) =>
    site.policy
      .decide({ action: "view", viewer, thread: id, surface: "record", now })
      .reasons.some((reason) => reason.code === code);
  return SAMPLE.threads.find(denied)?.id ?? "";
}

test("shows the steps of a denial, with its reasons, rules and mends", async ({ page }) => {
  const thread = threadDeniedWith("record-access-missing");
  const { reasons } = site.policy.decide({ action: "view", viewer, thread, surface: "record", now });
  await open(page, site, `#/why?as=${viewer}&thread=${thread}&on=record`);
  const decision = page.getByRole("region", { name: "Decision" });
  await expect(decision.getByRole("heading", { level: 2 })).toHaveText("Priya Nandakumar does not see this thread");
  await expect(decision.locator(".chain .reason code")).toHaveText(reasons.map(({ code }) => code));
  const unmet = decision.locator(".chain > .unmet").last();
  await expect(unmet.locator(".mend")).toContainText("This user is given access to the record.");
  const rule = unmet.getByRole("button", { name: reasons.at(-1)?.rule ?? "" });
  await rule.focus();
  await expect(unmet.getByRole("tooltip")).toBeVisible();
});

test("explains in another language", async ({ page }) => {
  const thread = threadDeniedWith("mailbox-private");
  const [reason] = site.policy.decide({ action: "view", viewer, thread, surface: "record", now }).reasons;
  await open(page, site, `#/why?as=${viewer}&thread=${thread}&on=record`);
  await page.getByRole("radio", { name: "Svenska" }).check();
  await expect(page.locator(".chain [lang=sv]").first()).toHaveText(
    reason === undefined ? "" : formatReason(reason, sv),
  );
});

test("says who can read the thread, and looks as one of them", async ({ page }) => {
  const thread =
    SAMPLE.threads.find(({ id }) => site.policy.whoCanView({ thread: id, now }).members.length > 5)?.id ?? "";
  const { members, supportAgents } = site.policy.whoCanView({ thread, now });
  await open(page, site, `#/why?as=${viewer}&thread=${thread}`);
  const who = page.getByRole("region", { name: "Who can read this thread" });
  await expect(who.locator(".people button")).toHaveCount(members.length + supportAgents.length);
  const last = who.locator(".people button").last();
  const name = await last.textContent();
  await last.click();
  await expect(page.getByRole("combobox", { name: "Viewer" })).toHaveValue(name ?? "");
  await expect(page.locator(".verdict .outcome")).toHaveText("Allowed");
});

test("asks about actions on mailboxes, records and support access", async ({ page }) => {
  await open(page, site, "#/why?as=u-petra-vance&action=lock&mailbox=m-petra-vance");
  const { reasons } = site.policy.decide({ action: "lock", viewer: "u-petra-vance", mailbox: "m-petra-vance", now });
  await expect(page.locator(".chain .reason code")).toHaveText(reasons.map(({ code }) => code));
  await page.getByLabel("May they …").selectOption({ label: "grant support access" });
  await page.getByLabel("Until").fill("2026-11-02T10:00:00Z");
  await page.getByLabel("Until").press("Enter");
  await expect(page.locator(".chain > .unmet").first()).toContainText("support-slot-taken");
  await choose(page, "Viewer", "Vendor engineer, this week");
  await page.getByLabel("May they …").selectOption({ label: "do something as support agent" });
  await page.getByLabel("Operation").selectOption("export-data");
  await expect(page.locator(".chain > .unmet")).toContainText("S-07");
});

test("says that a thread of the address is not in this snapshot", async ({ page }) => {
  await open(page, site, "#/why?thread=nothing");
  await expect(page.getByRole("alert")).toContainText("this snapshot has no such thread");
});

test("has no accessibility violations", async ({ page }) => {
  await open(page, site, `#/why?as=${viewer}&thread=${threadDeniedWith("not-in-audience")}`);
  await expect(page.locator(".chain .unmet").first()).toBeVisible();
  await expectAccessibleEverywhere(page, "why");
});
