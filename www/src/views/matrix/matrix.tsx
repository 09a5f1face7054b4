import type { Surface } from "mailveil";
import { Segments } from "../../parts/segments.tsx";
import { Failed, Working } from "../../parts/states.tsx";
import { Timeline } from "../../parts/timeline.tsx";
import type { Everybody, Matrix } from "../../asked/matrix.ts";
import { useAnswer } from "../../state/answer.ts";
import { change, route } from "../../state/route.ts";
import { loaded, now } from "../../state/session.ts";
import { count, milliseconds } from "../../texts/words.ts";
import { Bars } from "./bars.tsx";
import { MailboxGrid } from "./mailbox-grid.tsx";
import { Roles } from "./roles.tsx";
import { UserTable } from "./user-table.tsx";
import { WholeGrid } from "./whole-grid.tsx";
import "./matrix.css";

const SHOWS = [
  ["grid", "Matrix"],
  ["table", "Table"],
  ["roles", "Roles"],
  ["bars", "Modes and levels"],
] as const;
type Show = (typeof SHOWS)[number][0];

function surfaceOf(on: string | undefined): Surface | undefined {
  return on === "record" || on === "mailbox" ? on : undefined;
}

/** Who sees what: everybody and every mailbox at once. */
export function MatrixView() {
  const { params } = route.value;
  const surface = surfaceOf(params["on"]);
  const everybody: Everybody = { now: now.value, ...(surface === undefined ? {} : { surface }) };
  const { answer, failure, progress, busy } = useAnswer("matrix", everybody, "matrix");
  const show = SHOWS.find(([name]) => name === params["show"])?.[0] ?? "grid";
  return (
    <div class="matrix-view">
      <div class="question">
        <Segments<Show> label="Show" value={show} choices={SHOWS} onChoose={(next) => change({ show: next })} />
        <Segments
          label="Surface"
          value={surface ?? ""}
          choices={[
            ["", "Any"],
            ["record", "Record pages"],
            ["mailbox", "Mail tab"],
          ]}
          onChoose={(next) => change({ on: next || undefined })}
        />
        <Timeline />
      </div>
      {failure === undefined ? null : <Failed failure={failure} />}
      {busy && answer === undefined ? <Working progress={progress} /> : null}
      {answer === undefined ? null : (
        <div aria-busy={busy}>
          <Shown show={show} matrix={answer} everybody={everybody} />
          <p class="hint">
            {count(loaded.value.summary.users.length)} users, {count(loaded.value.summary.mailboxes.length)} mailboxes,
            answered in {milliseconds(answer.milliseconds)}
          </p>
        </div>
      )}
    </div>
  );
}

function Shown({ show, matrix, everybody }: { show: Show; matrix: Matrix; everybody: Everybody }) {
  const mailbox = loaded.value.names.mailboxes.find(route.value.params["mailbox"]);
  switch (show) {
    case "grid":
      return mailbox === undefined ? (
        <WholeGrid matrix={matrix} everybody={everybody} />
      ) : (
        <MailboxGrid key={mailbox.id} mailbox={mailbox} everybody={everybody} />
      );
    case "table":
      return <UserTable matrix={matrix} />;
    case "roles":
      return <Roles matrix={matrix} />;
    case "bars":
      return <Bars matrix={matrix} />;
  }
}
