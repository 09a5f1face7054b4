// The server on Node, by the command of its README, over the directory that it comes with.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyOf, type Program, remove, start } from "./program.ts";

let folder: string;
let server: Program;
let address: string;
const tokens: Record<string, string> = {};
const list = "/mailbox/mailThreads";

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

const as = (user: string, path = list, init: RequestInit = {}) =>
  fetch(address + path, { ...init, headers: { authorization: `Bearer ${tokens[user] ?? user}` } });

const share = (user: string, thread: number, flag: unknown) =>
  as(user, `${list}/${thread}`, { method: "PUT", body: JSON.stringify({ shared_flag: flag }) });

interface Item {
  readonly id: number;
}
const ids = async (user: string) => ((await (await as(user)).json()) as { data: Item[] }).data.map(({ id }) => id);

/** All that a viewer can compare. A date is another each second. */
const whole = async (response: Response) => ({
  status: response.status,
  headers: [...response.headers].filter(([name]) => name !== "date"),
  body: await response.text(),
});

describe("the import", () => {
  it("says what it has invented", () => {
    expect(server.output()).toMatch(/invented: 2 addresses of mailboxes/);
  });

  it("asks for what only a person can tell, and serves nothing without it", async () => {
    const other = copyOf("node-server");
    writeFileSync(join(other, "decisions.json"), "{}");
    const refused = start(other, "start");
    await refused.ended;
    expect(refused.output()).toContain("/decisions/plan");
    expect(refused.output()).toContain("/decisions/threadDefault");
    expect(refused.output()).not.toContain("listening");
    remove(other);
  });

  it("needs the users", async () => {
    const other = copyOf("node-server");
    rmSync(join(other, "export/users.json"));
    const refused = start(other, "start");
    await refused.ended;
    expect(refused.output()).not.toContain("listening");
    remove(other);
  });
});

describe("the list", () => {
  it("is what each viewer may see", async () => {
    expect(await ids("Ann")).toStrictEqual([9001, 9002]);
    const response = await as("Bob");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(await response.json()).toMatchObject({
      data: [
        { id: 9001, subject: "Our offer" },
        { id: 9003, snippet: "At noon" },
      ],
    });
    expect(await (await as("Bob")).text()).not.toContain("Dear boss");
    // Eve has left.
    expect(await ids("Eve")).toStrictEqual([]);
  });

  it("is nobody's without a session", async () => {
    for (const response of [await as("made-up"), await fetch(address + list)]) {
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ code: "no-viewer" });
    }
  });
});

describe("one thread", () => {
  it("is shown, or is not there", async () => {
    expect(await (await as("Ann", `${list}/9002`)).json()).toMatchObject({ data: { subject: "My salary" } });
    expect(await (await as("Bob", `${list}/9001`)).json()).toMatchObject({ data: { subject: "Our offer" } });
    const hidden = await whole(await as("Bob", `${list}/9002`));
    expect(hidden.status).toBe(404);
    expect(hidden).toStrictEqual(await whole(await as("Bob", `${list}/9999`)));
  });

  it("is its owner's to share", async () => {
    const response = await share("Bob", 9001, 0);
    expect([response.status, await response.json()]).toStrictEqual([
      403,
      { outcome: "denied", reasons: [], obligations: [] },
    ]);
    expect((await share("made-up", 9001, 0)).status).toBe(401);
    expect((await share("Ann", 9001, "no")).status).toBe(400);
    // A thread that Bob may not see is answered as one that does not exist.
    expect(await whole(await share("Bob", 9002, 1))).toStrictEqual(await whole(await share("Bob", 9999, 1)));
    expect(await ids("Bob")).toStrictEqual([9001, 9003]);
  });

  it("is hidden or shown at once", async () => {
    expect((await share("Ann", 9001, 0)).status).toBe(200);
    expect(await ids("Bob")).toStrictEqual([9003]);
    expect((await as("Bob", `${list}/9001`)).status).toBe(404);
    expect((await share("Bob", 9001, 1)).status).toBe(404);
    expect((await share("Ann", 9001, 1)).status).toBe(200);
    expect(await ids("Bob")).toStrictEqual([9001, 9003]);
    expect(await ids("Ann")).toStrictEqual([9001, 9002]);
  });
});
