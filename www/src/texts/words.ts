/** Words and numbers for people. */
import type { CrmRecord, Level, SharingMode, Surface, ThreadQuery } from "mailveil";

export const LEVEL_NAMES: Readonly<Record<Level, string>> = {
  full: "Full",
  subject: "Subject",
  metadata: "Metadata",
  none: "Hidden",
};

/** What a viewer sees at each level, as the end of a sentence. */
export const LEVEL_MEANINGS: Readonly<Record<Level, string>> = {
  full: "sees all of this thread",
  subject: "sees the subject, the participants and the times of this thread",
  metadata: "sees the participants and the times of this thread, but not its subject",
  none: "does not see this thread",
};

/** What stands where the mail itself would: the console has none. */
export const LEVEL_CONTENTS: Readonly<Record<Exclude<Level, "none">, string>> = {
  full: "The messages of this thread would stand here. A snapshot holds no mail, so the console has none to show.",
  subject: "At the level “subject” the messages themselves are not shown.",
  metadata: "At the level “metadata” neither the subject nor the messages are shown.",
};

export const MODE_NAMES: Readonly<Record<SharingMode, string>> = {
  private: "private",
  "record-level": "record-level sharing",
  complete: "complete sharing",
  "per-thread": "sharing per thread",
  "shared-mailbox": "shared mailbox",
};

export const SURFACE_NAMES: Readonly<Record<Surface, string>> = { record: "on records", mailbox: "in the mail tab" };

export const ACTION_NAMES: Readonly<Record<ThreadQuery["action"], string>> = {
  reply: "Reply",
  forward: "Forward",
  archive: "Archive",
  delete: "Delete",
  "share-thread": "Share",
  "unshare-thread": "Make private",
};

export const RECORD_TYPES: Readonly<Record<CrmRecord["type"], string>> = {
  lead: "Lead",
  contact: "Contact",
  organization: "Organization",
  deal: "Deal",
  other: "Other",
};

const NUMBER = new Intl.NumberFormat("en");
const DECIMAL = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const INSTANT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });

export function count(number: number): string {
  return NUMBER.format(number);
}

/** `1 thread`, `2,000 threads`. */
export function counted(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? "" : noun.endsWith("x") ? "es" : "s"}`;
}

/** A subject for people. An empty one says so: a blank line would look like a subject that is hidden. */
export function subjectText(subject: string | undefined): string {
  return subject === undefined || subject.trim() === "" ? "(no subject)" : subject;
}

export function milliseconds(time: number): string {
  return `${DECIMAL.format(time)} ms`;
}

export function megabytes(bytes: number): string {
  return bytes < 100_000 ? `${DECIMAL.format(bytes / 1000)} kB` : `${DECIMAL.format(bytes / 1_000_000)} MB`;
}

export function instant(text: string | undefined): string {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? "unknown" : `${INSTANT.format(time)} UTC`;
}

export function day(text: string | undefined): string {
  return text === undefined ? "no date" : DAY.format(new Date(text));
}
