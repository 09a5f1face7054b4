// The stream: how it begins, waits and ends, and that it gives its memory back in every ending.
import { readFile } from "node:fs/promises";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { now, snapshot } from "./fixture.ts";
import { moduleMemory } from "./module-memory.ts";

const glueFile = "../../pkg/wasm/mailveil.js";
const free = vi.fn();

type Mailveil = typeof import("../../pkg/src/browser.ts");
let mailveil: Mailveil;
let policy: ReturnType<Mailveil["Policy"]["parse"]>;
let memory: WebAssembly.Memory;

/** The package's source, in which the glue is a file, on a module of its own, whose streams are counted when they are freed. */
beforeAll(async () => {
  vi.doMock(glueFile, async (original) => {
    const { createGlue } = await original<{ createGlue(): { StreamHandle: { prototype: { free(): void } } } }>();
    return {
      createGlue: () => {
        const glue = createGlue();
        const { prototype } = glue.StreamHandle;
        const really = prototype.free;
        prototype.free = function (this: unknown) {
          free();
          really.call(this);
        };
        return glue;
      },
    };
  });
  mailveil = await import("../../pkg/src/browser.ts");
  await mailveil.init(new Uint8Array(await readFile(new URL("../../pkg/wasm/mailveil_bg.wasm", import.meta.url))));
  memory = await moduleMemory(import("../../pkg/src/module/glue.ts"));
  policy = mailveil.Policy.parse(snapshot);
});

beforeEach(() => {
  free.mockClear();
});

const options = { viewer: "ann", now } as const;
const item = (id: unknown, more = {}) => JSON.stringify({ id, mailbox: "m-ann", participants: [], ...more });
const hidden = (id: unknown) => JSON.stringify({ id, mailbox: "m-bob", participants: [] });
const encode = (text: string) => new TextEncoder().encode(text);
const source = (pieces: readonly Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe("a stream", () => {
  it("goes where a TransformStream goes", async () => {
    const stream = policy.filterStream(options);
    const body = new Response(`[${item(1)},${hidden(2)}, 3]`).body;
    const filtered = new Response(body?.pipeThrough(stream));
    expect(await filtered.text()).toBe(`[${item(1)}]`);
    expect(await stream.summary).toMatchObject({ shown: 1, hidden: 2, unreadable: 1 });
    expect(free).toHaveBeenCalledTimes(1);
  });

  it("emits items before the body ends, and no part of one that is not complete", async () => {
    const stream = policy.filterStream(options);
    const writer = stream.writable.getWriter();
    const reader = stream.readable.getReader();
    const send = (text: string) => void writer.write(encode(text));
    const next = async () => decode((await reader.read()).value ?? new Uint8Array());
    send(' [ {"id":"a","mailbox":"m-ann",');
    expect(await next()).toBe("[");
    send(`"participants":[]} , ${hidden("b")} , ${item("c")} , {"id":"d"`);
    expect(await next()).toBe(`${item("a")},${item("c")}`);
    await reader.cancel();
  });

  it("gives bytes of its own, no views of the module's memory", async () => {
    const stream = policy.filterStream(options);
    void new Response(`[${item(1)}]`).body?.pipeTo(stream.writable);
    for await (const chunk of stream.readable) {
      expect(chunk.buffer.byteLength).toBe(chunk.byteLength);
      expect(Object.getPrototypeOf(chunk)).toBe(Uint8Array.prototype);
    }
  });

  it("takes empty chunks, Buffers and parts of larger ones", async () => {
    const stream = policy.filterStream(options);
    const padded = Buffer.from(`....${item(1)}....`);
    const pieces = [new Uint8Array(), encode("["), padded.subarray(4, padded.length - 4), Buffer.from("]")];
    void source(pieces).pipeTo(stream.writable);
    expect(await new Response(stream.readable).text()).toBe(`[${item(1)}]`);
  });

  it("does not care that its policy is freed or changed meanwhile", async () => {
    const own = mailveil.Policy.parse(snapshot);
    const stream = own.filterStream(options);
    const text = new Response(stream.readable).text();
    const writer = stream.writable.getWriter();
    await writer.write(encode(`[${item(1)},`));
    own.upsertThreads([]);
    own.free();
    await writer.write(encode(`${item(2)}]`));
    await writer.close();
    expect(await text).toBe(`[${item(1)},${item(2)}]`);
  });

  it("refuses what is no options at once", () => {
    expect(() => policy.filterStream({ ...options, at: "x" })).toThrow(
      expect.objectContaining({ code: "invalid-pointer", path: "/at" }),
    );
    expect(free).not.toHaveBeenCalled();
  });
});

describe("backpressure", () => {
  it("takes in no more than is read", async () => {
    let taken = 0;
    const endless = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          taken += 1;
          controller.enqueue(encode(taken === 1 ? "[" : `${item(taken)},`));
        },
      },
      { highWaterMark: 0 },
    );
    const reader = endless.pipeThrough(policy.filterStream(options)).getReader();
    const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
    await settle();
    expect(taken).toBeLessThanOrEqual(1);
    for (let read = 1; read <= 5; read += 1) {
      await reader.read();
      await settle();
      expect(taken).toBeGreaterThanOrEqual(read);
      expect(taken).toBeLessThanOrEqual(read + 2);
    }
    await reader.cancel();
    expect(free).toHaveBeenCalledTimes(1);
  });

  it("takes in more where nothing is shown yet", async () => {
    const items = Array.from({ length: 100 }, (_, id) => hidden(id));
    const stream = policy.filterStream(options);
    void source(["[", ...items.map((text) => `${text},`), item(1), "]"].map(encode)).pipeTo(stream.writable);
    expect(await new Response(stream.readable).text()).toBe(`[${item(1)}]`);
    expect(await stream.summary).toMatchObject({ shown: 1, hidden: 100 });
  });

  it("serves reads that are asked for together", async () => {
    const stream = policy.filterStream(options);
    const reader = stream.readable.getReader();
    const reads = Promise.all([reader.read(), reader.read(), reader.read()]);
    void source([`[`, item(1), `,${item(2)}]`].map(encode)).pipeTo(stream.writable);
    const chunks = (await reads).map(({ value }) => decode(value ?? new Uint8Array()));
    expect(chunks.join("")).toContain(item(1));
  });
});

