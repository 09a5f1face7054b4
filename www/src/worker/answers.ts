import type { Answer, Method, Request } from "../asked/methods.ts";
import type { Context } from "./context.ts";
import type { Held } from "./held.ts";
import { findRecords, findThreads } from "./load.ts";
import { cell, mailboxCells, matrix, matrixThread } from "./matrix.ts";
import { desk, lines, open, recordEntries } from "./viewer.ts";
import { record, thread, whoCanView, why } from "./why.ts";

/** Questions about the snapshot in hand. `load` is not among them: it is what takes one into the hand. */
type About = Exclude<Method, "load">;

type Answers = {
  readonly [M in About]: (held: Held, request: Request<M>, context: Context) => Answer<M> | Promise<Answer<M>>;
};

/** Every question with what answers it. The answers come from the module; there is no rule here. */
export const answers: Answers = {
  cell,
  desk,
  findRecords,
  findThreads,
  lines,
  mailboxCells,
  matrix,
  matrixThread,
  open,
  record,
  recordEntries,
  thread,
  whoCanView,
  why,
};
