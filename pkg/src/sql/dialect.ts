// What databases say in different ways. Each is in a file of its own.

/** A database's SQL. `sqlite` is also that of D1 and libSQL, `mysql` also that of MariaDB. */
export type Dialect = "postgresql" | "sqlite" | "duckdb" | "mysql";

/** A list of pairs as a table of two columns. */
export interface Pairs {
  /** What stands behind `from`. */
  readonly from: string;
  readonly mailbox: string;
  readonly at: string;
}

/** How a database says what the predicate needs. */
export interface Speech {
  /** A select of the texts in a list of the context. */
  texts(context: string, list: string): string;
  /** The pairs in a list of the context. */
  pairs(context: string, list: string, alias: string): Pairs;
  /** Whether a column is among the rows of a select that is made once. The column must not lead the way through the table. */
  among(column: string, select: string): string;
  /** Whether a row's id is among those that a select gives: this is how the rows of a page are found. */
  byId(thread: string, select: string): string;
  /** Whether a row's mailbox is among those that a select gives: this is how the rows of an inbox are found. */
  byMailbox(thread: string, table: string, select: string): string;
  /** The id of a mailbox and a text as one text. */
  joined(mailbox: string, text: string): string;
  /** A time, as it is compared. What is not written as it must be is null. */
  time(column: string): string;
  /** Keeps a subselect where it stands. */
  readonly fence: string;
  /** Types of columns. */
  readonly types: { readonly id: string; readonly text: string; readonly word: string; readonly time: string };
  /** Statements that make indexes for lists, newest first. */
  lastFirst(thread: string): readonly string[];
}
