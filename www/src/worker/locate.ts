import { tokensOf } from "../asked/pointer.ts";

/** A piece of the text, in bytes. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const SPACE = 0x20;

const decoder = new TextDecoder();

/**
 * Where a JSON Pointer leads in a text that was found to be JSON: a member is its key and value. Of members with one key
 * the first, or the last. A path to something absent leads to what it would be in.
 */
export function locate(text: Uint8Array, pointer: string, last: boolean): Span | undefined {
  let found: Span = { start: space(text, 0), end: text.length };
  let value = found.start;
  for (const token of tokensOf(pointer)) {
    const child = text[value] === OPEN_OBJECT ? member(text, value, token, last) : element(text, value, token);
    if (child === undefined) return found;
    found = child;
    value = child.value;
  }
  return found;
}

interface Child extends Span {
  readonly value: number;
}

function member(text: Uint8Array, object: number, name: string, last: boolean): Child | undefined {
  let at = space(text, object + 1);
  let found: Child | undefined;
  while (text[at] === QUOTE) {
    const start = at;
    const keyEnd = string(text, at);
    at = space(text, keyEnd);
    if (text[at] !== COLON) return found;
    const value = space(text, at + 1);
    at = skip(text, value);
    if (keyOf(text, start, keyEnd) === name && (found === undefined || last)) found = { start, end: at, value };
    at = space(text, at);
    if (text[at] !== COMMA) return found;
    at = space(text, at + 1);
  }
  return found;
}

function element(text: Uint8Array, array: number, token: string): Child | undefined {
  if (text[array] !== OPEN_ARRAY) return undefined;
  let at = space(text, array + 1);
  for (let index = 0; at < text.length && text[at] !== CLOSE_ARRAY; index += 1) {
    const end = skip(text, at);
    if (String(index) === token) return { start: at, end, value: at };
    at = space(text, end);
    if (text[at] !== COMMA) return undefined;
    at = space(text, at + 1);
  }
  return undefined;
}

function keyOf(text: Uint8Array, start: number, end: number): string | undefined {
  try {
    return JSON.parse(decoder.decode(text.subarray(start, end))) as string;
  } catch {
    return undefined;
  }
}

function space(text: Uint8Array, from: number): number {
  let at = from;
  while (at < text.length && (text[at] ?? 0) <= SPACE) at += 1;
  return at;
}

/** Behind the string that begins here. */
function string(text: Uint8Array, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== QUOTE) at += text[at] === BACKSLASH ? 2 : 1;
  return at + 1;
}

/** Behind the value that begins here. */
function skip(text: Uint8Array, from: number): number {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const byte = text[at];
    if (byte === QUOTE) {
      at = string(text, at);
      if (depth === 0) return at;
      continue;
    }
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth += 1;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (byte === COMMA || (byte ?? 0) <= SPACE)) return at;
    at += 1;
  }
  return at;
}
