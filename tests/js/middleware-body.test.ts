// `mailveil/fetch`: bodies that are encoded, long, or broken.
import { Duplex } from "node:stream";
import { brotliCompressSync, constants, createZstdDecompress, zstdCompressSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  address,
  ask,
  bobsList,
  expectProblem,
  expectSafe,
  gzip,
  json,
  list,
  listText,
  never,
  pieces,
  spies,
  settings,
  type Options,
} from "./middleware.ts";

describe("an encoded body", () => {
  it.each<[string, CompressionFormat]>([
    ["gzip", "gzip"],
    ["GZIP", "gzip"],
    ["x-gzip", "gzip"],
    ["deflate", "deflate"],
  ])("%s is decoded where the platform did not", async (encoding, format) => {
    const response = await ask(() => json(gzip(listText, format), { headers: { "content-encoding": encoding } }));
    expect(response.headers.has("content-encoding")).toBe(false);
    expect(await expectSafe(response)).toBe(bobsList);
  });

  const mine = JSON.stringify(list.data.items[2]);
  const items = (count: number) => `{"data":{"items":[${Array(count).fill(mine).join(",")}]}}`;
  const quality = (level: number) => ({ params: { [constants.BROTLI_PARAM_QUALITY]: level } });

  it.each<[string, Buffer, string, string]>([
    ["a few bytes", brotliCompressSync(items(1)), items(1), "1b"],
    ["what was not worth it, and stands there as it is", brotliCompressSync(items(1), quality(0)), items(1), "0b"],
    // The byte is `[`: by it alone one would take the body for JSON.
    ["what begins like an array", brotliCompressSync(items(2000)), items(2000), "5b"],
  ])("br is decoded where the platform did not: %s", async (_, bytes, text, first) => {
    expect(bytes.subarray(0, 1).toString("hex")).toBe(first);
    const response = await ask(() => json(new Uint8Array(bytes), { headers: { "content-encoding": "br" } }));
    expect(response.headers.has("content-encoding")).toBe(false);
    expect(await response.text()).toBe(text);
  });

  it("br that does not decode is refused", async () => {
    const bytes = new Uint8Array(brotliCompressSync(items(2000))).slice(0, -9);
    const response = await ask(() => json(bytes, { headers: { "content-encoding": "br" } }));
    await expectProblem(response, 502, "unreadable-body");
  });

  it("br that the platform has decoded may be cut off in a character", async () => {
    const text = `{"data":{"items":[${"{".padEnd(21)}"id":"${"\u00e9".repeat(40)}"}]}}`;
    const bytes = new TextEncoder().encode(text);
    const [head, rest] = [bytes.subarray(0, 64), bytes.subarray(64)];
    expect(() => new TextDecoder("utf-8", { fatal: true }).decode(head)).toThrow();
    const body = new ReadableStream({
      start(controller) {
        for (const piece of [head, rest]) controller.enqueue(piece);
        controller.close();
      },
    });
    const response = await ask(() => json(body, { headers: { "content-encoding": "br" } }));
    expect(await response.json()).toStrictEqual({ data: { items: [] } });
  });

  it.each(["gzip", "deflate", "br", "zstd", "identity"])("%s is taken as it is where it did", async (encoding) => {
    const response = await ask(() => json(listText, { headers: { "content-encoding": encoding } }));
    expect(response.headers.has("content-encoding")).toBe(false);
    expect(await expectSafe(response)).toBe(bobsList);
  });

  it("is decoded although its head comes in pieces", async () => {
    const bytes = new Uint8Array(await new Response(gzip(listText)).arrayBuffer());
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect(await (await ask(() => json(body, { headers: { "content-encoding": "gzip" } }))).text()).toBe(bobsList);
  });

  it.each<[string, () => BodyInit | null, string, string]>([
    ["twice", () => gzip(listText), "gzip, gzip", "encoded-body"],
    ["and not said so", () => gzip(listText), "identity", "json-syntax"],
    ["as something else", () => gzip(listText), "br", "unreadable-body"],
    ["as what this host does not decode", () => new Uint8Array(zstdCompressSync(listText)), "zstd", "json-syntax"],
    ["and cut off", () => pieces("\x1f"), "gzip", "json-syntax"],
    ["and empty", () => null, "gzip", "json-syntax"],
  ])("%s is refused", async (_, body, encoding, code) => {
    await expectProblem(await ask(() => json(body(), { headers: { "content-encoding": encoding } })), 502, code);
  });

  it.each<[string, (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>]>([
    ["cut off", (bytes) => bytes.slice(0, -9)],
    ["broken", (bytes) => bytes.with(20, 255).with(21, 255)],
    ["followed by more", (bytes) => new Uint8Array([...bytes, 1, 2, 3])],
  ])("that is %s is refused", async (_, change) => {
    const bytes = change(new Uint8Array(await new Response(gzip(listText)).arrayBuffer()));
    const response = await ask(() => json(bytes, { headers: { "content-encoding": "gzip" } }));
    await expectProblem(response, 502, "unreadable-body");
  });

  it("is as long as what comes out of it", async () => {
    const bomb = JSON.stringify({ ...list, padding: " ".repeat(5_000_000) });
    const upstream = () => json(gzip(bomb), { headers: { "content-encoding": "gzip" } });
    await expectProblem(await ask(upstream, { bodyBytesMax: 1_000_000 }), 502, "oversized-body");
  });
});

describe("an encoding", () => {
  beforeEach(() => vi.resetModules());
  afterEach(() => vi.unstubAllGlobals());

  /** A host that decodes these, as far as anybody can tell from outside. */
  const host = (...formats: readonly string[]) => {
    const Real = DecompressionStream;
    vi.stubGlobal(
      "DecompressionStream",
      class {
        constructor(format: string) {
          if (!formats.includes(format)) throw new TypeError(`not ${format}`);
          // biome-ignore lint/correctness/noConstructorReturn: what a host has is a stream.
          return format === "zstd" ? Duplex.toWeb(createZstdDecompress()) : new Real(format as CompressionFormat);
        }
      },
    );
  };

  it.each([
    [["gzip", "deflate"], "gzip, deflate"],
    [["gzip", "deflate", "brotli"], "gzip, deflate, br"],
    [["gzip", "deflate", "brotli", "zstd"], "gzip, deflate, br, zstd"],
    [[], "identity"],
  ])("is asked for where the host decodes it: %j", async (formats, accepted) => {
    host(...formats);
    const { createMailFilter } = await import("mailveil/fetch");
    const filter = createMailFilter({ ...settings, viewer: () => "bob" });
    const upstream = filter(({ headers }) => {
      expect(headers.get("accept-encoding")).toBe(accepted);
      const isZstd = accepted.endsWith("zstd");
      const body = isZstd ? new Uint8Array(zstdCompressSync(listText)) : listText;
      return json(body, { headers: isZstd ? { "content-encoding": "zstd" } : {} });
    });
    expect(await expectSafe(await upstream(new Request(address)))).toBe(bobsList);
  });
});

describe("a long body", () => {
  const item = (id: number) => JSON.stringify({ ...list.data.items[id % 3], id });
  const many = `{"data":{"items":[${Array.from({ length: 3000 }, (_, id) => item(id)).join(",")}]}}`;
  const streamed = { bufferBytesMax: 1000 } as const;

  it("is the same streamed as whole", async () => {
    const { onFiltered } = spies();
    const whole = await ask(() => json(many), { onFiltered });
    const response = await ask(() => json(pieces(many.slice(0, 1500), many.slice(1500))), { ...streamed, onFiltered });
    expect(await expectSafe(response)).toBe(await whole.text());
    const counts = [expect.objectContaining({ shown: 2000, hidden: 1000, unreadable: 0 }), expect.any(Request)];
    await vi.waitFor(() => expect(onFiltered.mock.calls).toEqual([counts, counts]));
  });

  it("is not read before it is wanted", async () => {
    let taken = 0;
    const upstream = () =>
      json(
        new ReadableStream<Uint8Array>({
          pull(controller) {
            taken += 1;
            controller.enqueue(new TextEncoder().encode(taken === 1 ? '{"data":{"items":[' : `${item(2)},`));
          },
        }),
      );
    const response = await ask(upstream, streamed);
    const before = taken;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(taken).toBeLessThan(before + 5);
    await response.body?.cancel();
  });

  it.each<[string, () => BodyInit, Options, string]>([
    ["no JSON", () => pieces(many.slice(0, -1), "SECRET"), {}, "json-syntax"],
    ["cut off", () => many.slice(0, -1), {}, "json-syntax"],
    ["stalled", () => pieces(many.slice(0, 9000), never), { timeoutMs: 20 }, "upstream-stalled"],
    ["broken off", () => pieces(many.slice(0, 9000), () => Promise.reject("SECRET")), {}, "unreadable-body"],
    ["too long", () => pieces(many.slice(0, 8000), many.slice(8000)), { bodyBytesMax: 9000 }, "oversized-body"],
  ])("that is %s ends by an error, and is no JSON", async (_, body, options, code) => {
    const { onProblem, onFiltered } = spies();
    const response = await ask(() => json(body()), { ...streamed, ...options, onProblem, onFiltered });
    expect(response.status).toBe(200);
    let text = "";
    const reading = async () => {
      const decoder = new TextDecoder();
      for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true });
    };
    await expect(reading()).rejects.toThrow();
    expect(() => JSON.parse(text)).toThrow();
    expect(text).not.toContain("SECRET");
    expect(onProblem).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ code }),
      expect.any(Error),
      expect.any(Request),
    );
    expect(onFiltered).not.toHaveBeenCalled();
  });

  it("that nobody reads to its end is given up, and that is no problem", async () => {
    const { onProblem } = spies();
    const cancelled = vi.fn();
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode(many.slice(0, 2000))),
      cancel: cancelled,
    });
    const response = await ask(() => json(body), { ...streamed, onProblem });
    await response.body?.cancel("enough");
    await vi.waitFor(() => expect(cancelled).toHaveBeenCalled());
    expect(onProblem).not.toHaveBeenCalled();
  });
});
