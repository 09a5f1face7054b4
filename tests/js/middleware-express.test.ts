// `mailveil/express`: in a real app over real connections, whichever way a route writes.
import { once } from "node:events";
import { writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import express, { type Request, type RequestHandler, type Response as ExpressResponse } from "express";
import { type MailFilterOptions, mailFilter } from "mailveil/express";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { badHeaders, bobsList, cleosList, expectProblem, expectSafe, list, listText, settings } from "./middleware.ts";

type Options = Partial<MailFilterOptions<[Request]>>;

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listen(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/threads`;
}

/** An app with a filter before this route. */
async function serve(route: RequestHandler, options: Options = {}): Promise<string> {
  const app = express();
  app.set("env", "test"); // else errors are printed
  const viewer = (asking: Request) => asking.get("user");
  app.use("/threads", mailFilter({ ...settings, viewer, ...options }), route);
  return listen(app);
}

const bob = { headers: { user: "bob" } };

/** Then a body has no length, and may have trailers. */
const streamed = { bufferBytesMax: 0 } as const;

describe("a route", () => {
  const ways: Record<string, RequestHandler> = {
    json: (_, response) => void response.json(list),
    "send text": (_, response) => void response.type("json").send(listText),
    "send bytes": (_, response) => void response.type("json").send(Buffer.from(listText)),
    "write and end": (_, response) => {
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": listText.length });
      response.write(listText.slice(0, 100));
      response.write(Buffer.from(listText.slice(100, 300)), () => response.end(listText.slice(300), "utf8"));
    },
    "end in another encoding": (_, response) => {
      response.type("json").end(Buffer.from(listText).toString("base64"), "base64");
    },
    "write a head of pairs": (_, response) => {
      response.writeHead(200, "SECRET", ["content-type", "application/json", "x-subject", "SECRET"]);
      response.end(listText);
    },
    "flush headers first": (_, response) => {
      response.type("json").flushHeaders();
      setTimeout(() => response.end(listText), 5);
    },
    "pipe a stream": (_, response) =>
      void Readable.from([listText.slice(0, 99), listText.slice(99)]).pipe(response.type("json")),
    "a pipeline": async (_, response) => pipeline(Readable.from(listText.split(/(?<=,)/)), response.type("json")),
  };

  it.each(Object.entries(ways))("answers by %s with what the viewer may see", async (_, route) => {
    const address = await serve(route);
    expect(await expectSafe(await fetch(address, bob))).toBe(bobsList);
    expect(await (await fetch(address, { headers: { user: "cleo" } })).text()).toBe(cleosList);
    expect(await expectSafe(await fetch(address, bob))).toBe(bobsList);
    await expectProblem(await fetch(address), 401, "no-viewer");
    await expectProblem(await fetch(address, { headers: { user: "eve" } }), 403, "unknown-viewer");
  });

  it("sends a length that is right, and no words of the upstream's", async () => {
    const response = await fetch(
      await serve((_, res) => void Object.assign(res, { statusMessage: "SECRET" }).json(list)),
      bob,
    );
    expect(response.statusText).toBe("OK");
    expect(response.headers.get("content-length")).toBe(String(bobsList.length));
  });

  it("is asked for headers alone", async () => {
    const response = await fetch(await serve((_, res) => void res.json(list)), { ...bob, method: "HEAD" });
    expect(response.status).toBe(200);
    expect(response.headers.has("content-length")).toBe(false);
    expect(await expectSafe(response)).toBe("");
  });

  it.each<[string, RequestHandler, number, string]>([
    [
      "throws",
      () => {
        throw new Error("SECRET");
      },
      500,
      "upstream-error",
    ],
    ["rejects", () => Promise.reject(new Error("SECRET")), 500, "upstream-error"],
    [
      "passes an error on",
      (_, __, next) => next(Object.assign(new Error("SECRET"), { status: 409 })),
      409,
      "upstream-error",
    ],
    ["is not there", (_, __, next) => next(), 404, "upstream-error"],
    ["answers an error", (_, res) => void res.status(403).json({ subject: "SECRET" }), 403, "upstream-error"],
    ["answers text", (_, res) => void res.send("SECRET"), 502, "not-json"],
    ["answers a script", (_, res) => void res.jsonp(list).set("x", "y"), 502, "not-json"],
    ["redirects", (_, res) => res.redirect("/SECRET"), 502, "upstream-redirected"],
    ["says not modified", (_, res) => void res.status(304).end(), 502, "unexpected-status"],
    ["gives a part", (_, res) => void res.status(206).json(list), 502, "partial-body"],
    ["answers no JSON", (_, res) => void res.type("json").send("SECRET"), 502, "json-syntax"],
    ["answers with no list", (_, res) => void res.json({ subject: "SECRET" }), 502, "not-an-array"],
    ["stalls", () => undefined, 504, "upstream-stalled"],
    ["stalls in the body", (_, res) => void res.type("json").write(listText.slice(0, 300)), 504, "upstream-stalled"],
  ])("that %s shows no mail", async (_, route, status, code) => {
    const address = await serve(route, { timeoutMs: 40 });
    const query = code === "not-json" ? "?callback=f" : "";
    await expectProblem(await fetch(address + query, { ...bob, redirect: "manual" }), status, code);
  });

  it("that has nothing to say says nothing", async () => {
    const response = await fetch(await serve((_, res) => void res.status(204).end()), bob);
    expect(response.status).toBe(204);
    expect(await expectSafe(response)).toBe("");
  });

  it("that comes too late is not heard, and does no harm", async () => {
    const late = vi.fn();
    const address = await serve(
      (_, res) => {
        setTimeout(() => {
          res.set("x-subject", "SECRET").json(list);
          late();
        }, 40);
      },
      { timeoutMs: 10 },
    );
    await expectProblem(await fetch(address, bob), 504, "upstream-stalled");
    await vi.waitFor(() => expect(late).toHaveBeenCalled());
    await expectProblem(await fetch(address, bob), 504, "upstream-stalled");
  });

  it("that fails after it began cuts the connection", async () => {
    const address = await serve((_, res, next) => {
      res.type("json").write(listText.slice(0, 300));
      next(new Error("SECRET"));
    });
    await expect(fetch(address, bob)).rejects.toThrow();
  });

  it("sends no hints and no trailers", async () => {
    const address = await serve((_, res) => {
      res.writeEarlyHints({ link: "</SECRET>; rel=preload" });
      res.set("trailer", "x-subject").type("json").write(listText);
      res.addTrailers({ "x-subject": "SECRET" });
      res.end();
    }, streamed);
    const information = vi.fn();
    const asking = request(address, bob).on("information", information).end();
    const [response] = await once(asking, "response");
    response.resume();
    await once(response, "end");
    expect(information).not.toHaveBeenCalled();
    expect(response.trailers).toStrictEqual({});
    expect(response.headers.trailer).toBeUndefined();
  });
});

describe("headers", () => {
  it("that describe the body or are for caches do not come through", async () => {
    const address = await serve((_, res) => {
      const { "content-range": __, ...headers } = badHeaders;
      res
        .set({ ...headers, "set-cookie": "a=1", "access-control-allow-origin": "*" })
        .append("set-cookie", "b=2")
        .json(list);
    });
    const response = await fetch(address, bob);
    expect(await expectSafe(response)).toBe(bobsList);
    expect(response.headers.getSetCookie()).toStrictEqual(["a=1", "b=2"]);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.has("x-powered-by")).toBe(false);
  });

  it("with conditions and ranges do not reach the route", async () => {
    const seen = vi.fn();
    const address = await serve((req, res) => {
      seen(req.get("if-none-match"), req.get("range"), req.get("accept-encoding"));
      res.json(list);
    });
    const plain = express().get("/", (_, res) => void res.json(list));
    const mine = server;
    const version = (await fetch((await listen(plain)).replace("/threads", "/"))).headers.get("etag") ?? "";
    server?.close();
    server = mine;
    const headers = { user: "bob", "if-none-match": version, range: "bytes=0-9" };
    expect(version).not.toBe("");
    expect(await expectSafe(await fetch(address, { headers }))).toBe(bobsList);
    expect(seen).toHaveBeenCalledWith(undefined, undefined, "gzip, deflate, br");
    await expectProblem(await fetch(address, { headers, method: "PUT" }), 412, "precondition-refused");
  });
});

describe("what stands before the filter", () => {
  it("sees the head that is sent, and what the viewer accepts", async () => {
    const app = express();
    const seen = vi.fn();
    app.use((req, res, next) => {
      const real = res.writeHead;
      const writeHead = (status: number) => {
        seen(status, req.get("accept-encoding"), res.get("cache-control"));
        return real.call(res, status);
      };
      Object.assign(res, { writeHead });
      next();
    });
    const route: RequestHandler = (req, res) => void res.json([req.get("accept-encoding")]);
    app.use(mailFilter({ policy: settings.policy, viewer: () => "bob" }), route);
    const response = await fetch(await listen(app), { headers: { "accept-encoding": "br" } });
    expect(await expectSafe(response)).toBe("[]");
    expect(seen.mock.calls).toStrictEqual([[200, "br", "private, no-store"]]);
  });
});

describe("a file", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "mailveil-express-"));
    writeFileSync(join(folder, "list.json"), listText);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is filtered too, whole", async () => {
    const address = await serve((_, res) => res.sendFile(join(folder, "list.json")));
    const response = await fetch(address, { headers: { user: "bob", range: "bytes=0-200" } });
    expect(response.status).toBe(200);
    expect(await expectSafe(response)).toBe(bobsList);
  });
});

describe("a long body", () => {
  const item = JSON.stringify(list.data.items[2]);
  const long = `{"data":{"items":[${Array(20_000).fill(item).join(",")}]}}`;

  it("is streamed, and slows the route down", async () => {
    const count = 3000;
    let written = 0;
    const source = function* () {
      yield "[";
      for (; written < count; written += 1) yield `${written === 0 ? "" : ","}${Array(100).fill(item).join(",")}`;
      yield "]";
    };
    const route: RequestHandler = (_, res) => pipeline(Readable.from(source()), res.type("json"));
    const address = await serve(route, { at: "", bufferBytesMax: 1000 });
    const [response] = await once(request(address, bob).end(), "response");
    // More than the connection holds by itself.
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(written).toBeLessThan(count);
    let length = 0;
    for await (const chunk of response) length += chunk.length;
    expect(length).toBe(count * 100 * (item.length + 1) + 1);
  });

  it.each<[string, (res: ExpressResponse) => void]>([
    ["is no JSON", (res) => res.end("SECRET")],
    ["breaks off", (res) => res.destroy()],
    ["stalls", () => undefined],
  ])("that %s in the end cuts the connection", async (_, end) => {
    const address = await serve(
      (__, res) => {
        res.type("json").write(long.slice(0, -3), () => end(res));
      },
      { bufferBytesMax: 1000, timeoutMs: 40 },
    );
    const reading = fetch(address, bob).then((response) => response.text());
    await expect(reading).rejects.toThrow();
  });

  /** Asks, takes the head of the answer if there is one, and goes away. */
  async function leave(address: string, wait: number): Promise<void> {
    const asking = request(address, bob).end();
    asking.on("error", () => undefined);
    asking.on("response", (response) => response.on("error", () => undefined));
    await new Promise((resolve) => setTimeout(resolve, wait));
    asking.destroy();
  }

  it("that nobody reads to its end is not judged to its end", async () => {
    const [closed, onFiltered, onProblem] = [vi.fn(), vi.fn(), vi.fn()];
    const address = await serve(
      (_, res) => {
        res.on("close", closed);
        res.type("json").write("[");
        for (let count = 0; count < 300; count += 1) res.write(`${Array(1000).fill(item).join(",")},`);
        res.end(`${item}]`);
      },
      { at: "", bufferBytesMax: 1000, onFiltered, onProblem },
    );
    await leave(address, 300);
    await vi.waitFor(() => expect(closed).toHaveBeenCalled());
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(onFiltered).not.toHaveBeenCalled();
    expect(onProblem).not.toHaveBeenCalled();
  });

  it("that nobody waits for is given up", async () => {
    const onProblem = vi.fn();
    const address = await serve((_, res) => void res.type("json").write("["), { at: "", onProblem });
    await leave(address, 50);
    await vi.waitFor(() => expect(onProblem).toHaveBeenCalledOnce());
    expect(onProblem.mock.calls[0]?.[0]).toMatchObject({ code: "unreadable-body" });
  });
});

describe("Node's own server", () => {
  it("needs no Express", async () => {
    const filter = mailFilter({ ...settings, viewer: ({ headers }) => String(headers["user"]) });
    const address = await listen((req, res) => {
      filter(req, res, () => {
        res.setHeader("content-type", "application/json");
        res.end(listText);
      });
    });
    expect(await expectSafe(await fetch(address, bob))).toBe(bobsList);
  });
});
