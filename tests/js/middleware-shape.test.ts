// Filters with a shape: what reaches the policy, what the route gives, and one item that is hidden. The policy here is a stand-in,
// which records what it is asked; tests/js/shapes has the shapes themselves.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { Hono } from "hono";
import { MailveilError } from "mailveil";
import { mailFilter as expressFilter } from "mailveil/express";
import { createMailFilter, type FilterPolicy } from "mailveil/fetch";
import { mailFilter as honoFilter } from "mailveil/hono";
import { afterEach, describe, expect, it, vi } from "vitest";
import { expectProblem, expectSafe, json, never, type Options, spies } from "./middleware.ts";

const mail = { id: 7, subject: "SECRET" };

/** Shows Ann everything and nobody else anything: of a list nothing, of one item `null`. */
function standIn() {
  const filterThreads = vi.fn(
    (
      body: string | Uint8Array,
      asked: { viewer: string; one?: boolean; at?: unknown; given?: { mailbox?: string } },
    ) => {
      const refuse = (code: string, path = "") => new MailveilError({ code, path, message: code, help: code } as never);
      if (asked.given?.mailbox === "unknown") throw refuse("unknown-mailbox", "/given/mailbox");
      const text = typeof body === "string" ? body : new TextDecoder().decode(body);
      const parsed = JSON.parse(text);
      const counts = { unreadable: 0, unknownRecords: 0, unsaid: { sharing: 0, state: 0 } };
      const answer = (value: unknown, shown: number, hidden: number) => ({
        body: new TextEncoder().encode(JSON.stringify(value)),
        shown,
        hidden,
        ...counts,
      });
      if (asked.one !== true) return answer(asked.viewer === "ann" ? parsed : [], 0, 0);
      if (parsed.data === undefined) throw refuse("not-an-object", "/data");
      if (parsed.data === null) return answer(parsed, 0, 0);
      return asked.viewer === "ann" ? answer(parsed, 1, 0) : answer({ ...parsed, data: null }, 0, 1);
    },
  );
  const filterStream = vi.fn(() => {
    throw new Error("nothing is to be streamed");
  });
  return { filterThreads, filterStream, policy: { filterThreads, filterStream } as unknown as FilterPolicy };
}

const address = "https://crm.test/mail/7";
const bob = () => "bob";

const shape = Object.freeze({
  at: ["/data", "/more"],
  around: ["/paging"],
  fields: { id: { path: "/id", prefix: "x:" }, mailbox: [] },
  keep: { metadata: ["/id"], subject: ["/id", "/subject"] },
} as const);

describe("a shape", () => {
  const asking = async (options: Options, body = "[]") => {
    const { policy, filterThreads } = standIn();
    const response = await createMailFilter({ policy, viewer: bob, ...options })(() => json(body))(
      new Request(address),
    );
    return { response, asked: filterThreads.mock.calls.map(([, question]) => question) };
  };

  it("is all that one writes", async () => {
    const { asked } = await asking({ shape });
    expect(asked.at(-1)).toMatchObject({ ...shape, viewer: "bob" });
  });

  it("is not asked of the empty list by which a stranger is found out", async () => {
    const { asked } = await asking({ shape: { ...shape, one: true, at: "/data" } }, '{"data":null}');
    expect(asked).toHaveLength(2);
    const [first] = asked;
    expect(first).toMatchObject({ at: "", viewer: "bob", fields: shape.fields });
    expect(first).not.toHaveProperty("one");
    expect(first).not.toHaveProperty("around");
  });

  it("stands behind what is set beside it", async () => {
    const { asked } = await asking({ shape, around: [], at: undefined, keep: {} });
    expect(asked.at(-1)).toMatchObject({ at: shape.at, around: [], keep: {} });
  });

  it("says nothing of who asks, where, and what is given", async () => {
    const place = () =>
      ({ surface: "mailbox", given: { mailbox: "other" }, one: true, around: "all", viewer: "ann" }) as never;
    const { asked } = await asking({ shape, place });
    expect(asked.at(-1)).toMatchObject({ viewer: "bob", surface: "mailbox", around: shape.around });
    expect(asked.at(-1)?.given).toBeUndefined();
    expect(asked.at(-1)?.one).toBeUndefined();
  });

  it("counts with its own members only", async () => {
    const polluted = Object.prototype as { around?: unknown };
    polluted.around = "all";
    try {
      const { asked } = await asking({ shape: { at: "" } });
      for (const question of asked) expect(Object.entries(question)).not.toContainEqual(["around", "all"]);
    } finally {
      delete polluted.around;
    }
  });

  it.each<[string, unknown, string, string]>([
    ["no object", "pipedrive", "wrong-type", "/shape"],
    ["a misspelt member", { ats: "/data" }, "unknown-field", "/shape/ats"],
    ["a viewer", { viewer: bob }, "unknown-field", "/shape/viewer"],
    ["a policy", { policy: {} }, "unknown-field", "/shape/policy"],
    ["what the route gives", { given: {} }, "unknown-field", "/shape/given"],
    ["no flag", { one: "yes" }, "wrong-type", "/shape/one"],
    ["no paths", { around: "some" }, "wrong-type", "/shape/around"],
  ])("that is %s is refused at once", (_, wrong, code, path) => {
    const { policy } = standIn();
    expect(() => createMailFilter({ policy, viewer: bob, shape: wrong as never })).toThrow(
      expect.objectContaining({ code, path }),
    );
  });
});

