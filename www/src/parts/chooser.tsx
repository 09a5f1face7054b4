import { useEffect, useId, useRef, useState } from "preact/hooks";
import { printable } from "../texts/printable.ts";
import { Said } from "./said.tsx";

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
}

/** What the typed text finds, and how many more there are. */
export interface Found {
  readonly choices: readonly Choice[];
  readonly total: number;
}

interface Props {
  readonly label: string;
  /** What is chosen, in words. */
  readonly shown: string;
  readonly value: string;
  readonly hint?: string;
  /** Called while rendering: it may use hooks, because every chooser keeps its own. */
  readonly useFound: (text: string, open: boolean) => Found;
  readonly onChoose: (id: string) => void;
}

/**
 * A select with a search field: type to narrow, arrows to move, Enter to choose, Escape to leave.
 * Follows the pattern "editable combobox with list autocomplete" of the ARIA Authoring Practices.
 */
export function Chooser({ label, shown, value, hint, useFound, onChoose }: Props) {
  const id = useId();
  const [text, setText] = useState<string>();
  const [active, setActive] = useState(-1);
  const isOpen = text !== undefined;
  const { choices, total } = useFound(text ?? "", isOpen);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.children[active]?.scrollIntoView({ block: "nearest" }), [active]);

  const open = (typed: string): void => {
    setText(typed);
    setActive(typed === "" ? -1 : 0);
  };
  const close = (): void => setText(undefined);
  const take = (choice: Choice | undefined): void => {
    if (choice === undefined) return;
    close();
    onChoose(choice.id);
  };
  const press = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 && !(isOpen && ["Enter", "Escape"].includes(event.key))) return;
    event.preventDefault();
    if (event.key === "Escape") close();
    else if (event.key === "Enter") take(choices[active]);
    else if (!isOpen) open("");
    else if (choices.length > 0) setActive((active + step + choices.length) % choices.length);
  };

  return (
    <div class="field chooser">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-describedby={`${id}-hint`}
        {...(isOpen && choices[active] !== undefined ? { "aria-activedescendant": `${id}-${active}` } : {})}
        value={text ?? printable(shown)}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => (isOpen ? undefined : open(""))}
        onInput={(event) => open(event.currentTarget.value)}
        onKeyDown={press}
        onBlur={close}
      />
      <div
        id={`${id}-list`}
        ref={list}
        class="choices"
        role="listbox"
        aria-label={label}
        hidden={!isOpen}
        data-rest={
          total === 0 ? "Nothing found" : total > choices.length ? `${total - choices.length} more: type to narrow` : ""
        }
        // Before the field loses the focus, which would close the list.
        onPointerDown={(event) => event.preventDefault()}
      >
        {isOpen
          ? choices.map((choice, n) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are pressed in the field
              // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus, as the pattern has it
              <div
                key={choice.id}
                id={`${id}-${n}`}
                role="option"
                aria-selected={choice.id === value}
                class={n === active ? "active" : ""}
                onClick={() => take(choice)}
              >
                <span>
                  <Said text={choice.label} />
                </span>
                <small>
                  <Said text={choice.hint} />
                </small>
              </div>
            ))
          : null}
      </div>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}
