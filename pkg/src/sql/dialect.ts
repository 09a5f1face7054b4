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

/** Whether the context says a fact, by its letter, of a row's mailbox. */
export type Says = (letter: string) => string;

/** How a database says what the predicate needs. */
export interface Speech {
  /** A select of the texts in a list of the context. */
  texts(context: string, list: string): string;
  /** The pairs in a list of the context. */
  pairs(context: string, list: string, alias: string): Pairs;
  /** A select of the mailboxes of which the context says one of these facts; without facts, of all that it knows. */
  mailboxes(context: string, letters: string): string;
  /** What holds of a row's mailbox, if the context knows it. */
  known(context: string, thread: string, condition: (says: Says) => string): string;
  /** Whether a column is among the rows of a select that is made once. The column must not lead the way through the table. */
  among(column: string, select: string): string;
  /** Whether a row's id is among those that a select gives: this is how the rows of a page are found. */
  byId(thread: string, select: string): string;
  /** Whether a row's mailbox is among those that a select gives: this is how the rows of an inbox are found. */
  byMailbox(thread: string, table: string, select: string): string;
  /** A value as an id, which is compared byte by byte. */
  id(value: string): string;
  /** A column with one of a few words, as it is compared. */
  word(column: string): string;
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

type Lists = Pick<Speech, "among" | "mailboxes">;

/** Whether a row's mailbox is one of which the context says one of these facts; without facts, one that it knows. */
export const mailboxIn = ({ among, mailboxes }: Lists, context: string, thread: string, letters: string): string =>
  among(`${thread}.mailbox`, mailboxes(context, letters));

/** Each fact is looked up in a list of its own. */
export const inLists =
  (lists: Lists): Speech["known"] =>
  (context, thread, condition) => {
    const says: Says = (letter) => mailboxIn(lists, context, thread, letter);
    // Most mailboxes are not known: they are done with after one look.
    return `${says("")} and ${condition(says)}`;
  };

/** That a text has one of these letters, by the function that finds one; without letters, nothing is asked. */
export const hasOne = (find: string, text: string, letters: string): string =>
  letters === "" ? "1 = 1" : `(${[...letters].map((letter) => `${find}(${text}, '${letter}') > 0`).join(" or ")})`;
