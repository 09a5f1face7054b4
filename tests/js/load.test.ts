// What `init` takes, what it refuses, and what the calls say that come all the same.
import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { now, text, thrown } from "./fixture.ts";

const view = { action: "view", viewer: "bob", thread: "t-linked", now } as const;
const bytes = new Uint8Array(readFileSync(new URL("../../pkg/wasm/mailveil_bg.wasm", import.meta.url)));
const wasm = { headers: { "content-type": "application/wasm" } };

beforeEach(() => {
  vi.resetModules();
  vi.unstubAllGlobals();
});

const slim = (): Promise<typeof import("../../pkg/dist/slim.js")> => import("../../pkg/dist/slim.js");

describe("mailveil/slim", () => {
  it.each([
    ["a response", () => new Response(bytes)],
    ["a response of the right type", () => new Response(bytes, wasm)],
    ["a promised response", () => Promise.resolve(new Response(bytes, wasm))],
    ["a buffer", () => bytes.buffer],
    ["a view of another kind", () => new DataView(bytes.buffer)],
    ["a part of a buffer", () => new Uint8Array([0, ...bytes, 0]).subarray(1, -1)],
    ["a module", () => new WebAssembly.Module(bytes)],
  ])("takes %s", async (_, source) => {
    const { decide, init } = await slim();
    await init(source());
    expect(decide(text, view).outcome).toBe("allowed");
  });

  it("takes a module of another realm", async () => {
    const { runInNewContext } = await import("node:vm");
    const module = runInNewContext("new WebAssembly.Module(bytes)", { bytes });
    expect(module).not.toBeInstanceOf(WebAssembly.Module);
    const { decide, init } = await slim();
    await init(module);
    expect(decide(text, view).outcome).toBe("allowed");
  });

  const nothing = [undefined, null, 7, {}, [], () => bytes, { default: new WebAssembly.Module(bytes) }];
  it.each(nothing.map((source) => [source]))("refuses %o", async (source) => {
    const { init } = await slim();
    // @ts-expect-error that is what is tried
    await expect(init(source)).rejects.toMatchObject({
      code: "not-initialized",
      help: expect.stringContaining("mailveil/mailveil.wasm"),
    });
  });
});

describe("mailveil/inline", () => {
  const inline = (): Promise<typeof import("../../pkg/dist/inline.js")> => import("../../pkg/dist/inline.js");
  const failing = (error: Error) => {
    class Module {
      constructor() {
        throw error;
      }
    }
    return Object.assign(Object.create(WebAssembly), { Module });
  };

  it("is ready, and `init` then does nothing", async () => {
    const { decide, init } = await inline();
    expect(decide(text, view).outcome).toBe("allowed");
    await init();
    await init(new Uint8Array(0));
    expect(decide(text, view).outcome).toBe("allowed");
  });

  it("waits for `init` where nothing so large is compiled on import", async () => {
    vi.stubGlobal("WebAssembly", failing(new RangeError("too large")));
    const { decide, init } = await inline();
    vi.unstubAllGlobals();
    expect(thrown(() => decide(text, view))).toMatchObject({ message: expect.stringContaining("call `await init()`") });
    await init();
    expect(decide(text, view).outcome).toBe("allowed");
  });

  it("tells of a policy that forbids to compile", async () => {
    vi.stubGlobal("WebAssembly", failing(new WebAssembly.CompileError("refused by the policy")));
    const { decide } = await inline();
    vi.unstubAllGlobals();
    expect(thrown(() => decide(text, view))).toMatchObject({ help: expect.stringContaining("wasm-unsafe-eval") });
  });
});

describe("a module that is not there", () => {
  it.each([
    ["no answer", () => Promise.reject(new TypeError("offline")), "offline"],
    ["a status", async () => new Response("", { status: 404 }), "answered /a/b.wasm with status 404"],
    ["a page", async () => new Response("<p>", { headers: { "content-type": "text/html" } }), "/a/b.wasm with a page"],
    ["a stream that breaks", async () => new Response(broken(), wasm), "broken"],
  ])("is reported with the ways out: %s", async (_, fetched, cause) => {
    vi.stubGlobal("fetch", fetched);
    const { decide, init } = await slim();
    const failure = {
      code: "not-initialized",
      message: expect.stringContaining("mailveil's module was not found"),
      help: expect.stringContaining("import `mailveil/inline` instead"),
    };
    const caused = { cause: { message: expect.stringContaining(cause) } };
    await expect(init("https://crm.test/a/b.wasm?token=secret")).rejects.toMatchObject({ ...failure, ...caused });
    expect(thrown(() => decide(text, view))).toMatchObject({ ...failure, cause: { ...failure, ...caused } });
  });

  function broken(): ReadableStream {
    return new ReadableStream({ pull: (controller) => controller.error(new TypeError("broken")) });
  }

  it("is compiled from nothing else", async () => {
    const { init } = await slim();
    const refused = { code: "not-initialized", help: expect.stringContaining("wasm-unsafe-eval") };
    for (const source of [new Uint8Array(8), new Response("no module", wasm), new Response("no module")]) {
      await expect(init(source)).rejects.toMatchObject(refused);
    }
  });

  it("is forgotten once it is there", async () => {
    const { decide, init } = await slim();
    await expect(init(new Response("", { status: 500 }))).rejects.toMatchObject({ code: "not-initialized" });
    await init(bytes);
    expect(decide(text, view).outcome).toBe("allowed");
  });
});
