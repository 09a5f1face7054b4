// The entry for browsers that propose, compare and lint, such as an administrator's page: the full module, fetched.
import { compileModule, loadOnce } from "../module/load.js";
import type { ModuleSource } from "../module/source.js";

export * from "../index.js";
export type { ModuleSource } from "../module/source.js";

/**
 * Loads the module; any number of calls load it once, and a call that failed may be repeated.
 * Without a source, the file next to this one is fetched.
 */
export function init(source?: ModuleSource): Promise<void> {
  return loadOnce(() => compileModule(source ?? nextToThis()));
}

/** Until its version 8, Vite's development server moves this script into a cache, and the file stays where it was. */
const viteCache = /\/node_modules\/\.vite\/.*(?=wasm\/)/;

function nextToThis(): string {
  // The address stands in one expression, because that is what bundlers look for. What they make of it may be no real URL.
  return String(new URL("../../wasm/mailveil_full_bg.wasm", import.meta.url)).replace(
    viteCache,
    "/node_modules/mailveil/",
  );
}
