import type { Answer, Method, Request } from "../asked/methods.ts";
import type { Context } from "./context.ts";
import { administration, mailbox, propose, support } from "./changes.ts";
import { lint } from "./health.ts";
import { excerpt } from "./excerpt.ts";
import type { Hand } from "./hand.ts";
import type { Held } from "./held.ts";
import { findRecords, findThreads } from "./load.ts";
import { cell, mailboxCells, matrix, matrixThread } from "./matrix.ts";
import { desk, lines, open, recordEntries } from "./viewer.ts";
import { record, thread, whoCanView, why } from "./why.ts";

/** How each question is answered. The answers come from the module; there is no rule here. */
type AnswerTo<M extends Method> = (hand: Hand, request: Request<M>, context: Context) => Answer<M> | Promise<Answer<M>>;
type Answers = { readonly [M in Method]: AnswerTo<M> };

/** A question about the snapshot in hand. */
function about<M extends Method>(
  ask: (held: Held, request: Request<M>, context: Context) => Answer<M> | Promise<Answer<M>>,
): AnswerTo<M> {
  return (hand, request, context) => ask(hand.held, request, context);
}

export const answers: Answers = {
  administration: about<"administration">(administration),
  apply: (hand, request, context) => hand.apply(request, context),
  cell: about<"cell">(cell),
  changedSnapshot: (hand) => hand.changedSnapshot(),
  desk: about<"desk">(desk),
  excerpt: (hand, request) => excerpt(hand.text, request),
  exposureSoFar: (hand, request) => hand.exposureSoFar(request),
  findRecords: about<"findRecords">(findRecords),
  findThreads: about<"findThreads">(findThreads),
  importedText: (hand) => hand.vendors.text(),
  lines: about<"lines">(lines),
  lint: about<"lint">(lint),
  load: (hand, request, context) => hand.load(request, context),
  mailboxCells: about<"mailboxCells">(mailboxCells),
  mailbox: about<"mailbox">(mailbox),
  makeImport: (hand, request) => hand.vendors.make(request),
  matrix: about<"matrix">(matrix),
  matrixThread: about<"matrixThread">(matrixThread),
  open: about<"open">(open),
  patches: (hand) => hand.patches(),
  propose: about<"propose">(propose),
  readExport: (hand, request, context) => hand.vendors.read(request, context),
  record: about<"record">(record),
  recordEntries: about<"recordEntries">(recordEntries),
  support: about<"support">(support),
  takeMade: (hand, _request, context) => hand.takeMade(context),
  travel: (hand, request, context) => hand.travel(request, context),
  thread: about<"thread">(thread),
  whoCanView: about<"whoCanView">(whoCanView),
  why: about<"why">(why),
};
