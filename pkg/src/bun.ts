// The entry for Bun, which carries the file along when it bundles or compiles, and is ready on import.
import { readFileSync } from "node:fs";
import file from "../wasm/mailveil_full_bg.wasm" with { type: "file" };
import { compileModule, loadOnce, loadOnImport } from "./module/load.js";
import type { ModuleSource } from "./module/source.js";

export * from "./index.js";
export type { ModuleSource } from "./module/source.js";

/** Nothing to wait for: the module is loaded on import. */
export function init(source?: ModuleSource): Promise<void> {
  return loadOnce(() => compileModule(source ?? readFile()));
}

/** Absolute; in a bundle relative to it. */
function readFile(): Uint8Array<ArrayBuffer> {
  const path: string = file;
  return readFileSync(path.startsWith(".") ? new URL(path, import.meta.url) : path);
}

loadOnImport(() => new WebAssembly.Module(readFile()));
