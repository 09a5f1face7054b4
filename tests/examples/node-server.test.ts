// The server on Node, by the command of its README.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyOf, type Program, remove, start } from "./program.ts";

let folder: string;
let server: Program;
let address: string;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  folder = copyOf("node-server");
  process.env["PORT"] = "0";
  server = start(folder, "start");
  [, address = ""] = await server.says(/listening on (\S+)/);
  for (const [, user = "", token = ""] of server.output().matchAll(/token of (\w+): (\S+)/g)) tokens[user] = token;
});
afterAll(async () => {
  await server?.stop();
  remove(folder);
});

const as = (user: string, path = "/threads", init: RequestInit = {}) =>
  fetch(address + path, { ...init, headers: { authorization: `Bearer ${tokens[user] ?? user}` } });

const share = (user: string, mailbox: string, sharing: unknown) =>
  as(user, `/mailboxes/${mailbox}/sharing`, { method: "PUT", body: JSON.stringify(sharing) });

interface Item {
  readonly id: string;
}
const ids = async (user: string) => ((await (await as(user)).json()) as Item[]).map(({ id }) => id);

describe("the list", () => {
  it("is what each viewer may see", async () => {
    expect(await ids("ann")).toStrictEqual(["offer", "salary"]);
    const response = await as("bob");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(await response.json()).toMatchObject([
      { id: "lunch", body: "At noon" },
      { id: "offer", subject: "Our offer" },
    ]);
    expect(await (await as("bob")).text()).not.toContain("Dear");
    expect(await ids("eve")).toStrictEqual([]);
  });

  it("is nobody's without a session", async () => {
    for (const response of [await as("made-up"), await fetch(`${address}/threads`)]) {
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ code: "no-viewer" });
    }
  });
});

describe("how a mailbox is shared", () => {
  it("is its owner's to say", async () => {
    const response = await share("bob", "box-ann", { mode: "private" });
    expect([response.status, await response.json()]).toStrictEqual([
      403,
      { outcome: "denied", reasons: [], obligations: [] },
    ]);
    expect((await share("made-up", "box-ann", { mode: "private" })).status).toBe(401);
    expect((await share("ann", "box-nobody", { mode: "private" })).status).toBe(404);
    expect(await ids("bob")).toStrictEqual(["lunch", "offer"]);
  });

  it("is taken back when the rules do not accept it", async () => {
    const response = await share("ann", "box-ann", { mode: "complete", audience: [] });
    expect(response.status).toBe(422);
    expect((await response.json()).problems).toMatchObject([{ code: "empty-audience" }]);
    expect(await ids("bob")).toStrictEqual(["lunch", "offer"]);
    expect((await share("ann", "box-ann", { mode: "complete", audience: [{ kind: "everyone" }] })).status).toBe(200);
    expect(await (await as("bob")).text()).toContain("Dear Jo");
  });

  it("is in force at once", async () => {
    expect((await share("ann", "box-ann", { mode: "private" })).status).toBe(200);
    expect(await ids("bob")).toStrictEqual(["lunch"]);
    expect(await ids("ann")).toStrictEqual(["offer", "salary"]);
  });
});
