// The size budget: what a browser downloads before the first decision, compressed. That is the module, and the main entry as
// a bundler makes it, minified.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const KILOBYTE = 1024;
/** What we want, in kilobytes. */
export const GOAL = 130;
/** What the check holds until then: the size of the day plus one part in fifty, so that it does not grow unseen. */
const LIMIT = 181;

/** The two files, each with its bytes as they are and compressed. */
export async function download() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("../pkg/dist/browser.js", import.meta.url))],
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    logLevel: "warning",
  });
  const module = readFileSync(new URL("../pkg/wasm/mailveil_bg.wasm", import.meta.url));
  return [weighed("browser.js", outputFiles[0].contents), weighed("mailveil_bg.wasm", module)];
}

const weighed = (name, bytes) => ({ name, bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length });

const kilobytes = (bytes) => `${(bytes / KILOBYTE).toFixed(1)} KB`;

async function main() {
  let total = 0;
  for (const { name, bytes, gzip } of await download()) {
    total += gzip;
    console.log(`${name.padEnd(18)} ${kilobytes(bytes).padStart(9)}, ${kilobytes(gzip).padStart(9)} gzip`);
  }
  const part = Math.round((100 * total) / (LIMIT * KILOBYTE));
  console.log(`together ${kilobytes(total)} gzip of ${LIMIT} KB (${part} %); the goal is ${GOAL} KB`);
  if (total > LIMIT * KILOBYTE) {
    console.error(`size: error: ${kilobytes(total - LIMIT * KILOBYTE)} over the budget`);
    process.exitCode = 1;
  }
}

if (import.meta.main) await main();
