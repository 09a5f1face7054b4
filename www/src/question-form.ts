import type { Surface } from "mailveil";
import { Chooser } from "./chooser.ts";
import { find, h } from "./dom.ts";
import type { Names } from "./names.ts";
import type { Question } from "./protocol.ts";

function present(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, "Z");
}

/** Who looks, where, and when. */
export class QuestionForm {
  readonly #form = find("question", HTMLFormElement);
  readonly #now = find("now", HTMLInputElement);
  readonly #recordField = find("record-field", HTMLElement);
  readonly #viewers: Chooser;
  readonly #records: Chooser;
  readonly #changed: () => void;
  #names: Names | undefined;
  #viewer = "";
  #record = "";

  constructor(changed: () => void) {
    this.#changed = changed;
    this.#viewers = new Chooser(find("viewer", HTMLInputElement), find("viewers", HTMLUListElement), (id) =>
      this.choose(id),
    );
    this.#records = new Chooser(find("record", HTMLInputElement), find("records", HTMLUListElement), (id) => {
      this.#record = id;
      this.#changed();
    });
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.#now.addEventListener("change", changed);
    find("surface", HTMLElement).addEventListener("change", () => {
      // A mail tab shows no record's page, so there is none to choose.
      this.#recordField.hidden = this.#surface() === "mailbox";
      changed();
    });
    find("present", HTMLButtonElement).addEventListener("click", () => {
      this.#now.value = present();
      changed();
    });
  }

  /** Another snapshot: its users and records, and the time to begin with. */
  reset(names: Names, viewer: string, now: string | undefined, origin: string): void {
    this.#names = names;
    this.#viewers.choices = names.viewers();
    this.#records.choices = names.records();
    this.#records.value = "";
    this.#record = "";
    this.#now.value = now ?? present();
    find("about-now", HTMLElement).replaceChildren(origin);
    this.#show(viewer);
  }

  /** Takes a viewer who was pointed at somewhere on the page. */
  choose(viewer: string): void {
    this.#show(viewer);
    this.#changed();
  }

  get question(): Question {
    const surface = this.#surface();
    const record = surface === "mailbox" ? "" : this.#record;
    return {
      viewer: this.#viewer,
      now: this.#now.value.trim(),
      ...(surface === "" ? {} : { surface }),
      ...(record === "" ? {} : { record }),
    };
  }

  #show(viewer: string): void {
    this.#viewer = viewer;
    this.#viewers.value = viewer;
    find("about-viewer", HTMLElement).replaceChildren(h("span", {}, this.#names?.about(viewer)));
  }

  #surface(): Surface | "" {
    const value = new FormData(this.#form).get("surface");
    return value === "record" || value === "mailbox" ? value : "";
  }
}
