// The body of an upstream: decoded where the platform did not, waited for only so long, and taken only so far.
import { Refusal } from "./problem.js";

export type Bytes = Uint8Array<ArrayBuffer>;

export interface Bounds {
  readonly timeoutMs: number;
  readonly bodyBytesMax: number;
}

/** Waits for something, but not without end. */
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
    const decoding = decodingOf(encoding);
    const reader = new BodyReader(stream, bounds);
    if (decoding === undefined) return reader;
    const head = await reader.#head(decoding.headBytes);
    const whole = reader.#streamAfter(head);
    const plain = decoding.isEncoded(head) ? whole.pipeThrough(decoderOf(decoding.format)) : whole;
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

  /** The first bytes, so many or more, if there are so many. */
  async #head(count: number): Promise<Bytes> {
    let head: Bytes = new Uint8Array();
    while (head.length < count) {
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

/** How a body of one encoding is read. The platform may have decoded it, and still say that it is encoded: so its first bytes tell. */
interface Decoding {
  /** What `DecompressionStream` calls it. */
  readonly format: string;
  /** So many bytes tell. */
  readonly headBytes: number;
  readonly isEncoded: (head: Bytes) => boolean;
}

/** No JSON array or object begins with the mark of gzip (1F 8B) or zlib (8 in the lower half, and a multiple of 31). */
const hasMark = ([first = 0, second = 0]: Bytes): boolean =>
  (first === 0x1f && second === 0x8b) || ((first & 0x0f) === 8 && (first * 256 + second) % 31 === 0);

const decodings: ReadonlyMap<string, Decoding> = new Map<string, Decoding>([
  ["gzip", { format: "gzip", headBytes: 2, isEncoded: hasMark }],
  ["deflate", { format: "deflate", headBytes: 2, isEncoded: hasMark }],
  // Brotli has no mark, and may begin like JSON (5B is `[`). But soon comes a byte that no JSON text has.
  ["br", { format: "brotli", headBytes: 64, isEncoded: (head) => !isText(head) }],
  ["zstd", { format: "zstd", headBytes: 2, isEncoded: ([first, second]) => first === 0x28 && second === 0xb5 }],
]);

/** What cannot be decoded here must be JSON when it comes, else it is refused. */
function decodingOf(encoding: string | null): Decoding | undefined {
  const name = (encoding ?? "").trim().toLowerCase();
  if (name.includes(",")) throw new Refusal("encoded-body");
  const known = name === "x-gzip" ? "gzip" : name;
  return decodable().includes(known) ? decodings.get(known) : undefined;
}

let known: readonly string[] | undefined;

/** The encodings that this host decodes. It is asked for each: there is no other sign that is true of all hosts. */
function decodable(): readonly string[] {
  if (known !== undefined) return known;
  known = [...decodings].filter(([, { format }]) => isMade(() => decoderOf(format))).map(([name]) => name);
  return known;
}

function isMade(make: () => unknown): boolean {
  try {
    make();
    return true;
  } catch {
    return false;
  }
}

function decoderOf(format: string): DecompressionStream {
  return new DecompressionStream(format as CompressionFormat);
}

/** What the upstream may answer in: the platform or this file decodes it, so it need not come uncompressed. */
export function acceptedEncodings(): string {
  return decodable().join(", ") || "identity";
}

/** Whether it may be the beginning of JSON text: UTF-8, perhaps cut off in a character, without control characters. */
function isText(head: Bytes): boolean {
  const isControl = (byte: number) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d;
  return (
    !head.some(isControl) && isMade(() => new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true }))
  );
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
