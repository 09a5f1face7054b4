import type { CrmRecord, User } from "mailveil";
import type { Summary } from "./protocol.ts";
import type { Choice } from "./chooser.ts";
import { RECORD_TYPES } from "./texts/words.ts";

/** What ids are called. The policy's answers hold ids only. */
export class Names {
  readonly #users: ReadonlyMap<string, User>;
  readonly #records: ReadonlyMap<string, CrmRecord>;
  readonly #roles: ReadonlyMap<string, string>;

  constructor(summary: Summary) {
    this.#users = new Map(summary.users.map((user) => [user.id, user]));
    this.#records = new Map(summary.records.map((record) => [record.id, record]));
    this.#roles = summary.roleNames;
  }

  user(id: string): string {
    return this.#users.get(id)?.name ?? id;
  }

  record(id: string): string {
    const record = this.#records.get(id);
    return record === undefined ? id : `${RECORD_TYPES[record.type]}: ${record.name ?? record.id}`;
  }

  /** `standard member, active, Sales North`: what matters about a user at a glance. */
  about(id: string): string {
    const user = this.#users.get(id);
    if (user === undefined) return "";
    const kind =
      user.kind === "support-agent" ? "support agent" : user.profile === "administrator" ? "administrator" : "member";
    const roles = (user.roles ?? []).map((role) => this.#roles.get(role) ?? role);
    return [kind, user.status, ...roles].join(" · ");
  }

  viewers(): Choice[] {
    return [...this.#users.values()].map(({ id, name }) => ({ id, label: name ?? id, hint: this.about(id) }));
  }

  records(): Choice[] {
    const choices = [...this.#records.values()].map(({ id, name, type }) => ({
      id,
      label: name ?? id,
      hint: RECORD_TYPES[type],
    }));
    return [{ id: "", label: "Any record", hint: "" }, ...choices];
  }
}
