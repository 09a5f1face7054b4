import { find, h } from "./dom.ts";
import type { Counts, Show } from "./protocol.ts";
import { count } from "./texts/words.ts";

const CHOICES: readonly { readonly show: Show; readonly label: string }[] = [
  { show: "all", label: "All" },
  { show: "visible", label: "Visible" },
  { show: "none", label: "Hidden" },
  { show: "full", label: "Full" },
  { show: "subject", label: "Subject" },
  { show: "metadata", label: "Metadata" },
];

/** From what is seen most to what is not seen at all. */
const LEVELS = ["full", "subject", "metadata", "none"] as const;

function total(counts: Counts, show: Show): number {
  const visible = counts.full + counts.subject + counts.metadata;
  if (show === "all") return visible + counts.none;
  return show === "visible" ? visible : counts[show];
}

/** Which threads to show; each choice carries its count, so that this is the summary too. */
export class Filter {
  readonly #counts = new Map<Show, HTMLElement>();
  readonly #proportions = find("proportions", HTMLElement);
  show: Show = "all";

  constructor(changed: () => void) {
    const labels = CHOICES.map(({ show, label }) => {
      const number = h("b", {}, "0");
      const input = h("input", { type: "radio", name: "show", value: show });
      input.checked = show === this.show;
      input.addEventListener("change", () => {
        this.show = show;
        changed();
      });
      this.#counts.set(show, number);
      return h("label", { class: show }, input, " ", h("span", {}, label, " ", number));
    });
    find("show", HTMLElement).append(...labels);
    this.#proportions.append(...LEVELS.map((level) => h("span", { class: level })));
  }

  count(counts: Counts): void {
    for (const [show, number] of this.#counts) number.textContent = count(total(counts, show));
    LEVELS.forEach((level, n) => {
      const part = this.#proportions.children[n];
      if (part instanceof HTMLElement) part.style.flexGrow = String(counts[level]);
    });
  }
}
