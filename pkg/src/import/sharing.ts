// How a mailbox shares, where a person has to tell: read strictly, because a misspelt restriction would show mail.
import type { AudienceMember, Member } from "../types/index.js";
import { isDomain } from "./address.js";
import type { DecidedSharing } from "./decided.js";
import { given, needed, neededId, type Place, words } from "./place.js";

/** What may be named in a decision. */
export interface Known {
  readonly hasRole: (id: string) => boolean;
  readonly hasUser: (id: string) => boolean;
  readonly hasRecord: (id: string) => boolean;
}

const excludedDomainsMax = 5;
const modes = words("private", "record-level", "complete");
const kinds = words("everyone", "user", "role");
const levels = words("metadata", "subject", "full");

export function readSharing(place: Place, known: Known): DecidedSharing {
  const mode = needed(place.at("mode"), (at) => at.word(modes));
  switch (mode) {
    case "private":
      only(place, "mode");
      return { mode };
    case "record-level":
      only(place, "mode", "audience", "sharedRecords");
      return { mode, audience: readAudience(place.at("audience"), known), sharedRecords: readTicks(place, known) };
    case "complete": {
      only(place, "mode", "audience", "excludedDomains");
      const excludedDomains = readDomains(place.at("excludedDomains"));
      const audience = readAudience(place.at("audience"), known);
      return { mode, audience, ...given({ excludedDomains }) };
    }
    default:
      return mode satisfies never;
  }
}

function readAudience(place: Place, known: Known): AudienceMember[] {
  const members = needed(place, (at) => (at.isAbsent ? undefined : at.items()));
  if (members.length > 0) return members.map((member) => readMember(member, known));
  throw place.refuse(
    "unknown-value",
    "an audience has at least one member",
    "name a member, or make the mailbox private",
  );
}

function readMember(place: Place, known: Known): AudienceMember {
  const level = place.at("level").word(levels);
  const [from, until] = [place.at("from").time(), place.at("until").time()];
  if (from !== undefined && until !== undefined && Date.parse(until) <= Date.parse(from)) {
    throw place
      .at("until")
      .refuse("unknown-value", "this is not later than `from`", "give a later time, or leave one out");
  }
  return { ...readWho(place, known), ...given({ level, from, until }) };
}

const terms = ["level", "from", "until"];

function readWho(place: Place, known: Known): Member {
  const kind = needed(place.at("kind"), (at) => at.word(kinds));
  switch (kind) {
    case "everyone":
      only(place, "kind", ...terms);
      return { kind };
    case "user":
      only(place, "kind", "id", ...terms);
      return { kind, id: there(place, known.hasUser) };
    case "role": {
      only(place, "kind", "id", "descendants", ...terms);
      const descendants = place.at("descendants").flag();
      return { kind, id: there(place, known.hasRole), ...given({ descendants }) };
    }
    default:
      return kind satisfies never;
  }
}

function there(place: Place, isThere: (id: string) => boolean): string {
  const id = neededId(place, "id");
  if (isThere(id)) return id;
  throw place.at("id").refuse("unknown-value", "the export has nothing with this id", "give an id of the export");
}

function readTicks(place: Place, known: Known): string[] {
  const ticks = place.at("sharedRecords").items();
  return ticks.map((tick) => {
    const id = needed(tick, (at) => at.id());
    if (known.hasRecord(id)) return id;
    throw tick.refuse("unknown-value", "the export has no record with this id", "give ids of exported records");
  });
}

function readDomains(place: Place): string[] | undefined {
  if (place.isAbsent) return undefined;
  const domains = place.items().map((entry) => {
    const domain = needed(entry, (at) => at.text());
    if (isDomain(domain)) return domain;
    throw entry.refuse("unknown-value", "this is no domain", "such as `law.example`");
  });
  if (domains.length <= excludedDomainsMax) return domains;
  throw place.refuse(
    "unknown-value",
    "a mailbox excludes at most 5 domains",
    "exclude them for the organisation instead",
  );
}

/** Unknown members are refused. */
function only(place: Place, ...names: readonly string[]): void {
  const stranger = place.names().find((name) => !names.includes(name));
  if (stranger === undefined) return;
  const help = `here stand ${names.map((name) => `\`${name}\``).join(", ")}`;
  throw place.at(stranger).refuse("unknown-field", "this member is not known here", help);
}
