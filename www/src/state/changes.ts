import { effect, signal } from "@preact/signals";
import type { Change, Changed, History, Proposed } from "../asked/changes.ts";
import type { Failure } from "../asked/load.ts";
import { engine, failureOf } from "./engine.ts";
import { replaceSummary, session } from "./session.ts";

const NONE: History = { changes: [], at: 0 };

/** The changes made to the snapshot in hand. Nothing is changed anywhere else. */
export const history = signal<History>(NONE);
/** While a change is being made, the next one waits for a press. */
export const isChanging = signal(false);
export const changeFailure = signal<Failure | undefined>(undefined);

let openedLast = 0;

/** Another snapshot has no changes yet. */
effect(() => {
  const { value: now } = session;
  if (now.kind !== "loaded" || now.number === openedLast) return;
  openedLast = now.number;
  history.value = NONE;
  changeFailure.value = undefined;
});

async function make(ask: () => Promise<Changed>): Promise<void> {
  if (isChanging.value) return;
  isChanging.value = true;
  changeFailure.value = undefined;
  try {
    const { summary, history: next } = await ask();
    history.value = next;
    replaceSummary(summary);
  } catch (error) {
    changeFailure.value = failureOf(error);
  } finally {
    isChanging.value = false;
  }
}

export function applyChange(change: Change): Promise<void> {
  return make(() => engine.ask("apply", change));
}

/** Asks what an action would do, and does it where it is allowed. */
export function proposeAndApply(label: string, proposed: Proposed): Promise<void> {
  return make(async () => {
    const { proposal } = await engine.ask("propose", { ...proposed, exposure: false });
    return engine.ask("apply", { label, patch: proposal.patch });
  });
}

export function travel(at: number): Promise<void> {
  return make(() => engine.ask("travel", { at }));
}

export function undo(): void {
  const { at } = history.value;
  if (at > 0) void travel(at - 1);
}

export function redo(): void {
  const { changes, at } = history.value;
  if (at < changes.length) void travel(at + 1);
}

/** Ctrl Z and Ctrl Shift Z, except where they undo what is typed. */
export function listenForUndo(): void {
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey)) return;
    const isTyping = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
    if (isTyping) return;
    event.preventDefault();
    if (event.shiftKey) redo();
    else undo();
  });
}
