// "As viewer": what stands on the page is what the package lists for the viewer, and nothing else.
import { expect, type Page, test } from "@playwright/test";
import type { Thread } from "mailveil";
import { REFERENCE_NOW } from "../../www/sample/reference.ts";
import { choose, expectAccessibleEverywhere, open, SAMPLE, hostSite } from "./console.ts";

const site = hostSite();
const now = REFERENCE_NOW;

function listed(viewer: string, place: { surface: "mailbox" | "record"; record?: string }, at = now): string[] {
  return site.policy.visibleThreads({ viewer, now: at, ...place }).ids;
}

const total = (page: Page) => page.locator(".list-total");
const threads = (page: Page) => page.getByRole("listbox", { name: "Threads" });

function words(number: number): string {
  return `${number.toLocaleString("en")} thread${number === 1 ? "" : "s"}`;
}

test("the mail tab has what the package lists, for members, administrators and agents", async ({ page }) => {
  await open(page, site);
  for (const [name, viewer] of [
    ["Ines Okafor", "u-ines-okafor"],
    ["Petra Vance", "u-petra-vance"],
    ["Priya Nandakumar", "u-priya-nandakumar"],
  ] as const) {
    await choose(page, "Look as", name);
    const inTab = listed(viewer, { surface: "mailbox" }).length;
    const onRecords = listed(viewer, { surface: "record" }).length;
    await expect(page.getByRole("status").filter({ hasText: "sees" })).toHaveText(
      `${name} sees ${words(inTab)} in the mail tab and ${words(onRecords)} on records.`,
    );
    await expect(total(page)).toHaveText(`${words(inTab)}, latest first`);
  }
  await choose(page, "Look as", "Noor Rahimi"); // not confirmed yet
  await expect(page.getByRole("status").filter({ hasText: "sees" })).toContainText("sees 0 threads");
});

test("a mailbox of the tab has its own mail alone", async ({ page }) => {
  await open(page, site, "#/viewer?as=u-ines-okafor");
  const visible = listed("u-ines-okafor", { surface: "mailbox" });
  const of = (mailbox: string) =>
    SAMPLE.threads.filter(({ id, ...thread }) => visible.includes(id) && thread.mailbox === mailbox);
  await page.getByRole("button", { name: /ines\.okafor@larkfield\.test/ }).click();
  await expect(total(page)).toHaveText(`${words(of("m-ines-okafor").length)}, latest first`);
});

test("the page of a record has what the package lists there", async ({ page }) => {
  await open(page, site, "#/viewer?as=u-ines-okafor&on=record&record=contact-7");
  await expect(total(page)).toHaveText(
    `${words(listed("u-ines-okafor", { surface: "record", record: "contact-7" }).length)}, latest first`,
  );
});

test("what is hidden is nowhere on the page, and of the rest no more than its level shows", async ({ page }) => {
  const viewer = "u-yusuf-demirel";
  const level = (thread: Thread) => site.policy.decide({ action: "view", viewer, thread: thread.id, now }).level;
  const subjects = new Map<string, Set<string>>();
  for (const thread of SAMPLE.threads) {
    const seen = subjects.get(thread.subject ?? "") ?? new Set();
    subjects.set(thread.subject ?? "", seen.add(level(thread) ?? "none"));
  }
  const unseen = [...subjects]
    .filter(([, levels]) => !levels.has("full") && !levels.has("subject"))
    .map(([subject]) => subject);
  expect(unseen.length).toBeGreaterThan(50);
  await open(page, site, `#/viewer?as=${viewer}`);
  const pages = [`#/viewer?as=${viewer}`, `#/viewer?as=${viewer}&on=record`];
  const record = SAMPLE.threads.find((thread) => level(thread) === "metadata")?.records?.[0];
  pages.push(`#/viewer?as=${viewer}&on=record&record=${record}`);
  for (const hash of pages) {
    await page.goto(site.address + hash);
    await expect(page.getByRole("status").filter({ hasText: "sees" })).toBeVisible();
    if (hash.includes("record=")) await expect(total(page)).toBeVisible();
    const html = await page.content();
    expect(unseen.filter((subject) => html.includes(subject))).toEqual([]);
  }
  await expect(threads(page).getByText("Subject not shown").first()).toBeVisible();
});

test("a thread that the viewer does not see cannot be opened by its address", async ({ page }) => {
  const viewer = "u-yusuf-demirel";
  const hidden = SAMPLE.threads.find(
    ({ id }) => site.policy.decide({ action: "view", viewer, thread: id, now }).outcome === "denied",
  );
  await open(page, site, `#/viewer?as=${viewer}&thread=${hidden?.id}`);
  await expect(page.getByRole("region", { name: "Open thread" })).toHaveText(
    "This user does not see that thread here.",
  );
});

