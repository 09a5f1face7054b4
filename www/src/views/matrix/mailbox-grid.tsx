import { useState } from "preact/hooks";
import { Badge } from "../../parts/badge.tsx";
import { Said } from "../../parts/said.tsx";
import { Empty, Failed, Working } from "../../parts/states.tsx";
import type { MailboxInShort } from "../../asked/load.ts";
import type { Everybody, MailboxCells } from "../../asked/matrix.ts";
import { useAnswer } from "../../state/answer.ts";
import { reference } from "../../state/names.ts";
import { addressOf, change, go } from "../../state/route.ts";
import { loaded } from "../../state/session.ts";
import { drawnTheme } from "../../state/theme.ts";
import { counted, day, MODE_NAMES } from "../../texts/words.ts";
import { cellColour, type Colours, imageOf } from "./colours.ts";
import type { Picture } from "./draw.ts";
import { type Cursor, Grid } from "./grid.tsx";
import { Legend } from "./legend.tsx";
import { type Order, userOrder } from "./order.ts";

function pictureOf(cells: MailboxCells, users: Order, colours: Colours): Picture {
  const { names } = loaded.value;
  const threads = cells.rows.length;
  const colourOf = (row: number, column: number) => {
    const level = cells.levels[(users.places[row] ?? 0) * threads + column] ?? 0;
    return level === 0
      ? undefined
      : cellColour([level === 1 ? 1 : 0, level === 2 ? 1 : 0, level === 3 ? 1 : 0], colours);
  };
  return {
    rows: users.places.length,
    columns: threads,
    image: imageOf(users.places.length, threads, colours.ground, colourOf),
    rowBands: users.bands,
    columnBands: [{ label: `${counted(threads, "thread")}, latest first`, from: 0, count: threads }],
    rowLabel: (row) => names.user(names.users.all[users.places[row] ?? 0]?.id ?? ""),
    columnLabel: (column) => String(column + 1),
  };
}

/** Zoomed in on one mailbox: each cell one thread, and the level at which a user sees it. */
export function MailboxGrid({ mailbox, everybody }: { mailbox: MailboxInShort; everybody: Everybody }) {
  const { names, number, revision } = loaded.value;
  const [cursor, setCursor] = useState<Cursor>();
  const { answer, failure, progress, busy } = useAnswer(
    "mailboxCells",
    { ...everybody, mailbox: mailbox.id },
    mailbox.id,
  );
  const users = userOrder(names);
  const user = cursor && names.users.all[users.places[cursor[0]] ?? -1];
  const row = cursor && answer?.rows[cursor[1]];
  const leave = (): void => change({ mailbox: undefined });
  const enter = ([at, column]: Cursor): void => {
    const id = names.users.all[users.places[at] ?? -1]?.id ?? "";
    go("why", { as: names.users.reference(id), action: "view", thread: `~${answer?.rows[column]}` });
  };
  return (
    <>
      <div class="question zoomed">
        <button type="button" onClick={leave}>
          All mailboxes
        </button>
        <p>
          <strong>
            <Said text={names.mailbox(mailbox.id)} />
          </strong>
          , {MODE_NAMES[mailbox.mode ?? "private"]}, of {names.user(mailbox.owner)}
        </p>
        <Legend />
      </div>
      {failure === undefined ? null : <Failed failure={failure} />}
      {busy && answer === undefined ? <Working progress={progress} /> : null}
      {answer?.rows.length === 0 ? <Empty>This mailbox has no threads.</Empty> : null}
      {answer === undefined || answer.rows.length === 0 ? null : (
        <Grid
          label="Who sees which thread: users by threads"
          picture={(colours) => pictureOf(answer, users, colours)}
          version={JSON.stringify([number, revision, everybody, mailbox.id, drawnTheme.value])}
          describedBy="read-out"
          cursor={cursor}
          onCursor={setCursor}
          onEnter={enter}
          onLeave={leave}
        />
      )}
      <div id="read-out" class="read-out" role="status">
        {user === undefined || row === undefined || cursor === undefined ? (
          <p class="quiet">
            Point at a cell, or go through them with the arrow keys. Enter or a double click says why.
          </p>
        ) : (
          <ReadOut user={user.id} row={row} everybody={everybody} />
        )}
      </div>
    </>
  );
}

function ReadOut({ user, row, everybody }: { user: string; row: number; everybody: Everybody }) {
  const { names } = loaded.value;
  const { answer } = useAnswer("matrixThread", { ...everybody, user, row });
  if (answer === undefined) return <p class="quiet">…</p>;
  const thread = reference(answer.id, row);
  return (
    <>
      <p>
        <strong>
          <Said text={names.user(user)} />
        </strong>{" "}
        <Badge level={answer.level} /> <Said text={answer.subject ?? answer.id} />, {day(answer.lastMessageAt)}
      </p>
      <p>
        <a href={addressOf("why", { as: names.users.reference(user), action: "view", thread })}>Why?</a>
      </p>
    </>
  );
}
