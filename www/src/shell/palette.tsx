import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Chooser, type Choice, type Found } from "../parts/chooser.tsx";
import { findUsers } from "../parts/people.tsx";
import { go, VIEWS, type View } from "../state/route.ts";
import { loaded, session } from "../state/session.ts";
import { VIEW_NAMES } from "../texts/views.ts";

export const paletteIsOpen = signal(false);

const SHOWN_MAX = 40;

addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  if (session.value.kind !== "loaded") return;
  const dialog = document.querySelector<HTMLDialogElement>("dialog.palette");
  if (dialog?.open === true) paletteIsOpen.value = false;
  // Escape has just closed it, and the event that says so is still to come.
  else if (paletteIsOpen.value) dialog?.showModal();
  else paletteIsOpen.value = true;
});

function useFound(text: string): Found {
  const { names } = loaded.value;
  const lower = text.trim().toLowerCase();
  const views: Choice[] = VIEWS.filter((view) => VIEW_NAMES[view].toLowerCase().includes(lower)).map((view) => ({
    id: `view ${view}`,
    label: VIEW_NAMES[view],
    hint: "view",
  }));
  const users = lower === "" ? [] : findUsers(text).choices.map((choice) => ({ ...choice, id: `user ${choice.id}` }));
  const mailboxes: Choice[] = (lower === "" ? [] : names.mailboxes.all)
    .filter(({ id, address }) => `${id} ${address}`.toLowerCase().includes(lower))
    .map(({ id, address }) => ({ id: `mailbox ${id}`, label: address, hint: "mailbox" }));
  const all = [...views, ...users, ...mailboxes];
  return { choices: all.slice(0, SHOWN_MAX), total: all.length };
}

function take(choice: string): void {
  const [, kind = "", id = ""] = /^(\w+) (.*)$/s.exec(choice) ?? [];
  const { names } = loaded.value;
  paletteIsOpen.value = false;
  if (kind === "view") go(VIEWS.find((view): view is View => view === id) ?? "viewer");
  else if (kind === "user") go("viewer", { as: names.users.reference(id) });
  else go("administration", { mailbox: names.mailboxes.reference(id) });
}

/** Ctrl K: one field that leads to every user, mailbox and view. */
export function Palette() {
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = paletteIsOpen.value;
  // At once: what is typed next is meant for the field.
  useLayoutEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  // The dialog hands the focus back to where it was, which may be far from the view that was asked for.
  const leave = (choice: string): void => {
    take(choice);
    dialog.current?.close();
    document.getElementById("main")?.focus();
  };
  const closed = (): void => {
    // It may have been opened again since.
    if (dialog.current?.open !== true) paletteIsOpen.value = false;
  };
  return (
    <dialog ref={dialog} class="palette" aria-label="Go to" onClose={closed}>
      {isOpen ? (
        <Chooser label="Go to a user, mailbox or view" shown="" value="" useFound={useFound} onChoose={leave} />
      ) : null}
    </dialog>
  );
}
