import { badge } from "./badge.ts";
import { h } from "./dom.ts";
import { PAGE_SIZE } from "./limits.ts";
import type { Listing, Row } from "./protocol.ts";
import { day } from "./texts/words.ts";

export interface ThreadListEvents {
  select(thread: string): void;
  turn(page: number): void;
}

/** At these levels the viewer can read the subject. */
function readsSubject({ level }: Row): boolean {
  return level === "subject" || level === "full";
}

function others({ thread, mailbox }: Row): string {
  const others = thread.participants.filter((participant) => participant !== mailbox.address);
  return others.length === 0 ? mailbox.address : `${mailbox.address} with ${others.join(", ")}`;
}

/** One page of threads, as a list box: one stop of the Tab key, arrows to go through it, on to the next page at its end. */
export class ThreadList {
  readonly #box: HTMLElement;
  readonly #events: ThreadListEvents;
  #listing: Listing | undefined;
  #selected = -1;
  /** Where to land on the page that was turned to. */
  #landing: "first" | "last" | undefined;

  constructor(box: HTMLElement, events: ThreadListEvents) {
    this.#box = box;
    this.#events = events;
    box.addEventListener("keydown", (event) => this.#press(event));
    box.addEventListener("click", (event) => {
      const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
      if (option !== null) this.#select([...box.children].indexOf(option));
    });
  }

  /** Shows a page; the thread that was selected stays so where it is on it. */
  show(listing: Listing, selected: string | undefined): void {
    const sameRows = this.#listing?.page === listing.page && this.#listing.matching === listing.matching;
    this.#listing = listing;
    this.#box.replaceChildren(...listing.rows.map((row, n) => this.#option(row, n)));
    if (!sameRows) this.#box.scrollTop = 0;
    this.#mark(listing.rows.findIndex((row) => row.thread.id === selected));
    if (this.#landing !== undefined) this.#select(this.#landing === "first" ? 0 : listing.rows.length - 1);
    this.#landing = undefined;
  }

  #option(row: Row, n: number): HTMLElement {
    const { thread } = row;
    const subject = h("span", { class: readsSubject(row) ? "title" : "title veiled" }, thread.subject ?? thread.id);
    const listing = this.#listing;
    return h(
      "div",
      {
        role: "option",
        id: `thread-${n}`,
        "aria-selected": "false",
        "aria-setsize": String(listing?.matching ?? 0),
        "aria-posinset": String((listing?.page ?? 0) * PAGE_SIZE + n + 1),
      },
      badge(row.level),
      subject,
      h(
        "time",
        thread.lastMessageAt === undefined ? {} : { datetime: thread.lastMessageAt },
        day(thread.lastMessageAt),
      ),
      h("span", { class: "participants" }, others(row)),
    );
  }

  #press(event: KeyboardEvent): void {
    const last = this.#box.children.length - 1;
    const move: Readonly<Record<string, () => void>> = {
      ArrowDown: () => (this.#selected < last ? this.#select(this.#selected + 1) : this.#turn(1, "first")),
      ArrowUp: () => (this.#selected > 0 ? this.#select(this.#selected - 1) : this.#turn(-1, "last")),
      Home: () => this.#select(0),
      End: () => this.#select(last),
      PageDown: () => this.#turn(1, "first"),
      PageUp: () => this.#turn(-1, "first"),
    };
    const action = move[event.key];
    if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  }

  #turn(step: number, landing: "first" | "last"): void {
    const { page, matching } = this.#listing ?? { page: 0, matching: 0 };
    const target = page + step;
    if (target < 0 || target * PAGE_SIZE >= matching) return;
    this.#landing = landing;
    this.#events.turn(target);
  }

  #select(index: number): void {
    const row = this.#listing?.rows[index];
    if (row === undefined) return;
    this.#mark(index);
    this.#events.select(row.thread.id);
  }

  #mark(index: number): void {
    this.#box.children[this.#selected]?.setAttribute("aria-selected", "false");
    this.#selected = index;
    const option = this.#box.children[index];
    if (option === undefined) {
      this.#box.removeAttribute("aria-activedescendant");
    } else {
      option.setAttribute("aria-selected", "true");
      this.#box.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }
  }
}
