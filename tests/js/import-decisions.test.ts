import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Policy, type Snapshot } from "mailveil";
import {
  decisionsNeeded,
  importFrom,
  importPipedrive,
  importZoho,
  isEndpoint,
  type System,
  systems,
} from "mailveil/import";
import { describe, expect, it } from "vitest";
import { thrown } from "./fixture.ts";
import { changed, directory, type Exported, refusal, vendor } from "./import-kit.ts";

const paths = (system: System, exported: Exported = directory(system)) =>
  decisionsNeeded(system, exported).map(({ path }) => path);

const users = ["5550000000100001", "5550000000100002", "5550000000100003", "5550000000100009", "5550000000100008"];

describe("decisions that only a person can take", () => {
  it("are told for each export", () => {
    expect(paths("pipedrive")).toStrictEqual(["/decisions/plan"]);
    const mail = { ...directory("pipedrive"), mailThreads: vendor("pipedrive-mailThreads") };
    expect(paths("pipedrive", mail)).toStrictEqual(["/decisions/plan", "/decisions/threadDefault/pd-acc-7"]);
    const sharing = users.map((id) => `/decisions/sharing/${id}`);
    expect(paths("zoho")).toStrictEqual([...sharing, "/decisions/aboveOwner"]);
    const silent = changed(directory("zoho"), { "/profiles": undefined });
    expect(paths("zoho", silent)).toStrictEqual([
      ...sharing,
      "/decisions/aboveOwner",
      "/decisions/administratorProfiles",
    ]);
    expect(paths("creatio")).toStrictEqual(["/decisions/administrators", "/decisions/childRolesInherit"]);
    expect(paths("twenty")).toStrictEqual(["/decisions/unlinkedMessages"]);
  });

  it("come with what can be answered, fit for a form", () => {
    const [ann] = decisionsNeeded("zoho", directory("zoho"));
    expect(ann).toMatchObject({ about: "Ann Seller", answer: "open" });
    expect(ann?.choices.map(({ value }) => value)).toContainEqual({ mode: "private" });
    const [plan] = decisionsNeeded("pipedrive", directory("pipedrive"));
    expect(plan).toMatchObject({ answer: "one" });
    expect(plan?.choices).toContainEqual({ value: "lite", meaning: "3 is the whole company" });
    const [roles] = decisionsNeeded("creatio", directory("creatio"));
    expect(roles).toMatchObject({ answer: "list" });
    expect(roles?.choices.map(({ meaning }) => meaning)).toContain("System administrators");
  });

  it.each(systems)("are all missing at once, for %s, and never guessed", (system) => {
    for (const given of [{}, undefined, null]) {
      const error = thrown(() => importFrom(system, directory(system), given));
      const missing = paths(system);
      expect(error).toMatchObject({
        name: "MailveilError",
        code: "missing-field",
        path: missing[0],
        total: missing.length,
      });
      expect((error as { problems: { path: string }[] }).problems.map(({ path }) => path)).toStrictEqual(missing);
    }
  });

  it("count as missing where they are null, and are told with their choices", () => {
    const error = thrown(() =>
      importFrom("zoho", directory("zoho"), { sharing: { "*": { mode: "private" } }, aboveOwner: null }),
    );
    expect(error).toMatchObject({ code: "missing-field", path: "/decisions/aboveOwner", total: 1 });
    expect((error as Error & { help: string }).help).toMatch(/"roles".*"managers".*"nobody"/);
  });

  it("never name a person in an error", () => {
    const { message, help, problems } = thrown(() => importFrom("zoho", directory("zoho"), {})) as Exported;
    expect(JSON.stringify([message, help, problems])).not.toMatch(/Ann|Bob|@/);
  });

  it("are refused where they are misspelt", () => {
    expect(refusal(() => importFrom("pipedrive", directory("pipedrive"), { plan: "lite", plann: "lite" }))).toBe(
      "unknown-field /decisions/plann",
    );
    expect(refusal(() => importFrom("pipedrive", directory("pipedrive"), "lite"))).toBe("wrong-type /decisions");
  });

  const threadDefault = (value: unknown) => () =>
    importFrom(
      "pipedrive",
      { ...directory("pipedrive"), mailThreads: vendor("pipedrive-mailThreads") },
      { plan: "premium", threadDefault: value },
    );

  it.each<[unknown, string]>([
    // Without the time, old mail would be shared too (P-08).
    ["shared", "unknown-value /decisions/threadDefault"],
    [{ sharedSince: "yesterday" }, "invalid-time /decisions/threadDefault/sharedSince"],
    [{ sharedSince: null }, "missing-field /decisions/threadDefault/sharedSince"],
    [{ sharedSince: "2026-01-01T00:00:00Z", until: "" }, "unknown-value /decisions/threadDefault"],
    [{ "pd-acc-8": "private", "*": "private" }, "unknown-field /decisions/threadDefault/pd-acc-8"],
    [{ "pd-acc-7": "shared" }, "unknown-value /decisions/threadDefault/pd-acc-7"],
    [{}, "missing-field /decisions/threadDefault/pd-acc-7"],
    [7, "wrong-type /decisions/threadDefault"],
  ])("refuse the default %j", (value, place) => {
    expect(refusal(threadDefault(value))).toBe(place);
  });

  it("are examined where the export has no use for them too", () => {
    const decisions = { plan: "premium", threadDefault: "shared" } as never;
    expect(refusal(() => importPipedrive(directory("pipedrive"), decisions))).toBe(
      "unknown-value /decisions/threadDefault",
    );
  });

  it("tell of thousands in one error that can be read", () => {
    const many = Array.from({ length: 5000 }, (_, index) => ({ id: `u${index}`, status: "active", confirm: true }));
    const error = thrown(() => importZoho({ users: many }, { aboveOwner: "nobody" } as never));
    expect(error).toMatchObject({ total: 5000, problems: { length: 1000 } });
    expect((error as Exported)["help"]).toHaveProperty("length", expect.any(Number));
    expect(String((error as Exported)["help"]).length).toBeLessThan(20_000);
  });
});

