// A response of Node's `http` that is held back: what is written into it can be read, and something else is sent.
import type { Answer, Upstream } from "./filter.js";
import { isKept } from "./headers.js";
import type { HeaderValue, NodeResponse } from "./node-response.js";

type Chunk = string | Uint8Array;
type Done = (error?: Error | null) => void;
type HeaderList = Readonly<Record<string, HeaderValue | undefined>> | unknown[];

/**
 * INVARIANT (held back): from its construction on, only `send` reaches the real `write`, `end` and `writeHead`, and they count
 * as reached from there only while `#isSending`. Whoever else calls them, however late, writes into the capture.
 */
export class Capture {
  /** What was answered, as soon as its status is known. */
  readonly upstream: Promise<Upstream>;

  readonly #response: NodeResponse;
  readonly #headersBefore: ReadonlyMap<string, HeaderValue | undefined>;
  #begin: (upstream: Upstream) => void = () => undefined;
  #body: ReadableStreamDefaultController<Uint8Array> | undefined;
  #hasBegun = false;
  #hasEnded = false;
  #isSending = false;
  #isSent = false;

  constructor(response: NodeResponse) {
    this.#response = response;
    this.#headersBefore = new Map(response.getHeaderNames().map((name) => [name, response.getHeader(name)]));
    this.upstream = new Promise((resolve) => {
      this.#begin = resolve;
    });
    this.#replace("writeHead", (status: number, ...rest: unknown[]) => this.#writeHead(status, rest));
    this.#replace("flushHeaders", () => this.#open());
    this.#replace("write", (chunk: Chunk, ...rest: unknown[]) => this.#write(chunk, rest));
    this.#replace("end", (...args: unknown[]) => this.#end(args));
    // Both send headers past `send`: hints may name what is hidden, trailers describe the body as it was.
    for (const name of ["writeEarlyHints", "addTrailers"]) this.#replace(name, () => undefined);
    // So that nobody who fails halfway sends an error page after it.
    Object.defineProperty(response, "headersSent", { configurable: true, get: () => this.#areHeadersSent });
    response.once("close", () => this.#cut());
  }

  /** To the route, they are as soon as it has begun to answer; to the host, when they are. */
  get #areHeadersSent(): boolean {
    const response = this.#response;
    if (this.#isSending) return Reflect.get(Object.getPrototypeOf(response), "headersSent", response);
    return this.#hasBegun || this.#isSent;
  }

  /** Sends the answer in place of what was written. */
  async send({ status, headers, body, isBare }: Answer, more: readonly string[]): Promise<void> {
    const response = this.#response;
    if (response.destroyed) return cancel(body);
    if (isBare) this.#resetHeaders();
    for (const name of response.getHeaderNames()) if (!isKept(name, more)) response.removeHeader(name);
    headers.forEach((value, name) => {
      // Cookies stand there already, each by itself.
      if (name !== "set-cookie") response.setHeader(name, value);
    });
    if (body instanceof Uint8Array) response.setHeader("content-length", body.length);
    // Node would send the words of the upstream.
    response.statusMessage = "";
    this.#really(() => response.writeHead(status));
    this.#isSent = true;
    // A route that comes too late is not to bring the process down, as Node's own would.
    for (const name of ["setHeader", "setHeaders", "appendHeader", "removeHeader"]) this.#replace(name, () => response);
    if (body instanceof ReadableStream) await this.#pump(body);
    else this.#really(() => (body === null ? response.end() : response.end(body)));
  }

  /** As they were before the route. */
  #resetHeaders(): void {
    const response = this.#response;
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    for (const [name, value] of this.#headersBefore) if (value !== undefined) response.setHeader(name, value);
  }

  /** Piece by piece, no faster than it is taken. A body that fails cuts the connection: a part must not look whole. */
  async #pump(body: ReadableStream<Uint8Array>): Promise<void> {
    const response = this.#response;
    const reader = body.getReader();
    response.once("close", () => void reader.cancel().catch(() => undefined));
    try {
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        const { value } = next;
        this.#really(() => response.write(value));
        await drained(response);
      }
      this.#really(() => response.end());
    } catch {
      response.destroy();
    }
  }

  /** Puts a function of ours before one of the response. */
  #replace(name: string, ours: (...args: never[]) => unknown): void {
    const response = this.#response as unknown as Record<string, ((...args: unknown[]) => unknown) | undefined>;
    const real = response[name];
    response[name] = (...args) => (this.#isSending ? real?.apply(response, args) : ours(...(args as never[])));
  }

  #really(work: () => unknown): void {
    this.#isSending = true;
    try {
      work();
    } finally {
      this.#isSending = false;
    }
  }

