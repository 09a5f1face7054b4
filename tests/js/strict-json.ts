// JSON read in the slowest and most obvious way: strict, with the place of every value, and every key as often as it stands there.
// Nothing here is shared with the product; the tests compare it with `JSON.parse`.

/** A value of the body. `end` is behind its last byte; it is -1 while the value is incomplete. */
export type Node = Container | Scalar;
export type Container = ObjectNode | ArrayNode;

interface Span {
  readonly start: number;
  end: number;
}
export interface ObjectNode extends Span {
  readonly kind: "object";
  readonly members: Member[];
}
export interface ArrayNode extends Span {
  readonly kind: "array";
  readonly items: Node[];
}
export interface Scalar extends Span {
  readonly kind: "string" | "number" | "boolean" | "null";
  /** Of a string, what it says; of the others, how it is written. */
  readonly text: string;
}
export interface Member {
  readonly name: string;
  /** Where the quote of the key stands. */
  readonly start: number;
  /** Behind the closing quote of the key. */
  readonly keyEnd: number;
  readonly value: Node;
}

/** What was read, and where the text stops being JSON, if it does; then the last containers are incomplete. */
export interface Document {
  readonly root: Node | undefined;
  readonly fault: number | undefined;
}

const depthMax = 64;
const escapes = new Map([..."bfnrt"].map((letter) => [letter, JSON.parse(`"\\${letter}"`) as string]));
for (const letter of '"\\/') escapes.set(letter, letter);
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function readJson(bytes: Uint8Array): Document {
  const invalid = invalidUtf8(bytes);
  const reader = new Reader(bytes.subarray(0, invalid));
  try {
    reader.document();
    return { root: reader.root, fault: invalid };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    // The first thing wrong; an end that comes too early is the invalid byte's doing.
    return { root: reader.root, fault: error.offset };
  }
}

