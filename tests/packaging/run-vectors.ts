// A program for the installed package: runs the vectors in the files that it is given, those about filters last.
import { readFileSync } from "node:fs";
import * as mailveil from "mailveil";
import { type FilterFile, filterFailures } from "../js/filter-vectors.ts";
import { failures, type VectorFile } from "../js/vectors.ts";

const [path = "", filterPath = ""] = process.argv.slice(2);
const files: VectorFile[] = JSON.parse(readFileSync(path, "utf8"));
const filterFiles: FilterFile[] = JSON.parse(readFileSync(filterPath, "utf8"));
const failed = files.flatMap((file) => failures(mailveil, file));
for (const file of filterFiles) failed.push(...(await filterFailures(mailveil, file)));
for (const failure of failed) console.error(failure);
const run = [...files, ...filterFiles].reduce((sum, { cases }) => sum + cases.length, 0);
console.log(`${run} run, ${failed.length} failed`);
