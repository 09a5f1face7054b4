// The entry for Node, which reads the module from the disk and is ready on import.
import { compileModule, loadOnce, loadOnImport } from "./module/load.js";
import type { ModuleSource } from "./module/source.js";

export * from "./index.js";
export type { ModuleSource } from "./module/source.js";

/**
 * Nothing to wait for, unless the file was not found on import: bundled servers pass its URL, its bytes or the compiled module.
 * Any number of calls load it once, and a call that failed may be repeated.
 */
export function init(source?: ModuleSource): Promise<void> {
  return loadOnce(async () => compileModule(source === undefined ? readNextToThis() : readIfFile(source)));
}

/** Node's `fetch` opens no files. */
function readIfFile(source: ModuleSource): ModuleSource {
  const isUrl = typeof source === "string" || source instanceof URL;
  return isUrl && String(source).startsWith("file:") ? readFile(new URL(source)) : source;
}

function readNextToThis(): Uint8Array<ArrayBuffer> {
  // The address stands in one expression, because that is what bundlers look for.
  return readFile(new URL("../wasm/mailveil_full_bg.wasm", import.meta.url));
}

/** An import of `node:fs` would also load its promises and streams: a fifth of the time to the first decision. */
function readFile(file: URL): Uint8Array<ArrayBuffer> {
  return process.getBuiltinModule("node:fs").readFileSync(file);
}

loadOnImport(() => new WebAssembly.Module(readNextToThis()));
