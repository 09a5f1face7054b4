// `mailveil/hono`: in a real app, between its other middleware and its routes.
import { gunzipSync } from "node:zlib";
import { type ServerType, serve } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { compress } from "hono/compress";
import { cors } from "hono/cors";
import { etag } from "hono/etag";
import { stream } from "hono/streaming";
import { type MailFilterOptions, mailFilter } from "mailveil/hono";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  badHeaders,
  bobsList,
  cleosList,
  expectProblem,
  expectSafe,
  json,
  list,
  listText,
  never,
  pieces,
  settings,
} from "./middleware.ts";

type Env = { Variables: { user: string | undefined } };
type Options = Partial<MailFilterOptions<[Context<Env>]>>;

const viewer = (c: Context<Env>) => c.get("user");

/** An app whose user is whoever the request says, with a filter before `/threads`. */
function app(options: Options = {}): Hono<Env> {
  const hono = new Hono<Env>();
  hono.use(async (c, next) => {
    c.set("user", c.req.header("user"));
    await next();
  });
  hono.use("/threads/*", mailFilter({ ...settings, viewer, ...options }));
  hono.notFound((c) => c.text("nothing here"));
  return hono;
}

const bob = { headers: { user: "bob" } };

describe("a route", () => {
  it("answers each viewer with what they may see", async () => {
    const hono = app().get("/threads", (c) => c.json(list));
    expect(await expectSafe(await hono.request("/threads", bob))).toBe(bobsList);
    expect(await (await hono.request("/threads", { headers: { user: "cleo" } })).text()).toBe(cleosList);
    await expectProblem(await hono.request("/threads"), 401, "no-viewer");
    await expectProblem(await hono.request("/threads", { headers: { user: "eve" } }), 403, "unknown-viewer");
  });

  it("is filtered itself", async () => {
    const hono = new Hono<Env>();
    hono.get("/", mailFilter({ ...settings, viewer: () => "bob" }), (c) => c.json(list));
    expect(await (await hono.request("/")).text()).toBe(bobsList);
  });

  it("that is elsewhere is left alone", async () => {
    const hono = app().get("/elsewhere", (c) => c.json(list));
    expect(await (await hono.request("/elsewhere")).text()).toBe(listText);
  });

  it.each<[string, (c: Context<Env>) => Response | Promise<Response>, number, string]>([
    [
      "throws",
      () => {
        throw new Error("SECRET");
      },
      500,
      "upstream-error",
    ],
    [
      "throws what is no error",
      () => {
        throw "SECRET";
      },
      502,
      "upstream-failed",
    ],
    ["answers text", (c) => c.text("SECRET"), 502, "not-json"],
    ["answers a page", (c) => c.html("SECRET"), 502, "not-json"],
    ["redirects", (c) => c.redirect("/SECRET"), 502, "upstream-redirected"],
    ["answers an error", (c) => c.json({ subject: "SECRET" }, 404), 404, "upstream-error"],
    ["is not there", (c) => c.notFound(), 502, "not-json"],
    ["stalls", () => never() as never, 504, "upstream-stalled"],
    ["stalls in the body", () => json(pieces(listText.slice(0, 300), never)), 504, "upstream-stalled"],
  ])("that %s shows no mail", async (_, route, status, code) => {
    const hono = app({ timeoutMs: 30 }).get("/threads", route);
    hono.onError((error, c) => c.text(error.message, 500));
    await expectProblem(await hono.request("/threads", bob), status, code);
  });

  it("is asked for headers alone", async () => {
    const hono = app().get("/threads", (c) => c.json(list));
    const response = await hono.request("/threads", { ...bob, method: "HEAD" });
    expect(response.status).toBe(200);
    expect(await expectSafe(response)).toBe("");
  });

  it("reads a body that was read before it", async () => {
    const hono = new Hono<Env>();
    hono.use(async (c, next) => {
      expect(await c.req.json()).toStrictEqual({ find: "offer" });
      await next();
    });
    hono.use(mailFilter({ ...settings, viewer: () => "bob" }));
    hono.post("/", async (c) => {
      expect(await c.req.json()).toStrictEqual({ find: "offer" });
      return c.json(list);
    });
    expect(await (await hono.request("/", { method: "POST", body: '{"find":"offer"}' })).text()).toBe(bobsList);
  });
});

