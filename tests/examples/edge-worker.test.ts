// The edge worker on the real workerd, by the commands of its README: tokens, snapshots, a CRM that fails, two viewers.
import { copyFileSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyOf, type Program, remove, run, start } from "./program.ts";

let folder: string;
let server: Program;
let address: string;
let key: JWK;

async function serve(): Promise<void> {
  server = start(folder, "start", "--", "--port", "0", "--inspector-port", "0", "--var", "REFRESH_MS:100");
  const [, port] = await server.says(/Ready on http:\/\/[^:]+:(\d+)/);
  address = `http://127.0.0.1:${port}`;
}

beforeAll(async () => {
  folder = copyOf("edge-worker");
  renameSync(join(folder, "crm/worker.ts"), join(folder, "crm/api.ts"));
  copyFileSync(new URL("faulty-crm.ts", import.meta.url), join(folder, "crm/worker.ts"));
  await serve();
  key = JSON.parse(readFileSync(join(folder, ".local/key.json"), "utf8"));
});
afterAll(async () => {
  await server?.stop();
  remove(folder);
});

const claims = (more: JWTPayload = {}): JWTPayload => ({
  sub: "bob",
  iss: "https://login.crm.example",
  aud: "https://mail.crm.example",
  exp: Math.floor(Date.now() / 1000) + 60,
  ...more,
});

const sign = async (payload: JWTPayload, by: JWK = key, header = {}) =>
  new SignJWT(payload)
    .setProtectedHeader({ alg: "ES256", kid: key.kid ?? "", ...header })
    .sign(await importJWK(by, "ES256"));

const as = async (user: string, path = "/threads", headers: Record<string, string> = {}) =>
  fetch(address + path, { headers: { authorization: `Bearer ${await sign(claims({ sub: user }))}`, ...headers } });

interface Item {
  readonly id: string;
  readonly subject?: string;
  readonly body?: string;
}

async function items(response: Response): Promise<Item[]> {
  const text = await response.text();
  expect(response.status, text).toBe(200);
  return JSON.parse(text).data.items;
}

describe("a viewer", () => {
  it("gets their list by the token of the README", async () => {
    const token = run(folder, "token", "bob");
    const list = await items(await fetch(`${address}/threads`, { headers: { authorization: `Bearer ${token}` } }));
    expect(list).toMatchObject([
      { id: "lunch", body: "At noon" },
      { id: "offer", subject: "Our offer" },
    ]);
    expect(list[1]).not.toHaveProperty("body");
  });

  it("gets their own and never another's, whatever a cache would like", async () => {
    const expected = { ann: ["dispute", "offer"], bob: ["lunch", "offer"], cleo: [] } as Record<string, string[]>;
    for (const user of ["ann", "bob", "ann", "cleo", "bob"]) {
      const response = await as(user);
      expect(response.headers.get("cache-control")).toBe("private, no-store");
      expect(response.headers.get("vary")).toBe("*");
      expect(response.headers.has("etag")).toBe(false);
      expect((await items(response)).map(({ id }) => id)).toStrictEqual(expected[user]);
    }
  });

  it("is never told to use what they have", async () => {
    const response = await as("bob", "/threads?fault=condition", { "if-none-match": '"1"', range: "bytes=0-9" });
    expect(await response.json()).toMatchObject({ code: "not-json" });
  });

  it("gets a long list as it comes, and a compressed one", async () => {
    expect(await items(await as("bob", "/threads?fault=long"))).toHaveLength(3000);
    expect(await items(await as("bob", "/threads?fault=compressed"))).toStrictEqual([]);
  });

  it("keeps their token to themselves", async () => {
    expect((await as("bob", "/threads?fault=credentials")).status).toBe(204);
  });

  it("may not write", async () => {
    expect((await fetch(`${address}/threads`, { method: "POST" })).status).toBe(405);
    expect((await as("bob", "/elsewhere")).status).toBe(404);
  });
});

describe("a token is refused that", () => {
  const foreign = async () => exportJWK((await generateKeyPair("ES256", { extractable: true })).privateKey);
  const changed = async () => {
    const [header, , signature] = (await sign(claims())).split(".");
    return [header, Buffer.from(JSON.stringify(claims({ sub: "ann" }))).toString("base64url"), signature].join(".");
  };
  const asSecret = async () => {
    const { d: _, ...rest } = key;
    const secret = new TextEncoder().encode(JSON.stringify(rest));
    return new SignJWT(claims()).setProtectedHeader({ alg: "HS256", kid: key.kid ?? "" }).sign(secret);
  };
  const tokens: Record<string, () => string | Promise<string>> = {
    "is none": () => "",
    "is no token": () => "bob",
    "is not signed": () => new UnsecuredJWT(claims()).encode(),
    "was changed": changed,
    "is signed by another key of this name": async () => sign(claims(), await foreign()),
    "is signed by a key of its own": async () => {
      const own = await foreign();
      return sign(claims(), own, { kid: "own", jwk: { ...own, d: undefined } });
    },
    "is signed by the public key as a secret": asSecret,
    "has expired": () => sign(claims({ exp: Math.floor(Date.now() / 1000) - 1 })),
    "never expires": () => sign({ ...claims(), exp: undefined } as unknown as JWTPayload),
    "is not valid yet": () => sign(claims({ nbf: Math.floor(Date.now() / 1000) + 60 })),
    "is of another issuer": () => sign(claims({ iss: "https://login.other.example" })),
    "is for another service": () => sign(claims({ aud: "https://calendar.crm.example" })),
    "is for nobody": () => sign({ ...claims(), sub: undefined } as unknown as JWTPayload),
  };

  it.each(Object.entries(tokens))("%s", async (_, token) => {
    for (const path of ["/threads", "/why?viewer=bob&thread=offer"]) {
      const response = await fetch(address + path, { headers: { authorization: `Bearer ${await token()}` } });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ code: "no-viewer" });
    }
  });

  it("names somebody whom the snapshot does not know", async () => {
    const response = await as("eve");
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: "unknown-viewer" });
  });
});

