// Errors on their way to another place: through `postMessage`, `structuredClone` and JSON, and back.
import { Worker } from "node:worker_threads";
import { MailveilError, type MailveilErrorJson, Policy } from "mailveil";
import { describe, expect, it } from "vitest";
import { snapshot, text, thrown } from "./fixture.ts";

const policy = Policy.parse(text);

const failures: readonly (readonly [string, () => unknown])[] = [
  ["a question", () => policy.decide({ action: "view", viewer: "nobody", thread: "t-linked" })],
  ["a snapshot with two problems", () => Policy.parse({ ...snapshot, version: 2, mailboxes: [] } as never)],
  ["a body", () => policy.filterThreads('[{"id":', { viewer: "bob" })],
  [
    "a freed policy",
    () => {
      const freed = Policy.parse(text);
      freed.free();
      freed.threadCount;
    },
  ],
];

const ways: readonly (readonly [
  string,
  (json: MailveilErrorJson) => Promise<MailveilErrorJson> | MailveilErrorJson,
])[] = [
  ["nowhere", (json) => json],
  ["JSON", (json) => JSON.parse(JSON.stringify(json))],
  ["structuredClone", (json) => structuredClone(json)],
  ["postMessage", throughWorker],
];

/** To a worker and back. */
function throughWorker(json: MailveilErrorJson): Promise<MailveilErrorJson> {
  const echo =
    "const { parentPort } = require('worker_threads'); parentPort.once('message', (json) => parentPort.postMessage(json));";
  const worker = new Worker(echo, { eval: true });
  worker.postMessage(json);
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

const facts = ({ code, message, path, help, offset, problems, total }: MailveilError) => ({
  code,
  message,
  path,
  help,
  offset,
  problems,
  total,
});

describe.each(failures)("the error of %s", (_, fail) => {
  const error = thrown(fail) as MailveilError;

  it.each(ways)("comes back whole by way of %s", async (_, way) => {
    const back = MailveilError.from(await way(error.toJSON()));
    expect(back).toBeInstanceOf(MailveilError);
    expect(facts(back)).toStrictEqual(facts(error));
    expect(Object.keys(back).sort()).toStrictEqual(Object.keys(error).sort());
    expect(back.toJSON()).toStrictEqual(error.toJSON());
    expect(String(back)).toBe(String(error));
  });

  it("loses what it tells when it is cloned itself, which is why", () => {
    expect((structuredClone(error) as MailveilError).code).toBeUndefined();
    expect(structuredClone(error).message).toBe(error.message);
  });

  it("is written by JSON.stringify as plain data", () => {
    const { name, code, message } = JSON.parse(JSON.stringify({ error })).error;
    expect({ name, code, message }).toStrictEqual({ name: "MailveilError", code: error.code, message: error.message });
  });
});

describe("plain data of an error", () => {
  const json = { name: "MailveilError", code: "invalid-snapshot", message: "m", total: 2 } as const;
  const problem = { code: "unknown-field", path: "/x", message: "m", help: "h" } as const;

  it("is copied, both ways", () => {
    const problems = [{ ...problem }];
    const error = MailveilError.from({ ...json, problems });
    Object.assign(problems[0] ?? {}, { path: "/y" });
    expect(error.problems).toStrictEqual([problem]);
    Object.assign(error.toJSON().problems?.[0] ?? {}, { path: "/z" });
    expect(error.problems).toStrictEqual([problem]);
  });

  it("has neither stack nor cause, which may hold anything", () => {
    const error = new MailveilError({ code: "freed", message: "m" }, { cause: new Error("SECRET") });
    expect(error.toJSON()).toStrictEqual({ name: "MailveilError", code: "freed", message: "m" });
  });

  it.each<[string, object, object]>([
    ["of a wrong type", { path: 7, help: null, offset: "1", total: -1, problems: {} }, {}],
    ["that nobody knows", { subject: "SECRET", cause: "SECRET", stack: "SECRET" }, {}],
    ["that are inherited", Object.create({ path: "/x", problems: [problem] }), {}],
    [
      "of problems likewise",
      { problems: [{ ...problem, help: 7, subject: "SECRET" }, {}, null, "x"] },
      { problems: [{ code: "unknown-field", path: "/x", message: "m" }] },
    ],
  ])("does without members %s", (_, more, told) => {
    const { code, message } = json;
    const given = Object.assign(Object.create(Object.getPrototypeOf(more)), more, { code, message });
    const error = MailveilError.from(given);
    expect(error.toJSON()).toStrictEqual({ name: "MailveilError", code, message, ...told });
    expect(error.cause).toBeUndefined();
    expect(error.stack).not.toContain("SECRET");
  });

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["text", JSON.stringify(json)],
    ["an error of the language", new Error("SECRET")],
    ["a clone of one of ours", structuredClone(new MailveilError(json))],
    ["no code", { message: "m" }],
    ["a code that is no text", { code: 7, message: "m" }],
    ["no message", { code: "freed" }],
    ["inherited ones", Object.create(json)],
    [
      "a getter that throws",
      {
        get code() {
          throw new Error("SECRET");
        },
        message: "m",
      },
    ],
    [
      "a revoked proxy",
      (() => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      })(),
    ],
  ])("is not %s", (_, given) => {
    const failure = thrown(() => MailveilError.from(given as never));
    expect(failure).toMatchObject({ code: "wrong-type", help: expect.stringContaining("toJSON") });
    expect(JSON.stringify(failure)).not.toContain("SECRET");
  });

  it("is not changed by a polluted prototype", () => {
    const polluted = { path: "/polluted", problems: [problem], offset: 1 };
    const descriptors = Object.fromEntries(
      Object.entries(polluted).map(([name, value]) => [
        name,
        { configurable: true, get: () => value, set: () => undefined },
      ]),
    );
    Object.defineProperties(Object.prototype, descriptors);
    try {
      const error = MailveilError.from({ code: "freed", message: "m", help: "h" } as never);
      expect(Object.entries(error.toJSON())).toStrictEqual([
        ["name", "MailveilError"],
        ["code", "freed"],
        ["message", "m"],
        ["help", "h"],
      ]);
      expect(Object.entries(MailveilError.from({ ...json }).toJSON()).length).toBe(4);
    } finally {
      for (const name of Object.keys(polluted)) Reflect.deleteProperty(Object.prototype, name);
    }
  });
});
