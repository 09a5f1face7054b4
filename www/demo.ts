/** `npm run demo -w www`: serves what was built, on this machine only, and says what to try. */
import { preview } from "vite";

const server = await preview({ root: import.meta.dirname }); // takes the next free port when 4173 is taken
const address = server.resolvedUrls?.local[0] ?? "http://127.0.0.1:4173/";

console.log(`
mailveil: who may see this mail, and why?

  ${address}

Things to try with the sample, Larkfield Optics (everybody in it is invented):
  1. Choose Priya Nandakumar, filter by "Hidden", and go through the threads with the arrow keys: each says why.
  2. Choose an administrator, Petra Vance, who opens every record, and still no private mailbox (Z-06).
  3. Choose "Vendor engineer, this week", then set the time to 2026-11-05T09:00:00Z: the support access has ended.
  4. Drop a snapshot of your own on the page. It stays in the browser; a refused one says what is wrong, and where.

Ctrl+C ends it.`);