test("buttons work as the module says, and each disabled one says why", async ({ page }) => {
  const viewer = "u-ines-okafor";
  const [first = ""] = listed(viewer, { surface: "record" }).filter((id) => {
    const reply = site.policy.decide({ action: "reply", viewer, thread: id, now });
    return reply.outcome === "denied";
  });
  const record = SAMPLE.threads
    .find(({ id }) => id === first)
    ?.records?.find((one) => listed(viewer, { surface: "record", record: one }).includes(first));
  await open(page, site, `#/viewer?as=${viewer}&on=record&record=${record}&thread=${first}`);
  const names = {
    reply: "Reply",
    forward: "Forward",
    archive: "Archive",
    delete: "Delete",
    "share-thread": "Share",
    "unshare-thread": "Make private",
  } as const;
  for (const [action, name] of Object.entries(names)) {
    const { outcome, reasons } = site.policy.decide({
      action: action as keyof typeof names,
      viewer,
      thread: first,
      now,
    });
    const button = page.getByRole("group", { name: "Actions" }).getByRole("button", { name, exact: true });
    if (outcome === "allowed") {
      await expect(button).not.toHaveAttribute("aria-disabled");
      continue;
    }
    await expect(button).toHaveAttribute("aria-disabled", "true");
    const telling = page.locator(".telling").filter({ has: page.getByRole("button", { name, exact: true }) });
    await button.hover();
    await expect(telling.getByRole("tooltip")).toBeVisible();
    await expect(telling.locator("code")).toHaveText(reasons.map(({ rule }) => rule));
    await page.mouse.move(0, 0);
    await expect(telling.getByRole("tooltip")).toBeHidden();
    await button.focus();
    await expect(telling.getByRole("tooltip")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(telling.getByRole("tooltip")).toBeHidden();
  }
});

test("the time line moves through the snapshot’s events", async ({ page }) => {
  await open(page, site, "#/viewer?as=agent-today");
  await expect(page.getByRole("status").filter({ hasText: "sees" })).toBeVisible();
  const moment = page.getByLabel("Moment, as RFC 3339");
  const access = SAMPLE.supportAccess?.find(({ agent }) => agent === "agent-today");
  for (let n = 0; n < 20 && (await moment.inputValue()) < (access?.expiresAt ?? ""); n += 1) {
    await page.getByRole("button", { name: "Event after" }).click();
  }
  await expect(moment).toHaveValue(access?.expiresAt ?? "");
  await expect(page.getByRole("status").filter({ hasText: "sees" })).toContainText("0 threads on records");
  await page.getByRole("slider", { name: "Moment" }).focus();
  await page.keyboard.press("Home");
  expect(Date.parse(await moment.inputValue())).toBeLessThan(Date.parse("2026-10-01T00:00:00Z"));
});

test("says what is wrong with a moment", async ({ page }) => {
  await open(page, site);
  await page.getByLabel("Moment, as RFC 3339").fill("yesterday");
  await page.getByLabel("Moment, as RFC 3339").press("Enter");
  await expect(page.getByRole("alert").first()).toContainText("invalid-time");
  await expect(threads(page)).toBeHidden();
});

test("is used with the keyboard alone, in a list of which only a part is on the page", async ({ page }) => {
  await open(page, site, "#/viewer?as=u-petra-vance&on=record");
  const records = page.getByRole("listbox", { name: "Records" });
  await records.focus();
  await page.keyboard.press("End");
  const last = records.getByRole("option").last();
  await expect(last).toHaveAttribute("aria-selected", "true");
  expect(await last.getAttribute("aria-posinset")).toBe(await last.getAttribute("aria-setsize"));
  expect(await records.getByRole("option").count()).toBeLessThan(40);
  await page.keyboard.press("ArrowUp");
  await expect(records.getByRole("option").nth(-2)).toHaveAttribute("aria-selected", "true");
});

test("has no accessibility violations", async ({ page }) => {
  await open(page, site, "#/viewer?as=u-ines-okafor");
  await threads(page).getByRole("option").first().click();
  await expect(page.getByRole("group", { name: "Actions" })).toBeVisible();
  await expectAccessibleEverywhere(page, "viewer");
});

test("a thread that is chosen on a narrow screen comes into sight", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, site, "#/viewer?as=u-priya-nandakumar");
  const pane = page.getByRole("region", { name: "Open thread" });
  await page.getByRole("listbox", { name: "Threads" }).getByRole("option").nth(1).click();
  await expect(pane.getByRole("heading")).toBeInViewport();
});
