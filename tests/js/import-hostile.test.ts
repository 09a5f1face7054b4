// Exports that somebody damaged, and values that are no plain data: refused with a place, or a snapshot without problems.
import { diagnose, MailveilError } from "mailveil";
import { importFrom, type System, systems } from "mailveil/import";
import { afterEach, describe, expect, it } from "vitest";
import { Dice } from "./dice.ts";
import { changed, directory, type Exported, refusal, valueAt, vendor } from "./import-kit.ts";

const decisions: Record<System, unknown> = {
  creatio: { administrators: ["00000067-0000-4000-8000-000000000067"], childRolesInherit: true },
  pipedrive: { plan: "premium", threadDefault: { "*": "private" } },
  twenty: { unlinkedMessages: "visible" },
  zoho: {
    sharing: { "*": { mode: "complete", audience: [{ kind: "everyone" }], excludedDomains: ["law.example"] } },
    aboveOwner: "roles",
  },
};

const exported: Record<System, () => Exported> = {
  creatio: () => ({ ...directory("creatio"), EmailMessageData: vendor("creatio-emailmessagedata") }),
  pipedrive: () => ({
    ...directory("pipedrive"),
    mailThreads: vendor("pipedrive-mailThreads"),
    "mailThreads/9001/mailMessages": vendor("pipedrive-mailThread-messages"),
    "deals/300/followers": [{ user_id: 12 }],
  }),
  twenty: () => ({ ...directory("twenty"), messages: vendor("twenty-messages-rest") }),
  zoho: () => ({ ...directory("zoho"), "Contacts/5550000000200001/Emails": vendor("zoho-contact-emails-v8") }),
};

/** Every pointer into the value. */
function pointers(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [path];
  const below = Object.entries(value).flatMap(([name, member]) =>
    pointers(member, `${path}/${name.replaceAll("/", "~1")}`),
  );
  return path === "" ? below : [path, ...below];
}

type End = "accepted" | "refused";

/** How an import ends; anything but a refusal with a place or a snapshot without problems fails. */
function end(system: System, value: unknown, given: unknown = decisions[system]): End {
  try {
    const { snapshot } = importFrom(system, value, given);
    expect(diagnose(snapshot)).toStrictEqual({ problems: [], total: 0 });
    return "accepted";
  } catch (error) {
    if (!(error instanceof MailveilError)) throw error;
    const { code, path = "", help, message } = error;
    expect(code).toMatch(/^(invalid-time|missing-field|not-an-array|unknown-field|unknown-value|wrong-type)$/);
    expect(help).toBeTruthy();
    // Logs leak: nothing of the content is in a message.
    expect(message + help).not.toMatch(/@|salary|secret/);
    if (!path.startsWith("/decisions")) expect(stepsOff(value, path), path).toBeLessThan(4);
    return "refused";
  }
}

/** How many steps of the pointer lead beyond what is there: the member of a member of a row, at most. */
function stepsOff(value: unknown, path: string): number {
  const steps = path.split("/").slice(1);
  const there = steps.findIndex((_, index) => {
    try {
      return valueAt(value, `/${steps.slice(0, index + 1).join("/")}`) === undefined;
    } catch {
      return true;
    }
  });
  return there < 0 ? 0 : steps.length - there;
}

const junk: readonly unknown[] = [
  undefined,
  null,
  "",
  "junk",
  "a".repeat(2_000),
  "\u{d800}",
  "\u{FFFD}",
  "__proto__",
  "@",
  "x@y@z.example",
  0,
  7,
  -1,
  1.5,
  2 ** 53,
  true,
  false,
  [],
  {},
  [null],
  [[]],
  { data: null },
  { id: 1 },
];

