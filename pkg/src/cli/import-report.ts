// What became of an export, for the person who has to look at it.
import type { Snapshot } from "mailveil";
import type { ImportReport } from "mailveil/import";
import { printable, table } from "./table.js";

export function importReport(report: ImportReport, snapshot: Snapshot, out: string): string {
  const { taken, lost, invented, decisions } = report;
  const blocks = [
    block(
      "taken",
      ["rows", "endpoint"],
      taken.map(({ endpoint, rows }) => [String(rows), endpoint]),
    ),
    block(
      "lost",
      ["count", "what", "what it means", "first"],
      lost.map((row) => [times(row.count), row.what, row.why, row.path]),
    ),
    block(
      "invented",
      ["count", "what", "why"],
      invented.map(({ what, why, ids }) => [String(ids.length), what, why]),
    ),
    block(
      "decided",
      ["decision", "value"],
      decisions.map(({ path, value }) => [path, JSON.stringify(value)]),
    ),
    `wrote ${printable(out)}: ${contents(snapshot)}, no problems`,
  ];
  return blocks.filter((text) => text !== "").join("\n\n");
}

function block(title: string, heading: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? "" : `${title}\n${table(heading, rows)}`;
}

/** What concerns the whole export has no number. */
function times(count: number): string {
  return count === 0 ? "-" : String(count);
}

function contents({ users, roles, records, mailboxes, threads }: Snapshot): string {
  const counts = Object.entries({ users, roles, records, mailboxes, threads });
  return counts.map(([name, rows]) => `${rows.length} ${name}`).join(", ");
}
