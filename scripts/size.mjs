// The size budget: what a browser downloads before the first decision, compressed.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT = 122_880;
const FOLDER = new URL("../pkg/wasm/", import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => /\.(wasm|js)$/.test(name));

let total = 0;
for (const name of FILES) {
  const bytes = readFileSync(new URL(name, FOLDER));
  const size = gzipSync(bytes, { level: 9 }).length;
  total += size;
  console.log(`${name.padEnd(18)} ${String(bytes.length).padStart(8)} bytes, ${String(size).padStart(7)} gzip`);
}
console.log(`together ${total} of ${LIMIT} bytes (${Math.round((100 * total) / LIMIT)} %)`);
if (total > LIMIT) {
  console.error(`size: error: ${total - LIMIT} bytes over the budget`);
  process.exitCode = 1;
}
