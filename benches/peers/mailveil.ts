// mailveil itself, and plain JavaScript, on the questions of the peers.
import { NOW } from "../data.ts";
import { NONE, Plain } from "../plain.ts";
import { has, parse } from "../subject.ts";
import type { Ask, Exam } from "./peer.ts";

export function prepare({ snapshot }: Exam): Ask {
  const policy = parse(snapshot);
  const query = (viewer: string, thread: string) => ({ action: "view", viewer, thread, now: NOW }) as const;
  return has("allows")
    ? ({ user, thread }) => policy.allows(query(user.id, thread.id))
    : ({ user, thread }) => policy.decide(query(user.id, thread.id)).outcome === "allowed";
}

export function preparePlain({ snapshot }: Exam): Ask {
  const plain = new Plain(snapshot);
  const threads = new Map(snapshot.threads.map((thread) => [thread.id, thread]));
  return ({ user, thread }) => {
    const known = threads.get(thread.id);
    return known !== undefined && plain.viewer(user.id, NOW).level(known) !== NONE;
  };
}
