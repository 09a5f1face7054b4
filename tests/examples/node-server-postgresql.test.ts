// The server over PostgreSQL, by the commands of its README: what three people see, against what the policy decides.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Policy, type Snapshot } from "mailveil";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importDirectory } from "../../examples/node-server/src/export.ts";
import { type PostgresqlEngine, startPostgresql } from "../sql/postgresql.ts";
import { copyOf, type Program, remove, run, start } from "./program.ts";

let engine: PostgresqlEngine;
let folder: string;
let server: Program;
let address: string;
let snapshot: Snapshot;
const tokens: Record<string, string> = {};
const people = { Ann: "11", Bob: "12", Cat: "14" } as const;
type Person = keyof typeof people;

/** The directory with Cat, a deal that Ann and Cat alone can open, and 1,300 threads of Ann's, three at each moment. */
function enlarge(): void {
  const file = (name: string) => join(folder, "export", `${name}.json`);
  const change = (name: string, add: (data: readonly Record<string, unknown>[]) => readonly object[]) => {
    const answer = JSON.parse(readFileSync(file(name), "utf8"));
    writeFileSync(file(name), JSON.stringify({ ...answer, data: [...answer.data, ...add(answer.data)] }));
  };
  change("users", ([ann]) => [{ ...ann, id: 14, name: "Cat", email: "cat@crm.example" }]);
  change("deals", ([deal]) => [{ ...deal, id: 301, title: "A merger", owner_id: 14, visible_to: 1 }]);
  change("mailThreads", ([thread]) =>
    Array.from({ length: 1_300 }, (_, number) => {
      const at = new Date(Date.UTC(2026, 2, 1) + Math.floor(number / 3) * 60_000).toISOString();
      return {
        ...thread,
        id: 10_000 + number,
        subject: `Offer ${number}`,
        shared_flag: number % 4 === 0 ? 0 : 1,
        deal_id: number % 20 === 1 ? 301 : 300,
        first_message_timestamp: at,
        last_message_timestamp: at,
      };
    }),
  );
}

beforeAll(async () => {
  engine = await startPostgresql();
  await engine.run(["create role crm login", "create role app login", "create database crm owner crm"]);
  const as = (role: string) => `postgres://${role}@/crm?host=${encodeURIComponent(engine.client.host)}`;
  process.env["WRITER"] = as("crm");
  process.env["READER"] = as("app");
  process.env["PORT"] = "0";
  folder = copyOf("node-server");
  enlarge();
  snapshot = importDirectory(join(folder, "export"), join(folder, "decisions.json")).snapshot;
  const filled = run(folder, "fill");
  for (const [, user = "", token = ""] of filled.matchAll(/token of (\w+): (\S+)/g)) tokens[user] = token;
  server = start(folder, "start:postgresql");
  [, address = ""] = await server.says(/listening on (\S+)/);
});
afterAll(async () => {
  await server?.stop();
  await engine?.stop();
  remove(folder);
});

const as = (user: string, path: string, init: RequestInit = {}) =>
  fetch(address + path, { ...init, headers: { authorization: `Bearer ${tokens[user] ?? user}` } });

interface Mail {
  readonly id: string;
  readonly level: number;
  readonly subject: string | null;
  readonly snippet: string | null;
}
interface Page {
  readonly data: readonly Mail[];
  readonly next: string | null;
}

/** All pages of a list, one after the other. */
async function pages(user: string, path: string, limit: number): Promise<readonly (readonly Mail[])[]> {
  const found: (readonly Mail[])[] = [];
  let after = "";
  for (;;) {
    const response = await as(user, `${path}?limit=${limit}${after}`);
    expect(response.status).toBe(200);
    const { data, next } = (await response.json()) as Page;
    found.push(data);
    if (next === null) return found;
    after = `&after=${next}`;
  }
}
const ids = (mail: readonly Mail[]) => mail.map(({ id }) => id);

/** What the policy decides, latest first, as the database is to order it. */
function expected(from: Snapshot, person: Person, record?: string): string[] {
  const policy = Policy.parse(from);
  const place = record === undefined ? {} : { record };
  const seen = from.threads.filter(({ id }) =>
    policy.allows({ action: "view", viewer: people[person], thread: id, ...place }),
  );
  policy.free();
  const key = ({ lastMessageAt = "", id }: Snapshot["threads"][number]) => `${lastMessageAt} ${id}`;
  return seen.sort((one, other) => (key(one) < key(other) ? 1 : -1)).map(({ id }) => id);
}

const records = () => snapshot.records.map(({ id }) => id);
const share = (user: string, value: unknown, mailbox = snapshot.mailboxes[0]?.id) =>
  as(user, `/mailboxes/${mailbox}/sharing`, { method: "PUT", body: JSON.stringify(value) });
/** The snapshot in which Ann's mailbox shares in another way. */
const shared = (sharing: object) =>
  ({
    ...snapshot,
    mailboxes: snapshot.mailboxes.map((mailbox, row) => (row === 0 ? { ...mailbox, sharing } : mailbox)),
  }) as Snapshot;

