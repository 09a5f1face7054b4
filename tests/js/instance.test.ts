// What happens without the module, and after a fault inside it. The glue is wrapped here, nowhere else.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { now, text, thrown } from "./fixture.ts";

const glueFile = "../../pkg/wasm/mailveil.js";
const view = { action: "view", viewer: "bob", thread: "t-linked", now } as const;

beforeEach(() => {
  vi.resetModules();
  vi.doUnmock(glueFile);
  vi.unstubAllGlobals();
});

type Browser = typeof import("../../pkg/dist/browser.js");
const browser = (): Promise<Browser> => import("../../pkg/dist/browser.js");
const wasmFile = new URL("../../pkg/wasm/mailveil_bg.wasm", import.meta.url);

async function wasmBytes(): Promise<Uint8Array<ArrayBuffer>> {
  const { readFile } = await import("node:fs/promises");
  return new Uint8Array(await readFile(wasmFile));
}

describe("before init", () => {
  it("every call names what is missing", async () => {
    const { decide, diagnose, Policy, supportRestrictions, visibleThreads } = await browser();
    const calls: (() => unknown)[] = [
      () => decide(text, view),
      () => visibleThreads(text, { viewer: "bob" }),
      () => diagnose(text),
      () => Policy.parse(text),
      () => supportRestrictions(),
    ];
    for (const call of calls) {
      expect(thrown(call)).toMatchObject({ code: "not-initialized", message: expect.stringContaining("await init()") });
    }
  });

  it("a decision can be redacted all the same", async () => {
    const { redactDecision } = await browser();
    expect(redactDecision({ outcome: "denied", reasons: [], obligations: [] }).outcome).toBe("denied");
  });
});

describe("init in a browser", () => {
  it("fetches once for all who call meanwhile", async () => {
    const fetched = vi.fn(async () => new Response(await wasmBytes()));
    vi.stubGlobal("fetch", fetched);
    const { decide, init } = await browser();
    const promises = [init(), init(), init("/elsewhere.wasm")];
    expect(new Set(promises).size).toBe(1);
    await Promise.all(promises);
    await init();
    expect(fetched).toHaveBeenCalledTimes(1);
    expect(String(fetched.mock.calls[0]?.at(0))).toMatch(/mailveil_bg\.wasm$/);
    expect(decide(text, view).outcome).toBe("allowed");
  });

  it("may be repeated after a fetch that failed", async () => {
    const answers = [
      () => Promise.reject(new TypeError("offline")),
      async () => new Response("not here", { status: 404 }),
      async () => new Response("<!doctype html>"),
      async () => new Response(await wasmBytes()),
    ];
    vi.stubGlobal("fetch", () => answers.shift()?.());
    const { decide, init } = await browser();
    await expect(init()).rejects.toMatchObject({ code: "not-initialized", cause: { message: "offline" } });
    expect(thrown(() => decide(text, view))).toMatchObject({
      code: "not-initialized",
      cause: { code: "not-initialized" },
    });
    await expect(init("/mailveil.wasm")).rejects.toMatchObject({ cause: { message: expect.stringContaining("404") } });
    await expect(init("/mailveil.wasm")).rejects.toMatchObject({ code: "not-initialized" });
    await init("/mailveil.wasm");
    expect(decide(text, view).outcome).toBe("allowed");
  });

  it("takes bytes and modules", async () => {
    const bytes = await wasmBytes();
    for (const source of [bytes, bytes.buffer, await WebAssembly.compile(bytes)]) {
      vi.resetModules();
      const { decide, init } = await browser();
      await init(source);
      expect(decide(text, view).outcome).toBe("allowed");
    }
  });

  it("refuses another module, and then takes the right one", async () => {
    const { decide, init } = await browser();
    const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    await expect(init(empty)).rejects.toMatchObject({ code: "not-initialized" });
    await init(await wasmBytes());
    expect(decide(text, view).outcome).toBe("allowed");
  });
});

describe("after a fault inside the module", () => {
  type Method = "decide" | "push";

  /** The package, with a glue whose next decision, or step of a stream, traps. */
  async function trapping(fault: unknown, method: Method = "decide") {
    vi.doMock(glueFile, async (original) => {
      const glue =
        await original<Record<"PolicyHandle" | "StreamHandle", { prototype: Record<Method, () => unknown> }>>();
      const { prototype } = method === "decide" ? glue.PolicyHandle : glue.StreamHandle;
      vi.spyOn(prototype, method).mockImplementationOnce(() => {
        throw fault;
      });
      return glue;
    });
    const mailveil = await browser();
    await mailveil.init(await wasmBytes());
    return mailveil;
  }

  it.each([
    new WebAssembly.RuntimeError("unreachable"),
    new RangeError("Maximum call stack size exceeded"),
    "no JSON",
    { code: "unknown-viewer", message: "an object of somebody else's" },
  ])("no call is answered any more (%o)", async (fault) => {
    const { decide, diagnose, init, MailveilError, Policy, supportRestrictions } = await trapping(fault);
    const policy = Policy.parse(text);
    const other = Policy.parse(text);
    const first = thrown(() => policy.decide(view));
    expect(first).toBeInstanceOf(MailveilError);
    expect(first).toMatchObject({ code: "instance-lost", cause: fault });
    const calls: (() => unknown)[] = [
      () => policy.decide(view),
      () => other.decide(view),
      () => other.threadCount,
      () => decide(text, view),
      () => diagnose(text),
      () => supportRestrictions(),
    ];
    for (const call of calls) expect(thrown(call)).toMatchObject({ code: "instance-lost", cause: fault });
    expect(() => policy.free()).not.toThrow();
    expect(() => other[Symbol.dispose]()).not.toThrow();
    await expect(init()).rejects.toMatchObject({ code: "instance-lost" });
  });

  it("a stream errors, and no other answers any more", async () => {
    const fault = new WebAssembly.RuntimeError("unreachable");
    const { Policy } = await trapping(fault, "push");
    const policy = Policy.parse(text);
    const options = { viewer: "bob", now };
    const [stream, other] = [policy.filterStream(options), policy.filterStream(options)];
    const lost = { code: "instance-lost", cause: fault };
    const reading = [stream, other].map(({ readable }) => new Response(readable).text());
    await expect(stream.writable.getWriter().write(new Uint8Array(1))).rejects.toMatchObject(lost);
    await expect(other.writable.getWriter().write(new Uint8Array(1))).rejects.toMatchObject(lost);
    for (const read of reading) await expect(read).rejects.toMatchObject(lost);
    await expect(stream.summary).rejects.toMatchObject(lost);
    const calls: (() => unknown)[] = [
      () => policy.allows(view),
      () => policy.filterThreads("[]", options),
      () => policy.filterObjects([], options),
      () => policy.filterStream(options),
      () => policy.upsertThreads([]),
      () => policy.removeThreads([]),
    ];
    for (const call of calls) expect(thrown(call)).toMatchObject(lost);
  });
});
