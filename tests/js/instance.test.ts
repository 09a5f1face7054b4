// What happens without the module, and after a fault inside it. The glue is wrapped here, nowhere else;
// so it is the source that is tried, in which the glue is still a file of its own.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { collected } from "./collected.ts";
import { now, text, thrown } from "./fixture.ts";

const glueFile = "../../pkg/wasm/mailveil.js";
const view = { action: "view", viewer: "bob", thread: "t-linked", now } as const;

beforeEach(() => {
  vi.resetModules();
  vi.doUnmock(glueFile);
  vi.unstubAllGlobals();
});

type Browser = typeof import("../../pkg/src/browser.ts");
const browser = (): Promise<Browser> => import("../../pkg/src/browser.ts");
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

/** What the tests reach of the generated glue. */
interface Handle {
  __wbg_ptr: number;
  decide(...args: unknown[]): unknown;
  push(...args: unknown[]): unknown;
  allows(...args: unknown[]): unknown;
  free(): void;
}
interface Glue {
  readonly PolicyHandle: { prototype: Handle };
  readonly StreamHandle: { prototype: Handle };
  initSync(source: object): { memory: WebAssembly.Memory };
}

/** The package, each of whose instances is prepared before it starts. */
async function prepared(prepare: (glue: Glue, number: number) => void) {
  let number = 0;
  vi.doMock(glueFile, async (original) => {
    const { createGlue } = await original<{ createGlue(): Glue }>();
    return {
      createGlue: () => {
        const glue = createGlue();
        number += 1;
        prepare(glue, number);
        return glue;
      },
    };
  });
  const mailveil = await browser();
  await mailveil.init(await wasmBytes());
  return mailveil;
}

/** The next decision, or step of a stream, of the first instance has a fault; later ones have none. */
const trapping = (fault: unknown, method: "decide" | "push" | "allows" = "decide") =>
  prepared((glue, number) => {
    const { prototype } = method === "push" ? glue.StreamHandle : glue.PolicyHandle;
    const really = prototype[method];
    let isPlanted = number === 1;
    prototype[method] = function (...args) {
      if (!isPlanted) return really.apply(this, args);
      isPlanted = false;
      if (fault !== trap) throw fault;
      // A real one: the module reads outside of its memory.
      this.__wbg_ptr = 0xffff_fff0;
      return really.apply(this, args);
    };
  });

