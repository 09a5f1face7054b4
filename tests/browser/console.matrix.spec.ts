// "Who sees what": every number is that of the package's lists.
import { expect, type Page, test } from "@playwright/test";
import type { Snapshot } from "mailveil";
import { REFERENCE_NOW } from "../../www/sample/reference.ts";
import { dropFile, expectAccessibleEverywhere, hostSite, open, SAMPLE } from "./console.ts";

const site = hostSite();
const now = REFERENCE_NOW;
const mailboxOf = new Map(SAMPLE.threads.map(({ id, mailbox }) => [id, mailbox]));

function seen(viewer: string): { full: number; subject: number; metadata: number } {
  const { levels } = site.policy.visibleThreads({ viewer, now });
  const of = (level: number): number => levels.filter((one) => one === level).length;
  return { full: of(3), subject: of(2), metadata: of(1) };
}

/** The words for a cell, and the user and mailbox that they are about. */
async function readOut(page: Page): Promise<{ user: string; mailbox: string; text: string }> {
  const [user, mailbox] = await page.locator("#read-out strong").allTextContents();
  await expect(page.locator("#read-out .cell-text")).toBeVisible();
  return {
    user: user ?? "",
    mailbox: mailbox ?? "",
    text: (await page.locator("#read-out .cell-text").textContent()) ?? "",
  };
}

test("the table has the numbers that the package lists", async ({ page }) => {
  await open(page, site, "#/matrix?show=table");
  const rows = page.getByRole("region", { name: "Threads by user and level" }).locator("tbody tr");
  await expect(rows).toHaveCount(SAMPLE.users.length);
  const shown = await rows.evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent ?? "")),
  );
  const numbers = new Map(shown.map(([name, , ...rest]) => [name, rest.slice(0, 4)]));
  for (const { id, name } of SAMPLE.users) {
    const { full, subject, metadata } = seen(id);
    const expected = [full + subject + metadata, full, subject, metadata].map((one) => one.toLocaleString("en"));
    expect(numbers.get(name ?? id), id).toEqual(expected);
  }
});

test("every cell is what the package lists, and arrows go through them", async ({ page }) => {
  await open(page, site, "#/matrix");
  const grid = page.getByRole("application", { name: /^Who sees what/ });
  await grid.focus();
  const users = new Map(SAMPLE.users.map(({ id, name }) => [name, id]));
  const mailboxes = new Map(SAMPLE.mailboxes.map(({ id, address }) => [address, id]));
  let some = 0;
  for (const key of [
    "ArrowDown",
    "ArrowRight",
    "PageDown",
    "ArrowRight",
    "ArrowDown",
    "PageDown",
    "End",
    "ArrowUp",
    "ArrowLeft",
    "Home",
  ]) {
    await page.keyboard.press(key);
    const { user, mailbox, text } = await readOut(page);
    const id = mailboxes.get(mailbox) ?? "";
    const visible = site.policy.visibleThreads({ viewer: users.get(user) ?? "", now }).ids;
    const count = visible.filter((thread) => mailboxOf.get(thread) === id).length;
    const all = SAMPLE.threads.filter((thread) => thread.mailbox === id).length;
    expect(text, `${user}, ${mailbox}`).toMatch(new RegExp(`^${count} of ${all} threads`));
    some += count;
  }
  expect(some).toBeGreaterThan(0);
});

test("the canvas shows a cell that is seen in the colour of its level, and one that is not as the ground", async ({
  page,
}) => {
  await open(page, site, "#/matrix");
  const grid = page.getByRole("application", { name: /^Who sees what/ });
  await grid.focus();
  await page.keyboard.press("ArrowDown");
  const found = { seen: "", unseen: "" };
  for (let n = 0; n < 60 && (found.seen === "" || found.unseen === ""); n += 1) {
    await page.keyboard.press(n % 2 === 0 ? "ArrowRight" : "ArrowDown");
    const { text } = await readOut(page);
    const colour = await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>(".grid canvas");
      const { data } = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      const accent = getComputedStyle(document.querySelector(".primary") ?? document.body).backgroundColor;
      const [red, green, blue] = accent.match(/\d+/g)?.map(Number) ?? [];
      const width = canvas?.width ?? 1;
      let [left, top, right, bottom] = [width, 1e9, 0, 0];
      for (let at = 0; at < data.length; at += 4) {
        if (data[at] !== red || data[at + 1] !== green || data[at + 2] !== blue) continue;
        const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)];
        if (x < 170 || y < 126) continue; // the names of the row and the column have this colour too
        [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
      }
      const middle = (Math.floor((top + bottom) / 2) * width + Math.floor((left + right) / 2)) * 4;
      return `${data[middle]} ${data[middle + 1]} ${data[middle + 2]}`;
    });
    found[text.startsWith("0 of") ? "unseen" : "seen"] ||= colour;
  }
  expect(found.unseen).toBe("255 255 255");
  expect(found.seen).not.toBe("255 255 255");
  expect(found.seen).not.toBe("");
});

