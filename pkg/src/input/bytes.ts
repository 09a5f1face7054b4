// Text and bytes on their way in, as plain bytes that the glue may copy into the module.

// Taken once, before anything could replace them.
const { stringify } = JSON;
const { apply, getPrototypeOf, getOwnPropertyDescriptor } = Reflect;
const { isView } = ArrayBuffer;
const typedArray = getPrototypeOf(Uint8Array.prototype) ?? {};
const typedArrayName = getterOf(Symbol.toStringTag);
const bufferOf = getterOf("buffer");
const offsetOf = getterOf("byteOffset");
const lengthOf = getterOf("length");
/** An id may begin with what would be taken for a byte order mark. */
const whole = { ignoreBOM: true } as const;
// Where there are none, the import goes well all the same, and the first use says what is missing.
const encoder = typeof TextEncoder === "function" ? /* @__PURE__ */ new TextEncoder() : undefined;
const decoder = typeof TextDecoder === "function" ? /* @__PURE__ */ new TextDecoder("utf-8", whole) : undefined;
const loneSurrogate = /[\ud800-\udfff]/u;
const surrogates = /[\ud800-\udfff]/gu;
const needsNoEscape = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/** Whether the text has characters that no Unicode text has, which UTF-8 cannot say. */
export function hasLoneSurrogate(text: string): boolean {
  return loneSurrogate.test(text);
}

/** The text with U+FFFD, which no id has, in place of such characters. */
export function wellFormed(text: string): string {
  return hasLoneSurrogate(text) ? text.replace(surrogates, "\u{FFFD}") : text;
}

/** JSON text of a string; without what no Unicode text has. */
export function quote(text: string): string {
  return needsNoEscape.test(text) ? `"${text}"` : stringify(wellFormed(text));
}

/**
 * UTF-8 of the text. `TextEncoder` would turn a lone surrogate into U+FFFD and so make two texts equal;
 * the byte 0xFF, which UTF-8 never has, makes the core report the fault where it stands.
 */
export function encodeText(source: string): Uint8Array {
  const fault = source.search(loneSurrogate);
  if (fault < 0) return encode(source);
  const before = encode(source.slice(0, fault));
  const bytes = new Uint8Array(before.length + 1);
  bytes.set(before);
  bytes[before.length] = 0xff;
  return bytes;
}

/** UTF-8 of a text without lone surrogates. */
export function encode(source: string): Uint8Array {
  return (encoder ?? new TextEncoder()).encode(source);
}

/** Writes UTF-8 of the text, as far as there is room. */
export function encodeInto(source: string, room: Uint8Array): TextEncoderEncodeIntoResult {
  return (encoder ?? new TextEncoder()).encodeInto(source, room);
}

/** The text of UTF-8. */
export function decode(bytes: Uint8Array): string {
  return (decoder ?? new TextDecoder("utf-8", whole)).decode(bytes);
}

/** Looks at the inner kind of the array, so that Buffers and other realms' arrays count and lookalikes do not. */
export function isBytes(value: unknown): value is Uint8Array {
  return isView(value) && ask(typedArrayName, value) === "Uint8Array";
}

/**
 * Bytes seen through a plain array of their own: the glue trusts `length`, and a subclass could lie about it and write past
 * the module's memory. Nothing is copied; the glue does that.
 */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  try {
    const [buffer, offset, length] = [ask(bufferOf, bytes), ask(offsetOf, bytes), ask(lengthOf, bytes)];
    return new Uint8Array(buffer as ArrayBuffer, offset as number, length as number);
  } catch {
    // Its buffer was transferred away: nothing is left, which the core reports as no JSON.
    return new Uint8Array(0);
  }
}

type Getter = (() => unknown) | undefined;

/** What typed arrays inherit, and no instance can override for us. */
function getterOf(name: PropertyKey): Getter {
  return getOwnPropertyDescriptor(typedArray, name)?.get;
}

function ask(getter: Getter, value: object): unknown {
  return getter === undefined ? undefined : apply(getter, value, []);
}
