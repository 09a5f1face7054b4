// `npm start`: a server over what the API of a CRM answered, in the folder `export` or the one that is given.
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { createApp } from "./app.ts";
import { Database, type MailThread } from "./database.ts";
import { importDirectory, readExport } from "./export.ts";

const here = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const [folder = here("export"), decisions = here("decisions.json")] = process.argv.slice(2);

const { snapshot, report } = importDirectory(folder, decisions);
for (const { what, why, count } of report.lost) console.log(`lost: ${count} ${what} (${why})`);
for (const { what, why, ids } of report.invented) console.log(`invented: ${ids.length} ${what} (${why})`);

const { mailThreads } = readExport(folder) as { mailThreads?: { data: MailThread[] | null } };
const database = new Database(mailThreads?.data ?? []);
const port = Number(process.env["PORT"] ?? "3000");
serve({ fetch: createApp(database, snapshot).fetch, hostname: "127.0.0.1", port }, (info) => {
  for (const { id, name } of snapshot.users) console.log(`token of ${name ?? id}: ${database.logIn(id)}`);
  console.log(`listening on http://127.0.0.1:${info.port}`);
});
