import type { Mailbox, Sharing } from "mailveil";
import { useState } from "preact/hooks";
import { MailboxChooser } from "../../parts/mailboxes.tsx";
import { Segments } from "../../parts/segments.tsx";
import { Failed } from "../../parts/states.tsx";
import { Timeline } from "../../parts/timeline.tsx";
import type { Proposed } from "../../asked/changes.ts";
import { useAnswer } from "../../state/answer.ts";
import { change, route } from "../../state/route.ts";
import { loaded, now } from "../../state/session.ts";
import { MODE_NAMES } from "../../texts/words.ts";
import { ChangesMade } from "./changes-made.tsx";
import { Outcome } from "./outcome.tsx";
import { SharingForm } from "./sharing-form.tsx";
import "./what-if.css";

type By = "administrator" | "owner";

/** Who makes the change: the owner, or the first administrator there is. */
function viewerOf(by: By, mailbox: Mailbox): string {
  const { names } = loaded.value;
  const administrator = names.users.all.find(
    ({ profile, status, id }) => profile === "administrator" && status === "active" && id !== mailbox.owner,
  );
  return by === "owner" ? mailbox.owner : (administrator?.id ?? mailbox.owner);
}

/** The excluded domains of the draft, where nothing else is different: an action of its own, with its own rules. */
function domainsAlone(now: Sharing | undefined, draft: Sharing): readonly string[] | undefined {
  if (now?.mode !== "complete" || draft.mode !== "complete") return undefined;
  const domains = draft.excludedDomains ?? [];
  const isSameAudience = JSON.stringify(now.audience) === JSON.stringify(draft.audience);
  const isSameList = JSON.stringify(now.excludedDomains ?? []) === JSON.stringify(domains);
  return isSameAudience && !isSameList ? domains : undefined;
}

/** The action that brings a mailbox from one way of sharing to another. Whether it is allowed, the module says. */
function proposedOf(by: By, mailbox: Mailbox, draft: Sharing): Proposed {
  const about = { viewer: viewerOf(by, mailbox), mailbox: mailbox.id, now: now.value };
  if (draft.mode === "shared-mailbox") {
    const action = mailbox.sharing?.mode === "shared-mailbox" ? "manage-grants" : "share-mailbox";
    return { action, ...about, value: draft.grants };
  }
  const domains = domainsAlone(mailbox.sharing, draft);
  if (domains !== undefined) return { action: "edit-excluded-domains", ...about, value: domains };
  return { action: by === "owner" ? "change-sharing" : "assign-sharing", ...about, value: draft };
}

/** A setting changed in a form, and what that would expose, before anything is saved. */
export function WhatIfView() {
  const { names } = loaded.value;
  const chosen = names.mailboxes.find(route.value.params["mailbox"]) ?? names.mailboxes.all[0];
  const { answer: mailbox, failure } = useAnswer("mailbox", { mailbox: chosen?.id ?? "" });
  return (
    <div class="what-if-view">
      <div class="question">
        <MailboxChooser value={chosen?.id ?? ""} onChoose={(next) => change({ mailbox: next })} />
        <Timeline />
      </div>
      {failure === undefined ? null : <Failed failure={failure} />}
      {mailbox === undefined ? null : <Draft key={`${mailbox.id} ${loaded.value.revision}`} mailbox={mailbox} />}
      <ChangesMade />
    </div>
  );
}

function Draft({ mailbox }: { mailbox: Mailbox }) {
  const [draft, setDraft] = useState<Sharing>(mailbox.sharing ?? { mode: "private" });
  const by: By = route.value.params["by"] === "owner" ? "owner" : "administrator";
  const { names } = loaded.value;
  const proposed = proposedOf(by, mailbox, draft);
  const isSame = JSON.stringify(draft) === JSON.stringify(mailbox.sharing ?? { mode: "private" });
  const label = `${names.mailbox(mailbox.id)}: ${MODE_NAMES[mailbox.sharing?.mode ?? "private"]} to ${MODE_NAMES[draft.mode]}`;
  return (
    <div class="panes two">
      <section class="pane prose" aria-label="Settings">
        <h2>How it shares</h2>
        <Segments<By>
          label="Changed by"
          value={by}
          choices={[
            ["administrator", "An administrator"],
            ["owner", "Its owner"],
          ]}
          onChoose={(next) => change({ by: next })}
        />
        <p class="hint">{names.user(proposed.viewer)}</p>
        <SharingForm value={draft} onChange={setDraft} />
      </section>
      <section class="pane prose" aria-label="Exposure">
        <h2>What that exposes</h2>
        <Outcome proposed={proposed} label={label} isSame={isSame} />
      </section>
    </div>
  );
}
