// `npm start`: a server with a database in memory, or in the file that `DATABASE` names.
import { serve } from "@hono/node-server";
import { createApp } from "./app.ts";
import { Database } from "./database.ts";

const database = new Database(process.env["DATABASE"] ?? ":memory:");
const port = Number(process.env["PORT"] ?? "3000");
serve({ fetch: createApp(database).fetch, hostname: "127.0.0.1", port }, (info) => {
  for (const user of ["ann", "bob", "eve"]) console.log(`token of ${user}: ${database.logIn(user)}`);
  console.log(`listening on http://127.0.0.1:${info.port}`);
});
