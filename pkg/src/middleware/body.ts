// The body of an upstream: decoded where the platform did not, waited for only so long, and taken only so far.
import { Refusal } from "./problem.js";

export type Bytes = Uint8Array<ArrayBuffer>;

export interface Bounds {
  readonly timeoutMs: number;
  readonly bodyBytesMax: number;
}

/** Waits for something, but not for ever. */
export async function within<Result>(timeoutMs: number, work: Result | PromiseLike<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refusal("upstream-stalled")), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Reads a body piece by piece. It ends by `undefined` when all of it was read, and by a refusal otherwise. */
export class BodyReader {
  readonly #bounds: Bounds;
  readonly #reader: ReadableStreamDefaultReader<Bytes>;
  #taken = 0;

  private constructor(stream: ReadableStream<Bytes>, bounds: Bounds) {
    this.#reader = stream.getReader();
    this.#bounds = bounds;
  }

  static async open(
    body: ReadableStream<Uint8Array> | null,
    encoding: string | null,
    bounds: Bounds,
  ): Promise<BodyReader> {
    const stream = (body ?? new ReadableStream({ start: (controller) => controller.close() })) as ReadableStream<Bytes>;
    if (stream.locked) throw new Refusal("unreadable-body");
    const format = formatOf(encoding);
    const reader = new BodyReader(stream, bounds);
    if (format === undefined) return reader;
    const head = await reader.#head();
    const whole = reader.#streamAfter(head);
    const plain = isEncoded(head) ? whole.pipeThrough(new DecompressionStream(format)) : whole;
    return new BodyReader(plain as ReadableStream<Bytes>, bounds);
  }

  async next(): Promise<Bytes | undefined> {
    const { timeoutMs, bodyBytesMax } = this.#bounds;
    try {
      const { done, value } = await within(timeoutMs, this.#reader.read());
      if (done) return undefined;
      this.#taken += value.length;
      if (this.#taken > bodyBytesMax) throw new Refusal("oversized-body");
      return value;
    } catch (cause) {
      this.cancel();
      throw cause instanceof Refusal ? cause : new Refusal("unreadable-body", { cause });
    }
  }

  cancel(): void {
    // It may have ended, or failed: then there is nothing to give up.
    this.#reader.cancel().catch(() => undefined);
  }

  /** The first two bytes or more, if there are so many. */
  async #head(): Promise<Bytes> {
    let head: Bytes = new Uint8Array();
    while (head.length < 2) {
      const piece = await this.next();
      if (piece === undefined) break;
      head = joined([head, piece]);
    }
    return head;
  }

  #streamAfter(head: Bytes): ReadableStream<Bytes> {
    return new ReadableStream<Bytes>({
      start: (controller) => controller.enqueue(head),
      pull: async (controller) => {
        const piece = await this.next();
        if (piece === undefined) controller.close();
        else controller.enqueue(piece);
      },
      cancel: () => this.cancel(),
    });
  }
}

/** The formats of which one can see whether the platform has decoded them. Where one cannot, what comes must be JSON. */
function formatOf(encoding: string | null): CompressionFormat | undefined {
  const name = (encoding ?? "").trim().toLowerCase();
  if (name.includes(",")) throw new Refusal("encoded-body");
  if (name === "gzip" || name === "x-gzip") return "gzip";
  return name === "deflate" ? "deflate" : undefined;
}

/** No JSON array or object begins with the mark of gzip (1F 8B) or zlib (8 in the lower half, and a multiple of 31). */
function isEncoded([first = 0, second = 0]: Bytes): boolean {
  const isGzip = first === 0x1f && second === 0x8b;
  return isGzip || ((first & 0x0f) === 8 && (first * 256 + second) % 31 === 0);
}

export function joined(pieces: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let end = 0;
  for (const piece of pieces) {
    whole.set(piece, end);
    end += piece.length;
  }
  return whole;
}
