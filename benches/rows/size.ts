// What a browser fetches: the module and its glue, compressed.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { atMost } from "../report.ts";

const LIMIT = 80;
const FOLDER = new URL("../../pkg/wasm/", import.meta.url);

const sizes = readdirSync(FOLDER)
  .filter((name) => /\.(wasm|js)$/.test(name))
  .map((name) => ({ name, kilobytes: gzipSync(readFileSync(new URL(name, FOLDER)), { level: 9 }).length / 1024 }));
const total = sizes.reduce((sum, { kilobytes }) => sum + kilobytes, 0);
const parts = sizes.map(({ name, kilobytes }) => `${name} ${kilobytes.toFixed(1)}`).join(", ");
atMost("size, gzip", `<= ${LIMIT} KB`, LIMIT, total, `${total.toFixed(1)} KB (${parts})`);
