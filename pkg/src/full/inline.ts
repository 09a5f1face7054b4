// The entry for Deno, which else would ask for leave to read: the full module is text in a script.
import { base64 } from "../module/full-inline-module.js";
import { compileModule, loadOnce, loadOnImport } from "../module/load.js";
import type { ModuleSource } from "../module/source.js";

export * from "../index.js";
export type { ModuleSource } from "../module/source.js";

/** Nothing to wait for, but in browsers of before 2023, which compile nothing so large on import. */
export function init(source?: ModuleSource): Promise<void> {
  return loadOnce(() => compileModule(source ?? bytes()));
}

/** Not by `fetch` of a data URL, which a Content-Security-Policy may forbid. */
function bytes(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

loadOnImport(() => new WebAssembly.Module(bytes()));
