import type { AudienceMember, Sharing, SharingMode } from "mailveil";
import { useId } from "preact/hooks";
import { Segments } from "../../parts/segments.tsx";
import { MODE_NAMES } from "../../texts/words.ts";
import { Audience } from "./audience.tsx";
import { Grants } from "./grants.tsx";

interface Props {
  readonly value: Sharing;
  readonly onChange: (value: Sharing) => void;
}

const MODES: readonly (readonly [SharingMode, string])[] = (
  ["private", "record-level", "complete", "per-thread", "shared-mailbox"] as const
).map((mode) => [mode, MODE_NAMES[mode]]);

const EVERYONE: readonly AudienceMember[] = [{ kind: "everyone" }];

/** Another mode keeps the audience that the form has, and begins with everyone where there is none. */
function inMode(mode: SharingMode, value: Sharing): Sharing {
  const audience = "audience" in value ? value.audience : EVERYONE;
  switch (mode) {
    case "private":
      return { mode };
    case "record-level":
      return { mode, audience, sharedRecords: "sharedRecords" in value ? value.sharedRecords : [] };
    case "complete":
      return { mode, audience };
    case "per-thread":
      return { mode, default: "private" };
    case "shared-mailbox":
      return { mode, grants: [] };
  }
}

/** A way of sharing, in a form. The module says what is wrong with it. */
export function SharingForm({ value, onChange }: Props) {
  return (
    <div class="sharing-form">
      <Segments label="Mode" value={value.mode} choices={MODES} onChoose={(mode) => onChange(inMode(mode, value))} />
      <Details value={value} onChange={onChange} />
    </div>
  );
}

function Details({ value, onChange }: Props) {
  switch (value.mode) {
    case "private":
      return <p class="hint">Nobody but the owner sees the mail.</p>;
    case "record-level":
      return (
        <>
          <Audience value={value.audience} onChange={(audience) => onChange({ ...value, audience })} />
          <p class="hint">
            {value.sharedRecords.length === 0
              ? "No record is ticked, so no mail is shared yet."
              : `${value.sharedRecords.length} ticked records stay as they are.`}
          </p>
        </>
      );
    case "complete":
      return (
        <>
          <Audience value={value.audience} onChange={(audience) => onChange({ ...value, audience })} />
          <Domains value={value.excludedDomains ?? []} onChange={(domains) => onChange(withDomains(value, domains))} />
        </>
      );
    case "per-thread":
      return <PerThread value={value} onChange={onChange} />;
    case "shared-mailbox":
      return <Grants value={value.grants} onChange={(grants) => onChange({ ...value, grants })} />;
  }
}

type Complete = Extract<Sharing, { mode: "complete" }>;
type PerThreadSharing = Extract<Sharing, { mode: "per-thread" }>;

function withDomains({ excludedDomains: _, ...rest }: Complete, domains: readonly string[]): Complete {
  return domains.length === 0 ? rest : { ...rest, excludedDomains: domains };
}

function Domains({ value, onChange }: { value: readonly string[]; onChange: (value: readonly string[]) => void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>Excluded domains</label>
      <input
        id={id}
        type="text"
        autocomplete="off"
        spellcheck={false}
        value={value.join(", ")}
        onChange={(event) => onChange(event.currentTarget.value.split(/[\s,;]+/).filter(Boolean))}
      />
      <p class="hint">With commas between them. Mail with these domains stays the owner’s alone.</p>
    </div>
  );
}

function PerThread({ value, onChange }: { value: PerThreadSharing; onChange: (value: Sharing) => void }) {
  const withoutSince = ({ defaultSince: _, ...rest }: PerThreadSharing): PerThreadSharing => rest;
  return (
    <>
      <Segments
        label="Mail to come is"
        value={value.default}
        choices={[
          ["private", "Private"],
          ["shared", "Shared"],
        ]}
        onChoose={(choice) => onChange({ ...withoutSince(value), default: choice })}
      />
      <Segments
        label="A viewer has to be able to open"
        value={value.linkedAccess ?? "all"}
        choices={[
          ["all", "All linked records"],
          ["any", "Any of them"],
        ]}
        onChoose={(linkedAccess) => onChange({ ...value, linkedAccess })}
      />
    </>
  );
}
