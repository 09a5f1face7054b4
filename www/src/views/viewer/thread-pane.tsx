import { useEffect, useRef, useState } from "preact/hooks";
import { Badge } from "../../parts/badge.tsx";
import { SearchField } from "../../parts/fields.tsx";
import { FIRST_WINDOW, List } from "../../parts/list.tsx";
import { Said } from "../../parts/said.tsx";
import { Busy, Empty, Failed } from "../../parts/states.tsx";
import type { Line, Look, Page } from "../../asked/viewer.ts";
import { useAnswer } from "../../state/answer.ts";
import { reference } from "../../state/names.ts";
import { change, route } from "../../state/route.ts";
import { counted, day, subjectText } from "../../texts/words.ts";
import { OpenThread } from "./open-thread.tsx";

const ROW_HEIGHT = 58;

/** So much of an open thread tells that it is there, in pixels. */
const HEAD_HEIGHT = 120;

function ThreadLine({ line }: { line: Line }) {
  return (
    <span class="thread-line">
      <span class="thread-subject">
        {line.level === "metadata" ? <i class="quiet">Subject not shown</i> : <Said text={subjectText(line.subject)} />}
      </span>
      <time>{day(line.lastMessageAt)}</time>
      <small>
        <Said text={line.participants.join(", ") || "no participants"} />
      </small>
      <Badge level={line.level} />
    </span>
  );
}

/** The threads of a page, and beside them the one that is open. */
export function ThreadPane({ look, page }: { look: Look; page: Page }) {
  const [text, setText] = useState("");
  const [shown, show] = useState(FIRST_WINDOW);
  const keep = JSON.stringify([look.viewer, page, text]);
  const { answer, failure, busy } = useAnswer("lines", { ...look, ...shown, page, text }, keep);
  const asked = route.value.params["thread"];
  const opened = useAnswer(
    "open",
    asked === undefined ? undefined : { ...look, page, thread: asked },
    `${keep} ${asked}`,
  );
  const pane = useRef<HTMLElement>(null);
  const openId = opened.answer?.line.id;
  // Where the panes stand one below the other, what was opened would be out of sight.
  useEffect(() => {
    const top = pane.current?.getBoundingClientRect().top ?? 0;
    if (openId !== undefined && top > innerHeight - HEAD_HEIGHT) pane.current?.scrollIntoView({ block: "nearest" });
  }, [openId]);
  return (
    <>
      <section class="pane" aria-label="Threads" aria-busy={busy}>
        <SearchField label="Find a subject or participant" value={text} onInput={setText} />
        {failure === undefined ? null : <Failed failure={failure} />}
        {answer === undefined ? (
          <Busy />
        ) : (
          <p class="hint list-total">{counted(answer.total, "thread")}, latest first</p>
        )}
        {answer === undefined || answer.total === 0 ? (
          answer && <Empty>{text === "" ? "Nothing to see here." : "Nothing that this user sees matches."}</Empty>
        ) : (
          <List
            label="Threads"
            total={answer.total}
            rowHeight={ROW_HEIGHT}
            from={answer.from}
            rows={answer.lines}
            keyOf={({ id }) => id}
            selected={opened.answer?.line.id}
            onWindow={show}
            onSelect={({ id, row }) => change({ thread: reference(id, row) }, asked === undefined ? "push" : "replace")}
          >
            {(line) => <ThreadLine line={line} />}
          </List>
        )}
      </section>
      <section ref={pane} class="pane open" aria-label="Open thread" aria-busy={opened.busy}>
        {opened.failure === undefined ? null : <Failed failure={opened.failure} />}
        {opened.answer !== undefined ? (
          <OpenThread opened={opened.answer} page={page} viewer={look.viewer} />
        ) : opened.busy ? (
          <Busy />
        ) : (
          <Empty>
            {asked === undefined ? "Choose a thread to open it." : "This user does not see that thread here."}
          </Empty>
        )}
      </section>
    </>
  );
}
