// Nothing leaks: not what is freed, not what is forgotten, not what was lost in a fault.
import { Policy } from "mailveil";
import { describe, expect, it } from "vitest";
import { collected } from "./collected.ts";
import { now, snapshot, text, thrown } from "./fixture.ts";
import { moduleMemory } from "./module-memory.ts";

const size = async (): Promise<number> => (await moduleMemory()).buffer.byteLength;

/** Threads that take about a megabyte in the module. */
const large = JSON.stringify({
  ...snapshot,
  threads: Array.from({ length: 20_000 }, (_, row) => ({
    id: `a-thread-with-a-long-id-${row}`,
    mailbox: "m-bob",
    participants: [],
  })),
});

describe("memory", () => {
  it("stays level over a million policies that are freed", { timeout: 240_000 }, async () => {
    const small = new TextEncoder().encode(
      '{"version":1,"organization":{},"roles":[],"users":[],"records":[],"mailboxes":[],"threads":[]}',
    );
    const round = () => Policy.parse(small).free();
    for (let number = 0; number < 1000; number += 1) round();
    const [before, heap] = [await size(), await heapAfterCollection()];
    for (let number = 0; number < 1_000_000; number += 1) round();
    expect(await size()).toBe(before);
    expect((await heapAfterCollection()) - heap).toBeLessThan(4_000_000);
  });

  it("stays level over answers, lists, filtered bodies and refusals", async () => {
    const policy = Policy.parse(text);
    const round = () => {
      policy.decide({ action: "view", viewer: "bob", thread: "t-linked", now });
      policy.visibleThreads({ viewer: "bob", now });
      policy.filterThreads('[{"id":"t","mailbox":"m-bob","participants":[]}]', { viewer: "bob", now });
      thrown(() => Policy.parse("{"));
      thrown(() => policy.allows({ action: "lock", viewer: "bob", mailbox: "none" }));
      thrown(() => policy.upsertThreads([{ id: "" }] as never));
    };
    for (let number = 0; number < 100; number += 1) round();
    const before = await size();
    for (let number = 0; number < 5000; number += 1) round();
    expect(await size()).toBe(before);
    policy.free();
  });

  it("comes back from policies and streams that nobody freed", async () => {
    const forget = () => {
      Policy.parse(large).filterStream({ viewer: "bob", now });
    };
    for (let number = 0; number < 3; number += 1) forget();
    await collected();
    const before = await size();
    for (let number = 0; number < 40; number += 1) {
      forget();
      if (number % 3 === 2) await collected();
    }
    // Forty would take tens of megabytes; some may wait for the collector.
    expect((await size()) - before).toBeLessThan(10_000_000);
  });

  it("comes back at the end of a block that says `using`", async () => {
    let kept: Policy | undefined;
    const block = () => {
      using policy = Policy.parse(large);
      kept = policy;
      return policy.threadCount;
    };
    expect(block()).toBe(20_000);
    expect(thrown(() => kept?.threadCount)).toMatchObject({ code: "freed" });
    const before = await size();
    for (let number = 0; number < 40; number += 1) block();
    expect(await size()).toBe(before);
    // Also when the block throws.
    const failing = () => {
      using policy = Policy.parse(text);
      kept = policy;
      return policy.decide({ action: "lock", viewer: "cleo", mailbox: "none" });
    };
    expect(thrown(failing)).toMatchObject({ code: "unknown-mailbox" });
    expect(thrown(() => kept?.threadCount)).toMatchObject({ code: "freed" });
  });
});

async function heapAfterCollection(): Promise<number> {
  await collected();
  return process.memoryUsage().heapUsed;
}
