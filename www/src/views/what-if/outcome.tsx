import { Failed, Working } from "../../parts/states.tsx";
import type { Answered, Proposed } from "../../asked/changes.ts";
import { useAnswer } from "../../state/answer.ts";
import { applyChange, isChanging } from "../../state/changes.ts";
import { ExposureTable } from "./exposure.tsx";
import { Problems, Refusal } from "./refusal.tsx";

interface Props {
  readonly proposed: Proposed;
  /** What the change is called in the list of changes. */
  readonly label: string;
  /** The form says what is so already. */
  readonly isSame: boolean;
}

/** What the module says of a proposal: whether it is allowed, what is wrong with it, and what it exposes. */
export function Outcome({ proposed, label, isSame }: Props) {
  const { answer, failure, busy } = useAnswer("propose", { ...proposed, exposure: true }, proposed.action);
  if (failure !== undefined) return <Failed failure={failure} />;
  if (answer === undefined) return <Working progress={{ stage: "Comparing everybody’s lists" }} />;
  const { proposal } = answer;
  const isPossible = proposal.decision.outcome === "allowed" && proposal.problems.length === 0;
  return (
    <div aria-busy={busy} class="outcome-of">
      {proposal.decision.outcome === "denied" ? <Refusal answered={answer} /> : null}
      <Problems problems={proposal.problems} />
      {isSame ? (
        <p class="quiet">This is how it is now. Change something in the form.</p>
      ) : (
        <Exposed answered={answer} />
      )}
      <div class="row">
        <button
          type="button"
          class="primary"
          disabled={!isPossible || isSame || busy || isChanging.value}
          onClick={() => void applyChange({ label, patch: proposal.patch })}
        >
          Apply to the snapshot in hand
        </button>
        <p class="hint">Nothing is saved anywhere; it can be undone.</p>
      </div>
    </div>
  );
}

function Exposed({ answered: { proposal, threads } }: { answered: Answered }) {
  const { exposure, problems } = proposal;
  if (problems.length > 0) return null;
  return exposure === undefined ? (
    <p class="quiet">Nobody sees more or less.</p>
  ) : (
    <ExposureTable exposure={exposure} threads={threads} />
  );
}
