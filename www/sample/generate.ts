/** Writes the bundled sample: `npm run sample -w www`. The same file every time. */
import { mkdirSync, writeFileSync } from "node:fs";
import { makeOrganization } from "./organization.ts";

const folder = new URL("../public/", import.meta.url);
mkdirSync(folder, { recursive: true });
const sample = makeOrganization();
writeFileSync(new URL("sample.json", folder), `${JSON.stringify(sample)}\n`);
console.log(
  `sample.json: ${sample.users.length} users, ${sample.records.length} records, ${sample.mailboxes.length} mailboxes, ${sample.threads.length} threads`,
);