describe("what the route gives", () => {
  const asking = async (given: unknown, more: Options = {}) => {
    const { policy, filterThreads } = standIn();
    const upstream = vi.fn(() => json("[]"));
    const options = { policy, viewer: bob, given: given as never, timeoutMs: 20, ...more };
    const response = await createMailFilter(options)(upstream)(new Request(address));
    return { response, upstream, given: filterThreads.mock.calls.at(-1)?.[1].given };
  };
  const known = { mailbox: "box", records: ["deal:1"] };

  it.each<[string, unknown]>([
    ["once for all", known],
    ["by a function of the request", ({ url }: Request) => (url === address ? known : undefined)],
    ["by one that has to look it up", async () => known],
  ])("may be given %s", async (_, given) => {
    const { response, given: asked } = await asking(given);
    expect(response.status).toBe(200);
    expect(asked).toStrictEqual(known);
  });

  it.each<[string, unknown]>([
    ["gives nothing", () => undefined],
    ["gives null", async () => null],
    ["gives no object", () => "box"],
    [
      "throws",
      () => {
        throw new Error("SECRET");
      },
    ],
    ["rejects", () => Promise.reject(new Error("SECRET"))],
    ["stalls", never],
  ])("shows nothing when the function %s", async (_, given) => {
    const { response, upstream } = await asking(given);
    await expectProblem(response, 500, "given-failed");
    expect(upstream).not.toHaveBeenCalled();
  });

  it("may be a mailbox that the policy does not know", async () => {
    const { response, upstream } = await asking(() => ({ mailbox: "unknown" }));
    await expectProblem(response, 404, "unknown-mailbox");
    expect(upstream).not.toHaveBeenCalled();
  });
});

