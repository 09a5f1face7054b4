// `mailveil/fetch`: whatever an upstream answers, no mail is shown but a judged list.
import { createMailFilter } from "mailveil/fetch";
import { describe, expect, it, vi } from "vitest";
import {
  address,
  ask,
  badHeaders,
  bobsList,
  expectProblem,
  expectSafe,
  json,
  listText,
  never,
  pieces,
  policy,
  spies,
  type Upstream,
} from "./middleware.ts";

describe("an upstream that", () => {
  const stalling = (request: Request) =>
    new Promise<Response>((_, reject) => {
      request.signal.addEventListener("abort", () => reject(request.signal.reason));
    });

  it.each<[string, Upstream, number, string]>([
    [
      "throws",
      () => {
        throw new Error("SECRET");
      },
      502,
      "upstream-failed",
    ],
    ["rejects", () => Promise.reject("SECRET"), 502, "upstream-failed"],
    ["gives no response", () => ({ text: listText }) as never, 502, "upstream-failed"],
    ["gives nothing", () => undefined as never, 502, "upstream-failed"],
    ["stalls", stalling, 504, "upstream-stalled"],
    ["stalls deaf to signals", () => never() as never, 504, "upstream-stalled"],
    ["stalls in the body", () => json(pieces(listText.slice(0, 300), never)), 504, "upstream-stalled"],
    ["breaks off", () => json(pieces(listText, () => Promise.reject(new Error("SECRET")))), 502, "unreadable-body"],
    ["ends too early", () => json(listText.slice(0, -1)), 502, "json-syntax"],
    ["says 400", () => json('{"subject":"SECRET"}', { status: 400 }), 400, "upstream-error"],
    ["says 404", () => json(listText, { status: 404 }), 404, "upstream-error"],
    ["says 500", () => new Response("stack SECRET", { status: 500 }), 500, "upstream-error"],
    ["says 599", () => json(listText, { status: 599 }), 599, "upstream-error"],
    ["says it in words", () => json(listText, { status: 503, statusText: "SECRET" }), 503, "upstream-error"],
    [
      "redirects",
      () => new Response(null, { status: 302, headers: { location: "/SECRET" } }),
      502,
      "upstream-redirected",
    ],
    ["would have the viewer use what they have", () => new Response(null, { status: 304 }), 502, "unexpected-status"],
    ["gives a part", () => json(listText, { status: 206 }), 502, "partial-body"],
    ["gives several answers", () => json(listText, { status: 207 }), 502, "unexpected-status"],
    ["fails on the network", () => Response.error(), 502, "unexpected-status"],
    ["says no type", () => new Response(new TextEncoder().encode(listText)), 502, "not-json"],
    ["answers text", () => new Response(listText), 502, "not-json"],
    ["answers a page", () => json(listText, { headers: { "content-type": "text/html" } }), 502, "not-json"],
    ["answers lines", () => json(listText, { headers: { "content-type": "application/x-ndjson" } }), 502, "not-json"],
    [
      "answers a sequence",
      () => json(listText, { headers: { "content-type": "application/json-seq" } }),
      502,
      "not-json",
    ],
    [
      "answers in UTF-16",
      () => json(listText, { headers: { "content-type": "application/json; charset=utf-16" } }),
      502,
      "not-json",
    ],
    [
      "answers two types",
      () => json(listText, { headers: { "content-type": "application/json, text/html" } }),
      502,
      "not-json",
    ],
    [
      "hides a type",
      () => json(listText, { headers: { "content-type": "application/json; a=b, text/html" } }),
      502,
      "not-json",
    ],
    ["answers no JSON", () => json("SECRET"), 502, "json-syntax"],
    ["answers nothing", () => json(null), 502, "json-syntax"],
    ["answers something else", () => json('{"data":{"items":{"subject":"SECRET"}}}'), 502, "not-an-array"],
    ["says it twice", () => json('{"data":{"items":[],"items":[]}}'), 502, "duplicate-key"],
  ])("%s", async (_, upstream, status, code) => {
    const { onProblem } = spies();
    const response = await ask(upstream, { timeoutMs: 30, onProblem });
    await expectProblem(response, status, code);
    expect(onProblem).toHaveBeenCalledOnce();
  });

  it("answered already has no body to read", async () => {
    const response = json(listText);
    await response.text();
    await expectProblem(await ask(() => response), 502, "unreadable-body");
  });

  it("asks to be asked later is heard", async () => {
    const response = await ask(() => json(listText, { status: 429, headers: { "retry-after": "7" } }));
    expect(response.headers.get("retry-after")).toBe("7");
    await expectProblem(response, 429, "upstream-error");
  });

  it("does not know the viewer is not believed about how to ask", async () => {
    const response = await ask(() => json("", { status: 401, headers: { "www-authenticate": "Negotiate" } }));
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    await expectProblem(response, 401, "upstream-error");
  });

  it.each([204, 205])("has nothing to say (%i) says nothing", async (status) => {
    const response = await ask(() => new Response(null, { status, headers: badHeaders }));
    expect(response.status).toBe(status);
    expect(await expectSafe(response)).toBe("");
  });

  it.each([200, 404])("is asked for headers alone (%i) gives no body", async (status) => {
    const headers = { ...badHeaders, "content-length": String(listText.length) };
    const response = await ask(() => json(null, { status, headers }), {}, { method: "HEAD" });
    expect(response.status).toBe(status);
    expect(response.headers.has("content-length")).toBe(false);
    expect(await expectSafe(response)).toBe("");
  });

  it("is not waited for any more is told so, and its late body is given up", async () => {
    let late: (response: Response) => void = () => undefined;
    let signal: AbortSignal | undefined;
    const upstream = (request: Request) => {
      signal = request.signal;
      return new Promise<Response>((resolve) => {
        late = resolve;
      });
    };
    await expectProblem(await ask(upstream, { timeoutMs: 10 }), 504, "upstream-stalled");
    expect(signal?.aborted).toBe(true);
    const cancelled = vi.fn();
    late(json(new ReadableStream({ cancel: cancelled })));
    await vi.waitFor(() => expect(cancelled).toHaveBeenCalled());
  });

  it("is refused is told that nobody reads on", async () => {
    const cancelled = vi.fn();
    const body = () => new ReadableStream({ cancel: cancelled });
    await ask(() => json(body(), { status: 500 }));
    await ask(() => json(body(), { headers: { "content-type": "text/plain" } }));
    await ask(() => json(body()), { timeoutMs: 10 });
    expect(cancelled).toHaveBeenCalledTimes(3);
  });
});

