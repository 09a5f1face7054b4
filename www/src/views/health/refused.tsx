import type { Problem } from "mailveil";
import { useState } from "preact/hooks";
import { List } from "../../parts/list.tsx";
import { Failed } from "../../parts/states.tsx";
import type { Failure } from "../../asked/load.ts";
import { openSample } from "../../state/session.ts";
import { count, counted } from "../../texts/words.ts";
import { ProblemDetails } from "./problem-details.tsx";
import "./health.css";

const ROW_HEIGHT = 52;

interface Numbered {
  readonly problem: Problem;
  readonly number: number;
}

export function placeOf({ path, offset }: Problem): string {
  if (path !== "") return path;
  return offset === undefined ? "the whole file" : `byte ${count(offset)}`;
}

/** Why a snapshot was refused: every problem, at its place in the text, with what mends it. */
export function Refused({ name, failure }: { name: string; failure: Failure }) {
  const problems = (failure.problems ?? []).map((problem, number): Numbered => ({ problem, number }));
  const [selected, select] = useState(0);
  const shown = problems[selected]?.problem;
  const total = failure.total ?? problems.length;
  const listed = total > problems.length ? ` The first ${count(problems.length)} are listed.` : "";
  return (
    <section class="refused" aria-label="Refused snapshot">
      <h1>{name} was refused</h1>
      {problems.length === 0 ? (
        <Failed failure={failure} />
      ) : (
        <p>
          {counted(total, "problem")}.{listed} Nothing is decided on a snapshot with problems, because a misread fact
          could show somebody’s mail.
        </p>
      )}
      {shown === undefined ? null : (
        <div class="panes two problems">
          <section class="pane" aria-label="Problems">
            <List
              label="Problems"
              total={problems.length}
              rowHeight={ROW_HEIGHT}
              from={0}
              rows={problems}
              keyOf={({ number }) => String(number)}
              selected={String(selected)}
              onWindow={() => undefined}
              onSelect={({ number }) => select(number)}
            >
              {({ problem }) => (
                <span class="problem-line">
                  <code>{problem.code}</code>
                  <small>
                    <code>{placeOf(problem)}</code>
                  </small>
                </span>
              )}
            </List>
          </section>
          <ProblemDetails key={selected} problem={shown} />
        </div>
      )}
      <button type="button" onClick={() => void openSample()}>
        Back to the sample
      </button>
    </section>
  );
}
