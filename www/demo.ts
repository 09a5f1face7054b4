/** `npm run demo -w www`: serves what was built, on this machine only, and says what to try. */
import { preview } from "vite";

const server = await preview({ root: import.meta.dirname }); // takes the next free port when 4173 is taken
const address = server.resolvedUrls?.local[0] ?? "http://127.0.0.1:4173/";

console.log(`
mailveil: who may see this mail, and why?

  ${address}

Things to try with the sample, Larkfield Optics (everybody in it is invented):
  1. "Tour": one story for each family of rules, each a click away from its place.
  2. "Why": Petra Vance is an administrator who opens every record, and still no private mailbox (Z-06).
  3. "Who sees what": go through the cells with the arrow keys; Enter zooms in to the threads of a mailbox.
  4. "What if": open a mailbox to everyone, and read who would gain what before it is applied.
  5. Drop a snapshot of your own on the page. It stays in the browser; a refused one says what is wrong, and where.

Ctrl+C ends it.`);
