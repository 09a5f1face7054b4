import type { CrmRecord, Decision, Reason } from "mailveil";
import { formatReason } from "mailveil/messages";
import { Rule } from "../../parts/rule.tsx";
import { Said } from "../../parts/said.tsx";
import { language, LANGUAGES } from "../../state/language.ts";
import { recordName } from "../../state/names.ts";
import { type PlacedStep, placed, type State, unplaced } from "./placed.ts";
import type { Step } from "./step.ts";

const STATES: Readonly<Record<State, { readonly sign: string; readonly text: string }>> = {
  grants: { sign: "★", text: "grants it" },
  met: { sign: "✓", text: "met" },
  open: { sign: "·", text: "not looked at" },
  unmet: { sign: "✕", text: "not met" },
};

/** Every step with its state: what denies says why, and what would have to change. */
export function Chain(props: { steps: readonly Step[]; decision: Decision; records: readonly CrmRecord[] }) {
  const { steps, decision, records } = props;
  const chain = placed(steps, decision);
  const rest = unplaced(chain, decision.reasons);
  return (
    <ol class="chain">
      {chain.map((one) => (
        <ChainStep key={one.step.title} placed={one} records={records} />
      ))}
      {rest.map((reason) => (
        <li key={reason.code} class={decision.outcome === "allowed" ? "grants" : "unmet"}>
          <ReasonText reason={reason} records={records} />
        </li>
      ))}
    </ol>
  );
}

/** The reasons alone, for those who do not want to read the steps. */
export function Because({ reasons, records }: { reasons: readonly Reason[]; records: readonly CrmRecord[] }) {
  return (
    <div class="because">
      {reasons.map((reason) => (
        <ReasonText key={`${reason.code}${reason.record}${reason.operation}`} reason={reason} records={records} />
      ))}
    </div>
  );
}

function ChainStep({
  placed: { step, state, reasons },
  records,
}: {
  placed: PlacedStep;
  records: readonly CrmRecord[];
}) {
  const cited = new Set(reasons.map(({ rule }) => rule));
  const rules = cited.size > 0 ? [...cited] : step.rules;
  return (
    <li class={state}>
      <span class="sign" aria-hidden="true">
        {STATES[state].sign}
      </span>
      <div class="step">
        <p class="step-title">
          <span>{step.title}</span> <span class="state">{STATES[state].text}</span>
          {rules.map((rule) => (
            <Rule key={rule} rule={rule} />
          ))}
        </p>
        {reasons.map((reason) => (
          <ReasonText key={`${reason.code}${reason.record}${reason.operation}`} reason={reason} records={records} />
        ))}
        {state === "unmet" ? <Mend reasons={reasons} /> : null}
      </div>
    </li>
  );
}

function ReasonText({ reason, records }: { reason: Reason; records: readonly CrmRecord[] }) {
  const { messages } = LANGUAGES[language.value];
  const record = (id: string): string => {
    const found = records.find((one) => one.id === id);
    return found === undefined ? id : recordName(found);
  };
  return (
    <p class="reason">
      <span lang={messages.lang}>
        <Said text={formatReason(reason, messages, { record })} />
      </span>{" "}
      <code>{reason.code}</code>
    </p>
  );
}

function Mend({ reasons }: { reasons: readonly Reason[] }) {
  const { mends, messages } = LANGUAGES[language.value];
  const sentences: Readonly<Partial<Record<Reason["code"], string>>> = mends.sentences;
  const told = [...new Set(reasons.map(({ code }) => sentences[code]).filter((text) => text !== undefined))];
  if (told.length === 0) return null;
  return (
    <p class="mend" lang={messages.lang}>
      <b>{mends.title}:</b> {told.join(" ")}
    </p>
  );
}
