import type { Mailbox, Sharing } from "mailveil";
import type { Found } from "../../asked/health.ts";
import type { Proposed } from "../../asked/changes.ts";

/** What the page proposes against a finding: the module says whether it is allowed, and what it exposes. */
export interface Mending {
  readonly label: string;
  readonly proposed: Omit<Proposed, "viewer" | "now">;
  /** Who can do it. */
  readonly by: "administrator" | "owner";
}

/** The last numbers of the path: which member, grant or domain it is. */
function indexOf(path: string): number {
  return Number(path.split("/").at(-1));
}

/** The way of sharing without one of its lines. Only what leaves a line behind is proposed: an empty audience is refused. */
function without(sharing: Sharing | undefined, path: string): Sharing | undefined {
  const index = indexOf(path);
  if (sharing === undefined || !Number.isInteger(index)) return undefined;
  if (path.includes("/audience/") && "audience" in sharing && sharing.audience.length > 1) {
    return { ...sharing, audience: sharing.audience.toSpliced(index, 1) };
  }
  if (path.includes("/sharedRecords/") && sharing.mode === "record-level") {
    return { ...sharing, sharedRecords: sharing.sharedRecords.toSpliced(index, 1) };
  }
  return undefined;
}

function grantsWithout(mailbox: Mailbox, path: string): Mending | undefined {
  if (mailbox.sharing?.mode !== "shared-mailbox" || !path.includes("/grants/")) return undefined;
  const grants = mailbox.sharing.grants.toSpliced(indexOf(path), 1);
  const proposed = { action: "manage-grants", mailbox: mailbox.id, value: grants } as const;
  return { label: "Remove the grant", proposed, by: "owner" };
}

function domainsWithout(mailbox: Mailbox, path: string): Mending | undefined {
  if (mailbox.sharing?.mode !== "complete" || !path.includes("/excludedDomains/")) return undefined;
  const value = (mailbox.sharing.excludedDomains ?? []).toSpliced(indexOf(path), 1);
  const proposed = { action: "edit-excluded-domains", mailbox: mailbox.id, value } as const;
  return { label: "Remove the domain", proposed, by: "administrator" };
}

/** The mend that a proposal can make, where one can. */
export function mendingOf({ finding: { code, path } }: Found, mailbox: Mailbox): Mending | undefined {
  switch (code) {
    case "member-ended":
    case "member-inactive":
    case "grant-reaches-nobody":
    case "tick-not-eligible": {
      const value = without(mailbox.sharing, path);
      if (value === undefined) return grantsWithout(mailbox, path);
      return {
        label: "Remove the line",
        proposed: { action: "assign-sharing", mailbox: mailbox.id, value },
        by: "administrator",
      };
    }
    case "domain-covered":
    case "domain-unmatched":
    case "domain-one-label":
      return domainsWithout(mailbox, path);
    case "leaver-without-backup":
      return { label: "Back it up", proposed: { action: "back-up", mailbox: mailbox.id }, by: "administrator" };
    case "backup-behind":
      return {
        label: "Back up the latest mail",
        proposed: { action: "back-up-latest", mailbox: mailbox.id },
        by: "administrator",
      };
    case "address-of-two":
    case "audience-reaches-nobody":
    case "choice-without-effect":
    case "everyone-sees-all":
    case "no-administrator":
    case "nobody-configures":
    case "participants-unreadable":
    case "record-unreachable":
    case "send-without-read":
    case "shared-but-unseen":
    case "sole-administrator":
    case "support-access-live":
    case "support-access-long":
      return undefined;
  }
}
