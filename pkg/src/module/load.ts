// How the module gets here: found by the host's entry or given by the caller, compiled, and started once.
import { MailveilError } from "../error.js";
import { hostFailure } from "./host.js";
import { isReady, keptModule, loadFailed, rememberFailure, start, startSync } from "./instance.js";
import type { ModuleSource } from "./source.js";

let loading: Promise<void> | undefined;

/** Loads the module once, however often it is called meanwhile; a call that failed may be repeated. */
export function loadOnce(find: () => Promise<WebAssembly.Module>): Promise<void> {
  if (loading !== undefined) return loading;
  loading = load(find).finally(() => {
    loading = undefined;
  });
  return loading;
}

async function load(find: () => Promise<WebAssembly.Module>): Promise<void> {
  if (isReady()) return;
  try {
    // Before anything is downloaded for nothing.
    const failure = hostFailure();
    if (failure !== undefined) throw failure;
    await start(keptModule() ?? (await find()));
  } catch (cause) {
    throw remembered(cause);
  }
}

/** Starts the module while this package is imported. */
export function loadOnImport(find: () => WebAssembly.Module): void {
  try {
    startSync(find());
  } catch (cause) {
    // Browsers of before 2023 compile nothing so large on import, but well in `init`.
    if (cause instanceof RangeError) return;
    // An import that throws could not be told better; instead every call says what is missing, and `init` may be given it.
    remembered(cause);
  }
}

/** For the calls that come all the same. */
function remembered(cause: unknown): MailveilError {
  const failure = cause instanceof MailveilError ? cause : explained(cause);
  rememberFailure(failure);
  return failure;
}

function explained(cause: unknown): MailveilError {
  const failure = hostFailure(cause);
  if (failure !== undefined) return failure;
  if (cause instanceof WebAssembly.CompileError) {
    return loadFailed(
      "what was loaded is no WebAssembly module",
      "serve `mailveil/mailveil.wasm` as it is, and allow 'wasm-unsafe-eval' where a Content-Security-Policy applies",
      cause,
    );
  }
  return loadFailed(
    "mailveil's module was not found",
    "where a tool lost the file, import `mailveil/inline` instead; or serve `mailveil/mailveil.wasm` and pass its URL to `init`, or its bytes",
    cause,
  );
}

export async function compileModule(given: ModuleSource): Promise<WebAssembly.Module> {
  const source = await given;
  if (isModule(source)) return source as WebAssembly.Module;
  if (typeof source === "string" || source instanceof URL) return compileResponse(await fetch(source), source);
  if (typeof Response === "function" && source instanceof Response) return compileResponse(source, source.url);
  const bytes = bytesOf(source);
  if (bytes !== undefined) return WebAssembly.compile(bytes);
  throw loadFailed(
    "`init` was given nothing that mailveil's module could come from",
    "pass the URL of `mailveil/mailveil.wasm`, its bytes, a response with them, or the compiled module",
  );
}

/** Asked of the engine, because modules come from other realms, too. */
function isModule(source: unknown): boolean {
  try {
    WebAssembly.Module.exports(source as WebAssembly.Module);
    return true;
  } catch {
    return false;
  }
}

/** Buffers of other realms included, and views that engines do not compile. */
function bytesOf(source: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (ArrayBuffer.isView(source)) {
    return new Uint8Array(source.buffer as ArrayBuffer, source.byteOffset, source.byteLength);
  }
  const isBuffer = Object.prototype.toString.call(source) === "[object ArrayBuffer]";
  return isBuffer ? new Uint8Array(source as ArrayBuffer) : undefined;
}

async function compileResponse(response: Response, url: string | URL): Promise<WebAssembly.Module> {
  if (!response.ok) throw new TypeError(`the server answered ${pathOf(url)} with status ${response.status}`);
  const type = response.headers.get("content-type");
  // Browsers keep what they compiled only of what they could compile while it arrived.
  if (type === "application/wasm" && typeof WebAssembly.compileStreaming === "function") {
    return WebAssembly.compileStreaming(response);
  }
  // Development servers answer unknown addresses with their first page.
  if (type?.startsWith("text/html")) throw new TypeError(`the server answered ${pathOf(url)} with a page`);
  return WebAssembly.compile(await response.arrayBuffer());
}

/** Without origin and query. */
function pathOf(url: string | URL): string {
  return String(url)
    .replace(/^\w+:\/\/[^/]*|[?#].*$/g, "")
    .slice(0, 200);
}
