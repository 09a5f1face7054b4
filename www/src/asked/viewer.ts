import type { CrmRecord, Decision, Level, Surface, ThreadQuery } from "mailveil";

/** Who looks, and when. */
export interface Look {
  readonly viewer: string;
  readonly now: string;
}

/** Where mail appears for the viewer: in the mail tab, or on the page of one record. */
export type Page =
  | { readonly surface: "mailbox"; readonly mailbox?: string }
  | { readonly surface: "record"; readonly record: string };

/** One mailbox of the mail tab, with the number of threads that the viewer finds in it. */
export interface Folder {
  readonly mailbox: string;
  readonly threads: number;
}

/** What the viewer finds in the mail tab, and on how many threads' records. */
export interface Desk {
  readonly folders: readonly Folder[];
  readonly sendFrom: readonly string[];
  readonly counts: Readonly<Record<Surface, number>>;
  /** How many records have mail that this viewer sees on some record. */
  readonly records: number;
}

/** A record with mail that the viewer sees somewhere, and how much of it on its own page. */
export interface RecordEntry {
  readonly id: string;
  readonly type: CrmRecord["type"];
  readonly name?: string;
  readonly row: number;
  readonly threads: number;
}

/** One line of a list: what the level shows, and nothing else crosses over. */
export interface Line {
  readonly id: string;
  readonly row: number;
  readonly level: Exclude<Level, "none">;
  readonly participants: readonly string[];
  readonly mailbox: string;
  readonly lastMessageAt?: string;
  /** Only at the levels subject and full. */
  readonly subject?: string;
}

export interface Slice {
  readonly from: number;
  readonly count: number;
}

export interface Lines {
  readonly total: number;
  readonly from: number;
  readonly lines: readonly Line[];
}

export interface ActionAnswer {
  readonly action: ThreadQuery["action"];
  readonly decision: Decision;
}

/** A thread that the viewer has opened: what they see of it, and what they may do with it. */
export interface Opened {
  readonly line: Line;
  readonly firstMessageAt?: string;
  readonly records: readonly CrmRecord[];
  readonly view: Decision;
  readonly actions: readonly ActionAnswer[];
}

export interface ViewerMethods {
  desk: { request: Look; answer: Desk };
  recordEntries: {
    request: Look & Slice & { readonly text: string };
    answer: { readonly total: number; readonly from: number; readonly entries: readonly RecordEntry[] };
  };
  lines: { request: Look & Slice & { readonly page: Page; readonly text: string }; answer: Lines };
  /** Nothing, where the viewer does not see the thread there. */
  open: { request: Look & { readonly page: Page; readonly thread: string }; answer: Opened | undefined };
}
