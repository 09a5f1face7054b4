// What a database has to do to be compared with decisions.
import type { SqlRows } from "mailveil";
import type { Dialect, SqlPredicate } from "mailveil/sql";

export const places = ["anywhere", "mailbox", "record", "page"] as const;
export type Place = (typeof places)[number];

export interface Engine {
  readonly name: string;
  readonly dialect: Dialect;
  /** The text that stands for the context and the record. */
  readonly context: string;
  readonly record: string;
  /** Runs statements that give nothing. */
  run(statements: readonly string[]): Promise<void>;
  /** Throws away what is there, and writes these rows. */
  load(rows: SqlRows): Promise<void>;
  /** The ids of the rows that are seen, with their levels. */
  ask(statement: string, context: string, record: string | undefined): Promise<readonly (readonly [string, number])[]>;
  stop(): Promise<void>;
}

/** The statement whose answer is compared. */
export const statementOf = ({ where, level }: SqlPredicate): string =>
  `select t.id, ${level} as level from mv_thread t where ${where}`;

export const columns = {
  mv_record: ["id", "type"],
  mv_record_access: ["record", "principal"],
  mv_tick: ["mailbox", "record"],
  mv_domain: ["thread", "suffix", "address", "base", "name"],
  mv_link: ["thread", "record"],
  mv_thread: ["id", "mailbox", "state", "sharing", "first_at", "last_at"],
} as const;

export const tables = Object.keys(columns) as readonly (keyof typeof columns)[];
