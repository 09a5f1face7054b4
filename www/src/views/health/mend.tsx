import type { Found } from "../../asked/health.ts";
import type { Proposed } from "../../asked/changes.ts";
import { useAnswer } from "../../state/answer.ts";
import { addressOf } from "../../state/route.ts";
import { loaded, now } from "../../state/session.ts";
import { Outcome } from "../what-if/outcome.tsx";
import { mendingOf } from "./mending.ts";

/** "Mend it": where a proposal can, with what it would expose; else the form in which one can. */
export function Mend({ found }: { found: Found }) {
  const { names } = loaded.value;
  const id = found.mailbox;
  const { answer: mailbox } = useAnswer("mailbox", id === undefined ? undefined : { mailbox: id });
  if (mailbox === undefined) return null;
  const mending = mendingOf(found, mailbox);
  if (mending === undefined) {
    return (
      <p>
        <a href={addressOf("what-if", { mailbox: names.mailboxes.reference(mailbox.id) })}>Change its settings …</a>
      </p>
    );
  }
  const administrator = names.users.all.find(
    ({ profile, status }) => profile === "administrator" && status === "active",
  );
  const viewer = mending.by === "owner" ? mailbox.owner : (administrator?.id ?? mailbox.owner);
  const proposed: Proposed = { ...mending.proposed, viewer, now: now.value };
  return (
    <details class="mending">
      <summary>Mend it: {mending.label.toLowerCase()}</summary>
      <Outcome
        proposed={proposed}
        label={`${names.mailbox(mailbox.id)}: ${mending.label.toLowerCase()}`}
        isSame={false}
      />
    </details>
  );
}