describe("a CRM that", () => {
  it.each([
    ["answer-stalls", 504, "upstream-stalled"],
    ["body-stalls", 504, "upstream-stalled"],
    ["page-of-error", 500, "upstream-error"],
    ["throws", 500, "upstream-error"],
  ])("%s shows no mail", async (fault, status, code) => {
    const response = await as("bob", `/threads?fault=${fault}`);
    const text = await response.text();
    expect([response.status, JSON.parse(text).code]).toStrictEqual([status, code]);
    expect(text).not.toContain("Kim");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
  });

  it("breaks off a long list is not mistaken for one that ends", async () => {
    const response = await as("bob", "/threads?fault=long-and-broken");
    // The local server hides that the connection was cut; what came has no end.
    const text = await response.text().catch(() => "");
    expect(() => JSON.parse(text)).toThrow();
    await server.says(/"event":"no-mail","status":502,"code":"json-syntax"/);
  });
});

describe("`/why`", () => {
  it("tells an administrator, and shows no mail", async () => {
    const decision = await (await as("cleo", "/why?viewer=bob&thread=dispute")).json();
    expect(decision).toStrictEqual({
      outcome: "denied",
      level: "none",
      reasons: [{ code: "excluded-domain", rule: "X-03", domain: "law.example" }],
      obligations: [],
    });
    expect(await (await as("cleo", "/why?viewer=bob&thread=offer")).json()).toMatchObject({ outcome: "allowed" });
  });

  it.each([
    ["bob", "viewer=bob&thread=offer", 403, "not-administrator"],
    ["bob", "viewer=bob&thread=nothing", 403, "not-administrator"],
    ["eve", "viewer=bob&thread=offer", 403, "not-administrator"],
    ["cleo", "viewer=eve&thread=offer", 404, "unknown-viewer"],
    ["cleo", "viewer=bob&thread=nothing", 404, "unknown-thread"],
    ["cleo", "", 404, "unknown-thread"],
  ])("tells %s nothing about ?%s", async (user, query, status, code) => {
    const response = await as(user, `/why?${query}`);
    expect([response.status, (await response.json()).code]).toStrictEqual([status, code]);
  });
});

describe("a snapshot", () => {
  const put = (snapshot: unknown) => {
    const file = join(folder, "next.json");
    writeFileSync(file, JSON.stringify(snapshot));
    return start(folder, "snapshot", file).ended;
  };
  const sample = () => JSON.parse(readFileSync(join(folder, "sample/snapshot.json"), "utf8"));

  it("that is refused leaves the old one in force, and raises an alarm", async () => {
    const { domains, ...rest } = sample().organization;
    await put({ ...sample(), organization: { domain: domains, ...rest } });
    await as("bob"); // asks for a refresh, without waiting for it
    const [line] = await server.says(/\{"alarm":"snapshot-refused".*\}/);
    expect(JSON.parse(line)).toStrictEqual({
      alarm: "snapshot-refused",
      code: "invalid-snapshot",
      total: 1,
      problems: [{ code: "unknown-field", path: "/organization/domain" }],
    });
    expect((await items(await as("bob"))).map(({ id }) => id)).toStrictEqual(["lunch", "offer"]);
  });

  it("that is right takes over, and every request is answered meanwhile", async () => {
    const [anns, bobs] = sample().mailboxes;
    const putting = put({ ...sample(), mailboxes: [{ ...anns, sharing: { mode: "private" } }, bobs] });
    const seen: string[] = [];
    const deadline = Date.now() + 20_000;
    while (seen.at(-1) !== "lunch" && Date.now() < deadline) {
      const list = await Promise.all([as("bob"), as("bob"), as("bob")].map(async (response) => items(await response)));
      for (const shown of list) seen.push(shown.map(({ id }) => id).join());
    }
    await putting;
    expect(new Set(seen)).toStrictEqual(new Set(["lunch,offer", "lunch"]));
  });
});

describe("a worker that starts with a broken snapshot", () => {
  it("shows nothing to anybody", async () => {
    await server.stop();
    writeFileSync(join(folder, "sample/snapshot.json"), '{"version":1}');
    await serve();
    const response = await as("bob");
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: "policy-failed" });
    await server.says(/"alarm":"snapshot-refused"/);
  });
});
