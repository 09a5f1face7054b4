// "What if": what a form proposes is what the package says of it, before anything is applied, and after.
import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import jsonPatch, { type Operation } from "fast-json-patch";
import type { Sharing, Snapshot } from "mailveil";
import { Policy } from "mailveil/full";
import { REFERENCE_NOW } from "../../www/sample/reference.ts";
import { patched } from "../../www/src/worker/patch.ts";
import { expectAccessibleEverywhere, hostSite, open, SAMPLE, SAMPLE_BYTES } from "./console.ts";

const site = hostSite();
const now = REFERENCE_NOW;
const MAILBOX = "m-rafael-montero";
const OPEN: Sharing = { mode: "complete", audience: [{ kind: "everyone" }] };
const exposure = (page: Page) => page.getByRole("region", { name: "Exposure", exact: true });

/** Two lists for each user, compared thread by thread. */
function compared(
  before: Policy,
  after: Policy,
): Map<string, { gained: number; lost: number; toFull: number; raised: number; lowered: number }> {
  const levels = (policy: Policy, viewer: string): Map<string, number> => {
    const { ids, levels } = policy.visibleThreads({ viewer, now });
    return new Map(ids.map((id, n) => [id, levels[n] ?? 0]));
  };
  const differences = new Map();
  for (const { id: viewer } of SAMPLE.users) {
    const [one, other] = [levels(before, viewer), levels(after, viewer)];
    const counts = { gained: 0, lost: 0, toFull: 0, raised: 0, lowered: 0 };
    for (const thread of new Set([...one.keys(), ...other.keys()])) {
      const [from, to] = [one.get(thread) ?? 0, other.get(thread) ?? 0];
      if (from === to) continue;
      counts[from === 0 ? "gained" : to === 0 ? "lost" : from < to ? "raised" : "lowered"] += 1;
      if (from < to && to === 3) counts.toFull += 1;
    }
    if (Object.values(counts).some((count) => count > 0)) differences.set(viewer, counts);
  }
  return differences;
}

async function toCompleteForEveryone(page: Page): Promise<void> {
  await page.getByRole("radio", { name: "complete sharing" }).check();
  const lines = page.getByRole("group", { name: "Audience" });
  while ((await lines.getByRole("button", { name: "Remove" }).count()) > 0) {
    await lines.getByRole("button", { name: "Remove" }).first().click();
  }
  await lines.getByRole("button", { name: "Add everyone" }).click();
}

test("tells what opening a mailbox to everyone exposes, as two lists for each user do", async ({ page }) => {
  const before = Policy.parse(SAMPLE_BYTES);
  const { patch } = before.propose({
    action: "assign-sharing",
    viewer: "u-petra-vance",
    mailbox: MAILBOX,
    value: OPEN,
    now,
  });
  const after = Policy.parse(patched(SAMPLE, patch) as Snapshot);
  const expected = compared(before, after);
  expect(expected.size).toBeGreaterThan(10);
  await open(page, site, `#/what-if?mailbox=${MAILBOX}`);
  await toCompleteForEveryone(page);
  const rows = exposure(page).locator("tbody tr");
  await expect(rows).toHaveCount(expected.size);
  const shown = await rows.evaluateAll((all) =>
    all.map((row) => [
      row.querySelector("bdi")?.textContent ?? "",
      ...[...row.querySelectorAll(":scope > td")].map((cell) => cell.textContent),
    ]),
  );
  const names = new Map(SAMPLE.users.map(({ id, name }) => [name ?? id, id]));
  for (const [name, ...numbers] of shown) {
    const { gained, toFull, raised, lowered, lost } = expected.get(names.get(name ?? "") ?? "") ?? {};
    expect(numbers, name ?? "").toEqual(
      [gained, toFull, raised, lowered, lost].map((count) => count?.toLocaleString("en")),
    );
  }
  const toFull = shown.map((row) => Number(row[2]?.replaceAll(",", "")));
  expect(toFull, "riskiest first").toEqual([...toFull].sort((a, b) => b - a));
  before.free();
  after.free();
});

