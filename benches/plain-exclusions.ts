// Step 5 in plain JavaScript: participants of excluded domains, and such as cannot be read (X-03, Z-15, X-06).
import type { Mailbox, Snapshot } from "mailveil";

/** Why a participant keeps a thread from being shared. */
export type Exclusion =
  | { readonly kind: "domain"; readonly domain: string; readonly rule: "X-03" | "Z-15" }
  | { readonly kind: "unreadable" };

/** A host name without letters that would have to be translated; the generated mail has no others. */
const DOMAIN = /^(?:[a-z0-9-]+\.)+[a-z0-9-]+$/;
const LOCAL = /^[^\s<>,]+$/;
const UNREADABLE: Exclusion = { kind: "unreadable" };
const NONE: ReadonlySet<string> = new Set();

interface Matcher {
  readonly entries: readonly string[];
  /** The place in the list of the entry that a domain matches, -1 for none; domains repeat in mail. */
  readonly known: Map<string, number>;
}

export class Exclusions {
  readonly #organization: Matcher;
  readonly #mailboxes = new Map<string, Matcher>();
  readonly #own = new Map<string, Set<string>>();
  readonly #domains = new Map<string, boolean>();

  constructor(snapshot: Snapshot) {
    this.#organization = matcher(snapshot.organization.excludedDomains ?? []);
    for (const { id, addresses } of snapshot.users) this.#own.set(id, new Set(addresses?.map(normalized)));
    for (const { id, owner, address, sharing } of snapshot.mailboxes) {
      this.#own.get(owner)?.add(normalized(address));
      if (sharing?.mode === "complete" && sharing.excludedDomains) {
        this.#mailboxes.set(id, matcher(sharing.excludedDomains));
      }
    }
  }

  /** The addresses that are a user's own, in lower case. */
  ownOf(user: string): ReadonlySet<string> {
    return this.#own.get(user) ?? NONE;
  }

  /** The exclusion that hides a thread of this mailbox from all but its owner. */
  of(mailbox: Mailbox, participants: readonly string[]): Exclusion | undefined {
    const organization = this.#organization;
    const own = this.#mailboxes.get(mailbox.id);
    if (organization.entries.length === 0 && own === undefined) return undefined;
    const ownAddresses = this.#own.get(mailbox.owner);
    let [first, ownFirst] = [organization.entries.length, own?.entries.length ?? 0];
    let unreadable = false;
    for (const participant of participants) {
      const address = participant.toLowerCase();
      if (ownAddresses?.has(address)) continue;
      const at = address.lastIndexOf("@");
      const domain = address.slice(at + 1);
      if (at < 1 || !this.#isDomain(domain) || !LOCAL.test(address.slice(0, at))) {
        unreadable = true;
        continue;
      }
      first = earlier(first, place(organization, domain));
      if (own !== undefined) ownFirst = earlier(ownFirst, place(own, domain));
    }
    const entry = organization.entries[first];
    if (entry !== undefined) return { kind: "domain", domain: entry, rule: "X-03" };
    const ownEntry = own?.entries[ownFirst];
    if (ownEntry !== undefined) return { kind: "domain", domain: ownEntry, rule: "Z-15" };
    return unreadable ? UNREADABLE : undefined;
  }

  #isDomain(domain: string): boolean {
    let isDomain = this.#domains.get(domain);
    if (isDomain === undefined) {
      isDomain = DOMAIN.test(domain);
      this.#domains.set(domain, isDomain);
    }
    return isDomain;
  }
}

const matcher = (entries: readonly string[]): Matcher => ({ entries, known: new Map() });

const normalized = (address: string): string => address.toLowerCase();

const earlier = (first: number, found: number): number => (found >= 0 && found < first ? found : first);

function place(list: Matcher, domain: string): number {
  let found = list.known.get(domain);
  if (found === undefined) {
    found = list.entries.findIndex((entry) => domain === entry || domain.endsWith(`.${entry}`));
    list.known.set(domain, found);
  }
  return found;
}
