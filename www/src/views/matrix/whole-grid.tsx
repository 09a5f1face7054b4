import { useState } from "preact/hooks";
import { Said } from "../../parts/said.tsx";
import { Segments } from "../../parts/segments.tsx";
import type { Everybody, Matrix } from "../../asked/matrix.ts";
import { useAnswer } from "../../state/answer.ts";
import { addressOf, change } from "../../state/route.ts";
import { loaded } from "../../state/session.ts";
import { drawnTheme } from "../../state/theme.ts";
import { count, MODE_NAMES } from "../../texts/words.ts";
import { cellColour, type Colours, imageOf } from "./colours.ts";
import type { Picture } from "./draw.ts";
import { type Cursor, Grid } from "./grid.tsx";
import { Legend } from "./legend.tsx";
import { mailboxOrder, type Order, userOrder } from "./order.ts";

const LEVEL_CHOICES = [
  ["all", "All levels"],
  ["2", "Full"],
  ["1", "Subject"],
  ["0", "Metadata"],
] as const;
type LevelChoice = (typeof LEVEL_CHOICES)[number][0];

function pictureOf(matrix: Matrix, users: Order, mailboxes: Order, level: LevelChoice, colours: Colours): Picture {
  const { names } = loaded.value;
  const width = names.mailboxes.all.length;
  const share = (at: number, n: number): number =>
    level === "all" || level === String(n) ? (matrix.shares[at + n] ?? 0) / 255 : 0;
  const colourOf = (row: number, column: number) => {
    const at = ((users.places[row] ?? 0) * width + (mailboxes.places[column] ?? 0)) * 3;
    const [metadata, subject, full] = [share(at, 0), share(at, 1), share(at, 2)];
    return metadata + subject + full === 0 ? undefined : cellColour([metadata, subject, full], colours);
  };
  return {
    rows: users.places.length,
    columns: width,
    image: imageOf(users.places.length, width, colours.ground, colourOf),
    rowBands: users.bands,
    columnBands: mailboxes.bands,
    rowLabel: (row) => names.user(names.users.all[users.places[row] ?? 0]?.id ?? ""),
    columnLabel: (column) => names.mailbox(names.mailboxes.all[mailboxes.places[column] ?? 0]?.id ?? ""),
  };
}

/** Users by the role tree, mailboxes by mode: each cell the share of the threads that the user sees. */
export function WholeGrid({ matrix, everybody }: { matrix: Matrix; everybody: Everybody }) {
  const { names, number } = loaded.value;
  const [level, setLevel] = useState<LevelChoice>("all");
  const [cursor, setCursor] = useState<Cursor>();
  const users = userOrder(names);
  const mailboxes = mailboxOrder(names, users);
  const user = cursor && names.users.all[users.places[cursor[0]] ?? -1];
  const mailbox = cursor && names.mailboxes.all[mailboxes.places[cursor[1]] ?? -1];
  const enter = ([, column]: Cursor): void => {
    const id = names.mailboxes.all[mailboxes.places[column] ?? -1]?.id;
    if (id !== undefined) change({ mailbox: names.mailboxes.reference(id) });
  };
  return (
    <>
      <div class="question">
        <Segments<LevelChoice> label="Level" value={level} choices={LEVEL_CHOICES} onChoose={setLevel} />
        <Legend />
      </div>
      <Grid
        label="Who sees what: users by mailboxes"
        picture={(colours) => pictureOf(matrix, users, mailboxes, level, colours)}
        version={JSON.stringify([number, everybody, matrix.milliseconds, level, drawnTheme.value])}
        describedBy="read-out"
        cursor={cursor}
        onCursor={setCursor}
        onEnter={enter}
        onLeave={() => setCursor(undefined)}
      />
      <div id="read-out" class="read-out" role="status">
        {user === undefined || mailbox === undefined || cursor === undefined ? (
          <p class="quiet">
            Point at a cell, or go through them with the arrow keys. Enter or a double click shows the threads of a
            mailbox; + and − change the size.
          </p>
        ) : (
          <ReadOut user={user.id} mailbox={mailbox.id} everybody={everybody} onEnter={() => enter(cursor)} />
        )}
      </div>
    </>
  );
}

function ReadOut(props: { user: string; mailbox: string; everybody: Everybody; onEnter: () => void }) {
  const { user, mailbox, everybody, onEnter } = props;
  const { names } = loaded.value;
  const { answer } = useAnswer("cell", { ...everybody, user, mailbox });
  const about = names.mailboxes.get(mailbox);
  return (
    <>
      <p>
        <strong>
          <Said text={names.user(user)} />
        </strong>
        {" sees "}
        {answer === undefined ? "…" : <CellText threads={answer.threads} seen={answer.seen} />}
        {" of "}
        <strong>
          <Said text={names.mailbox(mailbox)} />
        </strong>
        , {MODE_NAMES[about?.mode ?? "private"]}
        {about?.owner === user ? ", their own" : `, of ${names.user(about?.owner ?? "")}`}.
      </p>
      <p class="row">
        <button type="button" onClick={onEnter}>
          Show its threads
        </button>
        <a href={addressOf("viewer", { as: names.users.reference(user) })}>Look as this user</a>
      </p>
    </>
  );
}

function CellText({ threads, seen }: { threads: number; seen: readonly [number, number, number] }) {
  const [metadata, subject, full] = seen;
  const sum = metadata + subject + full;
  const levels = [
    [full, "full"],
    [subject, "subject"],
    [metadata, "metadata"],
  ]
    .filter(([number]) => number !== 0)
    .map(([number, name]) => `${number} ${name}`);
  return (
    <span class="cell-text">
      {count(sum)} of {count(threads)} threads{levels.length === 0 ? "" : ` (${levels.join(", ")})`}
    </span>
  );
}
