// The one instance of the module: whether it is there, and what happens when it breaks.
import { type ErrorFacts, MailveilError } from "./error.js";
import { glue } from "./glue.js";
import type { ReadFaults } from "./read.js";

// Taken once, before anything could replace them.
const { parse } = JSON;
const { hasOwn } = Object;

type State =
  | { readonly kind: "absent"; readonly cause: unknown }
  | { readonly kind: "ready" }
  | { readonly kind: "lost"; readonly cause: unknown };

let state: State = { kind: "absent", cause: undefined };

const noFaults: ReadFaults = new Map();

/** Asks the module for an answer that comes as JSON text, whose members no polluted prototype can catch. */
export function ask<Answer>(question: () => string, faults: ReadFaults = noFaults): Answer {
  return call(() => parse(question()), faults);
}

/** Calls the module. All calls go through here, so that none reaches an instance that is absent or lost. */
export function call<Result>(question: () => Result, faults: ReadFaults = noFaults): Result {
  requireReady();
  try {
    return question();
  } catch (thrown) {
    throw refusal(thrown, faults) ?? lose(thrown);
  }
}

/** What the module refused, which it throws as JSON text; `undefined` for every other fault. */
function refusal(thrown: unknown, faults: ReadFaults): MailveilError | undefined {
  const facts = typeof thrown === "string" ? parseFacts(thrown) : undefined;
  if (facts === undefined) return undefined;
  const path = hasOwn(facts, "path") ? (facts.path ?? "") : "";
  return new MailveilError(facts, faults.has(path) ? { cause: faults.get(path) } : undefined);
}

function parseFacts(text: string): ErrorFacts | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** INVARIANT (lost instance): a trap leaves the module's memory half-written, and it would go on answering. */
function lose(cause: unknown): MailveilError {
  state = { kind: "lost", cause };
  return instanceLost(cause);
}

/** Something that lives in the module's memory. */
interface Handle {
  free(): void;
}

/** What a lost instance held. Kept for ever: the glue would free it at garbage collection, where nobody can catch a trap. */
const abandoned: Handle[] = [];

/** Gives memory of the module back. Never throws, because it also runs at garbage collection. */
export function release(handle: Handle): void {
  if (state.kind === "ready") {
    try {
      handle.free();
      return;
    } catch (thrown) {
      lose(thrown);
    }
  }
  abandoned.push(handle);
}

/** Whether the module answers. Throws when it did and never will again. */
export function isReady(): boolean {
  if (state.kind === "lost") throw instanceLost(state.cause);
  return state.kind === "ready";
}

/** Starts the module at once. */
export function startSync(module: WebAssembly.Module): void {
  requireOwn(module);
  glue.initSync({ module });
  state = { kind: "ready" };
}

/** Starts the module without blocking a page. */
export async function start(module: WebAssembly.Module): Promise<void> {
  requireOwn(module);
  await glue.default({ module_or_path: module });
  state = { kind: "ready" };
}

/** Another version's or project's module would only fail later, inside the glue. */
function requireOwn(module: WebAssembly.Module): void {
  const names = WebAssembly.Module.exports(module).map(({ name }) => name);
  if (names.includes("policyhandle_parse")) return;
  throw loadFailed(
    "what was loaded is not mailveil's module",
    "pass `mailveil/mailveil.wasm` of the installed version",
  );
}

/** Remembers why the module is not there, for the error that a call then throws. */
export function rememberFailure(cause: unknown): void {
  if (state.kind === "absent") state = { kind: "absent", cause };
}

/** The module could not be loaded. */
export function loadFailed(message: string, help: string, cause?: unknown): MailveilError {
  return new MailveilError({ code: "not-initialized", message, help }, cause === undefined ? undefined : { cause });
}

/** Throws what a call throws before `init()` and after a fault. */
export function requireReady(): void {
  if (isReady()) return;
  const cause = state.kind === "absent" ? state.cause : undefined;
  throw loadFailed(
    "mailveil is not initialized: call `await init()` first",
    "call `await init()` once before the first question; on a host that cannot find the module by itself, pass its URL, its bytes or the compiled module",
    cause,
  );
}

function instanceLost(cause: unknown): MailveilError {
  return new MailveilError(
    {
      code: "instance-lost",
      message: "mailveil met a fault inside its module and answers no more",
      help: "start a new process, worker or page; please report what was asked, without the mail",
    },
    { cause },
  );
}
