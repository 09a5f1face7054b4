import type { ComponentChildren } from "preact";
import { Telling } from "./telling.tsx";

interface Props {
  readonly label: string;
  /** Why the button does nothing. Absent: it works. */
  readonly why?: ComponentChildren;
  readonly onPress: () => void;
}

/** A button that says why it is disabled. It stays in the order of the Tab key, which `disabled` buttons leave. */
export function TellingButton({ label, why, onPress }: Props) {
  if (why !== undefined) return <Telling label={label} words={why} isDisabled />;
  return (
    <button type="button" onClick={onPress}>
      {label}
    </button>
  );
}
