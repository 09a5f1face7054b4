// `mailveil import`, and what `mailveil threads` shows of the result.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { System } from "mailveil/import";
import { afterAll, describe, expect, it } from "vitest";
import { directory, type Exported, now, vendor } from "./import-kit.ts";

const cli = fileURLToPath(new URL("../../pkg/dist/cli.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "mailveil-import-"));
afterAll(() => rmSync(folder, { recursive: true }));

let number = 0;

/** A folder with these files, as text or as JSON. */
function files(contents: Readonly<Record<string, unknown>>): string {
  number += 1;
  const path = join(folder, String(number));
  mkdirSync(path);
  for (const [name, content] of Object.entries(contents)) {
    const file = join(path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      file,
      typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content),
    );
  }
  return path;
}

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: "utf8" });
  expect(stderr).not.toMatch(/\n\s+at .*:\d+:\d+/);
  return { status, stdout, stderr };
}

/** The snapshot's file, and what the command said. */
function imported(system: System, path: string, decisions?: unknown, ...more: readonly string[]) {
  const out = join(files({}), "snapshot.json");
  const decided =
    decisions === undefined ? [] : ["--decisions", join(files({ "decisions.json": decisions }), "decisions.json")];
  return { out, ...run("import", system, path, "--out", out, ...decided, ...more) };
}

const visible = (snapshot: string, viewer: string): string[] => {
  const { status, stdout } = run("threads", snapshot, "--viewer", viewer, "--now", now, "--json");
  expect(status).toBe(0);
  return JSON.parse(stdout).map(({ id, level }: { id: string; level: string }) =>
    level === "full" ? id : `${id} ${level}`,
  );
};

const pages = (list: readonly unknown[]) => [{ data: list.slice(0, 2) }, { data: list.slice(2) }];

