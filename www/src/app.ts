import { REFERENCE_NOW } from "../sample/reference.ts";
import { Engine, failureOf } from "./client.ts";
import { details } from "./details.ts";
import { button, find, h } from "./dom.ts";
import { onFile } from "./drop.ts";
import { alertBox, refusal } from "./failures.ts";
import { Filter } from "./filter.ts";
import { PAGE_SIZE } from "./limits.ts";
import { Names } from "./names.ts";
import type { Listing, Question, Summary } from "./protocol.ts";
import { QuestionForm } from "./question-form.ts";
import { LEVEL_NAMES, count, counted, megabytes, milliseconds } from "./texts/words.ts";
import { ThreadList } from "./thread-list.ts";

/** Where a snapshot comes from, and how to begin with it. */
interface Source {
  readonly name: string;
  readonly viewer?: string;
  readonly now?: string;
}

const SAMPLE: Source = { name: "Sample: Larkfield Optics", viewer: "u-priya-nandakumar", now: REFERENCE_NOW };

/** The page: it asks the worker whenever something is chosen, and shows the answers. */
export class App {
  readonly #engine = new Engine();
  readonly #form = new QuestionForm(() => this.#ask());
  readonly #filter = new Filter(() => this.#ask());
  readonly #list = new ThreadList(find("threads", HTMLElement), {
    select: (thread) => this.#explain(thread),
    turn: (page) => this.#ask(page),
  });
  readonly #find = find("find", HTMLInputElement);
  #names: Names | undefined;
  #selected: string | undefined;
  #page = 0;
  /** Numbers of the latest of each kind: an answer that comes after a newer question is dropped. */
  #opened = 0;
  #asked = 0;
  #explained = 0;

  constructor() {
    this.#find.addEventListener("input", () => this.#ask());
    find("previous", HTMLButtonElement).addEventListener("click", () => this.#ask(this.#page - 1));
    find("next", HTMLButtonElement).addEventListener("click", () => this.#ask(this.#page + 1));
    find("sample", HTMLButtonElement).addEventListener("click", () => this.openSample());
    onFile((file) => this.#open({ name: file.name }, () => file.arrayBuffer()));
  }

  async openSample(): Promise<void> {
    await this.#open(SAMPLE, async () => {
      const response = await fetch("./sample.json");
      if (!response.ok) throw new Error(`the sample could not be read: ${response.status} ${response.statusText}`);
      return response.arrayBuffer();
    });
  }

  async #open(source: Source, read: () => Promise<ArrayBuffer>): Promise<void> {
    this.#opened += 1;
    const opened = this.#opened;
    find("source", HTMLElement).textContent = `Reading ${source.name} …`;
    this.#asked += 1; // answers about the old snapshot come too late
    this.#explained += 1;
    this.#wait(true);
    try {
      const bytes = new Uint8Array(await read());
      if (opened !== this.#opened) return; // another file was chosen meanwhile
      const summary = await this.#engine.ask("load", bytes);
      if (opened === this.#opened) this.#begin(source, summary);
    } catch (error) {
      if (opened === this.#opened) this.#refuse(source, error);
    } finally {
      if (opened === this.#opened) this.#wait(false);
    }
  }

  /** While a snapshot is read there is nothing to ask. */
  #wait(waiting: boolean): void {
    document.body.classList.toggle("busy", waiting);
    find("workspace", HTMLElement).inert = waiting;
  }

  #begin(source: Source, summary: Summary): void {
    const { bytes, parseMilliseconds, users, licensedUserCount, mailboxCount, records, threadCount } = summary;
    find("source", HTMLElement).replaceChildren(
      h("strong", {}, source.name),
      h("span", {}, `${megabytes(bytes)}, parsed in ${milliseconds(parseMilliseconds)}`),
      h(
        "span",
        {},
        `${counted(users.length, "user")} (${count(licensedUserCount)} licensed), ${counted(mailboxCount, "mailbox")}`,
      ),
      h("span", {}, `${counted(records.length, "record")}, ${counted(threadCount, "thread")}`),
    );
    this.#names = new Names(summary);
    this.#selected = undefined;
    this.#find.value = "";
    const now = source.now ?? summary.latestMessageAt;
    const origin = source.now
      ? "The sample’s reference instant"
      : now
        ? "The latest message of the snapshot"
        : "The present";
    this.#form.reset(this.#names, source.viewer ?? users[0]?.id ?? "", now, `Began with: ${origin.toLowerCase()}`);
    this.#toggle(true);
    this.#ask();
  }

  #refuse(source: Source, error: unknown): void {
    find("source", HTMLElement).textContent = `${source.name} was refused`;
    const back = button("Back to the sample", () => this.openSample());
    find("refusal", HTMLElement).replaceChildren(...refusal(source.name, failureOf(error)), back);
    this.#toggle(false);
  }

  #toggle(accepted: boolean): void {
    find("workspace", HTMLElement).hidden = !accepted;
    find("refusal", HTMLElement).hidden = accepted;
  }

  /** Asks for the list again: the question, the filter or the page has changed. */
  async #ask(page = 0): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const question = this.#form.question;
    try {
      const listing = await this.#engine.ask("list", {
        question,
        show: this.#filter.show,
        find: this.#find.value,
        page,
      });
      if (asked === this.#asked) this.#show(listing, question);
    } catch (error) {
      if (asked === this.#asked) this.#fail(error);
    }
  }

  #show(listing: Listing, question: Question): void {
    this.#page = listing.page;
    find("failure", HTMLElement).replaceChildren();
    find("panes", HTMLElement).hidden = false;
    this.#filter.count(listing.counts);
    const from = listing.page * PAGE_SIZE;
    find("position", HTMLElement).textContent =
      listing.matching === 0
        ? "No such thread"
        : `${count(from + 1)} to ${count(from + listing.rows.length)} of ${count(listing.matching)}, latest first, answered in ${milliseconds(listing.milliseconds)}`;
    find("previous", HTMLButtonElement).disabled = listing.page === 0;
    find("next", HTMLButtonElement).disabled = from + listing.rows.length >= listing.matching;
    this.#selected ??= listing.rows[0]?.thread.id;
    this.#list.show(listing, this.#selected);
    if (this.#selected !== undefined) this.#explain(this.#selected, question);
  }

  #fail(error: unknown): void {
    this.#explained += 1;
    find("failure", HTMLElement).replaceChildren(alertBox(failureOf(error)));
    // Nothing may look like an answer to a question that was refused.
    find("panes", HTMLElement).hidden = true;
    find("details", HTMLElement).replaceChildren();
  }

  async #explain(thread: string, question: Question = this.#form.question): Promise<void> {
    this.#selected = thread;
    this.#explained += 1;
    const explained = this.#explained;
    try {
      const explanation = await this.#engine.ask("explain", { question, thread });
      const names = this.#names;
      if (explained !== this.#explained || names === undefined) return;
      find("details", HTMLElement).replaceChildren(
        ...details(explanation, question, names, (viewer) => this.#form.choose(viewer)),
      );
      const { level, reasons } = explanation.view;
      find("announcement", HTMLElement).textContent =
        `${LEVEL_NAMES[level ?? "none"]}: ${reasons.map(({ code }) => code).join(", ")}`;
    } catch (error) {
      if (explained === this.#explained) this.#fail(error);
    }
  }
}
