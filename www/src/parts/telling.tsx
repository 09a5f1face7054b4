import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";

interface Props {
  readonly label: string;
  /** What the button says when it is pointed at and when it has the focus. */
  readonly words: ComponentChildren;
  readonly class?: string;
  /** The button does nothing else. */
  readonly isDisabled?: boolean;
}

/** Away from the borders of the window, in pixels. */
const MARGIN = 8;

/** Below the button, or above it where there is no room, and wholly inside the window. */
function place(words: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { width, height } = words.getBoundingClientRect();
  const left = Math.max(MARGIN, Math.min(at.left, innerWidth - width - MARGIN));
  const below = at.bottom + 4;
  const top = below + height > innerHeight - MARGIN && at.top > height ? at.top - height - 4 : below;
  words.style.left = `${left}px`;
  words.style.top = `${top}px`;
}

/**
 * A button with words behind it. They stand in the top layer, so that no scrolling box cuts them off; they stay while one
 * points at them, and Escape puts them away.
 */
export function Telling({ label, words, class: kind = "", isDisabled = false }: Props) {
  const id = useId();
  const [isTold, tell] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const bubble = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const [shown, by] = [bubble.current, button.current];
    if (shown === null || by === null || !isTold) return undefined;
    shown.showPopover();
    const follow = (): void => place(shown, by);
    follow();
    addEventListener("scroll", follow, { capture: true, passive: true });
    return () => {
      removeEventListener("scroll", follow, { capture: true });
      if (shown.isConnected) shown.hidePopover();
    };
  }, [isTold]);
  return (
    <span class="telling" onPointerEnter={() => tell(true)} onPointerLeave={() => tell(false)}>
      <button
        ref={button}
        type="button"
        class={kind}
        {...(isDisabled ? { "aria-disabled": true } : {})}
        aria-describedby={id}
        onFocus={() => tell(true)}
        onBlur={() => tell(false)}
        onClick={() => tell(true)}
        onKeyDown={(event) => (event.key === "Escape" ? tell(false) : undefined)}
      >
        {label}
      </button>
      <span id={id} ref={bubble} role="tooltip" class="bubble" popover="manual">
        {words}
      </span>
    </span>
  );
}
