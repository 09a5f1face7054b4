// Blocklists of Twenty: mail that a member does not want in Twenty at all. A mailbox can exclude domains, up to five.
import type { CompleteSharing, Organization } from "../types/index.js";
import { isDomain } from "./address.js";
import type { Export } from "./answers.js";
import { made } from "./made.js";
import type { Mail } from "./mail.js";
import type { Place } from "./place.js";
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
  for (const row of from.rows("blocklists")) {
    const [handle, member] = [row.at("handle").text()?.trim(), row.at("workspaceMemberId").id()];
    if (!handle || member === undefined || !row.at("deletedAt").isAbsent) continue;
    const make = (): Entries => ({ domains: new Set(), addresses: new Set() });
    takeEntry(made(blocked, member, make), handle, row, report);
  }
  return blocked;
}

function takeEntry({ domains, addresses }: Entries, handle: string, row: Place, report: Report): void {
  if (handle.startsWith("@") && isDomain(handle.slice(1))) {
    domains.add(handle.slice(1));
    report.lose("blocked domains", "the owner sees what mail of theirs there is; others do not", row);
  } else {
    addresses.add(handle);
    report.lose("blocked addresses", "their mail in the export is private; what comes later is not", row);
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
