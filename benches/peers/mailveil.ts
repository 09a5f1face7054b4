// mailveil itself, and plain JavaScript, on the questions of the peers.
import { Policy } from "mailveil";
import { NOW } from "../data.ts";
import { NONE, Plain } from "../plain.ts";
import type { Ask, Exam } from "./peer.ts";

/** Gives a whole decision, of which the outcome is compared. */
export function prepare({ snapshot }: Exam): Ask {
  const policy = Policy.parse(snapshot);
  return ({ query }) => policy.decide(query).outcome === "allowed";
}

export function preparePlain({ snapshot }: Exam): Ask {
  const plain = new Plain(snapshot);
  const threads = new Map(snapshot.threads.map((thread) => [thread.id, thread]));
  return ({ query: { viewer: id, thread: name, record } }) => {
    const thread = threads.get(name);
    if (thread === undefined) throw new RangeError("unknown thread");
    const viewer = plain.viewer(id, NOW);
    return (record === undefined ? viewer.level(thread) : viewer.levelOnPage(thread, record)) !== NONE;
  };
}