describe("mailveil import", () => {
  it("makes a snapshot of a directory of answers, by endpoint and page", () => {
    const { users, ...rest } = directory("pipedrive") as Record<string, { data: unknown[] }>;
    const [first, second] = pages(users?.data ?? []);
    const path = files({
      ...Object.fromEntries(Object.entries(rest).map(([name, answer]) => [`${name}.json`, answer])),
      "users.2.json": second,
      "users.1.json": first,
      "mailThreads.json": vendor("pipedrive-mailThreads"),
      // Folders do as well as points.
      "mailThreads/9001/mailMessages.json": vendor("pipedrive-mailThread-messages"),
      "deals.300.followers.json": { data: [{ user_id: 12 }] },
      "notes.txt": "not read",
    });
    const { out, status, stdout, stderr } = imported("pipedrive", path, { plan: "premium", threadDefault: "private" });
    expect([status, stderr]).toStrictEqual([0, ""]);
    expect(stdout).toMatch(/^taken\nrows +endpoint\n/);
    expect(stdout).toMatch(/\nlost\ncount +what +what it means +first\n/);
    expect(stdout).toMatch(/\n1 +placeholder records +mail links to them/);
    expect(stdout).toContain("/decisions/plan  ");
    expect(stdout).toMatch(/\nwrote .*: 5 users, 3 roles, 5 records, 1 mailboxes, 4 threads, no problems\n$/);
    // Ann's own; Bob follows the deal, and person 300 is of Bob's group; the administrator opens every record.
    expect(visible(out, "11")).toStrictEqual(["9001", "9002", "9004"]);
    expect(visible(out, "12")).toStrictEqual(["9001"]);
    expect(visible(out, "13")).toStrictEqual(["9001"]);
    expect(visible(out, "14")).toStrictEqual([]);
  });

  it("makes one of a single file with all answers, by itself or alone in its directory", () => {
    const one = files({
      "zoho-directory.json": {
        ...directory("zoho"),
        "Contacts/5550000000200001/Emails": vendor("zoho-contact-emails-v8"),
      },
    });
    const decisions = { sharing: { mode: "complete", audience: [{ kind: "everyone" }] }, aboveOwner: "roles" };
    for (const path of [one, join(one, "zoho-directory.json")]) {
      const { out, status } = imported("zoho", path, decisions);
      expect(status).toBe(0);
      const [a1, a2] = ["<a1@mail.invalid>:5550000000100001", "<a2@mail.invalid>:5550000000100001"];
      // Ann owns the mailbox; Bob is a peer who cannot open Ann's contact; Cat's role is above Ann's.
      expect(visible(out, "5550000000100001")).toStrictEqual([a1, a2]);
      expect(visible(out, "5550000000100002")).toStrictEqual([]);
      expect(visible(out, "5550000000100003")).toStrictEqual([a1, a2]);
    }
  });

  it("makes one of tables of Creatio", () => {
    const tables = { ...directory("creatio"), EmailMessageData: vendor("creatio-emailmessagedata") } as Exported;
    const path = files(Object.fromEntries(Object.entries(tables).map(([name, rows]) => [`${name}.json`, rows])));
    const administrators = ["00000067-0000-4000-8000-000000000067"];
    const { out, status } = imported("creatio", path, { administrators, childRolesInherit: false });
    expect(status).toBe(0);
    const mail = [
      "00000190-0000-4000-8000-000000000190",
      "00000191-0000-4000-8000-000000000191",
      "00000192-0000-4000-8000-000000000192",
    ];
    // Ann registered the shared mailbox, Bob's role may send from it, and the administrator has no right on it.
    expect(visible(out, "000003e9-0000-4000-8000-0000000003e9")).toStrictEqual(mail);
    expect(visible(out, "000003ea-0000-4000-8000-0000000003ea")).toStrictEqual(mail);
    expect(visible(out, "000003eb-0000-4000-8000-0000000003eb")).toStrictEqual([]);
  });

  it("makes one of Twenty's answers", () => {
    const path = files({ "all.json": { ...directory("twenty"), messages: vendor("twenty-messages-graphql") } });
    const { out, status } = imported("twenty", path, { unlinkedMessages: "hidden" });
    expect(status).toBe(0);
    const [quote, dispute, channel] = [33 + 18, 34 + 18, 0x2bd].map(
      (at) => `20202020-0000-4000-8000-${at.toString(16).padStart(12, "0")}`,
    );
    expect(visible(out, "20202020-0000-4000-8000-000000000385")).toStrictEqual([
      quote,
      dispute,
      `${dispute}:${channel}`,
    ]);
    // The channel shows subjects; the other thread has a participant of a domain that Ann blocks.
    expect(visible(out, "20202020-0000-4000-8000-000000000386")).toStrictEqual([`${quote} subject`]);
  });

  it("prints the report as JSON", () => {
    const path = files({ "all.json": directory("twenty") });
    const { status, stdout } = imported("twenty", path, { unlinkedMessages: "hidden" }, "--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      system: "twenty",
      decisions: [{ path: "/decisions/unlinkedMessages" }],
    });
  });

  it("says whom a decision is about only where it is about somebody", () => {
    const path = files({ "all.json": directory("pipedrive") });
    expect(imported("pipedrive", path).stderr).toMatch(/\ndecision +question\n\/decisions\/plan +Which plan/);
  });

  it("lists every decision that is missing, with a file to fill in, and writes nothing", () => {
    const path = files({ "all.json": directory("zoho") });
    const { out, status, stdout, stderr } = imported("zoho", path);
    expect([status, stdout]).toStrictEqual([2, ""]);
    expect(stderr).toMatch(/^mailveil: 6 decisions are missing/);
    expect(stderr).toMatch(/\n\/decisions\/sharing\/5550000000100001 +Ann Seller +How is the mail/);
    expect(stderr).toMatch(/\n"managers" +those whom the owner reports to/);
    const form = JSON.parse(stderr.slice(stderr.lastIndexOf("--decisions:\n") + 13));
    expect(Object.keys(form)).toStrictEqual(["sharing", "aboveOwner"]);
    expect(Object.keys(form.sharing)).toHaveLength(5);
    expect(() => readFileSync(out)).toThrow(/ENOENT/);
    // Filled in, it does.
    for (const user of Object.keys(form.sharing)) form.sharing[user] = { mode: "private" };
    const { stderr: less } = imported("zoho", path, form);
    expect(less).toMatch(/a decision is missing/);
    expect(less).toMatch(/\{\n {2}"aboveOwner": null\n\}\n$/);
    expect(imported("zoho", path, { ...form, aboveOwner: "nobody" }).status).toBe(0);
  });

  const plan = { plan: "premium" };
  const { users } = directory("pipedrive");
  const wrong = { data: [{ id: 7, visible_to: 9 }] };
  it.each<[string, Record<string, unknown>, unknown, RegExp]>([
    [
      "an unknown value in a file",
      { "users.json": users, "deals.json": wrong },
      plan,
      /deals\.json \/data\/0\/visible_to: .* \(unknown-value\)\nhelp: known are `1`/,
    ],
    [
      "an unknown value in a page",
      { "users.json": users, "deals.1.json": { data: [] }, "deals.2.json": wrong },
      plan,
      /deals\.2\.json \/data\/0\/visible_to: /,
    ],
    [
      "an unknown value in one file with all",
      { "all.json": { users, deals: wrong } },
      plan,
      /mailveil: \/deals\/data\/0\/visible_to: /,
    ],
    ["an unknown file", { "users.json": users, "pipelines.json": {} }, plan, /pipelines\.json: .*\(unknown-field\)/],
    [
      "an unknown decision",
      { "users.json": users },
      { ...plan, sharing: 1 },
      /\/decisions\/sharing: .*\(unknown-field\)/,
    ],
    // The parser's own message would quote the file.
    [
      "a file that is no JSON",
      { "users.json": "my salary" },
      plan,
      /^mailveil: \S*users\.json is no JSON in UTF-8\nhelp: .*\n$/,
    ],
    ["a file that is no UTF-8", { "users.json": new Uint8Array([0x22, 0xff, 0x22]) }, plan, /no JSON in UTF-8/],
    ["decisions that are no JSON", { "users.json": users }, "plan: premium", /decisions\.json is no JSON/],
    ["an empty directory", {}, plan, /there are no JSON files/],
  ])("tells what to do about %s, and exits with 2", (_, contents, decisions, message) => {
    const { out, status, stdout, stderr } = imported("pipedrive", files(contents), decisions);
    expect([status, stdout]).toStrictEqual([2, ""]);
    expect(stderr).toMatch(message);
    expect(() => readFileSync(out)).toThrow(/ENOENT/);
  });

  it("tells what to do about a directory, a file or a system that is not there", () => {
    expect(imported("pipedrive", join(folder, "none"), plan).stderr).toMatch(/cannot read the export: .*\nhelp: /);
    expect(run("import", "hubspot", folder, "--out", "x")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("pipedrive"),
    });
    expect(run("import", "zoho", folder)).toMatchObject({ status: 2, stderr: expect.stringContaining("--out") });
    const path = files({ "users.json": users });
    const [decisions, out] = [join(files({ "d.json": plan }), "d.json"), join(folder, "none", "x.json")];
    const told = run("import", "pipedrive", path, "--decisions", decisions, "--out", out);
    expect(told).toMatchObject({ status: 2, stdout: "" });
    expect(told.stderr).toMatch(/cannot write the snapshot: .*\nhelp: /);
  });

  it("takes a byte order mark, which some tools put first", () => {
    const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(JSON.stringify(users))]);
    expect(imported("pipedrive", files({ "users.json": bytes }), plan).status).toBe(0);
  });

  it("is in the help", () => {
    expect(run("--help").stdout).toContain("import");
    expect(run("import", "--help").stdout).toContain("Examples:\n  mailveil import pipedrive");
  });
});
