import type { Finding } from "mailveil";
import type { Found } from "../asked/health.ts";
import type { Answer, Request } from "../asked/methods.ts";
import type { Held } from "./held.ts";

export function lint(held: Held, { now }: Request<"lint">): Answer<"lint"> {
  const { findings, total } = held.policy.lint({ now });
  return { total, found: findings.map((finding) => aboutOf(held, finding)) };
}

/** Whom or what the path of a finding names. */
function aboutOf({ snapshot }: Held, finding: Finding): Found {
  const [, collection, row] = finding.path.split("/");
  const at = row === undefined ? -1 : Number(row);
  const user = collection === "users" ? snapshot.users[at]?.id : undefined;
  const mailbox = collection === "mailboxes" ? snapshot.mailboxes[at]?.id : undefined;
  const record = collection === "records" ? snapshot.records[at]?.id : undefined;
  return {
    finding,
    ...(user === undefined ? {} : { user }),
    ...(mailbox === undefined ? {} : { mailbox }),
    ...(record === undefined ? {} : { record }),
  };
}
