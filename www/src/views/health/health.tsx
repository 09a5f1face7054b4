import type { FindingCode, Severity } from "mailveil";
import { useState } from "preact/hooks";
import { List } from "../../parts/list.tsx";
import { Segments } from "../../parts/segments.tsx";
import { Empty, Failed, Working } from "../../parts/states.tsx";
import { Timeline } from "../../parts/timeline.tsx";
import type { Found } from "../../asked/health.ts";
import { useAnswer } from "../../state/answer.ts";
import { change, route } from "../../state/route.ts";
import { now } from "../../state/session.ts";
import { count } from "../../texts/words.ts";
import { FINDING_NAMES, SEVERITIES } from "../../texts/findings.ts";
import { FindingDetails } from "./finding-details.tsx";
import "./health.css";

const ROW_HEIGHT = 52;

/** Findings of one kind. One kind may be found hundreds of times. */
interface Group {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly found: readonly Found[];
}

type Show = Severity | "all";

/** Risks first; within a severity in the order of the module. */
function groupsOf(found: readonly Found[]): Group[] {
  const groups = [...Map.groupBy(found, ({ finding }) => finding.code)].map(([code, all]): Group => {
    return { code, severity: all[0]?.finding.severity ?? "hint", found: all };
  });
  return SEVERITIES.flatMap(([name]) => groups.filter(({ severity }) => severity === name));
}

/** What looks like a mistake in the organisation's settings, by severity. */
export function HealthView() {
  const { answer, failure } = useAnswer("lint", { now: now.value }, "lint");
  const show: Show = SEVERITIES.find(([name]) => name === route.value.params["show"])?.[0] ?? "all";
  const groups = groupsOf(answer?.found ?? []);
  const of = (severity: Show): Group[] => groups.filter((group) => severity === "all" || group.severity === severity);
  const choices = ([["all", "All"], ...SEVERITIES] as const).map(([name, text]) => {
    const number = of(name).reduce((sum, { found }) => sum + found.length, 0);
    return [name, `${text} ${count(number)}`] as const;
  });
  return (
    <div class="health-view">
      <div class="question">
        <Segments<Show>
          label="Severity"
          value={show}
          choices={choices}
          onChoose={(next) => change({ show: next === "all" ? undefined : next })}
        />
        <Timeline />
      </div>
      {failure === undefined ? null : <Failed failure={failure} />}
      {answer === undefined && failure === undefined ? <Working progress={{ stage: "Looking for mistakes" }} /> : null}
      {answer === undefined ? null : <Groups key={show} groups={of(show)} total={answer.total} />}
    </div>
  );
}

function Groups({ groups, total }: { groups: readonly Group[]; total: number }) {
  const [selected, select] = useState<FindingCode>();
  const shown = groups.find(({ code }) => code === selected) ?? groups[0];
  if (shown === undefined) return <Empty>Nothing found. That is good.</Empty>;
  return (
    <>
      {total > 1_000 ? <p class="hint">The first 1,000 of {count(total)} are listed.</p> : null}
      <div class="panes two problems">
        <section class="pane" aria-label="Findings">
          <List
            label="Findings"
            total={groups.length}
            rowHeight={ROW_HEIGHT}
            from={0}
            rows={groups}
            keyOf={({ code }) => code}
            selected={shown.code}
            onWindow={() => undefined}
            onSelect={({ code }) => select(code)}
          >
            {({ code, severity, found }) => (
              <span class="finding-line">
                <span class={`severity severity-${severity}`}>{severity}</span>
                <span>{FINDING_NAMES[code]}</span>
                <b>{count(found.length)}</b>
              </span>
            )}
          </List>
        </section>
        <FindingDetails key={shown.code} all={shown.found} />
      </div>
    </>
  );
}
