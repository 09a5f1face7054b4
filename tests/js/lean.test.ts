// The module of browsers and edge hosts, which has no proposals, exposures and findings.
import { readFileSync } from "node:fs";
import { init, MailveilError, Policy } from "mailveil/slim";
import { beforeAll, expect, it } from "vitest";
import { now, text, thrown } from "./fixture.ts";

beforeAll(() => init(readFileSync(new URL(import.meta.resolve("mailveil/mailveil.wasm")))));

it("decides", () => {
  const policy = Policy.parse(text);
  expect(policy.decide({ action: "view", viewer: "ann", thread: "t-linked", now }).outcome).toBe("allowed");
  policy.free();
});

it("refuses proposals, exposures and findings, and says which entry has them", () => {
  const policy = Policy.parse(text);
  const lock = { action: "lock", viewer: "cleo", mailbox: "m-ann", now } as const;
  for (const ask of [() => policy.propose(lock), () => policy.exposure(policy), () => policy.lint()]) {
    const error = thrown(ask) as MailveilError;
    expect(error).toBeInstanceOf(MailveilError);
    expect([error.code, error.help]).toStrictEqual(["not-initialized", expect.stringContaining("mailveil/full")]);
  }
  policy.free();
  expect(thrown(() => policy.propose(lock))).toMatchObject({ code: "freed" });
});
