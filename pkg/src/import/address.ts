// Addresses of an export. What an address is, the core says; here is only what it certainly takes, and lists of them.
import { wellFormed } from "../input/bytes.js";
import { fits, type Place } from "./place.js";
import type { Report } from "./report.js";

const addressBytesMax = 256;
const participantBytesMax = 1_024;
const localPart = /^[^\s\p{Cc}\p{Cs}()<>[\]:;,\\"@]+$/u;
const label = /^[a-z0-9_-]{1,63}$/;

/** Stands among the participants where somebody is unknown: no address, so it hides where domains are excluded. */
export const unknownParticipant = "(unknown)";

/** Of a mailbox whose address is not known. Nobody has mail there: the domain is reserved. */
export const unknownAddress = "unknown@mailbox.invalid";

/** Whether the core takes the text as an address. */
export function isAddress(text: string): boolean {
  const [local = "", domain = "", ...more] = text.split("@");
  return more.length === 0 && fits(text, addressBytesMax) && localPart.test(local) && isDomain(domain);
}

/** Whether the core takes the text as a domain. The host's own "domain to ASCII" decides, as it does for the core. */
export function isDomain(text: string): boolean {
  // What the parser of a whole address would drop, decode or take for something else; and Punycode, which it may believe.
  if (/xn--|[\s\p{Cc}\p{Cs}/?#@:%\\[\]]/iu.test(text)) return false;
  try {
    // A last label keeps a number at the end from being read as an IPv4 address.
    const ascii = new URL(`http://${text}.x`).hostname.slice(0, -2);
    return ascii.length <= 253 && ascii.split(".").every((part) => label.test(part));
  } catch {
    return false;
  }
}

/** An own address of a user, or of a mailbox; `undefined`, and lost, where there is none that can be read. */
export function ownAddress(place: Place, report: Report): string | undefined {
  const text = place.text()?.trim();
  if (!text) return undefined;
  if (isAddress(text)) return text;
  report.lose("own addresses that cannot be read", "mail to them counts as mail to somebody else", place);
  return undefined;
}

/** A participant, whatever is written there. Nothing: somebody unknown. */
export function participant(text: string | undefined): string {
  // Longer text is no address either.
  if (!text || !fits(text, participantBytesMax)) return unknownParticipant;
  return wellFormed(text);
}

/** The participants of a header that names several, separated by `;` or `,`. A piece that is not understood stays whole. */
export function participantsIn(list: string): string[] {
  const pieces = piecesOf(list).map((piece) => piece.trim());
  return pieces.filter((piece) => piece !== "").map((piece) => participant(addressIn(piece)));
}

/** Separators within quotes are none. A quote that does not end goes to the end, and makes a piece that is no address. */
function piecesOf(list: string): string[] {
  const pieces: string[] = [];
  let begin = 0;
  let isQuoted = false;
  for (let at = 0; at < list.length; at += 1) {
    const character = list[at];
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted && character === "\\") at += 1;
    else if (!isQuoted && (character === ";" || character === ",")) {
      pieces.push(list.slice(begin, at));
      begin = at + 1;
    }
  }
  return [...pieces, list.slice(begin)];
}

/** `Name <address>`: the address, as long as no other bracket stands before it outside quotes. */
function addressIn(piece: string): string {
  const bracketed = /^(?:"(?:[^"\\]|\\.)*"|[^"<>])*<([^<>]*)>$/u.exec(piece)?.[1]?.trim();
  return bracketed !== undefined && isAddress(bracketed) ? bracketed : piece;
}
