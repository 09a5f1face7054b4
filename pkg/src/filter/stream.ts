// Filtering a stream. Written as a pair of streams, because not every host tells a `TransformStream` that it was cancelled,
// and then nobody would give the memory back.
import { isBytes, plainBytes } from "../input/bytes.js";
import { refusal } from "../input/read.js";
import type { StreamHandle } from "../module/glue.js";
import { call, type Life, living, release, requireAlive, unreachable } from "../module/instance.js";
import type { Summary } from "../types/index.js";
import type { Bytes, FilterStream } from "./filtered.js";
import { summaryOf } from "./summary.js";

/** One body on its way through. Both ends hold it, so it is unreachable only when both of them are. */
export class FilterPassage implements FilterStream {
  readonly readable: ReadableStream<Bytes>;
  readonly writable: WritableStream<Uint8Array>;
  readonly summary: Promise<Summary>;

  /** Absent once the passage has ended, in whatever way. */
  #handle: StreamHandle | undefined;
  readonly #life: Life = living();
  #settle: { resolve(summary: Summary): void; reject(reason: unknown): void } | undefined;
  #input: WritableStreamDefaultController | undefined;
  #output: ReadableStreamDefaultController<Bytes> | undefined;
  /** Whether somebody waits for bytes. Nothing is taken in before, so that a slow reader slows the writer. */
  #isWanted = false;
  /** Lets a writer go on who waits for that. */
  #wake: (() => void) | undefined;

  constructor(handle: StreamHandle) {
    this.#handle = handle;
    unreachable.register(this, handle, this);
    this.summary = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    // A caller who does not look at the summary is not to be troubled by it.
    this.summary.catch(() => undefined);
    this.readable = new ReadableStream(
      {
        start: (controller) => this.#openOutput(controller),
        pull: () => this.#want(),
        cancel: (reason) => this.#cancel(reason),
      },
      { highWaterMark: 0 },
    );
    this.writable = new WritableStream({
      start: (controller) => this.#openInput(controller),
      write: (chunk) => this.#write(chunk),
      close: () => this.#close(),
      abort: (reason) => this.#abort(reason),
    });
  }

  #openOutput(controller: ReadableStreamDefaultController<Bytes>): void {
    this.#output = controller;
  }

  #openInput(controller: WritableStreamDefaultController): void {
    this.#input = controller;
    // An abort waits for the write under way, which waits for a reader, who may never come.
    controller.signal.addEventListener("abort", () => this.#wake?.());
  }

  #want(): void {
    this.#isWanted = true;
    this.#wake?.();
  }

  async #write(chunk: unknown): Promise<void> {
    while (!this.#isWanted && !this.#hasEnded) await this.#nextWake();
    if (this.#hasEnded) return;
    this.#emit(
      this.#step((handle) => {
        const bytes = requireBytes(chunk);
        return call(() => handle.push(bytes));
      }),
    );
  }

  /** Cancelled, errored or about to be aborted: what is still written goes nowhere. */
  get #hasEnded(): boolean {
    return this.#handle === undefined || this.#input?.signal.aborted === true;
  }

  #nextWake(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #close(): void {
    const [rest, summary] = this.#step((handle) => call(() => [handle.finish(), summaryOf(handle.counts)] as const));
    this.#end();
    this.#emit(rest);
    this.#output?.close();
    this.#settle?.resolve(summary);
  }

  #abort(reason: unknown): void {
    this.#fail(reason);
    this.#output?.error(reason);
  }

  #cancel(reason: unknown): void {
    this.#fail(reason);
    this.#input?.error(reason);
  }

  /** Whatever is refused ends the passage on both sides. */
  #step<Result>(work: (handle: StreamHandle) => Result): Result {
    const handle = this.#handle;
    try {
      if (handle === undefined) throw new TypeError("this stream has ended");
      requireAlive(this.#life);
      return work(handle);
    } catch (error) {
      this.#fail(error);
      this.#output?.error(error);
      throw error;
    }
  }

  #emit(bytes: Bytes): void {
    if (bytes.length === 0) return;
    // First, because to enqueue may be to be asked for more.
    this.#isWanted = false;
    this.#output?.enqueue(bytes);
  }

  #fail(reason: unknown): void {
    this.#end();
    this.#settle?.reject(reason);
  }

  #end(): void {
    const handle = this.#handle;
    if (handle === undefined) return;
    this.#handle = undefined;
    unreachable.unregister(this);
    release(handle);
    this.#wake?.();
  }
}

function requireBytes(chunk: unknown): Uint8Array {
  if (isBytes(chunk)) return plainBytes(chunk);
  const help = "write bytes; pipe text through a `TextEncoderStream` first";
  throw refusal({ code: "wrong-type", path: "", message: "a chunk of the stream is not a Uint8Array", help });
}
