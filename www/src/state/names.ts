import type { CrmRecord, Role, User } from "mailveil";
import type { MailboxInShort, Summary } from "../asked/load.ts";
import { printable } from "../texts/printable.ts";
import { RECORD_TYPES } from "../texts/words.ts";

/** Ids that may stand in an address as they are. Others could hold an address of mail, or signs that mislead. */
const PLAIN_ID = /^[\w.-]{1,64}$/;

/** An id for the address line: itself, or the number of its row. */
export function reference(id: string, row: number): string {
  return PLAIN_ID.test(id) ? id : `~${row}`;
}

/** Names that more than one has, as they are shown. */
function sharedNames(all: readonly { readonly id: string; readonly name?: string }[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { id, name = id } of all) {
    const shown = printable(name);
    if (seen.has(shown)) shared.add(shown);
    seen.add(shown);
  }
  return shared;
}

class Collection<T extends { readonly id: string }> {
  readonly all: readonly T[];
  readonly #rows: ReadonlyMap<string, number>;

  constructor(all: readonly T[]) {
    this.all = all;
    this.#rows = new Map(all.map(({ id }, row) => [id, row]));
  }

  get(id: string): T | undefined {
    return this.all[this.#rows.get(id) ?? -1];
  }

  row(id: string): number {
    return this.#rows.get(id) ?? -1;
  }

  /** What a reference of the address line means here. */
  find(reference: string | undefined): T | undefined {
    if (reference === undefined) return undefined;
    return this.get(reference) ?? (/^~\d+$/.test(reference) ? this.all[Number(reference.slice(1))] : undefined);
  }

  reference(id: string): string {
    return reference(id, this.row(id));
  }
}

function shownName(all: Collection<User | Role>, shared: ReadonlySet<string>, id: string): string {
  const name = printable(all.get(id)?.name ?? id);
  return shared.has(name) ? `${name} (${printable(id)})` : name;
}

/** What ids are called. The policy's answers hold ids only. */
export class Names {
  readonly users: Collection<User>;
  readonly roles: Collection<Role>;
  readonly mailboxes: Collection<MailboxInShort>;
  readonly #sharedByUsers: ReadonlySet<string>;
  readonly #sharedByRoles: ReadonlySet<string>;

  constructor({ users, roles, mailboxes }: Summary) {
    this.users = new Collection(users);
    this.roles = new Collection(roles);
    this.mailboxes = new Collection(mailboxes);
    this.#sharedByUsers = sharedNames(users);
    this.#sharedByRoles = sharedNames(roles);
  }

  /** With the id where another user has the name too: who opens a mailbox to the wrong one cannot tell them apart. */
  user(id: string): string {
    return shownName(this.users, this.#sharedByUsers, id);
  }

  /** With the id where another role has the name too. */
  role(id: string): string {
    return shownName(this.roles, this.#sharedByRoles, id);
  }

  mailbox(id: string): string {
    return printable(this.mailboxes.get(id)?.address ?? id);
  }

  /** `administrator · active · Sales North`: what matters about a user at a glance. */
  about(id: string): string {
    const user = this.users.get(id);
    if (user === undefined) return "";
    const kind =
      user.kind === "support-agent" ? "support agent" : user.profile === "administrator" ? "administrator" : "member";
    return [kind, user.status, ...(user.roles ?? []).map((role) => this.role(role))].join(" · ");
  }
}

/** `Deal: Renewal`. */
export function recordName({ id, name, type }: Pick<CrmRecord, "id" | "name" | "type">): string {
  return printable(`${RECORD_TYPES[type]}: ${name ?? id}`);
}
