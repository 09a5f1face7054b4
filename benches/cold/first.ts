// The first and the tenth time that a process filters the body on its standard input.
import { readFileSync } from "node:fs";
import { Policy } from "mailveil";
import { filterBody } from "../plain-lists.ts";
import { stage } from "../subject.ts";

const body = readFileSync(0);
const { organization, viewer, asked } = stage();
const policy = Policy.parse(organization.snapshot);
const isSubject = process.argv[2] === "mailveil";

/** In nanoseconds. */
function once(): number {
  const before = process.cpuUsage();
  if (isSubject) policy.filterThreads(body, asked);
  else filterBody(viewer, body);
  const { user, system } = process.cpuUsage(before);
  return 1_000 * (user + system);
}

const times = Array.from({ length: 10 }, once);
console.log(JSON.stringify({ first: times[0], tenth: times[9] }));
