import type { Action } from "mailveil";
import { useId } from "preact/hooks";
import { Chooser, type Found } from "../../parts/chooser.tsx";
import { MomentField } from "../../parts/fields.tsx";
import { MailboxChooser } from "../../parts/mailboxes.tsx";
import { UserChooser } from "../../parts/people.tsx";
import { RecordField } from "../../parts/records.tsx";
import { Segments } from "../../parts/segments.tsx";
import { Timeline } from "../../parts/timeline.tsx";
import type { Facts } from "../../asked/why.ts";
import { useAnswer } from "../../state/answer.ts";
import { recordName, reference } from "../../state/names.ts";
import { change, route } from "../../state/route.ts";
import { loaded } from "../../state/session.ts";
import { ACTION_PHRASES } from "../../texts/actions.ts";
import { OPERATIONS } from "../../texts/operations.ts";
import { day, subjectText } from "../../texts/words.ts";
import { ACTIONS, actionOf, type Said, TARGETS } from "./query.ts";

function useThreads(text: string, open: boolean): Found {
  const { names } = loaded.value;
  const { answer } = useAnswer("findThreads", open ? { text } : undefined, "threads");
  const choices = (answer?.hits ?? []).map(({ id, row, subject, mailbox, lastMessageAt }) => ({
    id: reference(id, row),
    label: subjectText(subject),
    hint: `${id} · ${day(lastMessageAt)} · ${names.mailbox(mailbox)}`,
  }));
  return { choices, total: answer?.total ?? 0 };
}

function ActionSelect({ action }: { action: Action }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>May they …</label>
      <select id={id} value={action} onChange={(event) => change({ action: event.currentTarget.value })}>
        {ACTIONS.map((one) => (
          <option key={one} value={one}>
            {ACTION_PHRASES[one]}
          </option>
        ))}
      </select>
    </div>
  );
}

function RecordChooser({ said, facts }: { said: Said; facts: Facts | undefined }) {
  const record = facts?.records.find(({ id }) => id === said.record);
  return (
    <RecordField
      value={route.value.params["record"] ?? ""}
      shown={record === undefined ? said.record : recordName(record)}
      hint="The page being looked at, if one is"
      onChoose={(next) => change({ record: next })}
    />
  );
}

function SurfaceFields({ said, facts }: { said: Said; facts: Facts | undefined }) {
  const on = route.value.params["on"] ?? "";
  return (
    <>
      <Segments
        label="Surface"
        value={on === "record" || on === "mailbox" ? on : ""}
        choices={[
          ["", "Any"],
          ["record", "Record pages"],
          ["mailbox", "Mail tab"],
        ]}
        onChoose={(surface) => change({ on: surface || undefined, record: undefined })}
      />
      {on === "record" ? <RecordChooser said={said} facts={facts} /> : null}
    </>
  );
}

function TargetFields({ action, said, facts }: { action: Action; said: Said; facts: Facts | undefined }) {
  const { names } = loaded.value;
  const target = TARGETS[action];
  const { params } = route.value;
  const thread = facts?.thread;
  return (
    <>
      {target === "view" || target === "thread" ? (
        <Chooser
          label="Thread"
          value={params["thread"] ?? ""}
          shown={thread === undefined ? "" : subjectText(thread.subject)}
          hint={thread === undefined ? "" : `${thread.id}, in ${names.mailbox(thread.mailbox)}`}
          useFound={useThreads}
          onChoose={(id) => change({ thread: id })}
        />
      ) : null}
      {target === "view" ? <SurfaceFields said={said} facts={facts} /> : null}
      {target === "mailbox" || target === "mailbox-and-record" ? (
        <MailboxChooser value={said.mailbox} onChoose={(mailbox) => change({ mailbox })} />
      ) : null}
      {target === "mailbox-and-record" ? <RecordChooser said={said} facts={facts} /> : null}
      {target === "period" ? <PeriodField now={said.now} /> : null}
      {target === "operation" ? <OperationSelect /> : null}
    </>
  );
}

function PeriodField({ now }: { now: string }) {
  return (
    <MomentField
      label="Until"
      value={route.value.params["until"] ?? now}
      onChange={(text) => change({ until: text || undefined })}
    />
  );
}

function OperationSelect() {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>Operation</label>
      <select
        id={id}
        value={route.value.params["operation"] ?? "view-record"}
        onChange={(event) => change({ operation: event.currentTarget.value })}
      >
        {OPERATIONS.map((operation) => (
          <option key={operation}>{operation}</option>
        ))}
      </select>
    </div>
  );
}

/** Who, what, where and when. */
export function Question({ said, facts }: { said: Said; facts: Facts | undefined }) {
  const { names } = loaded.value;
  const action = actionOf(route.value.params);
  return (
    <div class="question">
      <UserChooser label="Viewer" value={said.viewer} onChoose={(id) => change({ as: names.users.reference(id) })} />
      <ActionSelect action={action} />
      <TargetFields action={action} said={said} facts={facts} />
      <Timeline />
    </div>
  );
}