describe("other middleware", () => {
  it("before the filter may set headers, also of a problem", async () => {
    const hono = new Hono<Env>();
    hono.use(cors({ origin: "https://a.test", credentials: true }));
    hono.use(mailFilter({ ...settings, viewer: (c) => c.req.raw.headers.get("user") ?? undefined }));
    hono.get("/threads", (c) => c.json(list));
    for (const [user, status] of [
      ["bob", 200],
      ["", 401],
    ] as const) {
      const response = await hono.request("/threads", { headers: { user, origin: "https://a.test" } });
      expect(response.status).toBe(status);
      expect(response.headers.get("access-control-allow-origin")).toBe("https://a.test");
      await expectSafe(response);
    }
  });

  it("behind the filter may set none that describe the body", async () => {
    const hono = app();
    hono.use("/threads/*", etag());
    hono.get("/threads", (c) => {
      for (const [name, value] of Object.entries(badHeaders)) c.header(name, value);
      return c.json(list);
    });
    expect(await expectSafe(await hono.request("/threads", bob))).toBe(bobsList);
  });

  it("behind the filter is not asked under conditions", async () => {
    const tag = etag();
    const hono = app().get("/threads", tag, (c) => c.json(list));
    const plain = new Hono().get("/", tag, (c) => c.json(list));
    const version = (await plain.request("/")).headers.get("etag") ?? "";
    const response = await hono.request("/threads", { headers: { user: "bob", "if-none-match": version } });
    expect(response.status).toBe(200);
    expect(await expectSafe(response)).toBe(bobsList);
  });

  it("before the filter compresses what is left, if the viewer takes it", async () => {
    const hono = new Hono<Env>();
    hono.use(compress());
    hono.use(mailFilter({ ...settings, at: "", viewer: () => "bob" }));
    const asked = vi.fn();
    const mine = list.data.items[2];
    hono.get("/threads", (c) => {
      asked(c.req.header("accept-encoding"), c.req.header("if-none-match"));
      return c.json(Array(1000).fill(mine));
    });
    for (const [accepted, encoding] of [
      ["gzip", "gzip"],
      ["br", null],
      [undefined, null],
    ] as const) {
      const headers = { "if-none-match": '"1"', ...(accepted === undefined ? {} : { "accept-encoding": accepted }) };
      const response = await hono.request("/threads", { headers });
      expect(response.headers.get("content-encoding")).toBe(encoding);
      const body = new Uint8Array(await response.arrayBuffer());
      const text = encoding === null ? Buffer.from(body) : gunzipSync(body);
      expect(JSON.parse(text.toString())).toStrictEqual(Array(1000).fill(mine));
      if (encoding !== null) expect(body.length * 10).toBeLessThan(text.length);
    }
    expect(new Set(asked.mock.calls.flat())).toStrictEqual(new Set(["gzip, deflate, br", undefined]));
  });

  it("before the filter sees what the viewer sent, and what nobody read", async () => {
    const hono = new Hono<Env>();
    const after = vi.fn();
    hono.use(async (c, next) => {
      await next();
      after(c.req.header("accept-encoding"), c.req.header("range"), await c.req.text());
    });
    const filter = mailFilter({ ...settings, viewer: () => "bob" });
    hono.get("/threads", filter, filter, (c) => c.json(list));
    hono.post("/threads", filter, (c) => c.json(list));
    const headers = { "accept-encoding": "x-own", range: "bytes=0-9" };
    // What the first filter has cut, the second cannot judge.
    expect(await (await hono.request("/threads", { headers })).text()).toContain('[{"id":"t-3"');
    const post = { method: "POST", body: "find" };
    expect(await (await hono.request("/threads", { ...post, headers })).text()).toBe(bobsList);
    expect((await hono.request("/threads", { ...post, headers: { ...headers, "if-match": "1" } })).status).toBe(412);
    expect(after.mock.calls).toStrictEqual([
      ["x-own", "bytes=0-9", ""],
      ["x-own", "bytes=0-9", "find"],
      ["x-own", "bytes=0-9", "find"],
    ]);
  });

  it("that comes too late is not heard", async () => {
    const hono = new Hono<Env>();
    // Waits before the answer is sent.
    hono.use(async (_, next) => {
      await next();
      await new Promise((resolve) => setTimeout(resolve, 60));
    });
    hono.use(mailFilter({ ...settings, viewer: () => "bob", timeoutMs: 10 }));
    const late = vi.fn();
    hono.use(async (c, next) => {
      await next();
      c.res = new Response("SECRET");
      late();
    });
    hono.get("/threads", async (c) => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      c.header("x-subject", "SECRET");
      return c.json(list);
    });
    await expectProblem(await hono.request("/threads"), 504, "upstream-stalled");
    expect(late).toHaveBeenCalled();
  });
});

describe("on Node", () => {
  let server: ServerType | undefined;
  afterEach(() => {
    vi.restoreAllMocks();
    server?.close();
  });

  const listen = (hono: Hono<Env>) =>
    new Promise<string>((resolve) => {
      server = serve({ fetch: hono.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => {
        resolve(`http://127.0.0.1:${port}/threads`);
      });
    });

  it("each viewer gets their list, and none of the other's", async () => {
    const address = await listen(app().get("/threads", (c) => c.json(list, 200, { etag: '"1"' })));
    expect(await expectSafe(await fetch(address, bob))).toBe(bobsList);
    const conditional = { headers: { user: "cleo", "if-none-match": '"1"', range: "bytes=0-9" } };
    expect(await (await fetch(address, conditional)).text()).toBe(cleosList);
    expect(await expectSafe(await fetch(address, bob))).toBe(bobsList);
  });

  it("a long body that breaks off ends by an error", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined); // the server tells it too
    const long = `{"data":{"items":[${`${JSON.stringify(list.data.items[2])},`.repeat(2000)}`;
    const hono = app({ bufferBytesMax: 1000 }).get("/threads", (c) => {
      c.header("content-type", "application/json");
      return stream(c, async (out) => {
        await out.write(long);
        await out.write("SECRET");
      });
    });
    const response = await fetch(await listen(hono), bob);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });
});
