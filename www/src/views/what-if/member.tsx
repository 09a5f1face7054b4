import type { Member } from "mailveil";
import { useId } from "preact/hooks";
import { UserChooser } from "../../parts/people.tsx";
import { loaded } from "../../state/session.ts";

/** Whom a line is for: a role from a list, or a user who is searched for. */
export function MemberField({ value, onChange }: { value: Member; onChange: (value: Member) => void }) {
  switch (value.kind) {
    case "everyone":
      return <p class="member-name">Everyone</p>;
    case "role":
      return <RoleField value={value} onChange={onChange} />;
    case "user":
      return <UserChooser label="User" value={value.id} onChoose={(id) => onChange({ ...value, id })} />;
  }
}

type RoleMember = Extract<Member, { kind: "role" }>;

function RoleField({ value, onChange }: { value: RoleMember; onChange: (value: Member) => void }) {
  const id = useId();
  const { names } = loaded.value;
  return (
    <div class="field">
      <label for={id}>Role</label>
      <select id={id} value={value.id} onChange={(event) => onChange({ ...value, id: event.currentTarget.value })}>
        {names.roles.all.map((role) => (
          <option key={role.id} value={role.id}>
            {names.role(role.id)}
          </option>
        ))}
      </select>
      <label class="choice">
        <input
          type="checkbox"
          checked={value.descendants === true}
          onChange={(event) => onChange({ ...value, descendants: event.currentTarget.checked })}
        />
        <span>and the roles below it</span>
      </label>
    </div>
  );
}

interface PeriodProps {
  readonly from?: string;
  readonly until?: string;
  readonly onChange: (name: "from" | "until", value: string) => void;
}

/** From when, until when: empty is always. */
export function PeriodFields({ from = "", until = "", onChange }: PeriodProps) {
  const id = useId();
  return (
    <details open={from !== "" || until !== ""}>
      <summary>For a time only</summary>
      {(["from", "until"] as const).map((name) => (
        <div class="field" key={name}>
          <label for={`${id}-${name}`}>{name === "from" ? "From" : "Until"}</label>
          <input
            id={`${id}-${name}`}
            type="text"
            class="moment"
            autocomplete="off"
            spellcheck={false}
            placeholder="2026-11-21T09:30:00Z"
            value={name === "from" ? from : until}
            onChange={(event) => onChange(name, event.currentTarget.value.trim())}
          />
        </div>
      ))}
    </details>
  );
}

/** A line with a member changed: an empty text is no member at all. */
export function withText<Line extends object>(line: Line, name: string, text: string): Line {
  const rest = Object.fromEntries(Object.entries(line).filter(([key]) => key !== name));
  return (text === "" ? rest : { ...rest, [name]: text }) as Line;
}
