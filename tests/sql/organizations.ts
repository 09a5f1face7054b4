// The random organisations of `tests/sql_organizations.rs`, with times that a database can keep.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const file = fileURLToPath(new URL("../output/sql-organizations.jsonl", import.meta.url));

/** What the questions are about; the rest of a snapshot is the policy's alone. */
export interface Organization {
  readonly text: string;
  readonly users: readonly string[];
  readonly records: readonly string[];
  readonly threads: readonly string[];
  /** Every moment at which an answer may change, with those just before and after it. */
  readonly moments: readonly string[];
}

/** A time of the snapshot to the nanosecond as one to the microsecond, in the same order: billionths become millionths. */
const coarse = (text: string): string =>
  text.replaceAll(/\.(\d{9})(?=Z|[+-]\d\d:\d\d)/g, (_, digits: string) =>
    digits.endsWith("000") ? `.${digits.slice(0, 6)}` : `.${digits.slice(3)}`,
  );

/** As they are written, to the nanosecond: a database rounds these to the side that hides. */
export function fineTexts(): string[] {
  if (!existsSync(file)) throw new Error("there are no organisations: run `cargo test --test sql_organizations` first");
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "");
}

export const coarseTexts = (): string[] => fineTexts().map(coarse);

const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

export function organization(text: string): Organization {
  const snapshot = JSON.parse(text);
  const times = [...text.matchAll(/"(\d{4}-\d\d-\d\dT[^"]+)"/g)].map(
    ([, time]) => BigInt(Date.parse(coarseMilliseconds(time ?? ""))) * 1000n + micros(time ?? ""),
  );
  const noon = BigInt(Date.parse("2026-06-01T12:00:00Z")) * 1000n;
  const border = [...new Set([noon, ...times.flatMap((time) => [time - 1n, time, time + 1n])])];
  return {
    text,
    users: ids(snapshot.users),
    records: ids(snapshot.records),
    threads: ids(snapshot.threads),
    moments: border.map(written),
  };
}

/** Without its fraction. */
const coarseMilliseconds = (time: string): string => time.replace(/\.\d+/, "");

function micros(time: string): bigint {
  const fraction = /\.(\d+)/.exec(time)?.[1] ?? "";
  return BigInt(fraction.padEnd(6, "0").slice(0, 6));
}

function written(microseconds: bigint): string {
  const whole = new Date(Number(microseconds / 1000n - ((microseconds / 1000n) % 1000n)));
  const fraction = microseconds - BigInt(whole.getTime()) * 1000n;
  return whole.toISOString().replace(/\.\d+Z$/, `.${String(fraction).padStart(6, "0")}Z`);
}
