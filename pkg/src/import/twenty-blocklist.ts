// Blocklists of Twenty: mail that a member does not want in Twenty at all. A mailbox can exclude domains, up to five.
import type { CompleteSharing, Organization } from "../types/index.js";
import { isAddress, isDomain } from "./address.js";
import type { Export } from "./answers.js";
import { made } from "./made.js";
import type { Mail } from "./mail.js";
import { needed, neededId, type Place } from "./place.js";
import type { Report } from "./report.js";

interface Entries {
  readonly domains: Set<string>;
  readonly addresses: Set<string>;
}

/** By the id of the member. */
export type Blocked = ReadonlyMap<string, Entries>;

const excludedDomainsMax = 5;

export function blockedBy(from: Export, report: Report): Blocked {
  const blocked = new Map<string, Entries>();
  // Without them, what they keep away would be seen.
  for (const row of from.neededRows("blocklists")) {
    if (!row.at("deletedAt").isAbsent) continue;
    const make = (): Entries => ({ domains: new Set(), addresses: new Set() });
    takeEntry(made(blocked, neededId(row, "workspaceMemberId"), make), row, report);
  }
  return blocked;
}

function takeEntry({ domains, addresses }: Entries, row: Place, report: Report): void {
  const handle = needed(row.at("handle"), (place) => place.text()).trim();
  if (handle.startsWith("@") && isDomain(handle.slice(1))) {
    domains.add(handle.slice(1));
    report.lose("blocked domains", "the owner sees what mail of theirs there is; others do not", row);
  } else if (isAddress(handle)) {
    addresses.add(handle);
    report.lose("blocked addresses", "their mail in the export is private; what comes later is not", row);
  } else {
    const help = "write whole addresses, and domains behind the sign for at, without Punycode; or leave the row out";
    throw row.at("handle").refuse("unknown-value", "this is neither an address nor a domain", help);
  }
}

/** What a mailbox has no room for is excluded for everybody, which hides more. */
export function organizationOf(blocked: Blocked): Organization {
  const crowded = [...blocked.values()].filter(({ domains }) => domains.size > excludedDomainsMax);
  const domains = new Set(crowded.flatMap((entries) => [...entries.domains]));
  return domains.size === 0 ? {} : { excludedDomains: [...domains] };
}

export function exclusionsOf(blocked: Blocked, owner: string): Pick<CompleteSharing, "excludedDomains"> {
  const domains = [...(blocked.get(owner)?.domains ?? [])];
  return domains.length === 0 || domains.length > excludedDomainsMax ? {} : { excludedDomains: domains };
}

export function hasBlocked(blocked: Blocked, owner: string, mail: Mail): boolean {
  return [...(blocked.get(owner)?.addresses ?? [])].some((address) => mail.hasParticipant(address));
}
