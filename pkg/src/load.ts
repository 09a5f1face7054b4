// How the module gets here: found by the host's entry or given by the caller, compiled, and started once.
import { MailveilError } from "./error.js";
import { isReady, keptModule, loadFailed, rememberFailure, start, startSync } from "./instance.js";
import type { ModuleSource } from "./source.js";

let loading: Promise<void> | undefined;

/** Loads the module once, however often it is called meanwhile; a call that failed may be repeated. */
export function loadOnce(find: () => Promise<WebAssembly.Module>): Promise<void> {
  loading ??= load(find).finally(() => {
    loading = undefined;
  });
  return loading;
}

async function load(find: () => Promise<WebAssembly.Module>): Promise<void> {
  if (isReady()) return;
  try {
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
    // An import that throws could not be told better; instead every call says what is missing, and `init` may be given it.
    remembered(cause);
  }
}

/** For the calls that come all the same. Bundlers may leave no address at all, which is no error of ours yet. */
function remembered(cause: unknown): unknown {
  const failure = cause instanceof MailveilError ? cause : notFound(cause);
  rememberFailure(failure);
  return failure;
}

export async function compileModule(given: ModuleSource): Promise<WebAssembly.Module> {
  const source = await settled(given);
  if (isModule(source)) return source as WebAssembly.Module;
  if (typeof source === "string" || source instanceof URL) return compileResponse(await fetched(source), source);
  if (typeof Response === "function" && source instanceof Response) return compileResponse(source, source.url);
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source))
    return compiled(() => WebAssembly.compile(source as BufferSource));
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

async function settled(source: ModuleSource): Promise<Exclude<ModuleSource, PromiseLike<unknown>>> {
  try {
    return await source;
  } catch (cause) {
    throw notFound(cause);
  }
}

async function fetched(url: string | URL): Promise<Response> {
  try {
    return await fetch(url);
  } catch (cause) {
    throw notFound(cause);
  }
}

async function compileResponse(response: Response, url: string | URL): Promise<WebAssembly.Module> {
  if (!response.ok) throw notFound(new TypeError(`the server answered ${pathOf(url)} with status ${response.status}`));
  const type = response.headers.get("content-type");
  // Browsers keep what they compiled only of what they could compile while it arrived.
  if (type === "application/wasm" && typeof WebAssembly.compileStreaming === "function") {
    return compiled(() => WebAssembly.compileStreaming(response));
  }
  // Development servers answer unknown addresses with their first page.
  if (type?.startsWith("text/html")) throw notFound(new TypeError(`the server answered ${pathOf(url)} with a page`));
  return compiled(async () => WebAssembly.compile(await response.arrayBuffer()));
}

/** Without origin and query. */
function pathOf(url: string | URL): string {
  return String(url)
    .replace(/^\w+:\/\/[^/]*|[?#].*$/g, "")
    .slice(0, 200);
}

async function compiled(compile: () => Promise<WebAssembly.Module>): Promise<WebAssembly.Module> {
  try {
    return await compile();
  } catch (cause) {
    if (!(cause instanceof WebAssembly.CompileError)) throw notFound(cause);
    throw loadFailed(
      "what was loaded is no WebAssembly module",
      "serve `mailveil/mailveil.wasm` as it is, and allow 'wasm-unsafe-eval' where a Content-Security-Policy applies",
      cause,
    );
  }
}

function notFound(cause: unknown): Error {
  return loadFailed(
    "mailveil's module was not found",
    "where a tool lost the file, import `mailveil/inline` instead; or serve `mailveil/mailveil.wasm` and pass its URL to `init`, or its bytes",
    cause,
  );
}
