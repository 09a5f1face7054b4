import { loaded } from "../state/session.ts";
import { Chooser, type Found } from "./chooser.tsx";

const SHOWN_MAX = 60;

/** Mailboxes by address, owner, mode and id. The choices are references for the address line. */
export function findMailboxes(text: string): Found {
  const { names } = loaded.value;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = names.mailboxes.all.filter(({ id, address, owner, mode }) => {
    const about = `${id} ${address} ${names.user(owner)} ${owner} ${mode ?? "private"}`.toLowerCase();
    return words.every((word) => about.includes(word));
  });
  const choices = matching.slice(0, SHOWN_MAX).map(({ id, address, owner, mode }) => ({
    id: names.mailboxes.reference(id),
    label: address,
    hint: `${names.user(owner)} · ${mode ?? "never chosen"} · ${id}`,
  }));
  return { choices, total: matching.length };
}

/** A mailbox, searched for by its address or owner. */
export function MailboxChooser({ value, onChoose }: { value: string; onChoose: (reference: string) => void }) {
  const { names } = loaded.value;
  return (
    <Chooser
      label="Mailbox"
      value={names.mailboxes.reference(value)}
      shown={names.mailbox(value)}
      hint={`of ${names.user(names.mailboxes.get(value)?.owner ?? "")}`}
      useFound={findMailboxes}
      onChoose={onChoose}
    />
  );
}
