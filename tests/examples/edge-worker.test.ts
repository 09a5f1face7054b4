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

const list = "/mailbox/mailThreads";

const as = async (user: string, path = list, headers: Record<string, string> = {}) =>
  fetch(address + path, { headers: { authorization: `Bearer ${await sign(claims({ sub: user }))}`, ...headers } });

interface Item {
  readonly id: number;
  readonly subject: string;
  readonly snippet: string;
}

async function items(response: Response): Promise<Item[]> {
  const text = await response.text();
  expect(response.status, text).toBe(200);
  return JSON.parse(text).data;
}

describe("a viewer", () => {
  it("gets their list by the token of the README", async () => {
    const token = run(folder, "token", "bob");
    const mail = await items(await fetch(address + list, { headers: { authorization: `Bearer ${token}` } }));
    expect(mail).toMatchObject([
      { id: 9003, snippet: "At noon" },
      { id: 9001, subject: "Our offer", snippet: "Dear Jo, ten chairs cost" },
    ]);
  });

  it("gets their own and never another's, whatever a cache would like", async () => {
    // Cleo can access every record, Dan none; the dispute is private.
    const expected = { ann: [9002, 9001], bob: [9003, 9001], cleo: [9001], dan: [] } as Record<string, number[]>;
    for (const user of ["ann", "bob", "ann", "cleo", "dan", "bob"]) {
      const response = await as(user);
      expect(response.headers.get("cache-control")).toBe("private, no-store");
      expect(response.headers.get("vary")).toBe("*");
      expect(response.headers.has("etag")).toBe(false);
      expect((await items(response)).map(({ id }) => id)).toStrictEqual(expected[user]);
    }
  });

  it("gets one thread, or learns nothing of it", async () => {
    const whole = async (response: Response) => ({
      status: response.status,
      headers: [...response.headers].filter(([name]) => name !== "date"),
      body: await response.text(),
    });
    expect(await (await as("bob", `${list}/9001`)).json()).toMatchObject({ data: { subject: "Our offer" } });
    expect(await (await as("ann", `${list}/9002`)).json()).toMatchObject({ data: { subject: "The dispute" } });
    const hidden = await whole(await as("bob", `${list}/9002`));
    expect([hidden.status, JSON.parse(hidden.body).code]).toStrictEqual([404, "not-found"]);
    expect(hidden).toStrictEqual(await whole(await as("bob", `${list}/9999`)));
    const authorization = `Bearer ${await sign(claims())}`;
    for (const id of [9001, 9002, 9999]) {
      const response = await fetch(`${address}${list}/${id}`, { method: "HEAD", headers: { authorization } });
      expect(response.status).toBe(405);
    }
  });

  it("is never told to use what they have", async () => {
    const response = await as("bob", `${list}?fault=condition`, { "if-none-match": '"1"', range: "bytes=0-9" });
    expect(await response.json()).toMatchObject({ code: "not-json" });
  });

  it("gets a long list as it comes, and a compressed one", async () => {
    expect(await items(await as("bob", `${list}?fault=long`))).toHaveLength(3000);
    expect(await items(await as("bob", `${list}?fault=compressed`))).toStrictEqual([]);
  });

  it("keeps their token to themselves", async () => {
    expect((await as("bob", `${list}?fault=credentials`)).status).toBe(204);
  });

  it("may not write", async () => {
    expect((await fetch(address + list, { method: "POST" })).status).toBe(405);
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
    for (const path of [list, "/why?viewer=bob&thread=9001"]) {
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
    const response = await as("bob", `${list}?fault=${fault}`);
    const text = await response.text();
    expect([response.status, JSON.parse(text).code]).toStrictEqual([status, code]);
    expect(text).not.toContain("Kim");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
  });

  it("breaks off a long list is not mistaken for one that ends", async () => {
    const response = await as("bob", `${list}?fault=long-and-broken`);
    // The local server hides that the connection was cut; what came has no end.
    const text = await response.text().catch(() => "");
    expect(() => JSON.parse(text)).toThrow();
    await server.says(/"event":"no-mail","status":502,"code":"json-syntax"/);
  });
});

describe("`/why`", () => {
  it("tells an administrator, and shows no mail", async () => {
    const decision = await (await as("cleo", "/why?viewer=bob&thread=9002")).json();
    expect(decision).toStrictEqual({
      outcome: "denied",
      level: "none",
      reasons: [{ code: "thread-private", rule: "P-03" }],
      obligations: [],
    });
    expect(await (await as("cleo", "/why?viewer=bob&thread=9001")).json()).toMatchObject({ outcome: "allowed" });
  });

  it.each([
    ["bob", "viewer=bob&thread=9001", 403, "not-administrator"],
    ["bob", "viewer=bob&thread=9999", 403, "not-administrator"],
    ["eve", "viewer=bob&thread=9001", 403, "not-administrator"],
    ["cleo", "viewer=eve&thread=9001", 404, "unknown-viewer"],
    ["cleo", "viewer=bob&thread=9999", 404, "unknown-thread"],
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
    expect((await items(await as("bob"))).map(({ id }) => id)).toStrictEqual([9003, 9001]);
  });

  it("that is right takes over, and every request is answered meanwhile", async () => {
    const [anns, bobs] = sample().mailboxes;
    const putting = put({ ...sample(), mailboxes: [{ ...anns, sharing: { mode: "private" } }, bobs] });
    const seen: string[] = [];
    const deadline = Date.now() + 20_000;
    while (seen.at(-1) !== "9003" && Date.now() < deadline) {
      const lists = await Promise.all([as("bob"), as("bob"), as("bob")].map(async (response) => items(await response)));
      for (const shown of lists) seen.push(shown.map(({ id }) => id).join());
    }
    await putting;
    expect(new Set(seen)).toStrictEqual(new Set(["9003,9001", "9003"]));
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
