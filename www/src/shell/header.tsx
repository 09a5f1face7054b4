import { Icon } from "../parts/icon.tsx";
import { openFile, openSample, session } from "../state/session.ts";
import { theme, THEMES } from "../state/theme.ts";
import { count, counted, megabytes, milliseconds } from "../texts/words.ts";
import { paletteIsOpen } from "./palette.tsx";

const THEME_ICONS = { system: "system", light: "sun", dark: "moon" } as const;

function Source() {
  const now = session.value;
  if (now.kind === "empty") return <p class="source">No snapshot</p>;
  if (now.kind === "loading") return <p class="source">Reading {now.name} …</p>;
  if (now.kind === "refused") return <p class="source">{now.name} was refused</p>;
  const { bytes, parseMilliseconds, users, mailboxes, recordCount, threadCount, licensedUserCount } = now.summary;
  return (
    <p class="source" role="status">
      <strong>{now.name}</strong>
      <span>
        {megabytes(bytes)}, examined in {milliseconds(parseMilliseconds)}
      </span>
      <span>
        {counted(users.length, "user")} ({count(licensedUserCount)} licensed), {counted(mailboxes.length, "mailbox")}
      </span>
      <span>
        {counted(recordCount, "record")}, {counted(threadCount, "thread")}
      </span>
    </p>
  );
}

function ThemeButton() {
  const next = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length] ?? "system";
  return (
    <button type="button" class="plain" onClick={() => (theme.value = next)}>
      <Icon name={THEME_ICONS[theme.value]} />
      <span class="unseen">
        Theme: {theme.value}. Change to {next}
      </span>
    </button>
  );
}

/** The head of the page: what is loaded, and how to load something else. */
export function Header() {
  return (
    <header class="page">
      <a class="brand" href="#/viewer">
        <img src="./icon.svg" alt="mailveil" width="32" height="32" />
        <span class="brand-name" aria-hidden="true">
          mailveil
        </span>
      </a>
      <Source />
      <div class="row">
        <button type="button" class="plain" onClick={() => (paletteIsOpen.value = true)}>
          <Icon name="search" />
          <span class="unseen">Go to a user, mailbox or view (Ctrl K)</span>
        </button>
        <ThemeButton />
        <button type="button" onClick={() => void openSample()}>
          Sample
        </button>
        <label class="button primary">
          <Icon name="open" />
          Open …
          <input
            type="file"
            class="unseen"
            accept=".json,application/json"
            aria-label="Open a snapshot"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = ""; // so that choosing the same file again counts as a change
              if (file !== undefined) void openFile(file);
            }}
          />
        </label>
      </div>
    </header>
  );
}
