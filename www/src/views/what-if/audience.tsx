import type { AudienceMember } from "mailveil";
import { useId } from "preact/hooks";
import { loaded } from "../../state/session.ts";
import { MemberField, PeriodFields, withText } from "./member.tsx";

interface Props {
  readonly value: readonly AudienceMember[];
  readonly onChange: (value: readonly AudienceMember[]) => void;
}

/** Whom a mailbox is shared with: everyone, roles and users, each at a level. */
export function Audience({ value, onChange }: Props) {
  const { names } = loaded.value;
  const role = names.roles.all[0]?.id;
  const user = names.users.all.find(({ kind }) => kind !== "support-agent")?.id;
  const add = (member: AudienceMember): void => onChange([...value, member]);
  return (
    <fieldset class="lines">
      <legend>Audience</legend>
      {value.map((member, n) => (
        <Line
          key={n}
          value={member}
          onChange={(next) => onChange(value.with(n, next))}
          onRemove={() => onChange(value.toSpliced(n, 1))}
        />
      ))}
      <div class="row">
        <button type="button" onClick={() => add({ kind: "everyone" })}>
          Add everyone
        </button>
        <button type="button" disabled={role === undefined} onClick={() => role && add({ kind: "role", id: role })}>
          Add a role
        </button>
        <button type="button" disabled={user === undefined} onClick={() => user && add({ kind: "user", id: user })}>
          Add a user
        </button>
      </div>
    </fieldset>
  );
}

interface LineProps {
  readonly value: AudienceMember;
  readonly onChange: (value: AudienceMember) => void;
  readonly onRemove: () => void;
}

function Line({ value, onChange, onRemove }: LineProps) {
  const id = useId();
  const { from, until, level } = value;
  return (
    <div class="line">
      <MemberField value={value} onChange={(member) => onChange({ ...value, ...member })} />
      <div class="field">
        <label for={id}>Sees</label>
        <select
          id={id}
          value={level ?? "full"}
          onChange={({ currentTarget }) => onChange(withText(value, "level", currentTarget.value))}
        >
          <option value="full">everything</option>
          <option value="subject">the subject</option>
          <option value="metadata">participants and times</option>
        </select>
      </div>
      <button type="button" class="remove" onClick={onRemove}>
        Remove
      </button>
      <PeriodFields
        {...(from === undefined ? {} : { from })}
        {...(until === undefined ? {} : { until })}
        onChange={(name, text) => onChange(withText(value, name, text))}
      />
    </div>
  );
}
