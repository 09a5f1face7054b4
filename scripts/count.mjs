// How many tests ran, from what each runner left in tests/output. A suite that ran nothing has failed.
import { readFileSync } from "node:fs";

const read = (name) => readFileSync(new URL(`../tests/output/${name}`, import.meta.url), "utf8");
const sum = (text, pattern) => [...text.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);

/** The summary line of nextest (`5 passed`), or one for each of cargo test's programs (`ok. 5 passed`). */
const cargo = (name) => sum(read(name), /(?:Summary.*|test result: ok\.) (\d+) passed/g);
/** The summary line of pytest. */
const pytest = (name) => sum(read(name), /^(\d+) passed/gm);
const vitest = (name) => JSON.parse(read(name)).numPassedTests;
/** Hosts that this machine does not have (tests/hosts/kit.ts). */
const notRun = JSON.parse(read("packaging.json"))
  .testResults.flatMap(({ assertionResults }) => assertionResults.map(({ title }) => title))
  .filter((title) => title.startsWith("NOT RUN"));
const playwright = (name) => JSON.parse(read(name)).stats.expected;

const suites = {
  rust: cargo("rust.log"),
  "rust examples": cargo("rust-doc.log"),
  js: vitest("js.json"),
  sql: vitest("sql.json"),
  packaging: vitest("packaging.json"),
  examples: vitest("examples.json"),
  python: pytest("python.log"),
  spark: pytest("spark.log"),
  browser: playwright("browser.json"),
};

let total = 0;
for (const [suite, count] of Object.entries(suites)) {
  console.log(`${suite.padEnd(14)} ${String(count).padStart(6)}`);
  if (count === 0) {
    console.error(`count: error: no ${suite} tests ran`);
    process.exitCode = 1;
  }
  total += count;
}
for (const line of notRun) console.log(line);
console.log(`${"tests run".padEnd(14)} ${String(total).padStart(6)}, all passed`);