/** The routes of `/mail/7`, each as a function of the viewer and of what stands behind the filter. */
type Ask = (
  route: () => Response | Promise<Response>,
  viewer: string,
  options?: Options,
  init?: RequestInit,
) => Promise<Response>;

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const one = { at: "/data", one: true } as const;
const frameworks: Record<string, Ask> = {
  fetch: (route, viewer, options, init) =>
    createMailFilter({ policy: standIn().policy, viewer: () => viewer, shape: one, ...options })(route)(
      new Request(address, init),
    ),
  hono: async (route, viewer, options, init) => {
    const app = new Hono();
    app.use(async (c, next) => {
      c.header("x-request-id", "1");
      await next();
    });
    const filter = { ...options, policy: options?.policy ?? standIn().policy, viewer: () => viewer, shape: one };
    app.all("/mail/7", honoFilter(filter as never), route);
    return app.request("/mail/7", init);
  },
  express: async (route, viewer, options, init) => {
    const app = express();
    app.use((_, response, next) => {
      response.set("x-request-id", "1");
      next();
    });
    const filter = { ...options, policy: options?.policy ?? standIn().policy, viewer: () => viewer, shape: one };
    app.use("/mail/7", expressFilter(filter as never), async (_, response) => {
      const answer = await route();
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(new Uint8Array(await answer.arrayBuffer()));
    });
    server = createServer(app).listen(0, "127.0.0.1");
    await once(server, "listening");
    return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mail/7`, init);
  },
};

/** All that a viewer can compare: status, headers in order, bytes. A date is another each second. */
async function whole(response: Response): Promise<unknown> {
  const headers = [...response.headers].filter(([name]) => name !== "date");
  return { status: response.status, headers, body: await response.text() };
}

describe.each(Object.entries(frameworks))("one item, in %s", (_, ask) => {
  const found = () =>
    json(JSON.stringify({ success: true, data: mail }), {
      headers: { "content-language": "sv", "set-cookie": "seen=7", "x-request-id": "7", etag: '"7"' },
    });

  it("is shown to whom it is for", async () => {
    const response = await ask(found, "ann");
    expect(response.status).toBe(200);
    expect(await response.json()).toStrictEqual({ success: true, data: mail });
    expect(response.headers.get("content-language")).toBe("sv");
  });

  const nothing: Record<string, [route: () => Response | Promise<Response>, options?: Options]> = {
    "hidden from the viewer": [found],
    "not there, says a CRM": [
      () => json('{"error":"no message 7"}', { status: 404, headers: { "set-cookie": "lost=7" } }),
    ],
    "gone, says a CRM": [() => new Response("gone", { status: 410, headers: { "content-language": "en" } })],
    "of an id that means nothing": [() => json('{"code":"INVALID_DATA"}', { status: 400 })],
    "not for whom the route asks": [() => json("{}", { status: 403 })],
    "an empty answer": [() => new Response(null, { status: 204, headers: { "content-language": "fr" } })],
    null: [() => json('{"success":true,"data":null}')],
    "no item at all": [() => json('{"errors":[{"message":"no message 7"}]}')],
    "in no mailbox that the policy knows": [found, { given: () => ({ mailbox: "unknown" }) }],
    "in no mailbox that the route finds": [found, { given: () => undefined as never }],
    "in a mailbox for which the route fails": [found, { given: () => Promise.reject(new Error("SECRET")) }],
    "too long": [found, { bodyBytesMax: 10 }],
    "nested too deep": [() => json(`{"data":{"id":7,"x":${"[".repeat(64)}${"]".repeat(64)}}}`)],
    "there twice": [() => json('{"data":null,"data":{"id":7}}')],
    "no JSON": [() => new Response("mail 7", { headers: { "content-type": "message/rfc822" } })],
    "encoded twice": [() => json("7", { headers: { "content-encoding": "gzip, gzip" } })],
    "a part of it": [() => json('{"data"', { status: 206 })],
    "elsewhere, says a CRM": [() => new Response(null, { status: 302, headers: { location: "/mail/SECRET" } })],
    "unchanged, says a CRM": [() => new Response(null, { status: 304, headers: { etag: '"7"' } })],
  };

  it("that is hidden is answered as one that is not there, byte for byte", async () => {
    const answers: [string, unknown][] = [];
    for (const [name, [route, options]] of Object.entries(nothing))
      answers.push([name, await whole(await ask(route, "bob", options))]);
    for (const [name, answer] of answers) expect(answer, name).toStrictEqual(answers[0]?.[1]);
  });

  it("that is hidden has the headers of a problem, and none of the route's", async () => {
    const response = await ask(found, "bob");
    for (const name of ["content-language", "set-cookie", "etag"]) expect(response.headers.has(name), name).toBe(false);
    await expectProblem(response, 404, "not-found");
  });

  it("is judged as a whole, however long it is", async () => {
    const { policy, filterStream } = standIn();
    const options = { policy, bufferBytesMax: 0 };
    await expectProblem(await ask(found, "bob", options), 404, "not-found");
    expect((await ask(found, "ann", options)).status).toBe(200);
    expect(filterStream).not.toHaveBeenCalled();
    // Else it would tell everybody that a long one is there.
    await expectProblem(await ask(found, "ann", { bodyBytesMax: 10 }), 404, "not-found");
  });

  it("cannot be asked after with HEAD, whether it is there or not", async () => {
    const init = { method: "HEAD" };
    const answers = [];
    const options: Options[] = [{}, { given: () => ({ mailbox: "m" }) }, { given: () => undefined as never }];
    for (const route of [found, () => new Response(null, { status: 404 })])
      for (const viewer of ["ann", "bob"])
        for (const more of options) answers.push(await ask(route, viewer, more, init));
    for (const answer of answers) {
      expect(answer.headers.get("allow")).toBe("GET");
      expect(answer.status).toBe(405);
    }
    const [first, ...others] = await Promise.all(answers.map(whole));
    for (const other of others) expect(other).toStrictEqual(first);
  });

  it("is refused under a condition, and without a policy, whether it is there or not", async () => {
    const init = { method: "PUT", headers: { "if-match": '"7"' } };
    const failing = () => Promise.reject(new Error("SECRET"));
    for (const given of [() => ({ mailbox: "m" }), () => undefined as never]) {
      await expectProblem(await ask(found, "bob", { given }, init), 412, "precondition-refused");
      await expectProblem(await ask(found, "bob", { given, policy: failing }), 503, "policy-failed");
    }
  });

  it.each([401, 408, 429, 500, 503])("keeps the %i of an upstream: it says nothing of the item", async (status) => {
    await expectProblem(await ask(() => json("{}", { status }), "bob"), status, "upstream-error");
  });
});

describe("logs", () => {
  it("tell apart what the viewer must not", async () => {
    const route = () => json(JSON.stringify({ data: mail }));
    const { onProblem, onFiltered } = spies();
    await frameworks["fetch"]?.(route, "bob", { onProblem, onFiltered });
    expect(onFiltered).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ shown: 0, hidden: 1 }),
      expect.any(Request),
    );
    await frameworks["fetch"]?.(() => json("{}", { status: 404 }), "bob", { onProblem, onFiltered });
    expect(onFiltered).toHaveBeenCalledOnce();
    const [problem, cause] = onProblem.mock.calls[1] ?? [];
    expect(problem).toMatchObject({ status: 404, code: "not-found" });
    expect(cause).toMatchObject({ cause: { problem: { code: "upstream-error" } } });
  });
});

it("is answered safely", async () => {
  await expectSafe((await frameworks["fetch"]?.(() => json(JSON.stringify({ data: mail })), "bob")) as Response);
});
