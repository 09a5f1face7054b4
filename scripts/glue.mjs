// wasm-bindgen's glue knows one instance and keeps it. This script turns it into a function that makes the glue of a new
// instance, because after a fault the package starts one. What belongs to the old instance must not reach the memory of
// the new one, nor keep the old memory alive: so each instance has variables of its own, and can be abandoned.
//
//   node scripts/glue.mjs FOLDER     rewrites FOLDER/mailveil.js and its types
import { readFileSync, writeFileSync } from "node:fs";

const [folder] = process.argv.slice(2);
const file = `${folder}/mailveil.js`;

/** Fails where the glue is not what this script knows: then wasm-bindgen has changed. */
function take(text, pattern, what) {
  const found = [...text.matchAll(pattern)].map(([, name]) => name);
  if (found.length > 0) return found;
  throw new Error(`the glue has no ${what}: wasm-bindgen has changed`);
}

const text = readFileSync(file, "utf8");
const [imports] = take(text, /^(import .*;\n)/gm, "import");
const last = "export { initSync, __wbg_init as default };\n";
if (text.split(last).length !== 2) throw new Error("the glue does not end as it did: wasm-bindgen has changed");
const exported = take(text, /^export (?:class|function) (\w+)/gm, "exports");
const frees = [...new Set(take(text, /\bwasm\.(__\w+_free)\(/g, "functions that give memory back"))];
const views = take(text, /^let (cached\w*Memory0) = null;$/gm, "views of the memory");

// It would compile again what it does not know for a module, as in edge runtimes, where modules come from outside of their
// realm. The package gives it nothing but modules.
const compiling = /^ *if \(!\(module instanceof WebAssembly\.Module\)\) \{\n(.*)\n *\}\n/gm;
take(text, compiling, "test whether it is given a module");

// Plain objects and arrays are made member by member. An assignment could be caught by a setter on a polluted prototype.
const assigning = /^( *)arg0\[(arg1(?: >>> 0)?)\] = arg2;$/gm;
take(text, assigning, "assignments");

const body = text
  .replace(compiling, "")
  .replace(assigning, "$1define(arg0, $2, arg2);")
  .replace('/* @ts-self-types="./mailveil.d.ts" */\n', "")
  // What the functions do stands where they are written, in src/wasm/; a browser would fetch it.
  .replaceAll(/^ *\/\*\*\n(?: *\*.*\n)*? *\*\/\n/gm, "")
  .replace(imports, "")
  .replace(last, "")
  .replaceAll(/^export (class|function) /gm, "$1 ")
  .trim();
if (/^(export|import) /m.test(body)) throw new Error("the glue exports or imports more than is known");

writeFileSync(
  file,
  `${imports}
const { defineProperty } = Object;

function define(object, name, value) {
    defineProperty(object, name, { __proto__: null, value, configurable: true, enumerable: true, writable: true });
}

export function createGlue() {
${body}

// Whatever is left of this instance: giving memory back does nothing, and every other call is a TypeError.
const inert = { __proto__: null, ${frees.map((name) => `${name}() {}`).join(", ")} };
function abandon() {
    wasm = inert;
    wasmInstance = wasmModule = __wbg_init_promise = undefined;
    ${views.map((name) => `${name} = null;`).join("\n    ")}
}

return { ${exported.join(", ")}, bytes: getUint8ArrayMemory0, initSync, init: __wbg_init, abandon };
}
`,
);
writeFileSync(`${folder}/mailveil.d.ts`, "export function createGlue(): unknown;\n");
