import type { RuleNumber } from "mailveil";
import { RULES } from "../texts/rules.ts";
import { Telling } from "./telling.tsx";

/** The number of a rule, with its text behind it. */
export function Rule({ rule }: { rule: RuleNumber }) {
  return (
    <Telling
      label={rule}
      class="rule"
      words={
        <>
          <b>{rule}</b> {RULES[rule]}
        </>
      }
    />
  );
}
