import { useState } from "preact/hooks";
import { SearchField } from "../../parts/fields.tsx";
import { FIRST_WINDOW, List } from "../../parts/list.tsx";
import { Said } from "../../parts/said.tsx";
import { Busy, Empty, Failed } from "../../parts/states.tsx";
import type { Desk, Look } from "../../asked/viewer.ts";
import { useAnswer } from "../../state/answer.ts";
import { reference } from "../../state/names.ts";
import { change, route } from "../../state/route.ts";
import { counted, RECORD_TYPES } from "../../texts/words.ts";
import { ThreadPane } from "./thread-pane.tsx";

const ROW_HEIGHT = 46;

/** The records whose mail the viewer sees somewhere, and the mail on the page of one of them. */
export function RecordPages({ desk, look }: { desk: Desk; look: Look }) {
  const [text, setText] = useState("");
  const [shown, show] = useState(FIRST_WINDOW);
  const { answer, failure } = useAnswer("recordEntries", { ...look, ...shown, text }, `${look.viewer} ${text}`);
  const asked = route.value.params["record"];
  if (desk.records === 0) return <Empty>No record shows this user any mail at this moment.</Empty>;
  const chosen = answer?.entries.find(({ id, row }) => asked === id || asked === `~${row}`)?.id ?? asked;
  return (
    <div class="panes three">
      <section class="pane" aria-label="Records">
        <SearchField
          label="Find a record"
          placeholder={`Find among ${counted(desk.records, "record")}`}
          value={text}
          onInput={setText}
        />
        {failure === undefined ? null : <Failed failure={failure} />}
        {answer === undefined ? (
          <Busy />
        ) : answer.total === 0 ? (
          <Empty>No such record among them.</Empty>
        ) : (
          <List
            label="Records"
            total={answer.total}
            rowHeight={ROW_HEIGHT}
            from={answer.from}
            rows={answer.entries}
            keyOf={({ id }) => id}
            selected={chosen}
            onWindow={show}
            onSelect={({ id, row }) => change({ record: reference(id, row), thread: undefined })}
          >
            {({ id, name, type, threads }) => (
              <span class="record-line">
                <span class="folder-title">
                  <Said text={name ?? id} />
                </span>
                <small>{RECORD_TYPES[type]}</small>
                <b>{threads}</b>
              </span>
            )}
          </List>
        )}
      </section>
      {chosen === undefined ? (
        <div class="pane wide">
          <Empty>Choose a record to see the mail on its page.</Empty>
        </div>
      ) : (
        <ThreadPane look={look} page={{ surface: "record", record: chosen }} />
      )}
    </div>
  );
}
