import type { Action } from "mailveil";
import { useState } from "preact/hooks";
import { Said } from "../../parts/said.tsx";
import { Busy, Failed } from "../../parts/states.tsx";
import { useAnswer } from "../../state/answer.ts";
import { change, go } from "../../state/route.ts";
import { loaded } from "../../state/session.ts";
import { Facts } from "../why/facts.tsx";
import { ProposedButton } from "./proposed-button.tsx";
import { TickForm } from "./tick-form.tsx";

/** Done at once: they take no value. */
const PLAIN = {
  lock: "Lock",
  unlock: "Unlock",
  "back-up": "Back up",
  "back-up-latest": "Back up the latest mail",
  configure: "Configure",
  "save-settings-unchanged": "Save the settings unchanged",
  "send-from": "Write from it",
} as const satisfies Partial<Record<Action, string>>;

/** With a value: the form of What if asks for it. */
const WITH_FORM = {
  "assign-sharing": "Assign its sharing …",
  "change-sharing": "Change its sharing …",
  "share-mailbox": "Make it a shared mailbox …",
  "manage-grants": "Manage its grants …",
  "edit-excluded-domains": "Edit its excluded domains …",
} as const satisfies Partial<Record<Action, string>>;

/** One mailbox, with all that can be done with it. What the module denies says why. */
export function MailboxPage({ by, mailbox: id }: { by: string; mailbox: string }) {
  const { names } = loaded.value;
  const { answer: mailbox, failure } = useAnswer("mailbox", { mailbox: id }, id);
  const [told, tell] = useState("");
  if (failure !== undefined) return <Failed failure={failure} />;
  if (mailbox === undefined) return <Busy />;
  const address = names.mailbox(id);
  const reference = names.mailboxes.reference(id);
  return (
    <>
      <div class="question zoomed">
        <button type="button" onClick={() => change({ mailbox: undefined })}>
          All mailboxes
        </button>
        <h2>
          <Said text={address} />
        </h2>
      </div>
      <div class="panes two">
        <section class="pane prose" aria-label="Actions">
          <h2>What {names.user(by)} may do with it</h2>
          <div class="actions">
            {Object.entries(PLAIN).map(([action, label]) => (
              <ProposedButton
                key={action}
                proposed={{ action: action as keyof typeof PLAIN, mailbox: id }}
                by={by}
                label={label}
                change={`${address}: ${label}`}
                onDone={tell}
              />
            ))}
          </div>
          <h3>With a form</h3>
          <div class="actions">
            {Object.entries(WITH_FORM).map(([action, label]) => (
              <ProposedButton
                key={action}
                proposed={{ action: action as keyof typeof WITH_FORM, mailbox: id }}
                by={by}
                label={label}
                onPress={() =>
                  go("what-if", { mailbox: reference, by: by === mailbox.owner ? "owner" : "administrator" })
                }
              />
            ))}
          </div>
          <TickForm by={by} mailbox={mailbox} onDone={tell} />
          <p class="told" role="status">
            {told}
          </p>
        </section>
        <Facts facts={{ mailbox, records: [] }} />
      </div>
    </>
  );
}
