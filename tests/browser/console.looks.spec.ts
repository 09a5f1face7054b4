// How key views look, coarsely: a page is compared as a mosaic of grey tiles, so that another font is no difference, and a
// layout that falls apart is. The mosaics are text beside this file; `MOSAICS=write` writes them anew.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { hostSite, open } from "./console.ts";

const site = hostSite();

/** Size of a tile, in pixels. */
const TILE = 20;
/** Of 16 shades of grey, so many may a tile differ before it counts as another. */
const SHADES = 3;
/** The part of all tiles that may differ. */
const PART = 0.06;

const VIEWS = {
  viewer: "#/viewer?as=u-ines-okafor&thread=t-67",
  why: "#/why?as=u-petra-vance&action=view&thread=t-3",
  matrix: "#/matrix",
  "what-if": "#/what-if?mailbox=m-rafael-montero",
  health: "#/health",
  tour: "#/tour",
} as const;

/** Rows of tiles, each a hexadecimal digit: 0 is black. */
async function mosaicOf(page: Page): Promise<string> {
  const picture = (await page.screenshot({ animations: "disabled", caret: "hide" })).toString("base64");
  return page.evaluate(
    async ([base64, tile]) => {
      const bytes = Uint8Array.from(atob(String(base64)), (sign) => sign.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const [columns, rows] = [Math.floor(bitmap.width / Number(tile)), Math.floor(bitmap.height / Number(tile))];
      const canvas = new OffscreenCanvas(columns, rows);
      const context = canvas.getContext("2d");
      if (context === null) throw new Error("no canvas");
      context.imageSmoothingQuality = "high";
      context.drawImage(bitmap, 0, 0, columns, rows);
      const { data } = context.getImageData(0, 0, columns, rows);
      const grey = (at: number): number => ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3;
      const lines = Array.from({ length: rows }, (_, row) =>
        Array.from({ length: columns }, (_, column) =>
          Math.floor(grey((row * columns + column) * 4) / 16).toString(16),
        ),
      );
      return lines.map((line) => line.join("")).join("\n");
    },
    [picture, TILE],
  );
}

/** The part of the tiles that are another shade. */
function difference(one: string, other: string): number {
  const [a, b] = [one.replaceAll("\n", ""), other.replaceAll("\n", "")];
  if (a.length !== b.length) return 1;
  const shade = (text: string, at: number): number => Number.parseInt(text[at] ?? "0", 16);
  const differing = [...a].filter((_, at) => Math.abs(shade(a, at) - shade(b, at)) > SHADES);
  return differing.length / a.length;
}

for (const [name, hash] of Object.entries(VIEWS)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`${name} looks as it did, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width: 1360, height: 860 });
      await open(page, site, hash);
      await expect(page.locator(".busy")).toHaveCount(0);
      await page.waitForLoadState("networkidle");
      const file = new URL(`mosaics/${name}-${colorScheme}.txt`, import.meta.url);
      const mosaic = await mosaicOf(page);
      if (process.env["MOSAICS"] === "write") writeFileSync(file, `${mosaic}\n`);
      expect(existsSync(file), "write the mosaics with MOSAICS=write, and look at the pages").toBe(true);
      const differing = difference(mosaic, readFileSync(file, "utf8").trimEnd());
      await page.screenshot({ path: `tests/output/www/look-${name}-${colorScheme}.png` });
      expect(differing, "the part of the page that looks different").toBeLessThan(PART);
    });
  }
}

test("a mosaic that is different is noticed", async ({ page }) => {
  await page.setViewportSize({ width: 1360, height: 860 });
  await open(page, site, VIEWS.matrix);
  await expect(page.locator(".busy")).toHaveCount(0);
  const before = await mosaicOf(page);
  await page.evaluate(() => document.querySelector("nav.views")?.remove());
  expect(difference(before, await mosaicOf(page))).toBeGreaterThan(PART);
});
