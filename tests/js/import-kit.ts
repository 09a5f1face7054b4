// What the tests of importers share: exports of real systems (tests/js/vendors), and what each user sees of the result.
import { readFileSync } from "node:fs";
import { diagnose, type MailveilError, Policy, type Snapshot } from "mailveil";
import type { Imported, Lost, System } from "mailveil/import";
import { expect } from "vitest";
import { thrown } from "./fixture.ts";

export const now = "2026-06-01T12:00:00Z";

export type Exported = Record<string, unknown>;

/** An answer, or a directory, with invented values. A fresh one, to be changed. */
export function vendor(name: string): Exported {
  const text = texts.get(name) ?? readFileSync(new URL(`vendors/${name}.json`, import.meta.url), "utf8");
  texts.set(name, text);
  return JSON.parse(text);
}

const texts = new Map<string, string>();

/** The directory of a system. A fresh one, to be changed. */
export const directory = (system: System): Exported => vendor(`${system}-directory`);

/** What stands at a JSON Pointer. */
export function valueAt(json: unknown, pointer: string): unknown {
  const steps = pointer.split("/").slice(1);
  return steps.reduce((value, step) => Reflect.get(Object(value), step.replaceAll("~1", "/")), json);
}

/** Puts values at JSON Pointers, and takes away what stands where the value is `undefined`. */
export function changed(json: Exported, changes: Readonly<Record<string, unknown>>): Exported {
  for (const [pointer, value] of Object.entries(changes)) {
    const end = pointer.lastIndexOf("/");
    const holder = Object(valueAt(json, pointer.slice(0, end)));
    const name = pointer.slice(end + 1).replaceAll("~1", "/");
    if (value === undefined) Reflect.deleteProperty(holder, name);
    else Reflect.set(holder, name, value);
  }
  return json;
}

/** The snapshot, which has no problems. */
export function accepted({ snapshot }: Imported): Snapshot {
  expect(diagnose(snapshot)).toStrictEqual({ problems: [], total: 0 });
  return snapshot;
}

const levels = ["none", "metadata", "subject", "full"];

/** What each user sees, by id: the threads, and the level where it is not full. */
export function seen(imported: Imported, place: { surface?: "mailbox" | "record" } = {}): Record<string, string[]> {
  const snapshot = accepted(imported);
  const policy = Policy.parse(snapshot);
  const of = (viewer: string) => {
    const visible = policy.visibleThreads({ viewer, now, ...place });
    return visible.ids.map((id, index) =>
      visible.levels[index] === 3 ? id : `${id} ${levels[visible.levels[index] ?? 0]}`,
    );
  };
  const list = Object.fromEntries(snapshot.users.map(({ id }) => [id, of(id)]));
  policy.free();
  return list;
}

export const lost = ({ report }: Imported, what: RegExp): Lost | undefined =>
  report.lost.find((row) => what.test(row.what));

/** What was refused, as code and place. */
export function refusal(run: () => unknown): string {
  const { name, code, path, help } = thrown(run) as MailveilError;
  expect(name).toBe("MailveilError");
  expect(help).not.toBe("");
  return `${code} ${path}`;
}
