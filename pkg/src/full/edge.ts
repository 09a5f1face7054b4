// The entry of the full module for Vercel's edge runtime and Next's, which decides, filters, and writes contexts for SQL.
import module from "../../wasm/mailveil_full_bg.wasm?module";
import { compileModule, loadOnce, loadOnImport } from "../module/load.js";
import type { ModuleSource } from "../module/source.js";

export * from "../index.js";
export type { ModuleSource } from "../module/source.js";

/** Nothing to wait for: the module is loaded on import. */
export function init(source?: ModuleSource): Promise<void> {
  return loadOnce(() => compileModule(source ?? module));
}

loadOnImport(() => module);