  #writeHead(status: number, rest: readonly unknown[]): NodeResponse {
    const response = this.#response;
    if (this.#hasBegun) return response;
    response.statusCode = status;
    const list = (typeof rest[0] === "string" ? rest[1] : rest[0]) as HeaderList | undefined;
    for (const [name, value] of pairs(list)) if (value !== undefined) response.setHeader(name, value);
    this.#open();
    return response;
  }

  #write(chunk: Chunk, rest: readonly unknown[]): boolean {
    this.#open();
    const done = rest.find((argument) => typeof argument === "function") as Done | undefined;
    if (done !== undefined) queueMicrotask(() => done());
    // Nobody reads on. Whoever pipes into the response waits until it is closed.
    if (this.#hasEnded) return false;
    this.#body?.enqueue(bytesOf(chunk, rest[0]));
    return (this.#body?.desiredSize ?? 1) > 0;
  }

  #end(args: readonly unknown[]): NodeResponse {
    const [chunk] = args;
    const done = args.find((argument) => typeof argument === "function") as (() => void) | undefined;
    if (done !== undefined) this.#response.once("finish", done);
    if (chunk !== undefined && chunk !== null && typeof chunk !== "function")
      this.#write(chunk as Chunk, args.slice(1, 2));
    this.#open();
    if (!this.#hasEnded) this.#body?.close();
    this.#hasEnded = true;
    return this.#response;
  }

  /** The status is known; the body is about to come. */
  #open(): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#body = controller;
      },
      // Whoever pipes into the response waits for this.
      pull: () => void this.#response.emit("drain"),
      cancel: () => {
        this.#hasEnded = true;
      },
    });
    this.#begin({ status: this.#response.statusCode, headers: headersOf(this.#response), body });
  }

  /** The connection is gone, before the end or after it. */
  #cut(): void {
    if (!this.#hasEnded) this.#body?.error(new Error("the connection was closed"));
    this.#hasEnded = true;
  }
}

function cancel(body: Answer["body"]): void {
  if (body instanceof ReadableStream) body.cancel().catch(() => undefined);
}

function headersOf(response: NodeResponse): Headers {
  const headers = new Headers();
  for (const name of response.getHeaderNames()) {
    const value = response.getHeader(name) ?? "";
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, String(one));
  }
  return headers;
}

/** Headers as `writeHead` takes them: an object, pairs, or names and values in turn. */
function pairs(list: HeaderList | undefined): [string, HeaderValue | undefined][] {
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) return Object.entries(list);
  if (Array.isArray(list[0])) return list as [string, HeaderValue][];
  const [name, value, ...more]: unknown[] = list;
  return name === undefined ? [] : [[String(name), value as HeaderValue], ...pairs(more)];
}

/** A copy, because the writer may use the buffer again. */
function bytesOf(chunk: Chunk, encoding: unknown): Uint8Array {
  if (typeof chunk !== "string") return new Uint8Array(chunk);
  return new Uint8Array(Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8"));
}

/** Waits until the connection takes more, or is gone. */
async function drained(response: NodeResponse): Promise<void> {
  while (response.writableNeedDrain && !response.destroyed) {
    await new Promise<void>((resolve) => {
      const wake = () => {
        response.off("drain", wake);
        response.off("close", wake);
        resolve();
      };
      response.on("drain", wake);
      response.on("close", wake);
    });
  }
}
