import { printable } from "../texts/printable.ts";

/** Text that others wrote (a name, a subject, an address): it stays text, and keeps its direction to itself. */
export function Said({ text }: { text: string }) {
  return <bdi>{printable(text)}</bdi>;
}