describe("the list", () => {
  it("has full pages of what each of three people may see", async () => {
    const lengths: number[] = [];
    for (const person of Object.keys(people) as Person[]) {
      const found = await pages(person, "/mail", 100);
      expect(ids(found.flat())).toStrictEqual(expected(snapshot, person));
      for (const page of found.slice(0, -1)) expect(page).toHaveLength(100);
      lengths.push(found.flat().length);
    }
    // Ann's own; of these, what is shared on deals that Bob can open, with Bob's own; and what Cat can.
    expect(lengths).toStrictEqual([1_302, 912, 976]);
  });

  it("goes on where a page ended, also between threads of one moment", async () => {
    const small = (await pages("Bob", "/mail", 7)).flat();
    expect(ids(small)).toStrictEqual(expected(snapshot, "Bob"));
    expect((await as("Bob", "/mail?after=bm8gdGltZQ")).status).toBe(400);
  });

  it("goes on where a page ended when mail has come in between", async () => {
    const first = (await (await as("Bob", "/mail?limit=5")).json()) as Page;
    const writer = new pg.Client({ connectionString: process.env["WRITER"] });
    await writer.connect();
    await writer.query("insert into mv_thread values ('new', $1, 'active', null, now(), now())", ["acc-bob"]);
    const second = (await (await as("Bob", `/mail?limit=5&after=${first.next}`)).json()) as Page;
    expect(ids([...first.data, ...second.data])).toStrictEqual(expected(snapshot, "Bob").slice(0, 10));
    await writer.query("delete from mv_thread where id = 'new'");
    await writer.end();
  });

  it("is nobody's without a session", async () => {
    for (const path of ["/mail", "/mail/count", `/records/${records()[0]}/mail`]) {
      for (const response of [await as("made-up", path), await fetch(address + path)]) {
        expect(response.status).toBe(401);
        expect(response.headers.get("cache-control")).toBe("private, no-store");
        expect(await response.json()).toStrictEqual({ code: "no-viewer" });
      }
    }
    expect((await share("made-up", { mode: "private" })).status).toBe(401);
    // Eve has left.
    expect(await (await as("Eve", "/mail")).json()).toStrictEqual({ data: [], next: null });
  });
});

describe("the timeline of a record", () => {
  it("is what each of three people may see there", async () => {
    for (const record of records())
      for (const person of Object.keys(people) as Person[])
        expect(ids((await pages(person, `/records/${record}/mail`, 100)).flat())).toStrictEqual(
          expected(snapshot, person, record),
        );
    expect(await (await as("Ann", "/records/none/mail")).json()).toStrictEqual({ data: [], next: null });
  });
});

describe("the count", () => {
  it("ends at a thousand", async () => {
    expect(await (await as("Ann", "/mail/count")).json()).toStrictEqual({ count: 1_000, more: true });
    expect(await (await as("Bob", "/mail/count")).json()).toStrictEqual({ count: 912, more: false });
  });
});

describe("a sharing mode", () => {
  const everyone = (level: string) => ({ mode: "complete", audience: [{ kind: "everyone", level }] });

  it("is its owner's to choose", async () => {
    expect((await share("Bob", everyone("full"))).status).toBe(403);
    expect((await share("Ann", { mode: "open" })).status).toBe(422);
    expect((await share("Ann", everyone("full"), "none")).status).toBe(404);
    expect(ids((await pages("Bob", "/mail", 100)).flat())).toStrictEqual(expected(snapshot, "Bob"));
  });

  it("is seen by the next request, and so is its level", async () => {
    const changes = [
      [everyone("metadata"), 1],
      [everyone("subject"), 2],
      [everyone("full"), 3],
      [{ mode: "private" }, undefined],
      [{ mode: "record-level", audience: [{ kind: "everyone" }], sharedRecords: ["person:300"] }, 3],
      [{ mode: "record-level", audience: [{ kind: "everyone" }], sharedRecords: [] }, undefined],
    ] as const;
    for (const [sharing, level] of changes) {
      expect((await share("Ann", sharing)).status).toBe(200);
      for (const person of Object.keys(people) as Person[])
        expect(ids((await pages(person, "/mail", 100)).flat())).toStrictEqual(expected(shared(sharing), person));
      const ofAnn = (await pages("Bob", "/mail", 100)).flat().filter(({ id }) => Number(id) >= 10_000);
      expect(ofAnn.length > 0).toBe(level !== undefined);
      for (const mail of ofAnn) {
        expect(mail.level).toBe(level);
        expect(mail.subject === null).toBe(mail.level < 2);
        expect(mail.snippet === null).toBe(mail.level < 3);
      }
    }
  });

  it("is seen on another server, too", async () => {
    const second = start(folder, "start:postgresql");
    const [, other = ""] = await second.says(/listening on (\S+)/);
    const first = address;
    for (const sharing of [everyone("full"), { mode: "private" }]) {
      expect((await share("Ann", sharing)).status).toBe(200);
      address = other;
      expect(ids((await pages("Bob", "/mail", 100)).flat())).toStrictEqual(expected(shared(sharing), "Bob"));
      address = first;
    }
    await second.stop();
  });
});

describe("the database", () => {
  it("shows no mail to the role of requests by itself", async () => {
    const reader = new pg.Client({ connectionString: process.env["READER"] });
    await reader.connect();
    for (const table of ["mv_thread", "mail"]) expect((await reader.query(`select from ${table}`)).rowCount).toBe(0);
    await expect(reader.query("delete from mv_thread")).rejects.toThrow(/permission denied/);
    await expect(reader.query("set role crm")).rejects.toThrow(/permission denied/);
    await expect(reader.query("update organization set version = 0")).rejects.toThrow(/permission denied/);
    await reader.end();
    const writer = new pg.Client({ connectionString: process.env["WRITER"] });
    await writer.connect();
    expect((await writer.query("select from mv_thread")).rowCount).toBe(1_303);
    await writer.end();
  });
});
