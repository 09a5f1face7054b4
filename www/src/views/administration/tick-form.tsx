import type { Mailbox } from "mailveil";
import { useState } from "preact/hooks";
import { RecordField } from "../../parts/records.tsx";
import { useAnswer } from "../../state/answer.ts";
import { recordName } from "../../state/names.ts";
import { ProposedButton } from "./proposed-button.tsx";

interface Props {
  readonly by: string;
  readonly mailbox: Mailbox;
  readonly onDone: (told: string) => void;
}

/** The records that the owner ticks in record-level sharing. */
export function TickForm({ by, mailbox, onDone }: Props) {
  const [reference, choose] = useState<string>();
  const { answer: record } = useAnswer("record", reference === undefined ? undefined : { record: reference });
  const ticked =
    mailbox.sharing?.mode === "record-level" &&
    record !== undefined &&
    mailbox.sharing.sharedRecords.includes(record.id);
  return (
    <>
      <h3>Ticked records</h3>
      <RecordField
        shown={record === undefined ? "" : recordName(record)}
        hint={record === undefined ? "Choose one to tick or untick it" : ticked ? "It is ticked" : "It is not ticked"}
        value={reference ?? ""}
        onChoose={choose}
      />
      {record === undefined ? null : (
        <div class="actions">
          {(["share-record-mail", "unshare-record-mail"] as const).map((action) => (
            <ProposedButton
              key={action}
              proposed={{ action, mailbox: mailbox.id, record: record.id }}
              by={by}
              label={action === "share-record-mail" ? "Tick" : "Untick"}
              change={`${mailbox.address}: ${action === "share-record-mail" ? "tick" : "untick"} ${recordName(record)}`}
              onDone={onDone}
            />
          ))}
        </div>
      )}
    </>
  );
}
