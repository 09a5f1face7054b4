// The entry for browsers and workers, which fetch the module or are given it.
import { compileModule, loadOnce, type ModuleSource } from "./load.js";

export * from "./index.js";
export type { ModuleSource } from "./load.js";

/**
 * Loads the module; any number of calls load it once, and a call that failed may be repeated.
 * Without a source, the file next to this one is fetched.
 */
export function init(source?: ModuleSource): Promise<void> {
  // The address stands in one expression, because that is what bundlers look for.
  return loadOnce(() => compileModule(source ?? new URL("../wasm/mailveil_bg.wasm", import.meta.url)));
}
