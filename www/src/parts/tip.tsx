import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";

interface Props {
  readonly label: string;
  /** Why the button does nothing. Absent: it works. */
  readonly why?: ComponentChildren;
  readonly onPress: () => void;
  readonly class?: string;
}

/**
 * A button that says why it is disabled, when it is pointed at and when it has the focus. So it stays in the order of the
 * Tab key, which `disabled` buttons leave. Escape puts the words away.
 */
export function TellingButton({ label, why, onPress, class: kind = "" }: Props) {
  const id = useId();
  const [isTold, tell] = useState(false);
  if (why === undefined) {
    return (
      <button type="button" class={kind} onClick={onPress}>
        {label}
      </button>
    );
  }
  return (
    <span class="telling" onPointerEnter={() => tell(true)} onPointerLeave={() => tell(false)}>
      <button
        type="button"
        class={kind}
        aria-disabled="true"
        aria-describedby={id}
        onFocus={() => tell(true)}
        onBlur={() => tell(false)}
        onClick={() => tell(true)}
        onKeyDown={(event) => (event.key === "Escape" ? tell(false) : undefined)}
      >
        {label}
      </button>
      <span id={id} role="tooltip" class="bubble" hidden={!isTold}>
        {why}
      </span>
    </span>
  );
}
