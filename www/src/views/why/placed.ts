import type { Decision, Reason } from "mailveil";
import type { Step } from "./step.ts";

/** `met`: nothing speaks against it. `open`: it was not looked at, because a step before has ended the examination. */
export type State = "grants" | "met" | "open" | "unmet";

export interface PlacedStep {
  readonly step: Step;
  readonly state: State;
  readonly reasons: readonly Reason[];
}

/** Puts the reasons of a decision where they belong. What is met is read off from what is not: every unmet step is told. */
export function placed(steps: readonly Step[], { outcome, reasons }: Decision): readonly PlacedStep[] {
  return outcome === "allowed" ? allowed(steps, reasons) : denied(steps, reasons);
}

function allowed(steps: readonly Step[], reasons: readonly Reason[]): PlacedStep[] {
  return steps.map((step) => {
    const granting = reasons.filter(({ code }) => step.grants?.includes(code));
    return { step, state: granting.length > 0 ? "grants" : "met", reasons: granting };
  });
}

function denied(steps: readonly Step[], reasons: readonly Reason[]): PlacedStep[] {
  const named = steps.flatMap(({ unmet }) => (unmet === "rest" ? [] : unmet));
  const reasonsOf = ({ unmet }: Step): Reason[] =>
    reasons.filter(({ code }) => (unmet === "rest" ? !named.includes(code) : unmet.includes(code)));
  let ended = false;
  let before: State = "met";
  return steps.map((step) => {
    const own = reasonsOf(step);
    const skipped = ended || (step.needsBefore === true && before !== "met" && own.length === 0);
    const state: State = own.length > 0 ? "unmet" : skipped ? "open" : "met";
    if (state === "unmet" && step.ends === true) ended = true;
    before = state;
    return { step, state, reasons: own };
  });
}

/** Reasons that no step has: none, or the steps have to be mended. They are shown all the same. */
export function unplaced(steps: readonly PlacedStep[], reasons: readonly Reason[]): Reason[] {
  const shown = steps.flatMap((one) => one.reasons);
  return reasons.filter((reason) => !shown.includes(reason));
}
