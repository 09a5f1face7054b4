// Every way through a filter: a body whole, in pieces, and as objects. On any host, and any instance of the package.
import type { FilterStream, Summary } from "mailveil";

export type Mailveil = typeof import("mailveil");

/** What came out: the text and the counts, or the error, with what had been emitted before it. */
export type Outcome = Passed | Refused;

interface Passed extends Summary {
  readonly text: string;
}

interface Refused {
  readonly error: { readonly code: string; readonly path: string; readonly offset?: number };
  readonly emitted: string;
}

/** Each byte as one character, so that texts can be compared and cut anywhere. */
export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 1024) text += String.fromCharCode(...bytes.subarray(at, at + 1024));
  return text;
}

/** What a `MailveilError` says; everything else is thrown again. */
export function refusalOf(mailveil: Mailveil, thrown: unknown): Refused["error"] {
  if (!(thrown instanceof mailveil.MailveilError)) throw thrown;
  const { code, path, offset } = thrown;
  return { code, path: path ?? "none", ...(offset !== undefined && { offset }) };
}

/** A body whole. */
export function passWhole(mailveil: Mailveil, filter: () => { body: Uint8Array } & Summary): Outcome {
  try {
    const { body, ...counts } = filter();
    return { text: latin1(body), ...counts };
  } catch (thrown) {
    return { error: refusalOf(mailveil, thrown), emitted: "" };
  }
}

/** A body in pieces. */
export async function passStream(
  mailveil: Mailveil,
  stream: FilterStream,
  pieces: readonly Uint8Array[],
): Promise<Outcome> {
  const emitted: Uint8Array[] = [];
  const written = writeAll(stream.writable, pieces);
  try {
    const reader = stream.readable.getReader();
    for (let step = await reader.read(); !step.done; step = await reader.read()) emitted.push(step.value);
    await written;
    return { text: emitted.map(latin1).join(""), ...(await stream.summary) };
  } catch (thrown) {
    const ends = await Promise.allSettled([written, stream.summary]);
    const same = ends.every((end) => end.status === "rejected" && end.reason === thrown);
    if (!same) throw new Error("writer, reader and summary end differently", { cause: thrown });
    return { error: refusalOf(mailveil, thrown), emitted: emitted.map(latin1).join("") };
  }
}

async function writeAll(writable: WritableStream<Uint8Array>, pieces: readonly Uint8Array[]): Promise<void> {
  const writer = writable.getWriter();
  // Some writes wait, those behind a refusal fail: that they do is told by the close.
  for (const piece of pieces) writer.write(piece).catch(() => undefined);
  await writer.close();
}

/** The pieces between these offsets. */
export function cutAt(bytes: Uint8Array, offsets: readonly number[]): Uint8Array[] {
  const ends = [...offsets, bytes.length];
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

/** Byte by byte. */
export function crumbs(bytes: Uint8Array): Uint8Array[] {
  return Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
}
