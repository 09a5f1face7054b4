// The CRM's database, in SQLite, and the snapshot that it makes.
import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import type { Mailbox, Sharing, Snapshot, Thread } from "mailveil";

export interface MailThread extends Thread {
  readonly body: string;
}

/** Lists are in the columns as JSON. */
type Row = Readonly<Record<string, string | null>>;

const list = (row: Row, column: string) => JSON.parse(row[column] ?? "[]");
const hash = (token: string) => createHash("sha256").update(token).digest("hex");

export class Database {
  readonly #sqlite: DatabaseSync;

  constructor(file: string) {
    this.#sqlite = new DatabaseSync(file);
    if (this.#rows("SELECT name FROM sqlite_schema WHERE name = 'users'").length > 0) return;
    this.#sqlite.exec(readFileSync(new URL("schema.sql", import.meta.url), "utf8"));
  }

  /** A new session, of which the database keeps the hash alone. */
  logIn(user: string): string {
    const token = randomBytes(24).toString("base64url");
    this.#rows("INSERT INTO sessions VALUES (?, ?)", hash(token), user);
    return token;
  }

  userOf(token: string): string | undefined {
    return this.#rows("SELECT user FROM sessions WHERE token_hash = ?", hash(token))[0]?.["user"] ?? undefined;
  }

  threads(): MailThread[] {
    return this.#rows("SELECT * FROM threads ORDER BY id").map(
      (row) =>
        ({ ...row, participants: list(row, "participants"), records: list(row, "records") }) as unknown as MailThread,
    );
  }

  /** Without threads: a response carries their facts. */
  snapshot(): Snapshot {
    return {
      version: 1,
      organization: {},
      roles: [{ id: "sales" }],
      users: this.#rows("SELECT * FROM users").map((row) => ({ ...row, roles: list(row, "roles") })) as never,
      records: this.#rows("SELECT * FROM records").map((row) => ({ ...row, access: list(row, "access") })) as never,
      mailboxes: this.#rows("SELECT * FROM mailboxes").map(mailboxOf),
      threads: [],
    };
  }

  setSharing(mailbox: string, sharing: unknown): void {
    this.#rows("UPDATE mailboxes SET sharing = ? WHERE id = ?", JSON.stringify(sharing), mailbox);
  }

  /** Keeps what the work has changed, unless it throws. */
  transaction<Result>(work: () => Result): Result {
    this.#sqlite.exec("BEGIN");
    try {
      const result = work();
      this.#sqlite.exec("COMMIT");
      return result;
    } catch (error) {
      this.#sqlite.exec("ROLLBACK");
      throw error;
    }
  }

  #rows(query: string, ...values: SQLInputValue[]): Row[] {
    return this.#sqlite.prepare(query).all(...values) as Row[];
  }
}

function mailboxOf({ id, address, owner, sharing }: Row): Mailbox {
  const mailbox = { id: id ?? "", address: address ?? "", owner: owner ?? "" };
  // Never chosen is not the same as null: leave it out.
  return sharing == null ? mailbox : { ...mailbox, sharing: JSON.parse(sharing) as Sharing };
}