describe("an ending", () => {
  /** Both ends and the summary reject with this; the memory is given back, once. */
  async function expectFailed(stream: ReturnType<typeof policy.filterStream>, error: unknown): Promise<void> {
    await expect(stream.summary).rejects.toEqual(error);
    expect(free).toHaveBeenCalledTimes(1);
  }

  it("by a body that is refused", async () => {
    const stream = policy.filterStream(options);
    const writing = source([`[${item(1)},`, "}"].map(encode)).pipeTo(stream.writable);
    const error = expect.objectContaining({ code: "json-syntax", path: "", offset: item(1).length + 2 });
    const [reading, written] = await Promise.allSettled([new Response(stream.readable).text(), writing]);
    expect(reading).toEqual({ status: "rejected", reason: error });
    expect(written).toEqual({ status: "rejected", reason: error });
    await expectFailed(stream, error);
  });

  it("by a body that ends too early", async () => {
    const stream = policy.filterStream(options);
    void source([encode("[")])
      .pipeTo(stream.writable)
      .catch(() => undefined);
    await expect(new Response(stream.readable).text()).rejects.toMatchObject({ code: "json-syntax", offset: 1 });
    await expectFailed(stream, expect.objectContaining({ code: "json-syntax" }));
  });

  it.each(["[]", [91, 93], new ArrayBuffer(2), null, undefined, { length: 2 }, new Uint16Array(2)])(
    "by a chunk that is no Uint8Array: %o",
    async (chunk) => {
      const stream = policy.filterStream(options);
      const reading = new Response(stream.readable).text();
      const error = expect.objectContaining({ code: "wrong-type", path: "" });
      const writer = stream.writable.getWriter();
      await expect(writer.write(chunk as never)).rejects.toEqual(error);
      await expect(reading).rejects.toEqual(error);
      await expectFailed(stream, error);
      expect(policy.threadCount).toBe(5);
    },
  );

  it("by a reader who cancels", async () => {
    const stream = policy.filterStream(options);
    const writer = stream.writable.getWriter();
    await stream.readable.cancel("enough");
    await expect(writer.write(encode("["))).rejects.toBe("enough");
    await expectFailed(stream, "enough");
  });

  it("by a reader who cancels while a write waits", async () => {
    const stream = policy.filterStream(options);
    const writer = stream.writable.getWriter();
    const writing = writer.write(encode("["));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await stream.readable.cancel("enough");
    await Promise.allSettled([writing]);
    await expect(writer.closed).rejects.toBe("enough");
    await expectFailed(stream, "enough");
  });

  it("by a reader who cancels without a reason", async () => {
    const stream = policy.filterStream(options);
    await stream.readable.cancel();
    await expectFailed(stream, undefined);
  });

  it("by a writer who aborts", async () => {
    const stream = policy.filterStream(options);
    const reading = new Response(stream.readable).text();
    await stream.writable.abort("broken");
    await expect(reading).rejects.toBe("broken");
    await expectFailed(stream, "broken");
  });

  it("by a writer who aborts while a write waits for a reader", async () => {
    const stream = policy.filterStream(options);
    const writer = stream.writable.getWriter();
    const writing = writer.write(encode("["));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await writer.abort("broken");
    await Promise.allSettled([writing]);
    await expect(stream.readable.getReader().read()).rejects.toBe("broken");
    await expectFailed(stream, "broken");
  });

  it("by a source that fails", async () => {
    const stream = policy.filterStream(options);
    const failing = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error("cut off");
      },
    });
    await expect(new Response(failing.pipeThrough(stream)).text()).rejects.toBe("cut off");
    await expectFailed(stream, "cut off");
  });

  it("is one only, whatever comes after", async () => {
    const stream = policy.filterStream(options);
    await stream.readable.cancel("first");
    await stream.writable.abort("second").catch(() => undefined);
    await expectFailed(stream, "first");
  });

  it("troubles nobody who does not look at the summary", async () => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    await policy.filterStream(options).readable.cancel("enough");
    await policy.filterStream(options).writable.abort("broken");
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
    expect(free).toHaveBeenCalledTimes(2);
  });
});

