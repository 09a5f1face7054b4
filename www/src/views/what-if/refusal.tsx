import type { CrmRecord, Problem, Reason } from "mailveil";
import { formatReason } from "mailveil/messages";
import en from "mailveil/messages/en";
import { Rule } from "../../parts/rule.tsx";
import { Said } from "../../parts/said.tsx";
import { Marked } from "../../parts/states.tsx";
import type { Answered } from "../../asked/changes.ts";
import { recordName } from "../../state/names.ts";
import enMends from "../../texts/mends/en.ts";

function Refused({ reason, records }: { reason: Reason; records: readonly CrmRecord[] }) {
  const mends: Readonly<Partial<Record<Reason["code"], string>>> = enMends.sentences;
  const record = (id: string): string => {
    const found = records.find((one) => one.id === id);
    return found === undefined ? id : recordName(found);
  };
  return (
    <li>
      <p>
        <Said text={formatReason(reason, en, { record })} /> <Rule rule={reason.rule} />
      </p>
      <p class="mend">
        <b>{enMends.title}:</b> {mends[reason.code]}
      </p>
    </li>
  );
}

/** Why an action is denied, and what would have to change. */
export function Refusal({ answered: { proposal, records } }: { answered: Pick<Answered, "proposal" | "records"> }) {
  return (
    <div class="alert">
      <p>
        <strong>This is not allowed.</strong>
      </p>
      <ul class="refusals">
        {proposal.decision.reasons.map((reason) => (
          <Refused key={`${reason.code}${reason.record}${reason.operation}`} reason={reason} records={records} />
        ))}
      </ul>
    </div>
  );
}

/** What is wrong with the value of the form. */
export function Problems({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <div class="alert" role="alert">
      <ul class="refusals">
        {problems.map(({ code, path, message, help }) => (
          <li key={`${path}${code}`}>
            <p>
              <code>{path}</code>: <Marked text={message} />
            </p>
            <p class="mend">
              <Marked text={help} />
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
