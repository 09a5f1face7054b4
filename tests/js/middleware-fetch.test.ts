// `mailveil/fetch`: who gets which list, and what is answered when nobody can tell.
import { MailveilError, Policy } from "mailveil";
import { createMailFilter } from "mailveil/fetch";
import { describe, expect, it, vi } from "vitest";
import { now, snapshot } from "./fixture.ts";
import {
  address,
  ask,
  bobsList,
  cleosList,
  expectProblem,
  expectSafe,
  json,
  list,
  listText,
  never,
  policy,
  settings,
  spies,
  type Options,
} from "./middleware.ts";

describe("a list of threads", () => {
  it("is cut to what the viewer may see", async () => {
    const { onFiltered } = spies();
    const response = await ask(() => json(listText), { onFiltered });
    expect(await expectSafe(response)).toBe(bobsList);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(onFiltered).toHaveBeenCalledExactlyOnceWith(
      { shown: 2, hidden: 1, unreadable: 0, unknownRecords: 0, unsaid: { sharing: 0, state: 0 } },
      expect.any(Request),
    );
  });

  it("differs by viewer, with the same filter", async () => {
    const filter = createMailFilter({ ...settings, viewer: (request) => request.headers.get("user") ?? undefined });
    const handler = filter(() => json(listText));
    const as = async (user: string) => (await handler(new Request(address, { headers: { user } }))).text();
    expect(await as("bob")).toBe(bobsList);
    expect(await as("cleo")).toBe(cleosList);
    expect(await as("bob")).toBe(bobsList);
  });

  it.each([200, 201, 202, 203])("keeps its status %i", async (status) => {
    const response = await ask(() => json(listText, { status }));
    expect(response.status).toBe(status);
    expect(await expectSafe(response)).toBe(bobsList);
  });

  it.each(["application/json", "application/json; charset=UTF-8", 'application/vnd.api+json;charset="utf-8"; a=b'])(
    "may be %s",
    async (type) => {
      const response = await ask(() => json(listText, { headers: { "content-type": type } }));
      expect(await expectSafe(response)).toBe(bobsList);
      expect(response.headers.get("content-type")).toBe(type);
    },
  );

  it("is found by `fields`, cut by `keep`, and judged where it appears", async () => {
    const items = [{ key: 1, box: "m-ann", participants: [], records: ["contact-1"], subject: "s", note: "n" }];
    const options = { at: "", fields: { id: "/key", mailbox: "/box" }, keep: { subject: ["/note"] } };
    const upstream = () => json(JSON.stringify(items));
    expect(await (await ask(upstream, options)).text()).toBe('[{"note":"n"}]');
    expect(await (await ask(upstream, { ...options, place: { surface: "mailbox" } })).text()).toBe("[]");
    const place = () => ({ surface: "record", record: "deal-1" }) as const;
    expect(await (await ask(upstream, { ...options, place })).text()).toBe("[]");
  });

  it("may be known to the policy by its id", async () => {
    const upstream = () => json('[{"id":"t-linked","subject":"s"},{"id":"t-bob"},{"id":"t-gone"},{"id":"t-new"}]');
    const response = await ask(upstream, { at: "", facts: "snapshot" });
    expect(await response.text()).toBe('[{"id":"t-linked","subject":"s"},{"id":"t-bob"}]');
  });
});

describe("no viewer", () => {
  it.each([undefined, null, ""])("%o is a stranger, and nobody asks the upstream", async (viewer) => {
    const upstream = vi.fn(() => json(listText));
    const response = await ask(upstream, { viewer: () => viewer as undefined });
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    await expectProblem(response, 401, "no-viewer");
    expect(upstream).not.toHaveBeenCalled();
  });

  it("has the challenge of one's own", async () => {
    const response = await ask(() => json(listText), { viewer: () => undefined, challenge: 'Basic realm="crm"' });
    expect(response.headers.get("www-authenticate")).toBe('Basic realm="crm"');
  });

  it("unknown to the policy is told so, before the upstream is asked", async () => {
    const upstream = vi.fn(() => json(listText));
    await expectProblem(await ask(upstream, { viewer: () => "eve" }), 403, "unknown-viewer");
    expect(upstream).not.toHaveBeenCalled();
  });

  it("known but not active sees an empty list", async () => {
    const response = await ask(() => json(listText), { viewer: () => "dan" });
    expect(await expectSafe(response)).toBe('{"data":{"items":[]},"next":"page-2"}');
  });

  it.each<[string, () => unknown]>([
    [
      "throws",
      () => {
        throw new Error("SECRET");
      },
    ],
    ["rejects", () => Promise.reject(new Error("SECRET"))],
    ["stalls", never],
    ["gives no text", () => ({ id: "bob" })],
  ])("can be told when `viewer` %s", async (_, viewer) => {
    const { onProblem } = spies();
    const response = await ask(() => json(listText), { viewer: viewer as () => string, timeoutMs: 20, onProblem });
    await expectProblem(response, 500, "viewer-failed");
    expect(onProblem).toHaveBeenCalledOnce();
  });

  it("can be told, and the log why, when `viewer` gives a number, as ids of many CRMs are", async () => {
    const { onProblem } = spies();
    const response = await ask(() => json(listText), { viewer: (() => 11) as never, onProblem });
    await expectProblem(response, 500, "viewer-failed");
    const [, { cause }] = onProblem.mock.calls[0] as unknown as [unknown, Error];
    expect(cause).toMatchObject({ message: expect.stringMatching(/of type number.*`String\(id\)`/) });
  });

  it("is taken from a polluted prototype", async () => {
    const polluted = Object.prototype as { viewer?: unknown; policy?: unknown };
    polluted.viewer = () => "bob";
    try {
      expect(() => createMailFilter({ policy } as never)).toThrow(expect.objectContaining({ code: "missing-field" }));
    } finally {
      delete polluted.viewer;
    }
  });

  it("comes with the place", async () => {
    const place = () => ({ viewer: "ann" }) as never;
    expect(await (await ask(() => json(listText), { place })).text()).toBe(bobsList);
  });
});