describe("memory", () => {
  it("is bounded by the largest item, however long the body", async () => {
    const stream = policy.filterStream(options);
    const chunk = encode(`${hidden("h")},`.repeat(1000));
    const drained = stream.readable.pipeTo(new WritableStream());
    const writer = stream.writable.getWriter();
    await writer.write(encode("["));
    await writer.write(chunk);
    const before = memory.buffer.byteLength;
    for (let count = 0; count < 1000; count += 1) await writer.write(chunk);
    await writer.write(encode(`${item(1)}]`));
    await writer.close();
    await drained;
    expect(memory.buffer.byteLength - before).toBeLessThan(2 ** 20);
    expect((await stream.summary).hidden).toBe(1_001_000);
  });

  it("is given back by streams that ended halfway", async () => {
    const half = encode(`[{"id":"${"x".repeat(200_000)}`);
    const endings = [
      (stream: ReturnType<typeof policy.filterStream>) => stream.readable.cancel(),
      (stream: ReturnType<typeof policy.filterStream>) => stream.writable.abort(),
    ];
    let before = 0;
    for (let count = 0; count < 400; count += 1) {
      const stream = policy.filterStream(options);
      const writer = stream.writable.getWriter();
      const reader = stream.readable.getReader();
      const reading = reader.read();
      await writer.write(half);
      await reading.catch(() => undefined);
      reader.releaseLock();
      writer.releaseLock();
      await endings[count % 2]?.(stream);
      if (count === 20) before = memory.buffer.byteLength;
    }
    expect(memory.buffer.byteLength - before).toBeLessThan(2 ** 20);
    expect(free).toHaveBeenCalledTimes(400);
  });
});
