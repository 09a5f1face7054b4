import type { MailboxAdministrationRow } from "mailveil";
import { useState } from "preact/hooks";
import { SearchField } from "../../parts/fields.tsx";
import { Pager } from "../../parts/pager.tsx";
import { Said } from "../../parts/said.tsx";
import { Heads, Scroll } from "../../parts/table.tsx";
import { Busy, Empty, Failed } from "../../parts/states.tsx";
import { useAnswer } from "../../state/answer.ts";
import { change } from "../../state/route.ts";
import { loaded, now } from "../../state/session.ts";
import { MODE_NAMES } from "../../texts/words.ts";
import { Refusal } from "../what-if/refusal.tsx";

const PAGE = 50;

/** Every mailbox as an administrator sees it, or why this user does not. */
export function Mailboxes({ by }: { by: string }) {
  const { answer, failure } = useAnswer("administration", { viewer: by, now: now.value }, by);
  if (failure !== undefined) return <Failed failure={failure} />;
  if (answer === undefined) return <Busy />;
  const { decision, rows } = answer;
  if (decision.outcome === "denied") {
    return <Refusal answered={{ proposal: { decision, problems: [], patch: [] }, records: [] }} />;
  }
  return <Rows rows={rows} />;
}

function textOf({ mailbox, owner, ownerStatus, mode, backup }: MailboxAdministrationRow): string {
  const { names } = loaded.value;
  return `${names.mailbox(mailbox)} ${names.user(owner)} ${ownerStatus} ${MODE_NAMES[mode]} ${backup}`.toLowerCase();
}

function Rows({ rows }: { rows: readonly MailboxAdministrationRow[] }) {
  const [text, setText] = useState("");
  const [page, setPage] = useState(0);
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = rows.filter((row) => words.every((word) => textOf(row).includes(word)));
  const shown = matching.slice(page * PAGE, (page + 1) * PAGE);
  return (
    <>
      <SearchField
        label="Find a mailbox"
        placeholder="Find an address, owner, mode or state"
        value={text}
        onInput={(next) => {
          setText(next);
          setPage(0);
        }}
      />
      {shown.length === 0 ? <Empty>No such mailbox.</Empty> : <Table rows={shown} />}
      <Pager page={page} size={PAGE} total={matching.length} onPage={setPage} />
    </>
  );
}

function Table({ rows }: { rows: readonly MailboxAdministrationRow[] }) {
  return (
    <Scroll label="Mailboxes">
      <table>
        <Heads heads={["Mailbox", "Owner", "Sharing", "Chosen by", "Lock", "Backup"]} />
        <tbody>
          {rows.map((row) => (
            <Row key={row.mailbox} row={row} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Row({
  row: { mailbox, owner, ownerStatus, mode, control, locked, backup },
}: {
  row: MailboxAdministrationRow;
}) {
  const { names } = loaded.value;
  return (
    <tr>
      <th scope="row">
        <button type="button" class="link" onClick={() => change({ mailbox: names.mailboxes.reference(mailbox) })}>
          <Said text={names.mailbox(mailbox)} />
        </button>
      </th>
      <td>
        <Said text={names.user(owner)} />
        {ownerStatus === "active" ? "" : ` (${ownerStatus})`}
      </td>
      <td>{MODE_NAMES[mode]}</td>
      <td>{control}</td>
      <td>{locked ? "locked" : "–"}</td>
      <td>{backup === "none" ? "–" : backup}</td>
    </tr>
  );
}
