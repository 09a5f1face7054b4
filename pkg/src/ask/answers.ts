// Questions in the exchange, each with what reads its answer.
import { errorText, readDecision } from "./decision.js";
import type { Frame } from "./frame.js";
import type { PolicyHandle, RowLists } from "../module/glue.js";
import type { Decision, Exposure, Id } from "../types/index.js";

/** What the module is asked by a question in the exchange. What it refuses is thrown as JSON text. */
export type Question<Answer> = (handle: PolicyHandle, frame: Frame, beside: PolicyHandle) => Answer;

export const decideIn: Question<Decision> = (handle, { start, end, present }) =>
  readDecision(start, answered(start, handle.decide(start, end, present)));

export const allowsIn: Question<boolean> = (handle, { start, end, present }) => {
  const outcome = handle.allows(start, end, present);
  if (outcome > 1) answered(start, outcome - 2);
  return outcome === 1;
};

export const listIn: Question<{ rows: Uint32Array; levels: Uint8Array }> = (handle, { start, end, present }) =>
  takeRows(handle.visibleThreads(start, end, present));

export const sendFromIn: Question<Id[]> = (handle, { start, end, present }) =>
  handle.sendFromMailboxes(start, end, present) as Id[];

export const exposureIn: Question<Exposure> = (handle, { start, end, present }, after) =>
  handle.exposure(start, end, present, after) as Exposure;

/** The length of an answer that is no error. */
export function answered(start: number, length: number): number {
  const error = errorText(start, length);
  if (error !== undefined) throw error;
  return length;
}

/** Copies the lists out of the module, and gives their memory back. */
function takeRows(lists: RowLists): { rows: Uint32Array; levels: Uint8Array } {
  const { rows, levels } = lists;
  lists.free();
  return { rows, levels };
}
