// Writes the module as text in a script, for `mailveil/inline`.
import { readFileSync, writeFileSync } from "node:fs";

const pkg = new URL("../pkg/", import.meta.url);
const base64 = readFileSync(new URL("wasm/mailveil_bg.wasm", pkg)).toString("base64");
writeFileSync(new URL("dist/module/inline-module.js", pkg), `export const base64 = "${base64}";\n`);
