import { UserChooser } from "../../parts/people.tsx";
import { Segments } from "../../parts/segments.tsx";
import { Timeline } from "../../parts/timeline.tsx";
import { change, route } from "../../state/route.ts";
import { loaded } from "../../state/session.ts";
import { Mailboxes } from "./mailboxes.tsx";
import { MailboxPage } from "./mailbox-page.tsx";
import { SupportPage } from "./support-page.tsx";
import "./administration.css";

type Show = "mailboxes" | "support";

/** Whom one acts as: the user of the address, or else the first administrator. */
function administratorOf(reference: string | undefined): string {
  const { names } = loaded.value;
  const first = names.users.all.find(({ profile, status }) => profile === "administrator" && status === "active");
  return (names.users.find(reference) ?? first ?? names.users.all[0])?.id ?? "";
}

/** The administration of the organisation, done on the snapshot in hand. */
export function AdministrationView() {
  const { names } = loaded.value;
  const { params } = route.value;
  const by = administratorOf(params["by"]);
  const show: Show = params["show"] === "support" ? "support" : "mailboxes";
  const mailbox = names.mailboxes.find(params["mailbox"]);
  return (
    <div class="administration-view">
      <div class="question">
        <UserChooser label="Act as" value={by} onChoose={(id) => change({ by: names.users.reference(id) })} />
        <Segments<Show>
          label="Page"
          value={show}
          choices={[
            ["mailboxes", "Mailboxes"],
            ["support", "Support access"],
          ]}
          onChoose={(next) => change({ show: next, mailbox: undefined })}
        />
        <Timeline />
      </div>
      {show === "support" ? (
        <SupportPage by={by} />
      ) : mailbox === undefined ? (
        <Mailboxes by={by} />
      ) : (
        <MailboxPage key={mailbox.id} by={by} mailbox={mailbox.id} />
      )}
    </div>
  );
}
