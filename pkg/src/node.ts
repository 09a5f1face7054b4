// The entry for Node, Deno and Bun, which read the module from the disk and are ready on import.
import { readFileSync } from "node:fs";
import { loadFailed, rememberFailure, startSync } from "./instance.js";
import { compileModule, loadOnce, type ModuleSource } from "./load.js";

export * from "./index.js";
export type { ModuleSource } from "./load.js";

/**
 * Nothing to wait for, unless the file was not found on import: bundled servers pass its URL, its bytes or the compiled module.
 * Any number of calls load it once, and a call that failed may be repeated.
 */
export function init(source?: ModuleSource): Promise<void> {
  return loadOnce(async () => compileModule(readIfFile(source ?? nextToThis())));
}

function nextToThis(): URL {
  return new URL("../wasm/mailveil_bg.wasm", import.meta.url);
}

/** Node's `fetch` opens no files. */
function readIfFile(source: ModuleSource): ModuleSource {
  const isUrl = typeof source === "string" || source instanceof URL;
  if (!isUrl || !String(source).startsWith("file:")) return source;
  try {
    return readFileSync(new URL(source));
  } catch (cause) {
    throw loadFailed(
      "mailveil's module could not be read",
      "keep `mailveil/mailveil.wasm` beside the code when bundling, or pass its bytes to `init`",
      cause,
    );
  }
}

try {
  startSync(new WebAssembly.Module(readIfFile(nextToThis()) as BufferSource));
} catch (cause) {
  // An import that throws could not be told better; instead every call says what is missing, and `init` may be given it.
  rememberFailure(cause);
}
