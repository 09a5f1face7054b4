import { formatFinding } from "mailveil/messages";
import { useState } from "preact/hooks";
import { Said } from "../../parts/said.tsx";
import { Languages } from "../../parts/languages.tsx";
import { Marked } from "../../parts/states.tsx";
import type { Found } from "../../asked/health.ts";
import { language, LANGUAGES } from "../../state/language.ts";
import { reference } from "../../state/names.ts";
import { addressOf } from "../../state/route.ts";
import { loaded } from "../../state/session.ts";
import { count } from "../../texts/words.ts";
import { FINDING_NAMES, SEVERITY_MEANINGS } from "../../texts/findings.ts";
import { Mend } from "./mend.tsx";
import { TextPlace } from "./text-place.tsx";

/** The findings of one kind, one at a time: what it is about, where it leads, and what mends it. */
export function FindingDetails({ all }: { all: readonly Found[] }) {
  const [chosen, choose] = useState(0);
  // A finding that was mended is gone, so the place may lie behind the last one.
  const at = Math.min(chosen, all.length - 1);
  const found = all[at];
  if (found === undefined) return null;
  const { finding } = found;
  const { messages } = LANGUAGES[language.value];
  return (
    <section class="pane prose" aria-label="Finding">
      <h2>
        <span class={`severity severity-${finding.severity}`}>{finding.severity}</span> {FINDING_NAMES[finding.code]}
      </h2>
      <p class="hint">
        <code>{finding.code}</code> {SEVERITY_MEANINGS[finding.severity]}
      </p>
      {all.length === 1 ? null : (
        <div class="row">
          <button type="button" disabled={at === 0} onClick={() => choose(at - 1)}>
            Previous
          </button>
          <p role="status">
            {count(at + 1)} of {count(all.length)}
          </p>
          <button type="button" disabled={at === all.length - 1} onClick={() => choose(at + 1)}>
            Next
          </button>
        </div>
      )}
      <p lang={messages.lang} class="finding-text">
        <Said text={formatFinding({ ...finding, path: "" }, messages)} />
      </p>
      <p class="mend">
        <b>What mends it:</b> <Marked text={finding.help} />
      </p>
      <ShowMe found={found} />
      <Mend key={finding.path} found={found} />
      <TextPlace path={finding.path} last={false} />
      <Languages />
    </section>
  );
}

/** The row in the path of a finding, such as `/records/12`. */
function rowOf(path: string): number {
  return Number(path.split("/")[2]);
}

/** Where one sees what the finding is about. */
function ShowMe({ found: { user, mailbox, record, finding } }: { found: Found }) {
  const { names } = loaded.value;
  const about = names.mailboxes.get(mailbox ?? "");
  return (
    <div class="row">
      {about === undefined ? null : (
        <>
          <a class="button" href={addressOf("matrix", { mailbox: names.mailboxes.reference(about.id) })}>
            Show who sees <Said text={names.mailbox(about.id)} />
          </a>
          <a class="button" href={addressOf("administration", { mailbox: names.mailboxes.reference(about.id) })}>
            Its page
          </a>
        </>
      )}
      {user === undefined ? null : (
        <a class="button" href={addressOf("viewer", { as: names.users.reference(user) })}>
          Look as <Said text={names.user(user)} />
        </a>
      )}
      {record === undefined ? null : (
        <a class="button" href={addressOf("viewer", { on: "record", record: reference(record, rowOf(finding.path)) })}>
          Show the record
        </a>
      )}
      {finding.path.startsWith("/supportAccess") ? (
        <a class="button" href={addressOf("administration", { show: "support" })}>
          Support access
        </a>
      ) : null}
    </div>
  );
}
