// Fills the local store and database, in the folder that is given or where `wrangler dev` looks by itself.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { getPlatformProxy } from "wrangler";
import { localKey, publicPart } from "./key.ts";
import type { Database, Env } from "./src/env.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const [folder = join(here, ".wrangler", "state")] = process.argv.slice(2);
const persist = { path: join(folder, "v3") };
const read = (file: string) => readFileSync(join(here, file), "utf8");

const mail = await getPlatformProxy<Env>({ configPath: join(here, "wrangler.jsonc"), persist });
await mail.env.STORE.put("snapshot", read("sample/snapshot.json"));
await mail.env.STORE.put("keys", JSON.stringify({ keys: [publicPart(await localKey())] }));
await mail.dispose();

const crm = await getPlatformProxy<{ DB: Database }>({ configPath: join(here, "crm/wrangler.jsonc"), persist });
for (const statement of read("crm/schema.sql").split(/;\s*$/m))
  if (statement.trim()) await crm.env.DB.prepare(statement).run();
await crm.dispose();
