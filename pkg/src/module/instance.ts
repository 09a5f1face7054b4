// The one instance of the module: whether it is there, what happens when it breaks, and the next one.
import { type ErrorFacts, MailveilError } from "../error.js";
import type { ReadFaults } from "../input/read.js";
import { adopt, createGlue, type Glue, glue } from "./glue.js";
import { hostFailure } from "./host.js";

// Taken once, before anything could replace them.
const { parse } = JSON;
const { hasOwn } = Object;

/** One instance. What lives in its memory asks, before each call, whether it still answers. */
export interface Life {
  /** Why not. */
  lost?: { readonly cause: unknown };
}

type State =
  | { readonly kind: "absent"; readonly cause: unknown }
  | { readonly kind: "ready"; readonly module: WebAssembly.Module; readonly life: Life }
  /** To be started again, from the same module, when it is needed next. */
  | { readonly kind: "lost"; readonly module: WebAssembly.Module; readonly cause: unknown };

let state: State = { kind: "absent", cause: undefined };

const noFaults: ReadFaults = new Map();

/** Calls the module. All calls go through here, so that none reaches an instance that is absent or lost. */
export function call<Result>(question: () => Result, faults: ReadFaults = noFaults): Result {
  const life = requireReady();
  const result = attempt(question, faults, life);
  // The module calls the host for domains. Who answers there may have called us, and met a fault: then this is no answer.
  requireAlive(life);
  return result;
}

function attempt<Result>(question: () => Result, faults: ReadFaults, life: Life): Result {
  try {
    return question();
  } catch (thrown) {
    throw failure(thrown, life, faults);
  }
}

/** What a call of the module threw, as an error of ours: what it refused, or a fault that loses the instance. */
export function failure(thrown: unknown, life: Life, faults: ReadFaults = noFaults): MailveilError {
  return refusal(thrown, faults) ?? lose(life, thrown);
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
function lose(life: Life, cause: unknown): MailveilError {
  life.lost = life.lost ?? { cause };
  writeStack(cause);
  if (state.kind === "ready" && state.life === life) {
    glue.abandon();
    state = { kind: "lost", module: state.module, cause };
  }
  return instanceLost(cause);
}

/** Engines write a stack when it is first read, and until then keep what it names: the whole memory of the instance. */
function writeStack(cause: unknown): void {
  try {
    if (cause instanceof Error) void cause.stack;
  } catch {
    // It may be anything.
  }
}

/** The instance that answers now: what is made in it lives as long. Only after a call. */
export function living(): Life {
  return requireReady();
}

/** Throws for what lived in an instance that was lost. */
export function requireAlive(life: Life): void {
  if (life.lost !== undefined) throw instanceLost(life.lost.cause);
}

/** Something that lives in the module's memory. */
interface Handle {
  free(): void;
}

/** Gives memory of the module back. Never throws, because it also runs at garbage collection. */
export function release(handle: Handle): void {
  const life = state.kind === "ready" ? state.life : undefined;
  try {
    handle.free();
  } catch (thrown) {
    // What is left of a lost instance frees nothing, and cannot fail.
    if (life !== undefined) lose(life, thrown);
  }
}

/** Gives back the memory of what nobody freed. A host that does not tell of such things keeps it. */
export const unreachable: Pick<
  FinalizationRegistry<Handle>,
  "register" | "unregister"
> = typeof FinalizationRegistry === "function"
  ? /* @__PURE__ */ new FinalizationRegistry(release)
  : { register: () => undefined, unregister: () => false };

/** Whether the module answers; after a fault, whether a new instance does. */
export function isReady(): boolean {
  return renewed().kind === "ready";
}

/** The state, after the attempt to start a new instance where one was lost. */
function renewed(): State {
  const before = state;
  if (before.kind !== "lost") return before;
  try {
    startSync(before.module);
  } catch (cause) {
    state = { ...before, cause };
  }
  return state;
}

/** The module of an instance that was lost and could not be started again at once. */
export function keptModule(): WebAssembly.Module | undefined {
  return state.kind === "lost" ? state.module : undefined;
}

/** Starts the module at once. */
export function startSync(module: WebAssembly.Module): void {
  requireOwn(module);
  const fresh = createGlue();
  fresh.initSync({ module });
  begin(fresh, module);
}

/** Starts the module without blocking a page. */
export async function start(module: WebAssembly.Module): Promise<void> {
  requireOwn(module);
  const fresh = createGlue();
  await fresh.init({ module_or_path: module });
  // A question may have started another one meanwhile, in which something lives already.
  if (!isStarted()) begin(fresh, module);
}

function isStarted(): boolean {
  return state.kind === "ready";
}

function begin(fresh: Glue, module: WebAssembly.Module): void {
  adopt(fresh);
  state = { kind: "ready", module, life: {} };
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

/** Throws what a call throws before `init()`, and after a fault when there is no new instance. */
export function requireReady(): Life {
  if (state.kind === "ready") return state.life;
  const now = renewed();
  if (now.kind === "ready") return now.life;
  throw notReady(now);
}

/** Throws where the module is the one without proposals, exposure, lint and SQL. Only after `requireReady`. */
export function requireFull(): void {
  if (glue.isFull()) return;
  throw loadFailed(
    "the module that this entry of mailveil loads has no proposals, exposure, lint and SQL",
    "import from `mailveil/full` instead, before anything else starts the other module; or give `init` of `mailveil/slim` the module `mailveil/mailveil-full.wasm`",
  );
}

function notReady(now: State): MailveilError {
  if (now.kind === "lost") {
    return instanceLost(now.cause, "and could not be started again", "call `await init()`, or start a new process");
  }
  const cause = now.kind === "absent" ? now.cause : undefined;
  const failure = hostFailure(cause);
  if (failure !== undefined) return failure;
  // Whoever did call `init`, or need not, is told what became of it.
  const tried = cause instanceof MailveilError ? cause : undefined;
  return loadFailed(
    `mailveil is not initialized: ${tried?.message ?? "call `await init()` first"}`,
    tried?.help ??
      "call `await init()` once before the first question; on a host that cannot find the module by itself, pass its URL, its bytes or the compiled module",
    cause,
  );
}

function instanceLost(
  cause: unknown,
  what = "and what it held is lost",
  help = "parse the snapshot again; an instance without faults answers for it",
): MailveilError {
  return new MailveilError(
    {
      code: "instance-lost",
      message: `mailveil met a fault inside its module, ${what}`,
      help: `${help}; please report what was asked, without the mail`,
    },
    { cause },
  );
}
