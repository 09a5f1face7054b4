// A snapshot in the making: what refers to nothing is dropped where that hides, and stands in as a placeholder where
// dropping it would show mail.
import { writeJson } from "../input/json-view.js";
import type { CrmRecord, Mailbox, Member, Organization, Role, Snapshot, Thread, User } from "../types/index.js";
import { type Place, rowsMax } from "./place.js";
import type { Report } from "./report.js";

interface Row<Value> {
  readonly value: Value;
  readonly place: Place;
}

type Table<Value> = Map<string, Row<Value>>;

export class Draft {
  readonly report: Report;
  organization: Organization = {};
  readonly #roles: Table<Role> = new Map();
  readonly #users: Table<User> = new Map();
  readonly #records: Table<CrmRecord> = new Map();
  readonly #mailboxes: Table<Mailbox> = new Map();
  readonly #threads: Table<Thread> = new Map();

  constructor(report: Report) {
    this.report = report;
  }

  role(place: Place, role: Role): void {
    add(this.#roles, place, role);
  }

  user(place: Place, user: User): void {
    add(this.#users, place, user);
  }

  record(place: Place, record: CrmRecord): void {
    add(this.#records, place, record);
  }

  mailbox(place: Place, mailbox: Mailbox): void {
    add(this.#mailboxes, place, mailbox);
  }

  thread(place: Place, thread: Thread): void {
    add(this.#threads, place, thread);
  }

  snapshot(): Snapshot {
    const roles = [...this.#roles.values()].map((row) => this.#role(row));
    const users = [...this.#users.values()].map((row) => this.#user(row));
    const records = [...this.#records.values()].map((row) => this.#record(row));
    const mailboxes = [...this.#mailboxes.values()].filter((row) => this.#isOwned(row)).map(({ value }) => value);
    const boxes = new Set(mailboxes.map(({ id }) => id));
    const threads = [...this.#threads.values()].filter((row) => this.#isIn(row, boxes)).map(({ value }) => value);
    const placeholders = this.#placeholders(threads);
    this.#refuseCircles();
    const { organization } = this;
    return { version: 1, organization, roles, users, records: [...records, ...placeholders], mailboxes, threads };
  }

  #role({ value, place }: Row<Role>): Role {
    const { parent, ...role } = value;
    if (parent === undefined || this.#roles.has(parent)) return value;
    this.report.lose("roles above a role that the export lacks", "the role stands at the top", place);
    return role;
  }

  #user({ value, place }: Row<User>): User {
    const roles = value.roles?.filter((id) => this.#roles.has(id));
    if (roles === undefined || roles.length === value.roles?.length) return value;
    this.report.lose("roles of users that the export lacks", "the user does not hold them", place);
    return { ...value, roles };
  }

  #record({ value, place }: Row<CrmRecord>): CrmRecord {
    const access = value.access.filter((member) => this.#isThere(member));
    const { owner, ...record } = value;
    if (access.length < value.access.length)
      this.report.lose("access of users and roles that the export lacks", "nobody gets it", place);
    if (owner === undefined || this.#users.has(owner)) return { ...value, access };
    this.report.lose("owners of records who are no users of the export", "the record has no owner", place);
    return { ...record, access };
  }

  #isThere(member: Member): boolean {
    switch (member.kind) {
      case "everyone":
        return true;
      case "role":
        return this.#roles.has(member.id);
      case "user":
        return this.#users.has(member.id);
      default:
        return member satisfies never;
    }
  }

  #isOwned({ value, place }: Row<Mailbox>): boolean {
    if (this.#users.has(value.owner)) return true;
    this.report.lose("mailboxes of owners whom the export lacks", "they are left out, and their mail is hidden", place);
    return false;
  }

  #isIn({ value, place }: Row<Thread>, mailboxes: ReadonlySet<string>): boolean {
    if (mailboxes.has(value.mailbox)) return true;
    this.report.lose("mail of mailboxes that the export lacks", "it is left out, and so hidden", place);
    return false;
  }

  /** A link that was dropped would open a thread to those who can open all the others. */
  #placeholders(threads: readonly Thread[]): CrmRecord[] {
    const ids = new Set(threads.flatMap(({ records }) => records ?? []).filter((id) => !this.#records.has(id)));
    for (const id of ids) {
      this.report.invent("placeholder records", "mail links to them and the export lacks them: nobody has access", id);
    }
    return [...ids].map((id) => ({ id, type: "other", access: [] }));
  }

  #refuseCircles(): void {
    const seen = new Set<string>();
    for (const id of this.#roles.keys()) {
      const way = new Set<string>();
      for (let row = this.#roles.get(id); row !== undefined && !seen.has(row.value.id); ) {
        if (way.has(row.value.id)) throw row.place.refuse("unknown-value", "this role stands above itself", circleHelp);
        way.add(row.value.id);
        row = this.#roles.get(row.value.parent ?? "");
      }
      for (const there of way) seen.add(there);
    }
  }
}

const circleHelp = "the roles above a role must not lead back to it; export the roles again";

/** Pages that were asked for one after another may overlap, but not differ. */
function add<Value extends { readonly id: string }>(table: Table<Value>, place: Place, value: Value): void {
  const there = table.get(value.id);
  if (there === undefined) {
    if (table.size >= rowsMax) throw place.refuse("unknown-value", "there are too many rows", "at most 2^24 of a kind");
    table.set(value.id, { value, place });
  } else if (writeJson(there.value) !== writeJson(value)) {
    const help = "two rows have this id and say different things; export again, all pages at once";
    throw place.refuse("unknown-value", "another row has the same id", help);
  }
}
