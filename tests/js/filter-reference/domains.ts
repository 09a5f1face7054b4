// Addresses and domains of section 2.
import { domainToASCII } from "node:url";

export interface Address {
  readonly text: string;
  /** Absent: an address literal, which no domain entry matches. */
  readonly domain: string | undefined;
}

const domains = new Map<string, string | undefined>();

/** A domain as it is compared; nothing if it is none. */
export function domainOf(text: string): string | undefined {
  if (domains.size > 100_000) domains.clear();
  if (!domains.has(text)) domains.set(text, readDomain(text));
  return domains.get(text);
}

function readDomain(text: string): string | undefined {
  // No other sign of ASCII becomes one of these; Node drops some of them, as if they stood in the text of a URL.
  if (!/^[A-Za-z0-9._\-\u{80}-\u{10ffff}]*$/u.test(text)) return undefined;
  // Node takes a last label of digits for an IPv4 address, which the URL Standard does elsewhere.
  const ascii = domainToASCII(`${text.replace(/\.$/, "")}.x`).slice(0, -2);
  const isDomain = ascii.split(".").every((label) => /^[A-Za-z0-9_-]{1,63}$/.test(label));
  return isDomain && ascii.length <= 253 ? ascii : undefined;
}

/** An address as it is compared; nothing if the text is none. */
export function addressOf(text: string): Address | undefined {
  const [local = "", domain, another] = text.split("@");
  if (domain === undefined || another !== undefined) return undefined;
  if (local === "" || /[\p{White_Space}\p{Cc}()<>[\]:;,\\"]/u.test(local)) return undefined;
  if (/^\[[A-Za-z0-9.:-]{1,64}\]$/.test(domain)) return { text: lower(text), domain: undefined };
  const ascii = domainOf(domain);
  return ascii === undefined ? undefined : { text: `${lower(local)}@${ascii}`, domain: ascii };
}

export function isAddress(text: string): boolean {
  return addressOf(text) !== undefined;
}

/** ASCII letters lower-cased. */
export function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Whether a domain is the entry or below it. */
export function isWithin(domain: string, entry: string): boolean {
  return domain === entry || domain.endsWith(`.${entry}`);
}
