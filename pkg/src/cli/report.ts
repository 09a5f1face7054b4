// The answers as text for people.
import type { Decision, Diagnosis, Obligation, ThreadViewer, VisibleThreads, WhoCanView } from "mailveil";
import { formatReason } from "mailveil/messages";
import en from "mailveil/messages/en";
import { printable, table } from "./table.js";

const levels = ["none", "metadata", "subject", "full"] as const;

export function problemReport({ problems, total }: Diagnosis): string {
  const rows = problems.map(({ code, path, message, help, offset }) => {
    const place = offset === undefined ? path || "(whole)" : `byte ${offset}`;
    return [code, place, message, help];
  });
  const shown = total > problems.length ? `, the first ${problems.length} of them shown` : "";
  return `${table(["code", "path", "message", "help"], rows)}\n\n${count(total, "problem")}${shown}`;
}

/** One object for each thread, which is easier to filter than three lists. */
export function threadList({ rows, levels: seen, ids }: VisibleThreads): { row: number; id: string; level: string }[] {
  return ids.map((id, index) => ({ row: rows[index] ?? 0, id, level: levels[seen[index] ?? 0] ?? "none" }));
}

export function threadReport(threads: VisibleThreads, threadCount: number): string {
  const rows = threadList(threads).map(({ row, id, level }) => [String(row), id, level]);
  const summary = `${rows.length} of ${count(threadCount, "thread")} visible`;
  return rows.length === 0 ? summary : `${table(["row", "thread", "level"], rows)}\n\n${summary}`;
}

export function decisionReport({ outcome, level, reasons, obligations }: Decision): string {
  const title = level === undefined ? outcome : `${outcome}, level ${level}`;
  const rows = reasons.map((reason) => [reason.code, reason.rule, formatReason(reason, en)]);
  const blocks = [title, table(["reason", "rule", "meaning"], rows), ...obligations.map(obligationSentence)];
  return blocks.join("\n\n");
}

export function viewerReport({ members, supportAgents }: WhoCanView): string {
  const rows = [
    ...members.map((viewer) => viewerRow(viewer, "")),
    ...supportAgents.map((viewer) => viewerRow(viewer, "support agent")),
  ];
  const summary = `${count(rows.length, "user")} can see the thread`;
  return rows.length === 0 ? summary : `${table(["user", "level", "reasons", ""], rows)}\n\n${summary}`;
}

function viewerRow({ user, level, reasons }: ThreadViewer, note: string): string[] {
  return [user, level, reasons.map(({ code, rule }) => `${code} (${rule})`).join(", "), note];
}

function obligationSentence(obligation: Obligation): string {
  switch (obligation.kind) {
    case "audit":
      return "Obligation: write what is done into the audit log.";
    case "set-record-owner":
      return `Obligation: make ${printable(obligation.owner)} the owner of the record.`;
    default:
      return obligation satisfies never;
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