class Fault extends Error {
  readonly offset: number;
  constructor(offset: number) {
    super(`no JSON at byte ${offset}`);
    this.offset = offset;
  }
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;
  root: Node | undefined;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  document(): void {
    this.#value(0, (node) => {
      this.root = node;
    });
    this.#space();
    if (this.#at < this.#bytes.length) this.#fail();
  }

  /** Reads a value; hands it over as soon as it has begun, so that a fault leaves what came before. */
  #value(depth: number, found: (node: Node) => void): void {
    this.#space();
    const next = this.#peek();
    if (next === "{" || next === "[") {
      if (depth === depthMax) this.#fail();
      if (next === "{") this.#object(depth, found);
      else this.#array(depth, found);
      return;
    }
    const start = this.#at;
    const [kind, text] = this.#scalar(next);
    found({ kind, text, start, end: this.#at });
  }

  #object(depth: number, found: (node: Node) => void): void {
    const node: ObjectNode = { kind: "object", start: this.#at, end: -1, members: [] };
    found(node);
    this.#items("}", () => {
      const start = this.#at;
      const name = this.#string();
      const keyEnd = this.#at;
      this.#space();
      this.#expect(":");
      this.#value(depth + 1, (value) => node.members.push({ name, start, keyEnd, value }));
    });
    node.end = this.#at;
  }

  #array(depth: number, found: (node: Node) => void): void {
    const node: ArrayNode = { kind: "array", start: this.#at, end: -1, items: [] };
    found(node);
    this.#items("]", () => this.#value(depth + 1, (item) => node.items.push(item)));
    node.end = this.#at;
  }

  /** What stands between two brackets, separated by commas. */
  #items(close: string, item: () => void): void {
    this.#at += 1;
    this.#space();
    if (this.#peek() === close) {
      this.#at += 1;
      return;
    }
    for (;;) {
      this.#space();
      item();
      this.#space();
      if (this.#peek() === close) {
        this.#at += 1;
        return;
      }
      this.#expect(",");
    }
  }

  #scalar(next: string): [Scalar["kind"], string] {
    if (next === '"') return ["string", this.#string()];
    if (next === "t") return ["boolean", this.#word("true")];
    if (next === "f") return ["boolean", this.#word("false")];
    if (next === "n") return ["null", this.#word("null")];
    return ["number", this.#number()];
  }

  #word(word: string): string {
    for (const letter of word) this.#expect(letter);
    return word;
  }

  #number(): string {
    const start = this.#at;
    if (this.#peek() === "-") this.#at += 1;
    if (this.#peek() === "0") this.#at += 1;
    else this.#digits();
    if (this.#peek() === ".") {
      this.#at += 1;
      this.#digits();
    }
    if (/^[eE]$/.test(this.#peek())) {
      this.#at += 1;
      if (/^[+-]$/.test(this.#peek())) this.#at += 1;
      this.#digits();
    }
    return decode(this.#bytes.subarray(start, this.#at));
  }

  #digits(): void {
    if (!/^[0-9]$/.test(this.#peek())) this.#fail();
    while (/^[0-9]$/.test(this.#peek())) this.#at += 1;
  }

  #string(): string {
    this.#expect('"');
    let text = "";
    let from = this.#at;
    for (;;) {
      const next = this.#bytes[this.#at];
      if (next === undefined || next < 0x20) this.#fail();
      if (next !== 0x22 && next !== 0x5c) {
        this.#at += 1;
        continue;
      }
      text += decode(this.#bytes.subarray(from, this.#at));
      if (next === 0x22) break;
      text += this.#escape();
      from = this.#at;
    }
    this.#at += 1;
    return text;
  }

  #escape(): string {
    const start = this.#at;
    this.#at += 1;
    const letter = this.#peek();
    const meant = escapes.get(letter);
    if (meant !== undefined) {
      this.#at += 1;
      return meant;
    }
    if (letter !== "u") this.#fail();
    this.#at += 1;
    const first = this.#codeUnit();
    if (first < 0xd800 || first > 0xdfff) return String.fromCharCode(first);
    if (first > 0xdbff) throw new Fault(start);
    for (const letter of ["\\", "u"]) {
      // At the end of the text it might have become a pair.
      if (this.#peek() === "") this.#fail();
      if (this.#peek() !== letter) throw new Fault(start);
      this.#at += 1;
    }
    const second = this.#codeUnit();
    if (second < 0xdc00 || second > 0xdfff) throw new Fault(start);
    return String.fromCharCode(first, second);
  }

  /** Four digits. */
  #codeUnit(): number {
    let digits = "";
    for (let count = 0; count < 4; count += 1) {
      if (!/^[0-9a-fA-F]$/.test(this.#peek())) this.#fail();
      digits += this.#peek();
      this.#at += 1;
    }
    return Number.parseInt(digits, 16);
  }

  #space(): void {
    while (/^[ \n\r\t]$/.test(this.#peek())) this.#at += 1;
  }

  #expect(letter: string): void {
    if (this.#peek() !== letter) this.#fail();
    this.#at += 1;
  }

  /** The byte that comes next as a character; nothing at the end. */
  #peek(): string {
    const byte = this.#bytes[this.#at];
    return byte === undefined ? "" : String.fromCharCode(byte);
  }

  #fail(): never {
    throw new Fault(this.#at);
  }
}

function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Where the first character begins that is no UTF-8; `undefined` if all are. */
function invalidUtf8(bytes: Uint8Array): number | undefined {
  if (isUtf8(bytes)) return undefined;
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes.subarray(at, at + 4));
    if (length === 0) return at;
    at += length;
  }
  return undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    decoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The bytes of the character that comes first; 0 if it is none. Table 3-7 of the Unicode Standard. */
function characterLength([first = 0, second = 0, third = 0, fourth = 0]: Uint8Array): number {
  const isNext = (byte: number) => byte >= 0x80 && byte <= 0xbf;
  if (first <= 0x7f) return 1;
  if (first >= 0xc2 && first <= 0xdf) return isNext(second) ? 2 : 0;
  const [low, high] = [
    first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80,
    first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf,
  ];
  if (second < low || second > high || !isNext(third)) return 0;
  if (first >= 0xe0 && first <= 0xef) return 3;
  return first >= 0xf0 && first <= 0xf4 && isNext(fourth) ? 4 : 0;
}
