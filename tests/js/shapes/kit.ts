// What the tests of ready-made shapes share: answers of real systems (tests/js/vendors), three people, and what each sees.
import { readFileSync } from "node:fs";
import { type FilterOptions, Policy, type Snapshot, type Summary } from "mailveil";
import type { Shape } from "mailveil/shapes";
import { expect } from "vitest";

export const now = "2026-06-01T12:00:00Z";

/** The body of a vendor's answer, with invented values. */
export const answer = (name: string) => readFileSync(new URL(`../vendors/${name}.json`, import.meta.url), "utf8");

/** Ann owns the mailbox, Bob is a colleague in sales, Eve a stranger: active, but in no audience and with no access. */
export function team(ann: string, bob: string, eve: string): Pick<Snapshot, "roles" | "users"> {
  return {
    roles: [{ id: "sales" }],
    users: [
      { id: ann, status: "active", addresses: ["ann@crm.example"] },
      { id: bob, status: "active", roles: ["sales"] },
      { id: eve, status: "active" },
    ],
  };
}

export const sales = [{ kind: "role", id: "sales" }] as const;

/** All mail of contacts and leads, to sales. */
export const complete = (level: "metadata" | "subject" | "full" = "full") => ({
  mode: "complete" as const,
  audience: [{ ...sales[0], level }],
});

export type Facts = Pick<Snapshot, "roles" | "users" | "records" | "mailboxes"> & Partial<Snapshot>;

/** A policy that excludes no domain, or the law firm's. */
export function policyOf(facts: Facts, excluded: "law.example" | "none"): Policy {
  const organization = { domains: ["crm.example"], excludedDomains: excluded === "none" ? [] : [excluded] };
  return Policy.parse({ version: 1, threads: [], ...facts, organization });
}

type Value = { readonly [name: string]: Value } & readonly Value[] & { readonly id: string };
type More = Pick<FilterOptions, "given" | "record" | "surface">;

export interface Seen extends Summary {
  readonly body: Value;
  readonly text: string;
}

/** What a viewer gets of an answer. */
export function see(policy: Policy, shape: Shape, text: string, viewer: string, more: More = {}): Seen {
  const { body, ...counts } = policy.filterThreads(text, { ...shape, now, ...more, viewer });
  const filtered = new TextDecoder().decode(body);
  return { body: JSON.parse(filtered), text: filtered, ...counts };
}

/** The answer with another value at a path; `undefined` takes the member away. */
export function changed(text: string, path: string, value: unknown): string {
  const body = JSON.parse(text);
  const { holder, name } = placeOf(body, path);
  expect(Object.keys(holder), path).toContain(name);
  if (value === undefined) delete holder[name];
  else holder[name] = value;
  return JSON.stringify(body);
}

/** The answer with a member there twice, with the same value. */
export function twice(text: string, path: string): string {
  const body = JSON.parse(text);
  const { holder, name } = placeOf(body, path);
  expect(Object.keys(holder), path).toContain(name);
  holder["(again)"] = holder[name];
  return JSON.stringify(body).replace('"(again)"', JSON.stringify(name));
}

function placeOf(body: unknown, path: string): { holder: Record<string, unknown>; name: string } {
  const names = path.split("/").slice(1);
  const name = names.pop() ?? "";
  const holder = names.reduce((value, step) => (value as Record<string, unknown>)[step], body);
  return { holder: holder as Record<string, unknown>, name };
}

/** That an answer which was damaged shows its owner nothing of the damaged item, and that it could not be read. */
export function expectUnreadable(policy: Policy, shape: Shape, text: string, owner: string, more: More = {}): void {
  const seen = see(policy, shape, text, owner, more);
  expect(seen.unreadable).toBe(1);
  expect(seen.hidden).toBeGreaterThanOrEqual(1);
}
