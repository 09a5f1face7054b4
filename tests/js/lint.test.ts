// Findings beyond what the vectors say of them: how they leave the module, and when there is none.
import { type Findings, type LintQuery, Policy } from "mailveil";
import { formatFinding } from "mailveil/messages";
import en from "mailveil/messages/en";
import sv from "mailveil/messages/sv";
import { describe, expect, it } from "vitest";
import { now, snapshot, thrown } from "./fixture.ts";
import * as mailveil from "mailveil";
import { isLean } from "./vectors.ts";

const entry = { id: "vera-1", kind: "support-agent", status: "active" } as const;

function lint(changes: object, query?: LintQuery): Findings {
  const policy = Policy.parse({ ...snapshot, ...changes } as never);
  try {
    return policy.lint(query);
  } finally {
    policy.free();
  }
}

describe("policy.lint", () => {
  it("is there on Node", () => expect(isLean(mailveil)).toBe(false));

  it("gives plain objects with code, severity, path, message and help", () => {
    const users = [{ id: "ann", status: "active", profile: "administrator" }, entry];
    const { findings, total } = lint({ users, mailboxes: [], threads: [], records: [], supportAccess: [] });
    expect(total).toBe(1);
    expect(findings).toStrictEqual([
      {
        code: "sole-administrator",
        severity: "risk",
        path: "/users/0",
        message: expect.stringMatching(/^[^A-Z].*[^.]$/),
        help: expect.stringMatching(/^[^A-Z].*[^.]$/),
      },
    ]);
    expect(JSON.parse(JSON.stringify(findings))).toStrictEqual(findings);
  });

  it("looks at the present unless a moment is given, as text or as a date", () => {
    const day = 86_400_000;
    const [yesterday, tomorrow] = [-day, day].map((shift) => new Date(Date.now() + shift).toISOString());
    const supportAccess = [{ agent: "vera", grantedBy: "ann", activatedAt: yesterday, expiresAt: tomorrow }];
    const isLive = (query?: LintQuery) =>
      lint({ supportAccess }, query).findings.some(({ code }) => code === "support-access-live");
    expect(isLive()).toBe(true);
    expect(isLive({})).toBe(true);
    expect(isLive({ now: undefined })).toBe(true);
    expect(isLive({ now: "2020-01-01T00:00:00Z" })).toBe(false);
    expect(isLive({ now: new Date("2020-01-01T00:00:00Z") })).toBe(false);
  });

  it("counts all, and lists the first thousand in order", () => {
    const excludedDomains = Array.from({ length: 1_501 }, () => "theirs.test");
    const { findings, total } = lint({ organization: { excludedDomains }, threads: [], mailboxes: [] }, { now });
    const covered = findings.filter(({ code }) => code === "domain-covered");
    expect([findings.length, covered.length]).toStrictEqual([1_000, 1_000]);
    expect(covered.at(-1)?.path).toBe("/organization/excludedDomains/1000");
    expect(total).toBeGreaterThan(1_499);
  });

  it("follows changes, by the rows of the policy", () => {
    const policy = Policy.parse(snapshot);
    const codes = () => policy.lint({ now }).findings.filter(({ code }) => code === "record-unreachable");
    expect(codes()).toStrictEqual([]);
    policy.upsertRecords([{ id: "new", type: "contact", access: [] }]);
    policy.upsertThreads([{ id: "t-new", mailbox: "m-ann", participants: [], records: ["new"] }]);
    expect(codes()).toMatchObject([{ path: `/records/${snapshot.records.length}` }]);
    policy.removeThreads(["t-new"]);
    expect(codes()).toStrictEqual([]);
    policy.free();
    expect(thrown(() => policy.lint())).toMatchObject({ code: "freed" });
  });

  it("refuses what is no question", () => {
    const policy = Policy.parse(snapshot);
    for (const query of [null, [], "now", 7]) {
      expect(thrown(() => policy.lint(query as never))).toMatchObject({ code: "wrong-type", path: "" });
    }
  });

  it("has words in four languages, with number and place", () => {
    const finding = { code: "backup-behind", severity: "risk", path: "/mailboxes/3", message: "", help: "" } as const;
    expect(formatFinding({ ...finding, count: 12 }, en)).toMatch(/\(number of threads: 12\)\. Place: \/mailboxes\/3$/);
    expect(formatFinding(finding, sv)).toMatch(/\bser den inte\. Plats: \/mailboxes\/3$/);
    const newer = { ...finding, code: "newer" } as never;
    expect(formatFinding(newer, en)).toBe(`${en.unknown.finding} Place: /mailboxes/3`);
  });
});
