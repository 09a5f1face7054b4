// `form: "addresses"`: the participants in the text of an address list.
import { type Token, tokensOf } from "./address-tokens.ts";
import { isAddress } from "./domains.ts";

/** The addresses in a text, and whole each piece that cannot be read so. */
export function participantsIn(text: string): string[] {
  return piecesOf(tokensOf(text)).flatMap((piece) => {
    const whole = piece.tokens.map(({ text }) => text).join("");
    const trimmed = whole.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
    return trimmed === "" ? [] : [addressIn(piece) ?? trimmed];
  });
}

interface Piece {
  readonly tokens: Token[];
  /** A group stands inside a group. */
  hasInnerGroup: boolean;
}

/** What stands between commas and semicolons. The name of a group is no part of its first piece. */
function piecesOf(tokens: readonly Token[]): Piece[] {
  let piece: Piece = { tokens: [], hasInnerGroup: false };
  const pieces = [piece];
  let isInGroup = false;
  for (const token of tokens) {
    if (token.kind === "," || token.kind === ";") {
      if (token.kind === ";") isInGroup = false;
      piece = { tokens: [], hasInnerGroup: false };
      pieces.push(piece);
      continue;
    }
    const isGroup = token.kind === ":" && isName(piece.tokens);
    if (isGroup && !isInGroup) piece.tokens.length = 0;
    else piece.tokens.push(token);
    piece.hasInnerGroup ||= isGroup && isInGroup;
    isInGroup ||= isGroup;
  }
  return pieces;
}

/** Whether a group may have this name: words without signs that mean something, or words in quotes. */
function isName(tokens: readonly Token[]): boolean {
  const words = tokens.filter(({ kind }) => kind !== "space" && kind !== "comment");
  const isWord = ({ kind, text }: Token) => kind === "quoted" || (kind === "text" && !/[)>[\]\\\p{Cc}]/u.test(text));
  return words.length > 0 && words.every(isWord);
}

/** The address that a piece is, or that stands at its end in angle brackets; nothing if it cannot be read. */
function addressIn({ tokens, hasInnerGroup }: Piece): string | undefined {
  if (hasInnerGroup) return undefined;
  const bare = withoutEnds(tokens);
  const last = bare.at(-1);
  if (last?.kind !== "angle") return addressOf(bare);
  const others = tokens.filter((token) => token !== last && token.kind !== "quoted");
  if (others.some(({ text }) => /[<>]/.test(text))) return undefined;
  return addressOf(tokensOf(last.text.slice(1, -1)));
}

/** Space and comments may stand around the whole and around its `@`. */
function addressOf(tokens: readonly Token[]): string | undefined {
  const at = tokens.findIndex(({ kind }) => kind === "@");
  const parts = [withoutEnds(tokens.slice(0, at)), withoutEnds(tokens.slice(at + 1))];
  const isPlain = parts.flat().every(({ kind }) => kind === "text" || kind === "literal");
  const address = parts.map((part) => part.map(({ text }) => text).join("")).join("@");
  return at >= 0 && isPlain && isAddress(address) ? address : undefined;
}

function withoutEnds(tokens: readonly Token[]): Token[] {
  const isPart = ({ kind }: Token) => kind !== "space" && kind !== "comment";
  const first = tokens.findIndex(isPart);
  return first < 0 ? [] : tokens.slice(first, tokens.findLastIndex(isPart) + 1);
}
