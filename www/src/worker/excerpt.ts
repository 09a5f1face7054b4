import type { Excerpt } from "../asked/text.ts";
import type { Answer, Request } from "../asked/methods.ts";
import { locate, type Span } from "./locate.ts";

/** So much is shown before and after; texts without line ends have long lines. */
const AROUND = 360;
const MARKED_MAX = 1_200;
const NEWLINE = 0x0a;

const decoder = new TextDecoder();

/** The place of a problem in the text, with what stands around it. */
export function excerpt(text: Uint8Array, { path, offset, last }: Request<"excerpt">): Answer<"excerpt"> {
  const span = offset === undefined ? locate(text, path, last) : { start: offset, end: offset + 1 };
  return span === undefined || text.length === 0 ? undefined : around(text, span);
}

/** No sign of UTF-8 is cut in two: a piece begins with a first byte, and ends before one. */
function border(text: Uint8Array, at: number): number {
  let border = Math.max(0, Math.min(text.length, at));
  while (border > 0 && border < text.length && ((text[border] ?? 0) & 0xc0) === 0x80) border -= 1;
  return border;
}

function around(text: Uint8Array, { start, end }: Span): Excerpt {
  const from = border(text, start);
  const to = border(text, Math.min(Math.max(end, start + 1), start + MARKED_MAX));
  const lineStart = text.lastIndexOf(NEWLINE, Math.max(0, from - AROUND)) + 1;
  const first = from - lineStart > 2 * AROUND ? border(text, from - AROUND) : lineStart;
  const next = text.indexOf(NEWLINE, to + AROUND);
  const stop = next < 0 || next - to > 2 * AROUND ? border(text, to + AROUND) : next;
  let line = 1;
  for (let at = text.indexOf(NEWLINE); at >= 0 && at < first; at = text.indexOf(NEWLINE, at + 1)) line += 1;
  const piece = (a: number, b: number): string => decoder.decode(text.subarray(a, b));
  return { line, before: piece(first, from), marked: piece(from, to), after: piece(to, stop) };
}
