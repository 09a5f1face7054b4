import { formatReason } from "mailveil/messages";
import en from "mailveil/messages/en";
import { TellingButton } from "../../parts/tip.tsx";
import type { Answered, Proposed } from "../../asked/changes.ts";
import { useAnswer } from "../../state/answer.ts";
import { applyChange, isChanging } from "../../state/changes.ts";
import { recordName } from "../../state/names.ts";
import { now } from "../../state/session.ts";
import enMends from "../../texts/mends/en.ts";

type About = Readonly<Record<string, unknown>> & { readonly action: Proposed["action"] };

interface Props {
  readonly proposed: About;
  readonly by: string;
  readonly label: string;
  /** What the change is called in the list of changes. */
  readonly change?: string;
  /** Instead of making the change: to ask for its value. */
  readonly onPress?: () => void;
  /** Says what has come of it. */
  readonly onDone?: (told: string) => void;
}

function Why({ answered: { proposal, records } }: { answered: Answered }) {
  const mends: Readonly<Record<string, string>> = enMends.sentences;
  const record = (id: string): string => {
    const found = records.find((one) => one.id === id);
    return found === undefined ? id : recordName(found);
  };
  return (
    <>
      {proposal.decision.reasons.map((reason) => (
        <span key={`${reason.code}${reason.record}${reason.operation}`} class="bubble-line">
          {formatReason(reason, en, { record })} <code>{reason.rule}</code>
          <br />
          <b>{enMends.title}:</b> {mends[reason.code]}
        </span>
      ))}
    </>
  );
}

/** A button for an action: it works as the module says, and makes the change on the snapshot in hand. */
export function ProposedButton({ proposed, by, label, change = label, onPress, onDone }: Props) {
  const query = { ...proposed, viewer: by, now: now.value, exposure: false } as Proposed & { exposure: boolean };
  const { answer, failure } = useAnswer("propose", query, JSON.stringify([proposed, by]));
  if (failure !== undefined) return <TellingButton label={label} why={failure.message} onPress={() => undefined} />;
  if (answer === undefined) return <TellingButton label={label} why="One moment" onPress={() => undefined} />;
  const { decision, patch } = answer.proposal;
  const press = async (): Promise<void> => {
    if (onPress !== undefined) onPress();
    else if (isChanging.value) onDone?.("Another change is being made.");
    else if (patch.length === 0) onDone?.(`${label}: allowed. There is nothing to change in the snapshot.`);
    else {
      await applyChange({ label: change, patch });
      onDone?.(`${label}: done, on the snapshot in hand.`);
    }
  };
  return (
    <TellingButton
      label={label}
      {...(decision.outcome === "denied" ? { why: <Why answered={answer} /> } : {})}
      onPress={() => void press()}
    />
  );
}
