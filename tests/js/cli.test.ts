import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { now, snapshot, text } from "./fixture.ts";

const cli = fileURLToPath(new URL("../../pkg/dist/cli.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "mailveil-"));
afterAll(() => rmSync(folder, { recursive: true }));

const good = write("good.json", text);
const bad = write("bad.json", JSON.stringify({ ...snapshot, users: [{ id: "ann", status: "active", admin: true }] }));

function write(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

function run(args: readonly string[], input?: string): { status: number | null; stdout: string; stderr: string } {
  const options = { encoding: "utf8", maxBuffer: 100_000_000, ...(input === undefined ? {} : { input }) } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], options);
  // Whatever happens, nobody is shown our insides.
  expect(stderr).not.toMatch(/\n\s+at .*:\d+:\d+/);
  return { status, stdout, stderr };
}

describe("mailveil check", () => {
  it("accepts a good snapshot", () => {
    const { status, stdout, stderr } = run(["check", good]);
    expect([status, stderr]).toStrictEqual([0, ""]);
    expect(stdout).toBe("accepted: 5 threads, 4 licensed users, no problems\n");
    expect(run(["check", "-"], text)).toMatchObject({ status: 0, stdout });
    expect(JSON.parse(run(["check", good, "--json"]).stdout)).toStrictEqual({ problems: [], total: 0 });
  });

  it("lists every problem of a bad one, and how to mend it", () => {
    const { status, stdout } = run(["check", bad]);
    expect(status).toBe(1);
    const [heading, first] = stdout.split("\n");
    expect(heading).toMatch(/^code +path +message +help$/);
    expect(first).toMatch(/^unknown-field +\/users\/0\/admin +\S/);
    expect(stdout).toMatch(/\n\n\d+ problems\n$/);
    const { problems, total } = JSON.parse(run(["check", bad, "--json"]).stdout);
    expect(total).toBe(problems.length);
  });

  it("says where the text is no JSON", () => {
    const { status, stdout } = run(["check", "-"], "{]");
    expect(status).toBe(1);
    expect(stdout).toMatch(/json-syntax +byte 1 /);
    expect(stdout).toMatch(/\n1 problem\n$/);
  });
});

describe("mailveil threads", () => {
  it("lists what a viewer sees", () => {
    const { status, stdout } = run(["threads", good, "--viewer", "bob", "--now", now]);
    expect(status).toBe(0);
    expect(stdout.split("\n")).toStrictEqual([
      "row  thread    level",
      "0    t-linked  subject",
      "1    t-bob     full",
      "4    t-second  subject",
      "",
      "3 of 5 threads visible",
      "",
    ]);
    const list = JSON.parse(run(["threads", good, "--viewer", "bob", "--now", now, "--json"]).stdout);
    expect(list[0]).toStrictEqual({ row: 0, id: "t-linked", level: "subject" });
    expect(run(["threads", good, "--viewer", "dan"]).stdout).toBe("0 of 5 threads visible\n");
    expect(run(["threads", good, "--viewer", "bob", "--surface", "mailbox"]).stdout).toContain("1 of 5 threads");
    expect(run(["threads", good, "--viewer", "bob", "--record", "contact-1"]).stdout).toContain("2 of 5 threads");
  });

  it("lists tens of thousands in a moment, and stops when nobody reads on", () => {
    const threads = Array.from({ length: 45_836 }, (_, row) => ({ ...snapshot.threads[1], id: `thread-${row}` }));
    const large = write("large.json", JSON.stringify({ ...snapshot, threads }));
    const start = performance.now();
    const { stdout } = run(["threads", large, "--viewer", "bob"]);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(stdout).toMatch(/\n45836 of 45836 threads visible\n$/);
    const command = `"${process.execPath}" "${cli}" threads "${large}" --viewer bob | head -n 1`;
    const piped = spawnSync("bash", ["-o", "pipefail", "-c", command], { encoding: "utf8" });
    expect(piped).toMatchObject({ status: 0, stderr: "" });
    expect(piped.stdout).toMatch(/^row +thread +level\n$/);
  });

  it("lets no id move the cursor", () => {
    const id = "\u001b[2J\u202etxt";
    const threads = [{ ...snapshot.threads[1], id }];
    const { stdout } = run(["threads", "-", "--viewer", "bob"], JSON.stringify({ ...snapshot, threads }));
    expect(stdout).toContain("\\u{1b}[2J\\u{202e}txt");
    expect(stdout).not.toContain("\u001b");
  });
});

describe("mailveil why", () => {
  it("gives outcome, level and every reason in words", () => {
    const { status, stdout } = run(["why", good, "--viewer", "cleo", "--action", "view", "--thread", "t-unlinked"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^denied, level none\n\nreason +rule +meaning\nthread-not-linked +Z-04 +This thread is not linked /,
    );
  });

  it("names records, operations and obligations", () => {
    const args = ["--viewer", "vera", "--now", now, "--action", "operate", "--operation"];
    expect(run(["why", good, ...args, "create-record"]).stdout).toMatch(/^allowed\n.*audit log.*vera/s);
    expect(run(["why", good, ...args, "send-mail"]).stdout).toContain("may not do this: send mail (number 5 ");
    const lock = run(["why", good, "--viewer", "cleo", "--action", "lock", "--mailbox", "m-ann", "--json"]);
    expect(JSON.parse(lock.stdout)).toMatchObject({ outcome: "allowed", reasons: [{ code: "administrator" }] });
    const until = ["--viewer", "cleo", "--action", "edit-support-access", "--expires-at", "2026-06-05T00:00:00Z"];
    expect(run(["why", good, ...until, "--now", now]).stdout).toMatch(/^allowed\n/);
  });
});

describe("mailveil who", () => {
  it("lists everyone who sees a thread", () => {
    const { status, stdout } = run(["who", good, "--thread", "t-linked", "--now", now]);
    expect(status).toBe(0);
    expect(stdout.split("\n")).toStrictEqual([
      "user  level    reasons",
      "ann   full     mailbox-owner (X-01)",
      "bob   subject  in-audience (Z-11)",
      "cleo  full     in-audience (Z-11)",
      "",
      "3 users can see the thread",
      "",
    ]);
    const { members } = JSON.parse(run(["who", good, "--thread", "t-linked", "--json"]).stdout);
    expect(members).toHaveLength(3);
    expect(run(["who", good, "--thread", "t-gone"]).stdout).toBe("0 users can see the thread\n");
  });
});

describe("mailveil lint", () => {
  it("lists what looks like a mistake, the codes in their order", () => {
    const { status, stdout } = run(["lint", good, "--now", now]);
    expect(status).toBe(0);
    const [heading, first, second] = stdout.split("\n");
    expect(heading).toMatch(/^severity +code +path +threads +meaning +help$/);
    expect(first).toMatch(/^risk +sole-administrator +\/users\/2 +This user is the only active administrator\. +make /);
    expect(second).toMatch(/^hint +support-access-live +\/supportAccess\/0 /);
    expect(stdout).toMatch(/\n\n2 findings \(1 risk, 0 waste, 1 hint\)\n$/);
    const found = JSON.parse(run(["lint", good, "--now", now, "--json"]).stdout);
    expect(found).toMatchObject({ total: 2, findings: [{ code: "sole-administrator", severity: "risk" }, {}] });
    const quiet = { ...snapshot, users: [], mailboxes: [], records: [], threads: [], supportAccess: [] };
    expect(run(["lint", "-"], JSON.stringify(quiet)).stdout).toContain("no-administrator");
  });

  it("exits with 1 for what is as bad as it is told, or worse", () => {
    const two = { ...snapshot.users[2], id: "cora" };
    const hint = write("hint.json", JSON.stringify({ ...snapshot, users: [...snapshot.users, two] }));
    const calm = write(
      "calm.json",
      JSON.stringify({ ...snapshot, users: [...snapshot.users, two], supportAccess: [] }),
    );
    const statuses = (file: string) =>
      [[], ["--fail-on", "risk"], ["--fail-on", "waste"], ["--fail-on", "hint"]].map(
        (more) => run(["lint", file, "--now", now, ...more]).status,
      );
    expect(statuses(good)).toStrictEqual([0, 1, 1, 1]);
    expect(statuses(hint)).toStrictEqual([0, 0, 0, 1]);
    expect(statuses(calm)).toStrictEqual([0, 0, 0, 0]);
    expect(run(["lint", calm, "--now", now]).stdout).toBe("nothing found\n");
    expect(run(["lint", good, "--fail-on", "all"])).toMatchObject({ status: 2, stdout: "" });
  });

  it("counts what it does not list as bad", () => {
    const organization = { excludedDomains: Array.from({ length: 1_200 }, () => "theirs.test") };
    const users = [...snapshot.users, { ...snapshot.users[2], id: "cora" }];
    const many = write(
      "many.json",
      JSON.stringify({ ...snapshot, organization, users, threads: [], supportAccess: [] }),
    );
    const { status, stdout } = run(["lint", many, "--fail-on", "risk"]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/\n1199 findings, the first 1000 of them shown \(0 risk, 1000 waste, 0 hint\)\n$/);
  });
});

describe("mailveil diff", () => {
  const [box, ...others] = snapshot.mailboxes;
  const narrow = write(
    "narrow.json",
    JSON.stringify({ ...snapshot, mailboxes: [{ ...box, sharing: { mode: "private" } }, ...others] }),
  );
  const wide = write(
    "wide.json",
    JSON.stringify({
      ...snapshot,
      mailboxes: [{ ...box, sharing: { mode: "complete", audience: [{ kind: "user", id: "bob" }] } }, ...others],
    }),
  );
  const at = ["--now", now];

  it("lists who sees more or less", () => {
    const { status, stdout } = run(["diff", narrow, good, ...at]);
    expect(status).toBe(0);
    expect(stdout.split("\n")).toStrictEqual([
      "user  gained  lost  raised  lowered  to full  examples",
      "bob   2       0     0       0        0        t-linked none>subject, t-second none>subject",
      "cleo  2       0     0       0        2        t-linked none>full, t-second none>full",
      "",
      "2 users affected, 2 of them see more; 4 differences",
      "",
    ]);
    expect(JSON.parse(run(["diff", narrow, good, ...at, "--json"]).stdout)).toMatchObject({
      pairs: 4,
      users: [{ user: "bob", gained: 2 }, {}],
    });
    expect(run(["diff", narrow, "-", ...at], text).stdout).toBe(stdout);
    expect(run(["diff", good, good, ...at]).stdout).toBe("everyone sees what they saw before\n");
    expect(run(["diff", narrow, good, ...at, "--surface", "mailbox"]).stdout).toBe(
      "everyone sees what they saw before\n",
    );
  });

  it("exits with 1 when somebody sees more, if it is told to", () => {
    const status = (before: string, after: string) => run(["diff", before, after, ...at, "--fail-on", "gained"]).status;
    expect(status(narrow, good)).toBe(1);
    expect(status(good, narrow)).toBe(0);
    expect(status(good, good)).toBe(0);
    // Bob sees the text of threads that were known by their subjects, though no thread more.
    expect(status(good, wide)).toBe(1);
    expect(status(wide, narrow)).toBe(0);
  });

  it("says which snapshot is refused", () => {
    const { status, stdout, stderr } = run(["diff", good, bad, ...at]);
    expect([status, stdout]).toStrictEqual([2, ""]);
    expect(stderr).toMatch(/bad\.json: the snapshot is refused.*unknown-field/s);
    expect(run(["diff", "-", "-"], text)).toMatchObject({ status: 2, stdout: "" });
    expect(run(["diff", good, good, "--surface", "inbox"]).stderr).toMatch(/--surface: .*\(unknown-value\)/);
    expect(run(["diff", good, good, "--fail-on", "lost"])).toMatchObject({ status: 2, stdout: "" });
  });
});

describe("without an answer, the command", () => {
  const viewer = ["--viewer", "bob"];
  it.each([
    ["an unreadable file", ["threads", join(folder, "none.json"), ...viewer], /cannot read the snapshot.*\nhelp: /],
    ["a folder", ["check", folder], /cannot read the snapshot.*\nhelp: /],
    ["a refused snapshot", ["threads", bad, ...viewer], /refused.*unknown-field +\/users\/0\/admin.*mailveil check/s],
    ["an unknown viewer", ["threads", good, "--viewer", "nobody"], /--viewer: .* \(unknown-viewer\)\nhelp: /],
    ["a malformed time", ["threads", good, ...viewer, "--now", "today"], /--now: .* \(invalid-time\)\nhelp: /],
    ["a missing target", ["why", good, ...viewer, "--action", "view"], /--thread: .* \(missing-field\)/],
    [
      "a target too many",
      ["why", good, ...viewer, "--action", "revoke-support-access", "--thread", "t-bob"],
      /unknown-field/,
    ],
    [
      "a malformed option value",
      ["why", good, ...viewer, "--action", "edit-support-access", "--expires-at", "soon"],
      /--expires-at: /,
    ],
    ["a missing option", ["threads", good], /--viewer.*--help/s],
    ["an unknown option", ["threads", good, ...viewer, "--user", "bob"], /--user/],
    ["an unknown command", ["show", good], /show/],
  ])("tells what to do about %s, and exits with 2", (_, args, message) => {
    const { status, stdout, stderr } = run(args);
    expect([status, stdout]).toStrictEqual([2, ""]);
    expect(stderr).toMatch(message);
  });
});

describe("mailveil --help", () => {
  it("shows commands, examples and exit codes", () => {
    const { status, stdout } = run(["--help"]);
    expect(status).toBe(0);
    for (const word of ["check", "threads", "why", "who", "lint", "diff", "Exit codes"]) expect(stdout).toContain(word);
    for (const command of ["check", "threads", "why", "who", "lint"]) {
      expect(run([command, "--help"]).stdout).toContain(`Examples:\n  mailveil ${command} snapshot.json`);
    }
    expect(run(["--version"]).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("mailveil sql", () => {
  it("prints the statements of a schema", () => {
    const { status, stdout } = run(["sql", "schema", "--dialect", "sqlite", "--names", "mv_thread=threads"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^create table threads \([^;]*\);\n\n/);
    const guarded = run(["sql", "schema", "--dialect", "postgresql", "--roles", "app", "--roles", "web"]).stdout;
    expect(guarded).toContain("create policy mv_thread_seen on mv_thread for select to app, web using (");
  });

  it("prints a predicate", () => {
    const options = ["--dialect", "postgresql", "--place", "page", "--context", "$1", "--record", "$2"];
    const { where, level } = JSON.parse(run(["sql", "predicate", ...options, "--json"]).stdout);
    expect(run(["sql", "predicate", ...options]).stdout).toBe(`-- where\n${where}\n\n-- level\n${level}\n`);
  });

  it("prints a context and rows", () => {
    const context = JSON.parse(run(["sql", "context", good, "--viewer", "bob", "--now", now]).stdout);
    expect(context).toMatchObject({ principals: expect.arrayContaining(["u:bob"]) });
    expect(JSON.parse(run(["sql", "rows", "-"], text).stdout)).toMatchObject({ mv_thread: { length: 5 } });
  });

  it.each([
    [["schema", "--dialect", "oracle"], /--dialect: .*invalid-field/],
    [["schema", "--dialect", "sqlite", "--roles", "app"], /only PostgreSQL/],
    [["schema", "--dialect", "sqlite", "--names", "threads"], /says no name/],
    [["predicate", "--dialect", "sqlite", "--place", "page", "--context", "?1"], /--record: .*invalid-field/],
    [["context", good, "--viewer", "nobody"], /--viewer: .*unknown-viewer/],
    [["rows", bad], /the snapshot is refused/],
    [["nothing"], /nothing|help/],
  ])("refuses %j", (args, message) => {
    const { status, stdout, stderr } = run(["sql", ...args]);
    expect([status, stdout]).toStrictEqual([2, ""]);
    expect(stderr).toMatch(message);
  });
});
