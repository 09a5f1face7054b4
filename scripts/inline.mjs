// Writes the modules as text in scripts, for `mailveil/inline` and for Deno.
import { readFileSync, writeFileSync } from "node:fs";

const pkg = new URL("../pkg/", import.meta.url);
const scripts = { "mailveil_bg.wasm": "inline-module.js", "mailveil_full_bg.wasm": "full-inline-module.js" };
for (const [module, script] of Object.entries(scripts)) {
  const base64 = readFileSync(new URL(`wasm/${module}`, pkg)).toString("base64");
  writeFileSync(new URL(`dist/module/${script}`, pkg), `export const base64 = "${base64}";\n`);
}