describe("what goes up", () => {
  const conditions = {
    "if-match": '"1"',
    "if-modified-since": "Thu, 01 Jan 2026 00:00:00 GMT",
    "if-none-match": '"1"',
    "if-range": '"1"',
    "if-unmodified-since": "Thu, 01 Jan 2026 00:00:00 GMT",
    range: "bytes=0-9",
  };

  it("asks for a whole body, in what can be decoded, without conditions", async () => {
    const upstream = vi.fn((request: Request) => {
      expect(Object.fromEntries(request.headers)).toStrictEqual({
        "accept-encoding": "gzip, deflate, br",
        authorization: "x",
      });
      return json(listText);
    });
    const headers = { ...conditions, authorization: "x", "accept-encoding": "zstd, identity;q=0" };
    expect(await (await ask(upstream, {}, { headers })).text()).toBe(bobsList);
    expect(upstream).toHaveBeenCalledOnce();
  });

  it("carries address, method and body", async () => {
    const upstream = async (request: Request) => {
      expect([request.url, request.method, await request.text()]).toStrictEqual([address, "POST", "find it"]);
      return json(listText);
    };
    expect(await (await ask(upstream, {}, { method: "POST", body: "find it" })).text()).toBe(bobsList);
  });

  it.each(Object.entries(conditions).slice(0, 5))("writes nothing under the condition %s", async (name, value) => {
    const upstream = vi.fn(() => json(listText));
    const init = { method: "PUT", headers: { [name]: value } };
    await expectProblem(await ask(upstream, {}, init), 412, "precondition-refused");
    expect(upstream).not.toHaveBeenCalled();
  });

  it("may come with a range that means nothing", async () => {
    const init = { method: "POST", headers: { range: "bytes=0-9" } };
    expect(await (await ask(() => json(listText), {}, init)).text()).toBe(bobsList);
  });

  it("leaves no clock running", async () => {
    const clocks = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const before = clocks();
    await (await ask(() => json(listText))).text();
    expect(clocks()).toBe(before);
  });

  it("ends when the viewer goes away", async () => {
    const viewer = new AbortController();
    const upstream = (request: Request) => {
      queueMicrotask(() => viewer.abort());
      return new Promise<Response>((_, reject) => {
        request.signal.addEventListener("abort", () => reject(request.signal.reason));
      });
    };
    await expectProblem(await ask(upstream, {}, { signal: viewer.signal }), 502, "upstream-failed");
  });
});

describe("what comes down", () => {
  it("is in no cache, has no version, and no header that is not known to be harmless", async () => {
    const response = await ask(() => json(listText, { headers: { ...badHeaders, "content-length": "999" } }));
    expect(response.headers.has("content-length")).toBe(false);
    expect(await expectSafe(response)).toBe(bobsList);
    expect(Object.fromEntries(response.headers)).toStrictEqual({
      "cache-control": "private, no-store",
      "content-type": "application/json",
      vary: "*",
      "x-content-type-options": "nosniff",
    });
  });

  it("keeps what pages of other origins and sessions need, also beside a problem", async () => {
    const headers = new Headers({
      "content-type": "application/json",
      "access-control-allow-origin": "https://a.test",
    });
    headers.append("set-cookie", "a=1");
    headers.append("set-cookie", "b=2");
    for (const status of [200, 500]) {
      const response = await ask(() => new Response(listText, { status, headers }));
      expect(response.headers.get("access-control-allow-origin")).toBe("https://a.test");
      expect(response.headers.getSetCookie()).toStrictEqual(["a=1", "b=2"]);
    }
  });

  it("keeps what it is told to", async () => {
    const upstream = () => json(listText, { headers: { link: "<x>", "x-region": "eu", "x-other": "1" } });
    const { headers } = await ask(upstream, { keepHeaders: ["Link", "x-region"] });
    expect([headers.get("link"), headers.get("x-region"), headers.get("x-other")]).toStrictEqual(["<x>", "eu", null]);
  });

  it.each([
    "etag",
    "ETag",
    "cache-control",
    "x-accel-redirect",
    "X-Sendfile",
    "Vercel-CDN-Cache-Control",
    "content-type",
  ])("cannot be told to keep %s", (name) => {
    const wrong = expect.objectContaining({ code: "wrong-type", path: "/keepHeaders" });
    expect(() => createMailFilter({ policy, viewer: () => "bob", keepHeaders: [name] })).toThrow(wrong);
  });
});