describe.each(systems)("a damaged export of %s", (system) => {
  it("is refused with a place, or makes a snapshot without problems", () => {
    const ends: Record<End, number> = { accepted: 0, refused: 0 };
    for (const pointer of pointers(exported[system]())) {
      for (const value of junk) ends[end(system, changed(exported[system](), { [pointer]: value }))] += 1;
    }
    // Both happen, and often.
    expect(Math.min(ends.accepted, ends.refused)).toBeGreaterThan(500);
  }, 120_000);

  it("is refused as a whole where it is no object", () => {
    for (const value of [undefined, null, "", "users", 7, [], [[]], () => ({}), Symbol("x"), 7n, new Map()]) {
      expect(end(system, value)).toBe("refused");
    }
  });

  it("loses rows, and nothing else happens", () => {
    for (const pointer of pointers(exported[system]()).filter((path) => /\/\d+$/.test(path))) {
      const all = exported[system]();
      const holder = valueAt(all, pointer.slice(0, pointer.lastIndexOf("/")));
      if (!Array.isArray(holder)) continue;
      holder.splice(Number(pointer.slice(pointer.lastIndexOf("/") + 1)), 1);
      end(system, all);
    }
  });

  it("says every row twice, and nothing changes", () => {
    const doubled = exported[system]();
    for (const pointer of pointers(exported[system]())) {
      const list = valueAt(doubled, pointer);
      if (Array.isArray(list) && /^\/[^/]*(\/(data|value|Emails))?$/.test(pointer)) list.push(...structuredClone(list));
    }
    const once = importFrom(system, exported[system](), decisions[system]).snapshot;
    const twice = importFrom(system, doubled, decisions[system]).snapshot;
    expect(twice).toStrictEqual(once);
  });
});

