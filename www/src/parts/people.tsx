import { loaded } from "../state/session.ts";
import { Chooser, type Found } from "./chooser.tsx";

/** More than this nobody reads: keep typing. */
const SHOWN_MAX = 60;

/** Users by name, id, role, status and kind: every word that was typed begins a word. */
export function findUsers(text: string): Found {
  const { names } = loaded.value;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = names.users.all.filter(({ id }) => {
    const about = ` ${names.user(id)} ${names.about(id)} ${id}`.toLowerCase();
    return words.every((word) => about.includes(` ${word}`) || about.includes(`-${word}`));
  });
  const choices = matching.slice(0, SHOWN_MAX).map(({ id }) => ({ id, label: names.user(id), hint: names.about(id) }));
  return { choices, total: matching.length };
}

/** A user, searched for by name and role. */
export function UserChooser({
  label,
  value,
  onChoose,
}: {
  label: string;
  value: string;
  onChoose: (id: string) => void;
}) {
  const { names } = loaded.value;
  return (
    <Chooser
      label={label}
      value={value}
      shown={names.user(value)}
      hint={names.about(value)}
      useFound={findUsers}
      onChoose={onChoose}
    />
  );
}
