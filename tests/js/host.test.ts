// Hosts that cannot run the module. Importing the package goes well everywhere; the first use says what is missing.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { now, text, thrown } from "./fixture.ts";

const view = { action: "view", viewer: "bob", thread: "t-linked", now } as const;
const browser = (): Promise<typeof import("../../pkg/src/browser.ts")> => import("../../pkg/src/browser.ts");

beforeEach(() => {
  vi.resetModules();
  vi.unstubAllGlobals();
});

/** What the first question and `init` throw. Both are the same, and nothing was downloaded for it. */
async function failure(entry = browser): Promise<unknown> {
  const fetched = vi.fn();
  vi.stubGlobal("fetch", fetched);
  const { init, Policy } = await entry();
  const asked = thrown(() => Policy.parse(text));
  const { code, message, help } = asked as InstanceType<typeof import("mailveil").MailveilError>;
  await expect(init()).rejects.toMatchObject({ code, message, help });
  expect(fetched).not.toHaveBeenCalled();
  return asked;
}

/** The engine as it is, but for some members. */
const engine = (members: object) => Object.assign(Object.create(WebAssembly), members);

/** The types that tell the package's own small modules from each other: v128, externref, two times i32. */
const marks = {
  SIMD: (bytes: Uint8Array) => bytes.includes(0x7b),
  "reference types": (bytes: Uint8Array) => bytes.includes(0x6f),
  "multiple values": (bytes: Uint8Array) => bytes.lastIndexOf(0x7f) > bytes.indexOf(0x7f),
} as const;

/** An engine that refuses modules with these features, and compiles nothing. */
function without(...features: readonly (keyof typeof marks)[]) {
  const { validate, CompileError } = WebAssembly;
  return engine({
    validate: (bytes: Uint8Array<ArrayBuffer>) => validate(bytes) && !features.some((feature) => marks[feature](bytes)),
    compile: async () => Promise.reject(new CompileError("invalid")),
    Module: class {
      constructor() {
        throw new CompileError("invalid");
      }
    },
  });
}

describe("a host without WebAssembly", () => {
  it.each([
    ["as in Lockdown Mode", undefined],
    ["but a part of it", engine({ validate: undefined })],
    ["but an empty object", {}],
    ["but a name", 7],
  ])("%s is told so at the first use", async (_, there) => {
    vi.stubGlobal("WebAssembly", there);
    expect(await failure()).toMatchObject({
      code: "no-webassembly",
      message: "this host has no WebAssembly",
      help: expect.stringMatching(/Safari 16\.4.*Lockdown Mode.*server/),
    });
  });

  it("answers no request of a filter with mail", async () => {
    vi.stubGlobal("WebAssembly", undefined);
    const { Policy } = await browser();
    const { createMailFilter } = await import("../../pkg/src/middleware/fetch.ts");
    const filter = createMailFilter({ policy: () => Policy.parse(text), viewer: () => "bob" });
    const response = await filter(() => new Response("[]"))(new Request("https://crm.test/"));
    expect([response.status, await response.json()]).toMatchObject([503, { code: "policy-failed" }]);
  });
});

describe("an engine that lacks a part", () => {
  it.each([
    [["SIMD"], "SIMD"],
    [["reference types"], "reference types"],
    [["SIMD", "reference types", "multiple values"], "SIMD, reference types, multiple values"],
  ] as const)("%j is told which", async (features, lacks) => {
    vi.stubGlobal("WebAssembly", without(...features));
    const message = `this host's WebAssembly lacks ${lacks}`;
    expect(await failure()).toMatchObject({ code: "no-webassembly", message });
  });

  it("but lacks none of these has met something else", async () => {
    vi.stubGlobal("WebAssembly", without());
    vi.stubGlobal("fetch", async () => new Response(new Uint8Array(8)));
    const { init } = await browser();
    await expect(init()).rejects.toMatchObject({
      code: "not-initialized",
      help: expect.stringContaining("wasm-unsafe-eval"),
    });
  });
});

describe("a simulated page", () => {
  it.each(["TextDecoder", "TextEncoder"])("that has no %s is told so", async (name) => {
    vi.stubGlobal(name, undefined);
    expect(await failure()).toMatchObject({
      code: "not-initialized",
      message: `this host has no \`${name}\``,
      help: expect.stringContaining("docs/hosts.md"),
    });
  });

  it("may get what it lacked between the import and `init`", async () => {
    vi.stubGlobal("TextEncoder", undefined);
    const { decide, init } = await import("../../pkg/src/slim.ts");
    vi.unstubAllGlobals();
    const { readFile } = await import("node:fs/promises");
    await init(await readFile(new URL("../../pkg/wasm/mailveil_bg.wasm", import.meta.url)));
    expect(decide(text, view).outcome).toBe("allowed");
  });

  it("need not tell of what is forgotten", async () => {
    vi.stubGlobal("FinalizationRegistry", undefined);
    const { decide, init } = await import("../../pkg/src/slim.ts");
    const { readFile } = await import("node:fs/promises");
    await init(await readFile(new URL("../../pkg/wasm/mailveil_bg.wasm", import.meta.url)));
    expect(decide(text, view).outcome).toBe("allowed");
  });
});
