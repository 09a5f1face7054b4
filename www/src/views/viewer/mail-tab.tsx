import { Said } from "../../parts/said.tsx";
import { Empty } from "../../parts/states.tsx";
import type { Desk, Look } from "../../asked/viewer.ts";
import { change, route } from "../../state/route.ts";
import { loaded } from "../../state/session.ts";
import { count, MODE_NAMES } from "../../texts/words.ts";
import { ThreadPane } from "./thread-pane.tsx";

/** The mailboxes whose mail stands in the viewer's mail tab, and the mail of all of them or of one. */
export function MailTab({ desk, look }: { desk: Desk; look: Look }) {
  const { names } = loaded.value;
  const chosen = names.mailboxes.find(route.value.params["mailbox"])?.id;
  if (desk.folders.length === 0) {
    return (
      <Empty>There is no mailbox in this user’s mail tab: they own none, and have the right to send from none.</Empty>
    );
  }
  const choose = (id: string | undefined): void =>
    change({ mailbox: id === undefined ? undefined : names.mailboxes.reference(id), thread: undefined });
  const folder = (id: string | undefined, title: string, hint: string, threads: number) => (
    <li key={title}>
      <button type="button" class="folder" aria-pressed={chosen === id} onClick={() => choose(id)}>
        <span class="folder-title">
          <Said text={title} />
        </span>
        <b>{count(threads)}</b>
        <small>{hint}</small>
      </button>
    </li>
  );
  return (
    <div class="panes three">
      <nav class="pane folders" aria-label="Mailboxes">
        <ul>
          {folder(undefined, "All mail", "of every mailbox in the tab", desk.counts.mailbox)}
          {desk.folders.map(({ mailbox, threads }) => {
            const about = names.mailboxes.get(mailbox);
            const mode = MODE_NAMES[about?.mode ?? "private"];
            const hint = about?.owner === look.viewer ? `own, ${mode}` : mode;
            return folder(mailbox, names.mailbox(mailbox), hint, threads);
          })}
        </ul>
        {desk.sendFrom.length === 0 ? null : (
          <>
            <h2>May write from</h2>
            <ul class="plain-list">
              {desk.sendFrom.map((id) => (
                <li key={id}>
                  <Said text={names.mailbox(id)} />
                </li>
              ))}
            </ul>
          </>
        )}
      </nav>
      <ThreadPane look={look} page={{ surface: "mailbox", ...(chosen === undefined ? {} : { mailbox: chosen }) }} />
    </div>
  );
}