test("applies, undoes and redoes a change, and every view follows", async ({ page }) => {
  await open(page, site, `#/what-if?mailbox=${MAILBOX}`);
  await toCompleteForEveryone(page);
  await page.getByRole("button", { name: "Apply to the snapshot in hand" }).click();
  await expect(page.locator(".history")).toContainText("1 change");
  const changes = page.getByRole("region", { name: "Changes made so far" });
  await expect(changes.getByRole("listitem")).toContainText("record-level sharing to complete sharing");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    changes.getByRole("button", { name: "Save the changed snapshot" }).click(),
  ]);
  const saved = JSON.parse(readFileSync(await file.path(), "utf8")) as Snapshot;
  expect(saved.mailboxes.find(({ id }) => id === MAILBOX)?.sharing).toEqual(OPEN);
  const [patches] = await Promise.all([
    page.waitForEvent("download"),
    changes.getByRole("button", { name: "Save the patches" }).click(),
  ]);
  const made = JSON.parse(readFileSync(await patches.path(), "utf8")) as { patch: Operation[] }[];
  const again = jsonPatch.applyPatch(
    structuredClone(SAMPLE),
    made.flatMap(({ patch }) => patch),
  ).newDocument;
  expect(again).toEqual(saved);

  const policy = Policy.parse(saved);
  const seen = (of: { visibleThreads: Policy["visibleThreads"] }) =>
    of.visibleThreads({ viewer: "u-idris-vantongeren", now, surface: "record" }).rows.length;
  expect(seen(policy)).toBeGreaterThan(seen(site.policy));
  await page.goto(`${site.address}#/viewer?as=u-idris-vantongeren`);
  const sentence = page.getByRole("status").filter({ hasText: "sees" });
  await expect(sentence).toContainText(`${seen(policy).toLocaleString("en")} threads on records`);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(sentence).toContainText(`${seen(site.policy).toLocaleString("en")} threads on records`);
  await page.locator("main").focus();
  await page.keyboard.press("Control+Shift+z");
  await expect(sentence).toContainText(`${seen(policy).toLocaleString("en")} threads on records`);
  policy.free();
});

test("explains a refusal, and shows what it would expose all the same", async ({ page }) => {
  const locked = SAMPLE.mailboxes.find(({ id }) => id === "m-nikos-vardalos");
  expect(locked?.lock).toBeDefined();
  await open(page, site, "#/what-if?mailbox=m-nikos-vardalos&by=owner");
  await toCompleteForEveryone(page);
  await expect(exposure(page)).toContainText("The mailbox is locked");
  await expect(exposure(page)).toContainText("An administrator unlocks the mailbox.");
  await expect(exposure(page).locator("tbody tr").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Apply to the snapshot in hand" })).toBeDisabled();
});

test("says what is wrong with a value", async ({ page }) => {
  await open(page, site, `#/what-if?mailbox=${MAILBOX}`);
  await toCompleteForEveryone(page);
  await page.getByLabel("Excluded domains").fill("a.test, b.test, c.test, d.test, e.test, f.test");
  await page.getByLabel("Excluded domains").press("Enter");
  await expect(exposure(page).getByRole("alert")).toContainText("/value/excludedDomains");
  await expect(page.getByRole("button", { name: "Apply to the snapshot in hand" })).toBeDisabled();
});

test("proposes the grants of a shared mailbox", async ({ page }) => {
  const shared = SAMPLE.mailboxes.find(({ sharing }) => sharing?.mode === "shared-mailbox");
  await open(page, site, `#/what-if?mailbox=${shared?.id}&by=owner`);
  const grants = page.getByRole("group", { name: "Grants" });
  await grants.getByRole("button", { name: "Remove" }).first().click();
  const policy = Policy.parse(SAMPLE_BYTES);
  const value = shared?.sharing?.mode === "shared-mailbox" ? shared.sharing.grants.slice(1) : [];
  const proposal = policy.propose({
    action: "manage-grants",
    viewer: shared?.owner ?? "",
    mailbox: shared?.id ?? "",
    value,
    now,
    exposure: true,
  });
  await expect(exposure(page).locator("tbody tr")).toHaveCount(proposal.exposure?.users.length ?? 0);
  policy.free();
});

test("patches are applied as the standard says", () => {
  const document = { a: [1, 2, { b: "c" }], "x/y": { "~": 1 } };
  const patch = [
    { op: "add", path: "/a/1", value: 9 },
    { op: "add", path: "/a/-", value: [] },
    { op: "remove", path: "/a/0" },
    { op: "add", path: "/x~1y/~0", value: { new: true } },
    { op: "add", path: "/x~1y/more", value: null },
    { op: "remove", path: "/a/2/b" },
  ] as const;
  const expected = jsonPatch.applyPatch(
    structuredClone(document),
    structuredClone(patch) as unknown as Operation[],
  ).newDocument;
  expect(patched(document, patch)).toEqual(expected);
  expect(document).toEqual({ a: [1, 2, { b: "c" }], "x/y": { "~": 1 } });
});

test("has no accessibility violations", async ({ page }) => {
  await open(page, site, `#/what-if?mailbox=${MAILBOX}`);
  await toCompleteForEveryone(page);
  await expect(exposure(page).locator("tbody tr").first()).toBeVisible();
  await expectAccessibleEverywhere(page, "what-if");
});
