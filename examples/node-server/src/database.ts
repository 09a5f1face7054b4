// The CRM's mail and sessions, in SQLite, as long as the server runs. Each thread is kept as the API of Pipedrive has it.
import { createHash, randomBytes } from "node:crypto";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";

/** A thread of Pipedrive, as far as it is read here. */
export interface MailThread {
  readonly id: number;
  readonly shared_flag: number;
}

const hash = (token: string) => createHash("sha256").update(token).digest("hex");

export class Database {
  readonly #sqlite = new DatabaseSync(":memory:");

  constructor(threads: readonly MailThread[]) {
    this.#sqlite.exec(`
      CREATE TABLE sessions (token_hash TEXT PRIMARY KEY, user TEXT NOT NULL);
      CREATE TABLE threads (id INTEGER PRIMARY KEY, answer TEXT NOT NULL)`);
    for (const thread of threads) this.#rows("INSERT INTO threads VALUES (?, ?)", thread.id, JSON.stringify(thread));
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
    return this.#rows("SELECT answer FROM threads ORDER BY id").map(threadOf);
  }

  thread(id: string): MailThread | undefined {
    return this.#rows("SELECT answer FROM threads WHERE id = ?", id).map(threadOf)[0];
  }

  share(thread: MailThread, isShared: boolean): void {
    const answer = JSON.stringify({ ...thread, shared_flag: isShared ? 1 : 0 });
    this.#rows("UPDATE threads SET answer = ? WHERE id = ?", answer, thread.id);
  }

  #rows(query: string, ...values: SQLInputValue[]): Record<string, string | null>[] {
    return this.#sqlite.prepare(query).all(...values) as Record<string, string | null>[];
  }
}

function threadOf({ answer }: Record<string, string | null>): MailThread {
  return JSON.parse(answer ?? "null");
}