describe("what is known of systems", () => {
  it("is which endpoints are read, whatever their capitals", () => {
    expect(isEndpoint("pipedrive", "deals/42/followers")).toBe(true);
    expect(isEndpoint("pipedrive", "mailbox/mailthreads")).toBe(true);
    expect(isEndpoint("pipedrive", "deals//followers")).toBe(false);
    expect(isEndpoint("pipedrive", "pipedrive-directory")).toBe(false);
    expect(isEndpoint("zoho", "contacts")).toBe(true);
    expect(isEndpoint("zoho", "Contacts/1/Emails")).toBe(true);
  });

  it("is no other system", () => {
    expect(refusal(() => importFrom("hubspot" as System, {}, {}))).toBe("unknown-value ");
    expect(refusal(() => decisionsNeeded("__proto__" as System, {}))).toBe("unknown-value ");
  });
});

it("an import needs no WebAssembly", () => {
  const script = `
    delete globalThis.WebAssembly;
    const { importFrom } = await import("mailveil/import");
    console.log(importFrom("twenty", { workspaceMembers: [], blocklists: [] }, { unlinkedMessages: "hidden" }).snapshot.version);`;
  const cwd = fileURLToPath(new URL("../../pkg/", import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd,
    encoding: "utf8",
  });
  expect([stdout, stderr]).toStrictEqual(["1\n", ""]);
});

it("a snapshot of an import is plain data", () => {
  const { snapshot } = importFrom("creatio", directory("creatio"), { administrators: [], childRolesInherit: true });
  const copy: Snapshot = JSON.parse(JSON.stringify(snapshot));
  expect(copy).toStrictEqual(snapshot);
  Policy.parse(copy).free();
});
