import type { CrmRecord, Level, ThreadViewer } from "mailveil";
import { formatReason } from "mailveil/messages";
import { Badge } from "../../parts/badge.tsx";
import { Said } from "../../parts/said.tsx";
import { Busy, Failed } from "../../parts/states.tsx";
import type { Place } from "../../asked/why.ts";
import { useAnswer } from "../../state/answer.ts";
import { language, LANGUAGES } from "../../state/language.ts";
import { recordName } from "../../state/names.ts";
import { change } from "../../state/route.ts";
import { loaded, now } from "../../state/session.ts";
import { counted } from "../../texts/words.ts";

/** From what is seen most. */
const LEVELS: readonly Level[] = ["full", "subject", "metadata"];

/** Viewers who see it alike, and for the same reasons. */
function groups(viewers: readonly ThreadViewer[]): ThreadViewer[][] {
  const sorted = LEVELS.flatMap((level) => viewers.filter((viewer) => viewer.level === level));
  return [...Map.groupBy(sorted, ({ level, reasons }) => JSON.stringify([level, reasons])).values()];
}

function Alike({ viewers, records }: { viewers: readonly ThreadViewer[]; records: readonly CrmRecord[] }) {
  const { names } = loaded.value;
  const { messages } = LANGUAGES[language.value];
  const [first] = viewers;
  if (first === undefined) return null;
  const record = (id: string): string => {
    const found = records.find((one) => one.id === id);
    return found === undefined ? id : recordName(found);
  };
  return (
    <div class="alike">
      <p>
        <Badge level={first.level} />{" "}
        <span lang={messages.lang}>
          <Said text={first.reasons.map((reason) => formatReason(reason, messages, { record })).join(" ")} />
        </span>
      </p>
      <ul class="people">
        {viewers.map(({ user }) => (
          <li key={user}>
            <button type="button" onClick={() => change({ as: names.users.reference(user), action: undefined })}>
              <Said text={names.user(user)} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Everyone who sees the thread there. Support agents stand apart, because they are in no list of users. */
export function Who({ thread, place }: { thread: string; place: Place }) {
  const { answer, failure } = useAnswer("whoCanView", { thread, now: now.value, ...place }, thread);
  return (
    <section class="pane" aria-label="Who can read this thread">
      <h2>Who can read this thread</h2>
      {failure === undefined ? null : <Failed failure={failure} />}
      {answer === undefined ? (
        failure === undefined && <Busy />
      ) : (
        <>
          <p class="hint">
            {answer.members.length === 0 ? "No member of the organisation." : counted(answer.members.length, "member")}
          </p>
          {groups(answer.members).map((viewers) => (
            <Alike key={viewers[0]?.user} viewers={viewers} records={answer.records} />
          ))}
          {answer.supportAgents.length === 0 ? null : (
            <>
              <h3>Support agents, who are in no list of users</h3>
              {groups(answer.supportAgents).map((viewers) => (
                <Alike key={viewers[0]?.user} viewers={viewers} records={answer.records} />
              ))}
            </>
          )}
        </>
      )}
    </section>
  );
}