describe("values that are no plain data", () => {
  it("run no code twice, and tell where a getter throws", () => {
    let reads = 0;
    const users = [{ id: 1, active_flag: false }];
    Object.defineProperty(users[0], "name", {
      enumerable: true,
      configurable: true,
      get: () => {
        reads += 1;
        return "Ann";
      },
    });
    const { snapshot } = importFrom("pipedrive", { users }, { plan: "lite" });
    expect([snapshot.users[0]?.name, reads]).toStrictEqual(["Ann", 1]);
    const boom = new Error("boom");
    Object.defineProperty(users[0], "name", {
      get: () => {
        throw boom;
      },
    });
    const run = () => importFrom("pipedrive", { users }, { plan: "lite" });
    expect(refusal(run)).toBe("wrong-type /users/0/name");
    expect(run).toThrow(expect.objectContaining({ cause: boom }));
  });

  it("may be proxies, also revoked ones", () => {
    const proxy = new Proxy(exported.twenty(), {});
    expect(end("twenty", proxy)).toBe("accepted");
    const { proxy: revoked, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(end("twenty", revoked)).toBe("refused");
    expect(end("twenty", { ...exported.twenty(), people: revoked })).toBe("refused");
    expect(end("twenty", exported.twenty(), revoked)).toBe("refused");
  });

  it("may hold cycles, functions and anything else where nobody looks", () => {
    const all = exported.pipedrive();
    const user = valueAt(all, "/users/data/0") as Exported;
    Object.assign(user, { self: user, run: () => 7, big: 7n, symbol: Symbol("x") });
    expect(end("pipedrive", all)).toBe("accepted");
    expect(end("pipedrive", changed(exported.pipedrive(), { "/users/data/0/name": () => 7 }))).toBe("refused");
  });

  it("have holes, which are no rows", () => {
    const users = [...(valueAt(directory("pipedrive"), "/users/data") as unknown[])];
    delete users[1];
    expect(refusal(() => importFrom("pipedrive", { users }, { plan: "lite" }))).toBe("missing-field /users/1/id");
  });

  it("are refused where they are too many", () => {
    const users = new Array(2 ** 24 + 1);
    expect(refusal(() => importFrom("pipedrive", { users }, { plan: "lite" }))).toBe("unknown-value /users");
  });
});

describe("what was done to Object.prototype", () => {
  const names = [
    "admin",
    "visible_to",
    "shared_flag",
    "plan",
    "unlinkedMessages",
    "users",
    "email",
    "0",
    "data",
    "toJSON",
  ];
  const prototype = Object.prototype as unknown as Record<string, unknown>;
  afterEach(() => {
    for (const name of names) Reflect.deleteProperty(prototype, name);
  });

  it("counts nowhere", () => {
    const run = (system: System) => importFrom(system, exported[system](), decisions[system]).snapshot;
    const clean = systems.map(run);
    for (const name of names) {
      prototype[name] = name === "toJSON" ? () => "polluted" : [{ app: "global", admin: true, user_id: 12 }];
    }
    const polluted = systems.map(run);
    const decided = () => importFrom("pipedrive", { users: [] }, {});
    const missing = refusalQuietly(decided);
    for (const name of names) Reflect.deleteProperty(prototype, name);
    expect(polluted).toStrictEqual(clean);
    expect(missing).toBe("missing-field /decisions/plan");
  });

  /** Without matchers, which have their own trouble with such a prototype. */
  function refusalQuietly(run: () => unknown): string {
    try {
      run();
      return "accepted";
    } catch (error) {
      return error instanceof MailveilError ? `${error.code} ${error.path}` : String(error);
    }
  }

  it("comes from no export: ids may be called like members of objects", () => {
    const all = JSON.parse(
      '{"users":[{"id":"__proto__","active_flag":1,"activated":1,"role_id":"constructor"}],"roles":[{"id":"constructor"}]}',
    );
    const { snapshot } = importFrom("pipedrive", all, JSON.parse('{"plan":"lite","threadDefault":{"*":"private"}}'));
    expect(snapshot.users).toStrictEqual([
      { id: "__proto__", status: "active", roles: ["constructor"], addresses: [] },
    ]);
    expect(end("pipedrive", JSON.parse('{"users":[],"__proto__":{"data":[]}}'))).toBe("refused");
    expect({}).not.toHaveProperty("data");
  });
});

describe("addresses of users", () => {
  it("are taken only where the core takes them, whatever they look like", () => {
    const dice = new Dice(7);
    const pieces = [
      "a",
      "Z",
      "9",
      "-",
      "_",
      ".",
      "..",
      "@",
      "+",
      "'",
      "%41",
      "ä",
      "ß",
      "xn--",
      "xn--zca",
      "名",
      "\u{200D}",
    ];
    const ends = [
      ".example",
      ".com",
      ".1",
      ".0x7f",
      ".",
      "/x",
      ":80",
      "#",
      "?",
      " ",
      "\t",
      "[",
      "\u{3002}com",
      "\u{D800}",
    ];
    let taken = 0;
    for (let round = 0; round < 4_000; round += 1) {
      const part = (list: readonly string[], most: number) =>
        Array.from({ length: dice.below(most) + 1 }, () => dice.pick(list)).join("");
      const email = `${part(pieces, 2)}@${part(pieces, 3)}${dice.chance(0.8) ? ".example" : part(ends, 2)}`;
      const users = [{ id: 1, active_flag: 1, activated: 1, email }];
      const { snapshot } = importFrom("pipedrive", { users }, { plan: "lite" });
      taken += snapshot.users[0]?.addresses?.length ?? 0;
      const { total } = diagnose(snapshot);
      if (total > 0) expect(email).toBe("no problem");
    }
    expect(taken).toBeGreaterThan(500);
  });
});

describe("large exports", () => {
  it("are imported in a time that grows with them", () => {
    const users = Array.from({ length: 2_000 }, (_, index) => ({
      id: index,
      active_flag: 1,
      activated: 1,
      role_id: index,
    }));
    // One long chain, from the top down and from the bottom up.
    const chain = Array.from({ length: 50_000 }, (_, id) => ({ id, parent_role_id: id === 0 ? null : id - 1 }));
    const deals = Array.from({ length: 100_000 }, (_, id) => ({ id, owner_id: id % 2_000, visible_to: 5 }));
    const start = performance.now();
    for (const roles of [chain, chain.toReversed()]) {
      const { snapshot } = importFrom("pipedrive", { users, roles, deals }, { plan: "premium" });
      expect(snapshot.records).toHaveLength(100_000);
    }
    expect(performance.now() - start).toBeLessThan(25_000);
  });

  it("hold lists of recipients of any length", () => {
    const value = structuredClone(vendor("creatio-emailmessagedata")["value"]) as Exported[];
    for (const list of [
      '"'.repeat(200_000),
      "<".repeat(200_000),
      "\\".repeat(200_000),
      '"\\'.repeat(100_000),
      "a;".repeat(100_000),
    ]) {
      const start = performance.now();
      expect(
        end("creatio", {
          ...exported.creatio(),
          EmailMessageData: changed({ value }, { "/value/0/Activity/Recepient": list }),
        }),
      ).toBe("accepted");
      expect(performance.now() - start).toBeLessThan(3_000);
    }
  });
});
