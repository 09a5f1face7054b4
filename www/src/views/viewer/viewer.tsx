import { UserChooser } from "../../parts/people.tsx";
import { Segments } from "../../parts/segments.tsx";
import { Busy, Failed } from "../../parts/states.tsx";
import { Timeline } from "../../parts/timeline.tsx";
import type { Look } from "../../asked/viewer.ts";
import { useAnswer } from "../../state/answer.ts";
import { change, route } from "../../state/route.ts";
import { loaded, now, viewer } from "../../state/session.ts";
import { counted } from "../../texts/words.ts";
import { MailTab } from "./mail-tab.tsx";
import { RecordPages } from "./record-pages.tsx";
import "./viewer.css";

/** The mail tab and the record pages as one user has them. What they do not see is nowhere on the page. */
export function ViewerView() {
  const { names } = loaded.value;
  const look: Look = { viewer: viewer.value, now: now.value };
  const on = route.value.params["on"] === "record" ? "record" : "mailbox";
  const { answer: desk, failure } = useAnswer("desk", look, look.viewer);
  return (
    <div class="viewer-view">
      <div class="question">
        <UserChooser
          label="Look as"
          value={look.viewer}
          onChoose={(id) => change({ as: names.users.reference(id), thread: undefined, mailbox: undefined })}
        />
        <Segments
          label="Surface"
          value={on}
          choices={[
            ["mailbox", "Mail tab"],
            ["record", "Record pages"],
          ]}
          onChoose={(surface) => change({ on: surface === "record" ? surface : undefined, thread: undefined })}
        />
        <Timeline />
      </div>
      {failure === undefined ? null : <Failed failure={failure} />}
      {desk === undefined && failure === undefined ? <Busy what="Looking" /> : null}
      {desk === undefined || failure !== undefined ? null : (
        <>
          <p class="sentence" role="status">
            {names.user(look.viewer)} sees {counted(desk.counts.mailbox, "thread")} in the mail tab and{" "}
            {counted(desk.counts.record, "thread")} on records.
          </p>
          {on === "mailbox" ? <MailTab desk={desk} look={look} /> : <RecordPages desk={desk} look={look} />}
        </>
      )}
    </div>
  );
}
