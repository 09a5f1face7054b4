import type { ModuleSource } from "./source.js";

/** `mailveil.wasm` as whatever your tool makes of it: a compiled module, a URL or bytes. `init` takes them all. */
declare const source: ModuleSource;
export default source;
