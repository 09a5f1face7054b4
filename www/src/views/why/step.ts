import type { ReasonCode, RuleNumber } from "mailveil";

/** One condition of a decision, as the specification lists it. It decides nothing: it says where a reason belongs. */
export interface Step {
  readonly title: string;
  readonly rules: readonly RuleNumber[];
  /** The reasons that say that this condition is not met. `rest`: all that no other step has. */
  readonly unmet: readonly ReasonCode[] | "rest";
  /** The reasons that say that this condition by itself grants it. */
  readonly grants?: readonly ReasonCode[];
  /** Where it is not met, nothing behind it is looked at. */
  readonly ends?: boolean;
  /** Looked at only where the step before is met. */
  readonly needsBefore?: boolean;
}
