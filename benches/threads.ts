// Mail of an organisation, as a CRM answers it. If there is a measured viewer, one item in ten is for them, in no regular order.
import type { Mailbox, Thread } from "mailveil";
import { addressOf, NOW, type Organization } from "./data.ts";
import { type Dice, dice } from "./dice.ts";
import { NONE, type PlainViewer } from "./plain.ts";

/** A thread as the CRM sends it; `body` is text that no rule reads. */
export type Item = Thread & { readonly body?: string };

export interface Mail {
  /** The next so many items. */
  items(count: number): Item[];
  /** The next so many items as the bytes of a JSON array, in chunks that are arrays themselves. */
  chunks(count: number, chunkSize?: number): Generator<Uint8Array>;
}

const VISIBLE_PERCENT = 10;
/** So many of each kind wait at most; those that come after are dropped. */
const WAITING_MAX = 10_000;

const WORDS = "offer invoice meeting contract delivery question order renewal visit sample price draft".split(" ");
const PEOPLE = ["sales", "office", "m.meyer", "j.smith", "li.wei", "procurement", "a.garcia", "support", "info", "ceo"];

export interface MailOptions {
  /** Bytes of body text in each item; 0: no body. */
  readonly bodyBytes?: number;
  /** Names the threads from here on. */
  readonly firstRow?: number;
  readonly seed?: number;
}

/** `judge`: the measured viewer, who decides which items count as visible. Without one, all mailboxes have as many items. */
export function mail(organization: Organization, judge?: PlainViewer, options: MailOptions = {}): Mail {
  const chance = dice(options.seed ?? 2);
  const { mailboxes } = organization.snapshot;
  const waiting: { visible: Draft[]; hidden: Draft[] } = { visible: [], hidden: [] };
  const text = options.bodyBytes ? bodyText(options.bodyBytes, chance) : undefined;
  let row = options.firstRow ?? 0;

  const any = (): Draft => compose(organization, chance.pick(mailboxes), chance);
  const draw = (judge: PlainViewer): Draft => {
    const isVisible = chance.percent(VISIBLE_PERCENT);
    const wanted = isVisible ? waiting.visible : waiting.hidden;
    for (let tries = 0; tries < 1_000_000; tries += 1) {
      const ready = wanted.pop();
      if (ready !== undefined) return ready;
      const draft = any();
      const list = judge.level(draft) === NONE ? waiting.hidden : waiting.visible;
      if (list.length < WAITING_MAX) list.push(draft);
    }
    throw new RangeError(isVisible ? "the viewer sees nothing" : "the viewer sees everything");
  };
  const next = (): Item => {
    const item = { ...(judge === undefined ? any() : draw(judge)), id: `thread-${String(row).padStart(8, "0")}` };
    row += 1;
    // Of different lengths, so that items do not begin at regular distances.
    return text === undefined ? item : { ...item, body: text.slice(chance.below(options.bodyBytes ?? 0) >> 3) };
  };
  const items = (count: number) => Array.from({ length: count }, next);
  function* chunks(count: number, chunkSize = 10_000): Generator<Uint8Array> {
    for (let left = count; left > 0; left -= chunkSize) {
      yield Buffer.from(JSON.stringify(items(Math.min(chunkSize, left))));
    }
  }
  return { items, chunks };
}

/** One JSON array with the items of all chunks. */
export function joined(chunks: Iterable<Uint8Array>): Uint8Array {
  const inner = Array.from(chunks, (chunk) => chunk.subarray(1, -1));
  const body = new Uint8Array(inner.reduce((length, part) => length + part.length + 1, 1));
  let end = 0;
  for (const part of inner) {
    body[end] = end === 0 ? "[".charCodeAt(0) : ",".charCodeAt(0);
    body.set(part, end + 1);
    end += part.length + 1;
  }
  body[end] = "]".charCodeAt(0);
  return body;
}

/** The days on which mail comes, up to the day before the questions. */
const DAYS = Array.from({ length: 510 }, (_, day) =>
  new Date(Date.parse(NOW) - (510 - day) * 86_400_000).toISOString().slice(0, 10),
);

/** A thread without its name, the first member of an item. */
type Draft = Item;

function compose(organization: Organization, mailbox: Mailbox, chance: Dice): Draft {
  const customers = organization.customers.get(mailbox.id) ?? [];
  const links = Array.from({ length: linkCount(chance) }, () =>
    chance.percent(85) ? chance.pick(customers) : chance.pick(organization.snapshot.records).id,
  );
  const began = chance.below(DAYS.length);
  const ended = Math.min(began + chance.below(60), DAYS.length - 1);
  const sharing = choice(mailbox, chance);
  const state = chance.percent(2) ? "deleted" : chance.percent(10) ? "archived" : undefined;
  return {
    id: "",
    mailbox: mailbox.id,
    participants: participants(organization, mailbox, chance),
    ...(links.length === 0 ? {} : { records: [...new Set(links)] }),
    ...(sharing === undefined ? {} : { sharing }),
    ...(state === undefined ? {} : { state }),
    firstMessageAt: `${DAYS[began]}T0${chance.below(8)}:${10 + chance.below(50)}:00Z`,
    lastMessageAt: `${DAYS[ended]}T${10 + chance.below(13)}:${10 + chance.below(50)}:00Z`,
    subject: subject(chance),
  };
}

const linkCount = (chance: Dice): number =>
  chance.percent(10) ? 0 : 1 + (chance.percent(35) ? 1 + chance.below(2) : 0);

function choice(mailbox: Mailbox, chance: Dice): Thread["sharing"] {
  if (chance.percent(mailbox.sharing?.mode === "per-thread" ? 20 : 5)) return "private";
  return mailbox.sharing?.mode === "per-thread" && chance.percent(30) ? "shared" : undefined;
}

function participants(organization: Organization, mailbox: Mailbox, chance: Dice): string[] {
  const customer = `customer-${chance.below(400)}.example`;
  const list = [mailbox.address];
  for (let count = 1 + chance.below(3); count > 0; count -= 1) list.push(`${chance.pick(PEOPLE)}@${customer}`);
  if (chance.percent(30)) list.push(addressOf(chance.below(organization.size.users)));
  if (chance.percent(3)) list.push(chance.percent(50) ? "lawyer@mail.law.example" : "desk@bank.example");
  if (chance.percent(0.5)) list.push("undisclosed-recipients:;");
  return list;
}

/** Now and then with letters that JSON escapes or UTF-8 writes in two bytes. */
function subject(chance: Dice): string {
  const words = `${chance.pick(WORDS)} ${chance.pick(WORDS)} ${chance.below(10_000)}`;
  if (chance.percent(3)) return `Re: "${words}", Grüße aus Köln`;
  return `${chance.percent(60) ? "Re: " : ""}${words} for ${chance.pick(WORDS)}`;
}

/** Lines of words, as in a letter, with line breaks and quotation marks. */
function bodyText(bytes: number, chance: Dice): string {
  let text = "";
  while (text.length < bytes) text += `${chance.pick(WORDS)} ${chance.percent(8) ? '\n> "quoted" ' : ""}`;
  return text.slice(0, bytes);
}

/** Looks threads up by id, as whoever answers a question of ids has to. */
export function finder(threads: readonly Thread[]): (id: string) => Thread {
  const known: ReadonlyMap<string, Thread> = new Map(threads.map((thread) => [thread.id, thread]));
  return (id) => {
    const found = known.get(id);
    if (found === undefined) throw new RangeError("unknown thread");
    return found;
  };
}