const trap = Symbol("a real trap");
describe("after a fault inside the module", () => {
  it.each([
    trap,
    new WebAssembly.RuntimeError("unreachable"),
    new RangeError("Maximum call stack size exceeded"),
    "no JSON",
    { code: "unknown-viewer", message: "an object of somebody else's" },
  ])("no call is answered any more by what it held (%o)", async (fault) => {
    const { MailveilError, Policy } = await trapping(fault);
    const policy = Policy.parse(text);
    const other = Policy.parse(text);
    const first = thrown(() => policy.decide(view));
    expect(first).toBeInstanceOf(MailveilError);
    const cause = fault === trap ? expect.any(WebAssembly.RuntimeError) : fault;
    expect(first).toMatchObject({ code: "instance-lost", cause, help: expect.stringContaining("parse") });
    const options = { viewer: "bob", now };
    const calls: (() => unknown)[] = [policy, other].flatMap((lost) => [
      () => lost.decide(view),
      () => lost.allows(view),
      () => lost.decideAll([]),
      () => lost.visibleThreads({ viewer: "bob" }),
      () => lost.whoCanView({ thread: "t-bob" }),
      () => lost.sendFromMailboxes({ viewer: "bob" }),
      () => lost.sqlContext({ viewer: "bob" }),
      () => lost.sqlRows(),
      () => lost.mailboxAdministration({ viewer: "bob" }),
      () => lost.filterThreads("[]", options),
      () => lost.filterObjects([], options),
      () => lost.filterStream(options),
      () => lost.upsertThreads([]),
      () => lost.removeThreads([]),
      () => lost.threadCount,
      () => lost.licensedUserCount,
    ]);
    for (const call of calls) expect(thrown(call)).toMatchObject({ code: "instance-lost", cause });
    expect(() => policy.free()).not.toThrow();
    expect(() => other[Symbol.dispose]()).not.toThrow();
    expect(thrown(() => policy.decide(view))).toMatchObject({ code: "freed" });
  });

  it.each([trap, new WebAssembly.RuntimeError("unreachable")])("nor an outcome alone (%o)", async (fault) => {
    const { Policy } = await trapping(fault, "allows");
    const [policy, other] = [Policy.parse(text), Policy.parse(text)];
    expect([policy.decide(view).outcome, other.decide(view).outcome]).toStrictEqual(["allowed", "allowed"]);
    const cause = fault === trap ? expect.any(WebAssembly.RuntimeError) : fault;
    for (const lost of [policy, other]) {
      for (const question of [() => lost.allows(view), () => lost.decide(view), () => lost.allows(view)]) {
        expect(thrown(question)).toMatchObject({ code: "instance-lost", cause });
      }
    }
    const next = Policy.parse(text);
    for (let time = 0; time < 3; time += 1) expect(next.allows(view)).toBe(true);
  });

  it.each([
    ["at once", false],
    ["after init", true],
  ])("a new instance answers, %s", async (_, initialised) => {
    const { decide, diagnose, init, Policy, supportRestrictions } = await trapping(trap);
    const lost = Policy.parse(text);
    expect(thrown(() => lost.decide(view))).toMatchObject({ code: "instance-lost" });
    if (initialised) await init();
    const policy = Policy.parse(text);
    expect(policy.decide(view)).toMatchObject({ outcome: "allowed", level: "subject" });
    expect(policy.visibleThreads({ viewer: "bob", now }).ids).toStrictEqual(["t-linked", "t-bob", "t-second"]);
    expect(decide(text, view).outcome).toBe("allowed");
    expect(diagnose(text).total).toBe(0);
    expect(supportRestrictions()).toHaveLength(37);
    // The lost one stays lost, and freeing it frees nothing of the new one.
    expect(thrown(() => lost.decide(view))).toMatchObject({ code: "instance-lost" });
    lost.free();
    expect(policy.decide(view).outcome).toBe("allowed");
  });

  it("ids that were not read yet are lost with it", async () => {
    const { Policy } = await trapping(trap);
    const policy = Policy.parse(text);
    const visible = policy.visibleThreads({ viewer: "bob", now });
    expect(thrown(() => policy.decide(view))).toMatchObject({ code: "instance-lost" });
    expect(thrown(() => visible.ids)).toMatchObject({ code: "instance-lost" });
    expect([...visible.rows]).toStrictEqual([0, 1, 4]);
  });

  it("streams error, and new ones go on", async () => {
    const { Policy } = await trapping(trap, "push");
    const policy = Policy.parse(text);
    const options = { viewer: "bob", now };
    const [stream, other] = [policy.filterStream(options), policy.filterStream(options)];
    const lost = { code: "instance-lost", cause: expect.any(WebAssembly.RuntimeError) };
    const reading = [stream, other].map(({ readable }) => new Response(readable).text());
    await expect(stream.writable.getWriter().write(new Uint8Array(1))).rejects.toMatchObject(lost);
    await expect(other.writable.getWriter().write(new Uint8Array(1))).rejects.toMatchObject(lost);
    for (const read of reading) await expect(read).rejects.toMatchObject(lost);
    await expect(stream.summary).rejects.toMatchObject(lost);
    expect(thrown(() => policy.allows(view))).toMatchObject(lost);
    const next = Policy.parse(text).filterStream(options);
    const filtered = new Response("[]").body?.pipeThrough(next);
    expect(await new Response(filtered).text()).toBe("[]");
  });

  it("nothing of it can be called again, and nothing keeps its memory", async () => {
    const glues: Glue[] = [];
    const { Policy } = await prepared((glue, number) => {
      glues[number] = glue;
      if (number === 1) vi.spyOn(glue.PolicyHandle.prototype, "decide").mockImplementationOnce(() => unreachable());
    });
    const policy = Policy.parse(text);
    const [, first] = glues;
    expect(first?.initSync({}).memory).toBeInstanceOf(WebAssembly.Memory);
    expect(thrown(() => policy.decide(view))).toMatchObject({ code: "instance-lost" });
    const left = first?.initSync({}) as unknown as Record<string, () => unknown>;
    expect(Object.keys(left).filter((name) => !name.endsWith("_free"))).toStrictEqual([]);
    for (const free of Object.values(left)) expect(free()).toBeUndefined();
  });

  it("its memory is given back, whoever keeps a lost policy or the error", async () => {
    const memories: WeakRef<WebAssembly.Memory>[] = [];
    const { Policy } = await prepared((glue) => {
      const { prototype } = glue.PolicyHandle;
      const really = prototype.decide;
      prototype.decide = function (...args) {
        memories.push(new WeakRef(glue.initSync({}).memory));
        this.__wbg_ptr = 0xffff_fff0;
        return really.apply(this, args);
      };
    });
    const kept: unknown[] = [];
    for (let round = 0; round < 5; round += 1) {
      const policy = Policy.parse(text);
      kept.push(policy, policy.visibleThreads({ viewer: "bob", now }), policy.filterStream({ viewer: "bob", now }));
      kept.push(thrown(() => policy.decide(view)));
    }
    await collected();
    expect(memories.map((memory) => memory.deref())).toStrictEqual(Array(5).fill(undefined));
    expect(kept).toHaveLength(20);
  });

  it("an answer that was under way counts no more", async () => {
    const { Policy } = await trapping(trap);
    const policy = Policy.parse(text);
    const lost = { code: "instance-lost" };
    // While the module asks the host for a domain, the host asks the module.
    const RealUrl = URL;
    let asked = 0;
    vi.stubGlobal(
      "URL",
      class extends RealUrl {
        constructor(...args: ConstructorParameters<typeof URL>) {
          asked += 1;
          expect(thrown(() => policy.decide(view))).toMatchObject(lost);
          super(...args);
        }
      },
    );
    const domains = text.replaceAll("crm.test", "bücher.test");
    expect(thrown(() => Policy.parse(domains))).toMatchObject(lost);
    expect(asked).toBeGreaterThan(0);
    vi.unstubAllGlobals();
    expect(Policy.parse(domains).decide(view).outcome).toBe("allowed");
  });

  it("says so when no new instance can be had, and tries again", async () => {
    let failures = 3;
    const { decide, init, Policy } = await prepared((glue, number) => {
      const [really, { prototype }] = [glue.initSync, glue.PolicyHandle];
      if (number === 1) vi.spyOn(prototype, "decide").mockImplementationOnce(() => unreachable());
      glue.initSync = (source) => {
        failures -= 1;
        if (failures >= 0) throw new RangeError("no memory");
        return really(source);
      };
    });
    const policy = Policy.parse(text);
    expect(thrown(() => policy.decide(view))).toMatchObject({ code: "instance-lost" });
    const lost = { code: "instance-lost", cause: { message: "no memory" }, help: expect.stringContaining("init") };
    expect(thrown(() => Policy.parse(text))).toMatchObject(lost);
    expect(thrown(() => decide(text, view))).toMatchObject(lost);
    // Which starts without blocking, and fetches nothing.
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
    await init();
    expect(failures).toBe(0);
    expect(decide(text, view).outcome).toBe("allowed");
    expect(thrown(() => policy.decide(view))).toMatchObject({ code: "instance-lost" });
  });

  it("hundreds of faults are hundreds of new instances", async () => {
    const { decide, Policy } = await prepared((glue) => {
      vi.spyOn(glue.PolicyHandle.prototype, "decide").mockImplementationOnce(() => unreachable());
    });
    for (let round = 0; round < 300; round += 1) {
      expect(thrown(() => decide(text, view))).toMatchObject({ code: "instance-lost" });
    }
    const policy = Policy.parse(text);
    expect(thrown(() => policy.decide(view))).toMatchObject({ code: "instance-lost" });
  });
});

function unreachable(): never {
  throw new WebAssembly.RuntimeError("unreachable");
}
