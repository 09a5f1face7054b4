import { h } from "./dom.ts";

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
}

/** More than this nobody reads: keep typing. */
const SHOWN_MAX = 60;

/** Every word that was typed begins a word of the choice. */
function matches(choice: Choice, words: readonly string[]): boolean {
  const text = ` ${choice.label} ${choice.hint} ${choice.id}`.toLowerCase();
  return words.every((word) => text.includes(` ${word}`));
}

/**
 * A select with a search field: type to narrow, arrows to move, Enter to choose, Escape to leave.
 * Follows the pattern "editable combobox with list autocomplete" of the ARIA Authoring Practices.
 */
export class Chooser {
  readonly #input: HTMLInputElement;
  readonly #list: HTMLUListElement;
  readonly #choose: (id: string) => void;
  #choices: readonly Choice[] = [];
  #shown: readonly Choice[] = [];
  #value = "";
  #active = -1;

  constructor(input: HTMLInputElement, list: HTMLUListElement, choose: (id: string) => void) {
    this.#input = input;
    this.#list = list;
    this.#choose = choose;
    input.addEventListener("focus", () => input.select());
    input.addEventListener("click", () => this.#open(""));
    input.addEventListener("input", () => this.#open(input.value));
    input.addEventListener("keydown", (event) => this.#press(event));
    input.addEventListener("blur", () => this.#close());
    // Before the field loses the focus, which would close the list.
    list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
      if (option !== null) this.#take([...list.children].indexOf(option));
    });
  }

  set choices(choices: readonly Choice[]) {
    this.#choices = choices;
    this.#close();
  }

  set value(id: string) {
    this.#value = id;
    this.#close();
  }

  #open(text: string): void {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const matching = this.#choices.filter((choice) => matches(choice, words));
    this.#shown = matching.slice(0, SHOWN_MAX);
    this.#active = this.#shown.findIndex((choice) => words.length > 0 || choice.id === this.#value);
    const options = this.#shown.map((choice, n) =>
      h(
        "li",
        { role: "option", id: `${this.#list.id}-${n}`, "aria-selected": String(choice.id === this.#value) },
        h("span", {}, choice.label),
        h("small", {}, choice.hint),
      ),
    );
    this.#list.replaceChildren(...options);
    this.#list.dataset["rest"] =
      this.#shown.length === 0
        ? "Nothing found"
        : matching.length > SHOWN_MAX
          ? `${matching.length - SHOWN_MAX} more: type to narrow`
          : "";
    this.#list.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
    this.#mark();
  }

  #close(): void {
    this.#list.hidden = true;
    this.#active = -1;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
    this.#input.value = this.#choices.find((choice) => choice.id === this.#value)?.label ?? "";
  }

  #press(event: KeyboardEvent): void {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (this.#list.hidden) this.#open("");
      else this.#move(step);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!this.#list.hidden) this.#take(this.#active);
    } else if (event.key === "Escape" && !this.#list.hidden) {
      event.preventDefault();
      this.#close();
    }
  }

  #move(step: number): void {
    const count = this.#shown.length;
    if (count > 0) this.#active = (this.#active + step + count) % count;
    this.#mark();
  }

  #mark(): void {
    for (const [n, option] of [...this.#list.children].entries()) option.classList.toggle("active", n === this.#active);
    const active = this.#list.children[this.#active];
    if (active === undefined) {
      this.#input.removeAttribute("aria-activedescendant");
    } else {
      this.#input.setAttribute("aria-activedescendant", active.id);
      active.scrollIntoView({ block: "nearest" });
    }
  }

  #take(index: number): void {
    const choice = this.#shown[index];
    if (choice === undefined) return;
    this.#value = choice.id;
    this.#close();
    this.#choose(choice.id);
  }
}
