import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** Chromium as the machine has it (scripts/env.sh finds it), else the one that Playwright has fetched itself. */
const executablePath = [process.env["CHROMIUM"], "/usr/bin/chromium"].find((path) => path && existsSync(path));

export default defineConfig({
  testDir: "tests/browser",
  outputDir: "tests/output/browser",
  reporter: [["list"], ["json", { outputFile: "tests/output/browser.json" }]],
  forbidOnly: process.env["CI"] !== undefined,
  timeout: 60_000,
  workers: 1,
  use: {
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
