import type { RuleNumber } from "mailveil";
import { useId, useState } from "preact/hooks";
import { RULES } from "../texts/rules.ts";

/** The number of a rule, with its text behind it: pointed at, focused or pressed. */
export function Rule({ rule }: { rule: RuleNumber }) {
  const id = useId();
  const [isTold, tell] = useState(false);
  return (
    <span class="telling" onPointerEnter={() => tell(true)} onPointerLeave={() => tell(false)}>
      <button
        type="button"
        class="rule"
        aria-describedby={id}
        onFocus={() => tell(true)}
        onBlur={() => tell(false)}
        onClick={() => tell(true)}
        onKeyDown={(event) => (event.key === "Escape" ? tell(false) : undefined)}
      >
        {rule}
      </button>
      <span id={id} role="tooltip" class="bubble" hidden={!isTold}>
        <b>{rule}</b> {RULES[rule]}
      </span>
    </span>
  );
}
