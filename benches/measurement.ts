// What was measured, kept as it was: so that the page can be written again when only its words change.
import { readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, platform, totalmem } from "node:os";
import type { Measured } from "./groups.ts";
import type { Point } from "./report.ts";

const FILE = new URL("../docs/performance/measurement.json", import.meta.url);

export interface Measurement {
  readonly date: string;
  readonly machine: string;
  readonly engine: string;
  readonly measured: readonly Measured[];
  readonly points: readonly Point[];
}

export function save(measured: readonly Measured[], points: readonly Point[]): void {
  const [cpu] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const measurement: Measurement = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} x ${cpu?.model ?? "unknown processor"}, ${gigabytes} GB, ${platform()} ${arch()}`,
    engine: `Node ${process.versions.node}, V8 ${process.versions.v8}`,
    measured,
    points,
  };
  writeFileSync(FILE, `${JSON.stringify(measurement, null, 1)}\n`);
}

export const last = (): Measurement => JSON.parse(readFileSync(FILE, "utf8"));