describe("the policy", () => {
  it("is asked for with each request, with what the host gave", async () => {
    const give = vi.fn((_: Request, env: { policy: Policy }) => Promise.resolve(env.policy));
    const filter = createMailFilter<[{ policy: Policy }]>({ ...settings, policy: give, viewer: () => "bob" });
    const response = await filter(() => json(listText))(new Request(address), { policy });
    expect(await response.text()).toBe(bobsList);
    expect(give).toHaveBeenCalledWith(expect.any(Request), { policy });
  });

  it("may be replaced and freed while the upstream is waited for", async () => {
    let current = Policy.parse(snapshot);
    const upstream = () => {
      current.free();
      current = Policy.parse({ ...snapshot, mailboxes: snapshot.mailboxes.map(({ sharing: _, ...box }) => box) });
      return json(listText);
    };
    const response = await ask(upstream, { policy: () => current });
    expect(JSON.parse(await response.text()).data.items).toStrictEqual([list.data.items[2]]);
  });

  it("may be freed while a body streams", async () => {
    const own = Policy.parse(snapshot);
    const response = await ask(() => json(listText), { policy: () => own, bufferBytesMax: 0 });
    own.free();
    expect(await response.text()).toBe(bobsList);
  });

  it.each<[string, () => unknown, number, string]>([
    [
      "throws",
      () => {
        throw new Error("SECRET");
      },
      503,
      "policy-failed",
    ],
    ["rejects", () => Promise.reject(new Error("SECRET")), 503, "policy-failed"],
    ["stalls", never, 503, "policy-failed"],
    ["gives nothing", () => undefined, 503, "policy-failed"],
    [
      "gives one that was freed",
      () => {
        const freed = Policy.parse(snapshot);
        freed.free();
        return freed;
      },
      503,
      "freed",
    ],
  ])("shows nothing when it %s", async (_, give, status, code) => {
    await expectProblem(await ask(() => json(listText), { policy: give as () => Policy, timeoutMs: 20 }), status, code);
  });

  it("does not know the record", async () => {
    const place = { surface: "record", record: "contact-9" } as const;
    await expectProblem(await ask(() => json(listText), { place }), 404, "unknown-record");
  });

  it.each<[string, Options, string]>([
    ["a malformed pointer", { at: "items" }, "invalid-pointer"],
    ["an unknown surface", { place: { surface: "wall" as "record" } }, "unknown-value"],
    ["an unknown field", { fields: { nope: "/x" } as object }, "unknown-field"],
    [
      "a moment that throws",
      {
        now: () => {
          throw new Error("SECRET");
        },
      },
      "filter-failed",
    ],
    ["a moment that is none", { now: () => "today" }, "invalid-time"],
    [
      "a place that throws",
      {
        place: () => {
          throw new Error("SECRET");
        },
      },
      "filter-failed",
    ],
  ])("is asked amiss: %s", async (_, options, code) => {
    await expectProblem(await ask(() => json(listText), options), 500, code);
  });
});

describe("logs", () => {
  it("may fail without changing an answer", async () => {
    const failing = () => {
      throw new Error("disk full");
    };
    const options = { onProblem: failing, onFiltered: failing };
    expect(await (await ask(() => json(listText), options)).text()).toBe(bobsList);
    await expectProblem(await ask(() => json("SECRET"), options), 502, "json-syntax");
  });

  it("get the cause", async () => {
    const { onProblem } = spies();
    const cause = new Error("SECRET");
    await ask(() => Promise.reject(cause), { onProblem });
    const [problem, error] = onProblem.mock.calls[0] ?? [];
    expect(problem).toMatchObject({ status: 502, code: "upstream-failed" });
    expect(error).toMatchObject({ cause });
  });
});

describe("options", () => {
  const viewer = () => "bob";

  it.each<[string, unknown, string, string]>([
    ["none", undefined, "wrong-type", ""],
    ["no policy", { viewer }, "missing-field", "/policy"],
    ["an undefined policy", { policy: undefined, viewer }, "missing-field", "/policy"],
    ["no viewer", { policy }, "missing-field", "/viewer"],
    ["a constant viewer", { policy, viewer: "bob" }, "wrong-type", "/viewer"],
    ["a misspelt member", { policy, viewer, feilds: {} }, "unknown-field", "/feilds"],
    ["a member of every object", { policy, viewer, toString: 1 }, "unknown-field", "/toString"],
    ["an endless timeout", { policy, viewer, timeoutMs: Number.POSITIVE_INFINITY }, "wrong-type", "/timeoutMs"],
    ["no number", { policy, viewer, bodyBytesMax: Number.NaN }, "wrong-type", "/bodyBytesMax"],
    ["no pointer", { policy, viewer, at: 7 }, "wrong-type", "/at"],
    ["no pointers", { policy, viewer, at: ["/items", 7] }, "wrong-type", "/at"],
  ])("%s are refused at once", (_, options, code, path) => {
    expect(() => createMailFilter(options as never)).toThrow(expect.objectContaining({ code, path }));
    expect(() => createMailFilter(options as never)).toThrow(MailveilError);
  });

  it("that are undefined are absent", async () => {
    const options = { place: undefined, timeoutMs: undefined, onProblem: undefined, now: () => now };
    expect(await (await ask(() => json(listText), options)).text()).toBe(bobsList);
  });
});
