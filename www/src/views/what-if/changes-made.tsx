import { useState } from "preact/hooks";
import { Said } from "../../parts/said.tsx";
import { Failed, Working } from "../../parts/states.tsx";
import { useAnswer } from "../../state/answer.ts";
import { history, isChanging, redo, travel, undo } from "../../state/changes.ts";
import { download } from "../../state/download.ts";
import { engine } from "../../state/engine.ts";
import { now } from "../../state/session.ts";
import { ExposureTable } from "./exposure.tsx";

/** The changes made so far: to go back and forth among them, and to take them along. */
export function ChangesMade() {
  const { changes, at } = history.value;
  const [isCompared, compare] = useState(false);
  return (
    <section class="pane prose" aria-label="Changes made so far">
      <h2>Changes made so far</h2>
      {changes.length === 0 ? (
        <p class="quiet">None. What is applied stands here, and nowhere but in this page.</p>
      ) : (
        <>
          <ol class="changes">
            {changes.map(({ label }, n) => (
              <li key={n} class={n < at ? "" : "undone"}>
                <span>
                  <Said text={label} />
                  {n < at ? "" : " (undone)"}
                </span>
                <button type="button" disabled={isChanging.value || at === n + 1} onClick={() => void travel(n + 1)}>
                  Go to here
                </button>
              </li>
            ))}
          </ol>
          <div class="row">
            <button type="button" disabled={isChanging.value || at === 0} onClick={undo}>
              Undo
            </button>
            <button type="button" disabled={isChanging.value || at === changes.length} onClick={redo}>
              Redo
            </button>
            <button type="button" disabled={at === 0} onClick={() => compare(!isCompared)} aria-expanded={isCompared}>
              What they expose together
            </button>
            <button
              type="button"
              onClick={() => void download("snapshot.json", () => engine.ask("changedSnapshot", {}))}
            >
              Save the changed snapshot
            </button>
            <button
              type="button"
              disabled={at === 0}
              onClick={() => void download("patches.json", () => engine.ask("patches", {}))}
            >
              Save the patches
            </button>
          </div>
          {isCompared && at > 0 ? <Together /> : null}
        </>
      )}
    </section>
  );
}

function Together() {
  const { answer, failure } = useAnswer("exposureSoFar", { now: now.value });
  if (failure !== undefined) return <Failed failure={failure} />;
  if (answer === undefined) return <Working progress={{ stage: "Comparing everybody’s lists" }} />;
  return <ExposureTable exposure={answer.exposure} threads={answer.threads} />;
}
