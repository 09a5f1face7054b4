import type { Source } from "../asked/load.ts";
import type { Context } from "./context.ts";

/** Anything larger does not fit into the memory of a module that counts in 32 bits. */
const BYTES_MAX = 1_500_000_000;

async function open(source: Source): Promise<{ stream: ReadableStream<Uint8Array<ArrayBuffer>>; size: number }> {
  if (source.kind === "file") return { stream: source.file.stream(), size: source.file.size };
  const response = await fetch(source.url);
  if (!response.ok || response.body === null) {
    throw new Error(`the sample could not be read: ${response.status} ${response.statusText}`);
  }
  return { stream: response.body, size: 0 };
}

/** All bytes of a source, piece by piece, so that the page hears how far it is. */
export async function readAll(source: Source, context: Context): Promise<Uint8Array<ArrayBuffer>> {
  const { stream, size } = await open(source);
  if (size > BYTES_MAX) throw new Error("this file is larger than 1.5 GB, which is more than a page can hold");
  const reader = stream.getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(piece.value);
    length += piece.value.length;
    context.tell({ stage: "Reading", ...(size > 0 ? { done: length / size } : {}) });
    await context.pause();
  }
  return joined(pieces, length);
}

function joined(pieces: readonly Uint8Array<ArrayBuffer>[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
