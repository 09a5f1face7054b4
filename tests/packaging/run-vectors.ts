// A program for the installed package: runs the vectors in the file that it is given.
import { readFileSync } from "node:fs";
import * as mailveil from "mailveil";
import { failures, type VectorFile } from "../js/vectors.ts";

const [path] = process.argv.slice(2);
const files: VectorFile[] = JSON.parse(readFileSync(path ?? "", "utf8"));
const failed = files.flatMap((file) => failures(mailveil, file));
for (const failure of failed) console.error(failure);
const run = files.reduce((sum, { cases }) => sum + cases.length, 0);
console.log(`${run} run, ${failed.length} failed`);
