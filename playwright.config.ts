import { defineConfig } from "@playwright/test";

/** Chromium as the machine has it: scripts/env.sh finds it, nothing is downloaded. */
const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

export default defineConfig({
  testDir: "tests/browser",
  outputDir: "tests/output/browser",
  forbidOnly: process.env["CI"] !== undefined,
  timeout: 60_000,
  workers: 1,
  use: {
    launchOptions: {
      executablePath,
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
