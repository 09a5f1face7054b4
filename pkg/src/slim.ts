// The entry for callers who bring the module: it names no file, so that no tool takes one along.
import { compileModule, loadOnce } from "./module/load.js";
import type { ModuleSource } from "./module/source.js";

export * from "./index.js";
export type { ModuleSource } from "./module/source.js";

/** Loads what is given; any number of calls load it once, and a call that failed may be repeated. */
export function init(source: ModuleSource): Promise<void> {
  return loadOnce(() => compileModule(source));
}