test("zooms in to the threads of a mailbox, and from there to why", async ({ page }) => {
  await open(page, site, "#/matrix?mailbox=m-joost-veldkamp");
  const grid = page.getByRole("application", { name: /^Who sees which thread/ });
  await grid.focus();
  for (const key of ["PageDown", "ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
  const name = await page.locator("#read-out strong").textContent();
  const level = await page.locator("#read-out .badge").textContent();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Why");
  await expect(page.getByRole("combobox", { name: "Viewer" })).toHaveValue(name ?? "");
  await expect(page.locator(".verdict .badge")).toHaveText(level ?? "");
  await page.goBack();
  await page.getByRole("button", { name: "All mailboxes" }).click();
  await expect(page.getByRole("application", { name: /^Who sees what/ })).toBeVisible();
});

test("the keys go with the zoom, into a mailbox and out again", async ({ page }) => {
  await open(page, site, "#/matrix");
  await page.getByRole("application", { name: /^Who sees what/ }).focus();
  for (const key of ["ArrowDown", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  await expect(page.getByRole("application", { name: /^Who sees which thread/ })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("application", { name: /^Who sees what/ })).toBeFocused();
});

test("a role reaches what its users see together", async ({ page }) => {
  await open(page, site, "#/matrix?show=roles");
  const below = (role: string): string[] => [
    role,
    ...SAMPLE.roles.filter(({ parent }) => parent === role).flatMap(({ id }) => below(id)),
  ];
  for (const { id, name } of SAMPLE.roles) {
    const reached = new Set<string>();
    const roles = below(id);
    for (const user of SAMPLE.users.filter((one) => one.roles?.some((role) => roles.includes(role)))) {
      for (const thread of site.policy.visibleThreads({ viewer: user.id, now }).ids) reached.add(thread);
    }
    const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: new RegExp(`${name}$`) }) });
    await expect(row.getByRole("cell").nth(1)).toHaveText(reached.size.toLocaleString("en"));
  }
});

test("says how the modes share", async ({ page }) => {
  await open(page, site, "#/matrix?show=bars");
  const row = page.getByRole("row").filter({ hasText: "shared mailbox" });
  const shared = new Map(
    SAMPLE.mailboxes.flatMap(({ id, owner, sharing }) => (sharing?.mode === "shared-mailbox" ? [[id, owner]] : [])),
  );
  const full = SAMPLE.users.flatMap(({ id }) => {
    const { ids, levels } = site.policy.visibleThreads({ viewer: id, now });
    return ids.filter((thread, n) => levels[n] === 3 && (shared.get(mailboxOf.get(thread) ?? "") ?? id) !== id);
  });
  await expect(row.getByRole("cell").nth(2)).toHaveText(full.length.toLocaleString("en"));
});

test("another moment and another surface give another matrix", async ({ page }) => {
  await open(page, site, "#/matrix?show=table&on=mailbox&at=2026-05-01T00%3A00%3A00Z");
  const ines = page.getByRole("row").filter({ hasText: "Ines Okafor" });
  const listed = site.policy.visibleThreads({
    viewer: "u-ines-okafor",
    surface: "mailbox",
    now: "2026-05-01T00:00:00Z",
  });
  await expect(ines.getByRole("cell").nth(1)).toHaveText(listed.rows.length.toLocaleString("en"));
});

test("1,000 users and 2,000 mailboxes are drawn, and the page stays fluid", async ({ page }) => {
  await open(page, site, "#/matrix");
  const large: Snapshot = {
    version: 1,
    organization: {},
    roles: [],
    users: Array.from({ length: 1000 }, (_, n) => ({ id: `u${n}`, status: "active" })),
    records: [{ id: "r", type: "contact", access: [{ kind: "everyone" }] }],
    mailboxes: Array.from({ length: 2000 }, (_, n) => ({
      id: `m${n}`,
      address: `m${n}@a.test`,
      owner: `u${n % 1000}`,
      ...(n % 3 === 0 ? { sharing: { mode: "complete", audience: [{ kind: "user", id: `u${(n * 7) % 1000}` }] } } : {}),
    })),
    threads: Array.from({ length: 6000 }, (_, n) => ({
      id: `t${n}`,
      mailbox: `m${n % 2000}`,
      participants: [],
      records: ["r"],
    })),
  };
  await dropFile(page, "large.json", JSON.stringify(large));
  await expect(page.locator("header .source")).toContainText("1,000 users");
  const grid = page.getByRole("application", { name: /^Who sees what/ });
  await expect(grid).toBeVisible({ timeout: 30_000 });
  await grid.focus();
  const start = Date.now();
  for (let n = 0; n < 20; n += 1) await page.keyboard.press("ArrowRight");
  expect((Date.now() - start) / 20, "milliseconds from key to key").toBeLessThan(500);
  await expect(page.locator("#read-out .cell-text")).toContainText("of 3 threads");
});

for (const show of ["grid", "table", "roles", "bars"]) {
  test(`has no accessibility violations: ${show}`, async ({ page }) => {
    await open(page, site, `#/matrix?show=${show}`);
    await expect(page.locator("main .hint").last()).toContainText("answered in");
    await expectAccessibleEverywhere(page, `matrix-${show}`);
  });
}
