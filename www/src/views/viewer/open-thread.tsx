import { formatReason } from "mailveil/messages";
import en from "mailveil/messages/en";
import type { Reason } from "mailveil";
import { Badge } from "../../parts/badge.tsx";
import { Said } from "../../parts/said.tsx";
import { TellingButton } from "../../parts/tip.tsx";
import type { ActionAnswer, Opened, Page } from "../../asked/viewer.ts";
import { proposeAndApply } from "../../state/changes.ts";
import { recordName, reference } from "../../state/names.ts";
import { addressOf, go, route } from "../../state/route.ts";
import { loaded, now } from "../../state/session.ts";
import { ACTION_NAMES, instant, LEVEL_CONTENTS, subjectText } from "../../texts/words.ts";

function Reasons({ reasons, opened }: { reasons: readonly Reason[]; opened: Opened }) {
  const record = (id: string): string => {
    const found = opened.records.find((one) => one.id === id);
    return found === undefined ? id : recordName(found);
  };
  return (
    <>
      {reasons.map((reason) => (
        <span key={`${reason.code}${reason.record}`} class="bubble-line">
          {formatReason(reason, en, { record })} <code>{reason.rule}</code>
        </span>
      ))}
    </>
  );
}

/** Replies are for the mail system: "Why" says on what grounds they are allowed. */
const MAIL_ACTIONS: readonly ActionAnswer["action"][] = ["reply", "forward"];

/** What the module allows is a button that works, on the snapshot in hand; anything else says why not. */
function ActionButton({ answer, opened, viewer }: { answer: ActionAnswer; opened: Opened; viewer: string }) {
  const { action, decision } = answer;
  const { id, row } = opened.line;
  const press = (): void => {
    if (MAIL_ACTIONS.includes(action)) go("why", { action, thread: reference(id, row) });
    else void proposeAndApply(`${ACTION_NAMES[action]}: thread ${id}`, { action, thread: id, viewer, now: now.value });
  };
  const why = decision.outcome === "allowed" ? undefined : <Reasons reasons={decision.reasons} opened={opened} />;
  return <TellingButton label={ACTION_NAMES[action]} {...(why === undefined ? {} : { why })} onPress={press} />;
}

/** One thread as the viewer has it: what their level shows, and the buttons for what they may do. */
export function OpenThread({ opened, page, viewer }: { opened: Opened; page: Page; viewer: string }) {
  const { names } = loaded.value;
  const { line, records, firstMessageAt } = opened;
  const thread = reference(line.id, line.row);
  // The address has the record already, in the form that is fit for it.
  const { record } = route.value.params;
  const place = page.surface === "record" ? { on: "record", record } : { on: "mailbox" };
  return (
    <article>
      <header class="thread-head">
        <Badge level={line.level} />
        <h2>{line.level === "metadata" ? "Subject not shown" : <Said text={subjectText(line.subject)} />}</h2>
      </header>
      <fieldset class="actions" aria-label="Actions">
        {opened.actions.map((answer) => (
          <ActionButton key={answer.action} answer={answer} opened={opened} viewer={viewer} />
        ))}
      </fieldset>
      <dl class="facts">
        <dt>Participants</dt>
        <dd>
          <Said text={line.participants.join(", ") || "none"} />
        </dd>
        <dt>Messages</dt>
        <dd>
          first {instant(firstMessageAt)}, last {instant(line.lastMessageAt)}
        </dd>
        <dt>Mailbox</dt>
        <dd>
          <Said text={names.mailbox(line.mailbox)} />
        </dd>
        {records.length === 0 ? null : (
          <>
            <dt>Linked to</dt>
            <dd>
              <Said text={records.map(recordName).join(", ")} />
            </dd>
          </>
        )}
      </dl>
      <p class="body">{LEVEL_CONTENTS[line.level]}</p>
      <p>
        <a href={addressOf("why", { action: "view", thread, ...place })}>Why do they see this?</a>
      </p>
    </article>
  );
}
