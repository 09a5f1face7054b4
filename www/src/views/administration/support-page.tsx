import type { SupportAccess } from "mailveil";
import { useId, useState } from "preact/hooks";
import { MomentField } from "../../parts/fields.tsx";
import { Said } from "../../parts/said.tsx";
import { Busy, Empty, Failed } from "../../parts/states.tsx";
import { useAnswer } from "../../state/answer.ts";
import { instantOf, loaded, now } from "../../state/session.ts";
import { instant } from "../../texts/words.ts";
import { Outcome } from "../what-if/outcome.tsx";
import { ProposedButton } from "./proposed-button.tsx";
import { Restrictions } from "./restrictions.tsx";

const WEEK = 7 * 24 * 3_600_000;

/** In a week: a length that people ask for. Without a moment, the field stays empty. */
function inAWeek(moment: string): string {
  const time = Date.parse(moment);
  return Number.isNaN(time) ? "" : instantOf(time + WEEK);
}

/** When the vendor's agents were let in, letting one in, and what they may not do. */
export function SupportPage({ by }: { by: string }) {
  const { answer, failure } = useAnswer("support", {}, "support");
  if (failure !== undefined) return <Failed failure={failure} />;
  if (answer === undefined) return <Busy />;
  return (
    <div class="panes two">
      <div class="stack">
        <GrantForm by={by} />
        <Entries entries={answer.entries} by={by} />
      </div>
      <Restrictions restrictions={answer.restrictions} />
    </div>
  );
}

function GrantForm({ by }: { by: string }) {
  const id = useId();
  const { names } = loaded.value;
  const agents = names.users.all.filter(({ kind }) => kind === "support-agent");
  const [chosen, choose] = useState(agents[0]?.id);
  const [until, setUntil] = useState(inAWeek(now.value));
  if (chosen === undefined) {
    return (
      <section class="pane prose" aria-label="Grant support access">
        <h2>Grant support access</h2>
        <Empty>This snapshot has no support agents.</Empty>
      </section>
    );
  }
  const proposed = {
    action: "grant-support-access",
    viewer: by,
    now: now.value,
    expiresAt: until,
    value: { agent: chosen },
  } as const;
  return (
    <section class="pane prose" aria-label="Grant support access">
      <h2>Grant support access</h2>
      <div class="question">
        <div class="field">
          <label for={id}>Agent</label>
          <select id={id} value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
            {agents.map(({ id }) => (
              <option key={id} value={id}>
                {names.user(id)}
              </option>
            ))}
          </select>
        </div>
        <MomentField label="Until" value={until} onChange={setUntil} />
      </div>
      <Outcome
        proposed={proposed}
        label={`Support access for ${names.user(chosen)}, until ${instant(until)}`}
        isSame={false}
      />
    </section>
  );
}

function Entries({ entries, by }: { entries: readonly SupportAccess[]; by: string }) {
  const { names } = loaded.value;
  const [until, setUntil] = useState(inAWeek(now.value));
  const [told, tell] = useState("");
  return (
    <section class="pane prose" aria-label="Support access">
      <h2>Support access so far</h2>
      {entries.length === 0 ? <Empty>Support was never let in.</Empty> : null}
      <ul class="entries">
        {entries.map(({ agent, grantedBy, activatedAt, expiresAt, revokedAt }) => (
          <li key={`${agent} ${activatedAt}`}>
            <strong>
              <Said text={names.user(agent)} />
            </strong>
            , {instant(activatedAt)} to {instant(expiresAt)}
            {revokedAt === undefined ? "" : `, revoked ${instant(revokedAt)}`}; granted by{" "}
            <Said text={names.user(grantedBy)} />
          </li>
        ))}
      </ul>
      <h3>The one that is live</h3>
      <MomentField label="Another end" value={until} onChange={setUntil} />
      <div class="actions">
        <ProposedButton
          proposed={{ action: "edit-support-access", expiresAt: until }}
          by={by}
          label="Change its end"
          change={`Support access: until ${instant(until)}`}
          onDone={tell}
        />
        <ProposedButton
          proposed={{ action: "revoke-support-access" }}
          by={by}
          label="Revoke it"
          change="Support access: revoked"
          onDone={tell}
        />
      </div>
      <p class="told" role="status">
        {told}
      </p>
    </section>
  );
}
