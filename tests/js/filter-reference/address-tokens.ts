// What an address list is made of (RFC 5322): quoted names, comments, angle brackets, domain literals and what separates.

export type Token = Part | Mark;

/** A part of the text as it is written. `broken`: a quote, comment or bracket that does not end, with all behind it. */
interface Part {
  readonly kind: "text" | "space" | "quoted" | "comment" | "angle" | "literal" | "broken";
  readonly text: string;
}

interface Mark {
  readonly kind: "," | ";" | ":" | "@";
  readonly text: string;
}

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let rest = text; rest !== ""; ) {
    const token = firstToken(rest, tokens);
    tokens.push(token);
    rest = rest.slice(token.text.length);
  }
  return tokens;
}

function firstToken(rest: string, before: readonly Token[]): Token {
  const first = rest.charAt(0);
  switch (first) {
    case ",":
    case ";":
    case ":":
    case "@":
      return { kind: first, text: first };
    case '"':
      return enclosed("quoted", rest, quotedLength(rest));
    case "(":
      return enclosed("comment", rest, commentLength(rest));
    case "<":
      return enclosed("angle", rest, angleLength(rest));
    case "[":
      // In a name it is a letter like others.
      return isBehindAt(before) ? enclosed("literal", rest, rest.indexOf("]") + 1) : { kind: "text", text: first };
    default: {
      const [space] = /^[ \t\r\n]+/.exec(rest) ?? [];
      if (space !== undefined) return { kind: "space", text: space };
      const [text = first] = /^[^ \t\r\n,;:@"(<[]+/.exec(rest) ?? [];
      return { kind: "text", text };
    }
  }
}

/** A length of 0: it does not end. */
function enclosed(kind: Part["kind"], rest: string, length: number): Token {
  return length === 0 ? { kind: "broken", text: rest } : { kind, text: rest.slice(0, length) };
}

function isBehindAt(before: readonly Token[]): boolean {
  return before.findLast(({ kind }) => kind !== "space" && kind !== "comment")?.kind === "@";
}

function quotedLength(text: string): number {
  return /^"(?:[^"\\]|\\.)*"/s.exec(text)?.[0].length ?? 0;
}

/** Comments stand inside comments. */
function commentLength(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === "\\") at += 1;
    if (letter === "(") depth += 1;
    if (letter === ")") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return 0;
}

/** Up to the first bracket that is neither in quotes nor in a comment. */
function angleLength(text: string): number {
  for (let at = 1; at < text.length; ) {
    const rest = text.slice(at);
    if (rest.startsWith(">")) return at + 1;
    const inner = rest.startsWith('"') ? quotedLength(rest) : rest.startsWith("(") ? commentLength(rest) : 1;
    if (inner === 0) return 0;
    at += inner;
  }
  return 0;
}
