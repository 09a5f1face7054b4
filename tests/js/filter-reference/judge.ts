// One item judged: its level, and what is counted of it.
import type { Node } from "../strict-json.ts";
import { factsOf } from "./facts.ts";
import { idOf } from "./ids.ts";
import type { FilterOptions } from "./options.ts";
import type { Organization, Thread } from "./organization.ts";
import { parseInstant } from "./times.ts";
import { readable } from "./unreadable.ts";
import { best, type Level, type Question, type ThreadFacts, type View } from "./view.ts";

/** What an item is. */
export interface Judged {
  readonly level: Level;
  readonly namesUnknownRecord: boolean;
  /** Facts of which nothing was said, though the options say where they stand. */
  readonly unsaid: { readonly sharing: boolean; readonly state: boolean };
}

export class Judge {
  readonly #view: View;
  readonly #mailboxes: ReadonlySet<string>;
  readonly #records: ReadonlySet<string>;
  readonly #threads: ReadonlyMap<string, ThreadFacts>;

  constructor(organization: Organization, view: View) {
    this.#view = view;
    this.#mailboxes = new Set(organization.mailboxes.map(({ id }) => id));
    this.#records = new Set(organization.records.map(({ id }) => id));
    this.#threads = new Map(organization.threads.map((thread) => [thread.id, factsOfThread(thread)]));
  }

  /** Nothing for an item that cannot be judged. */
  judge(item: Node, options: FilterOptions): Judged | undefined {
    const { viewer, surface, record, now } = options;
    const question = { viewer, surface, record, now };
    return options.facts === "snapshot" ? this.#byId(item, options, question) : this.#inline(item, options, question);
  }

  /** Only the id is read. */
  #byId(item: Node, options: FilterOptions, question: Question): Judged | undefined {
    const id = item.kind === "object" ? readable(() => idOf(item, options)) : undefined;
    const thread = id === undefined ? undefined : this.#threads.get(id);
    if (thread === undefined) return undefined;
    const unsaid = { sharing: false, state: false };
    return { level: this.#view(thread, question), namesUnknownRecord: false, unsaid };
  }

  #inline(item: Node, options: FilterOptions, question: Question): Judged | undefined {
    const facts = readable(() => factsOf(item, options, this.#mailboxes));
    if (facts === undefined) return undefined;
    const { mailboxes, ...thread } = facts;
    return {
      level: best(mailboxes.map((mailbox) => this.#view({ ...thread, mailbox }, question))),
      namesUnknownRecord: facts.records.some((record) => !this.#records.has(record)),
      unsaid: {
        sharing: options.fields?.sharing !== undefined && facts.sharing === undefined,
        state: options.fields?.state !== undefined && facts.state === undefined,
      },
    };
  }
}

function factsOfThread(thread: Thread): ThreadFacts {
  const { mailbox, participants, records = [], sharing, state } = thread;
  const at = (text: string | undefined) => (text === undefined ? undefined : parseInstant(text));
  const [firstMessageAt, lastMessageAt] = [at(thread.firstMessageAt), at(thread.lastMessageAt)];
  return { mailbox, participants, records, sharing, state, firstMessageAt, lastMessageAt };
}
