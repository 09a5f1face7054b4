import type { MailboxAdministrationRow } from "mailveil";
import { useState } from "preact/hooks";
import { Said } from "../../parts/said.tsx";
import { Busy, Empty, Failed } from "../../parts/states.tsx";
import { useAnswer } from "../../state/answer.ts";
import { change } from "../../state/route.ts";
import { loaded, now } from "../../state/session.ts";
import { count, MODE_NAMES } from "../../texts/words.ts";
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
      <label class="search">
        <span class="unseen">Find a mailbox</span>
        <input
          type="search"
          placeholder="Find an address, owner, mode or state"
          autocomplete="off"
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setPage(0);
          }}
        />
      </label>
      {shown.length === 0 ? <Empty>No such mailbox.</Empty> : <Table rows={shown} />}
      {matching.length <= PAGE ? null : (
        <div class="row pager">
          <button type="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
            Previous
          </button>
          <p role="status">
            {count(page * PAGE + 1)} to {count(page * PAGE + shown.length)} of {count(matching.length)}
          </p>
          <button type="button" disabled={(page + 1) * PAGE >= matching.length} onClick={() => setPage(page + 1)}>
            Next
          </button>
        </div>
      )}
    </>
  );
}

function Table({ rows }: { rows: readonly MailboxAdministrationRow[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with keys
    <section class="scroll" tabIndex={0} aria-label="Mailboxes">
      <table>
        <thead>
          <tr>
            {["Mailbox", "Owner", "Sharing", "Chosen by", "Lock", "Backup"].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.mailbox} row={row} />
          ))}
        </tbody>
      </table>
    </section>
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
