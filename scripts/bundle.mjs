// Makes few files of the many that the compiler wrote to pkg/dist: hosts find, read and link each by itself, which took most
// of the time from the import to the first decision. Names and comments stay, and so do the types.
import { readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { rollup } from "rollup";

const dist = fileURLToPath(new URL("../pkg/dist/", import.meta.url));
const BUN = "#bun";

/** What `exports` names, and `module/glue`, which is not packed: tests and benches find in it the instance that answers. */
const entries = [
  ...["browser", "bun", "edge", "inline", "node", "slim", "workerd"],
  ...["full/browser", "full/edge", "full/inline", "full/workerd"],
  ...["middleware/express", "middleware/fetch", "middleware/hono"],
  "import/index",
  ...["messages/index", "messages/en", "messages/ru", "messages/sv", "messages/zh"],
  "shapes/index",
  "sql/index",
  ...["adapters/drizzle", "adapters/knex", "adapters/kysely", "adapters/prisma"],
  "module/glue",
];

/** Where the rest goes. Entries share one file, so that a process that imports two of them has one instance. */
function chunkOf(id) {
  const name = relative(dist, id).replace(/\.js$/, "");
  if (name !== "module/glue" && entries.includes(name)) return undefined;
  if (name.endsWith("inline-module")) return name;
  // Into their own entries, which nobody else needs.
  if (name.startsWith("import/") || name.startsWith("shapes/")) return undefined;
  if (name.startsWith("sql/")) return "sql/statements";
  if (name.startsWith("adapters/")) return "adapters/mail";
  return name.startsWith("middleware/") ? "middleware/filter" : "core";
}

/** Each entry names the module in the words that its hosts and bundlers look for; the same words mean another thing to Bun. */
const wordForWord = {
  name: "word-for-word",
  resolveId(source, importer) {
    if (importer === undefined || (source.startsWith(".") && !source.includes(".wasm"))) return null;
    return { id: importer.endsWith("bun.js") ? source + BUN : source, external: "absolute" };
  },
};

const bundle = await rollup({
  input: Object.fromEntries(entries.map((name) => [name, join(dist, `${name}.js`)])),
  plugins: [wordForWord],
  treeshake: false,
  onwarn({ message }) {
    throw new Error(message);
  },
});
const { output } = await bundle.write({
  dir: dist,
  chunkFileNames: "[name].js",
  manualChunks: chunkOf,
  minifyInternalExports: false,
  importAttributesKey: "with",
  paths: (id) => id.replace(BUN, ""),
});

const written = new Set(output.map(({ fileName }) => join(fileName)));
const scripts = readdirSync(dist, { recursive: true }).filter((file) => file.endsWith(".js"));
for (const file of scripts) if (!written.has(file)) rmSync(join(dist, file));
