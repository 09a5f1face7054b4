// How the module gets here: found by the host's entry or given by the caller, compiled, and started once.
import { isReady, keptModule, loadFailed, rememberFailure, start } from "./instance.js";

/** What `init` may be given: the URL of `mailveil/mailveil.wasm`, its bytes, or the compiled module. */
export type ModuleSource = string | URL | ArrayBuffer | Uint8Array | WebAssembly.Module;

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
    rememberFailure(cause);
    throw cause;
  }
}

export async function compileModule(source: ModuleSource): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  const bytes = typeof source === "string" || source instanceof URL ? await fetchBytes(source) : source;
  try {
    return await WebAssembly.compile(bytes as BufferSource);
  } catch (cause) {
    throw loadFailed(
      "what was loaded is no WebAssembly module",
      "serve `mailveil/mailveil.wasm` as it is, and allow 'wasm-unsafe-eval' where a Content-Security-Policy applies",
      cause,
    );
  }
}

async function fetchBytes(url: string | URL): Promise<ArrayBuffer> {
  try {
    const response = await fetch(url);
    if (response.ok) return await response.arrayBuffer();
    throw new TypeError(`the server answered with status ${response.status}`);
  } catch (cause) {
    throw loadFailed(
      "mailveil's module could not be fetched",
      "serve `mailveil/mailveil.wasm` and pass its URL to `init`, or pass its bytes",
      cause,
    );
  }
}
