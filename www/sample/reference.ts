/**
 * The instant at which the sample organisation is meant to be looked at.
 * Backups, locks, grants that end and the support agent's access are laid out around it, so that each of them shows.
 */
export const REFERENCE_NOW = "2026-11-02T09:00:00Z";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The instant so many days (a fraction counts) before the reference; after it, when negative. */
export function daysBefore(days: number): string {
  const minutes = Math.round((Date.parse(REFERENCE_NOW) - days * DAY) / MINUTE);
  return new Date(minutes * MINUTE).toISOString().replace(".000Z", "Z");
}
