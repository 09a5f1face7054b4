// `npm run start:postgresql`: a server over the tables that `npm run fill` has made.
import { serve } from "@hono/node-server";
import pg from "pg";
import { createApp } from "./app.ts";
import { addressOf } from "./transactions.ts";

const pool = (address: string) => new pg.Pool({ connectionString: address }).on("error", console.error);
const app = createApp({ reader: pool(addressOf("READER")), writer: pool(addressOf("WRITER")) });
const port = Number(process.env["PORT"] ?? "3000");
serve({ fetch: app.fetch, hostname: "127.0.0.1", port }, (info) =>
  console.log(`listening on http://127.0.0.1:${info.port}`),
);
