import type { Member } from "mailveil";
import { type ComponentChildren, Fragment } from "preact";
import { useId } from "preact/hooks";
import { MomentField } from "../../parts/fields.tsx";
import { UserChooser } from "../../parts/people.tsx";
import { loaded } from "../../state/session.ts";

interface Period {
  readonly from?: string;
  readonly until?: string;
}

export interface LineProps<Value> {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly onRemove: () => void;
}

interface LinesProps<Value> {
  readonly legend: string;
  readonly value: readonly Value[];
  readonly onChange: (value: readonly Value[]) => void;
  /** What can be added, by the words of its button; nothing where the organisation has none. */
  readonly starts: readonly (readonly [label: string, line: Value | undefined])[];
  readonly children: (line: LineProps<Value>) => ComponentChildren;
}

/** Lines that come and go: an audience, or grants. */
export function Lines<Value>({ legend, value, onChange, starts, children }: LinesProps<Value>) {
  return (
    <fieldset class="lines">
      <legend>{legend}</legend>
      {value.map((line, n) => (
        <Fragment key={n}>
          {children({
            value: line,
            onChange: (next) => onChange(value.with(n, next)),
            onRemove: () => onChange(value.toSpliced(n, 1)),
          })}
        </Fragment>
      ))}
      <div class="row">
        {starts.map(([label, line]) => (
          <button
            key={label}
            type="button"
            disabled={line === undefined}
            onClick={() => line !== undefined && onChange([...value, line])}
          >
            {label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** Whom a line can begin with, besides everyone. */
export type RoleOrUser = { readonly kind: "role" | "user"; readonly id: string };

/** The role and the user with which a line begins, until another one is chosen; nothing where there is none. */
export function firstMembers(): Record<"role" | "user", RoleOrUser | undefined> {
  const { names } = loaded.value;
  const role = names.roles.all[0]?.id;
  const user = names.users.all.find(({ kind }) => kind !== "support-agent")?.id;
  return {
    role: role === undefined ? undefined : { kind: "role", id: role },
    user: user === undefined ? undefined : { kind: "user", id: user },
  };
}

interface MemberLineProps<Value> extends LineProps<Value> {
  readonly onMember: (member: Member) => void;
  /** What the line says of the member. */
  readonly children: ComponentChildren;
}

/** One line: whom it is for, what it says of them, and for how long. */
export function MemberLine<Value extends Member & Period>(line: MemberLineProps<Value>) {
  const { value, onChange, onMember, onRemove, children } = line;
  const { from, until } = value;
  return (
    <div class="line">
      <MemberField value={value} onChange={onMember} />
      {children}
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

/** Whom a line is for: a role from a list, or a user who is searched for. */
function MemberField({ value, onChange }: { value: Member; onChange: (value: Member) => void }) {
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

interface PeriodProps extends Period {
  readonly onChange: (name: "from" | "until", value: string) => void;
}

/** From when, until when: empty is always. */
function PeriodFields({ from = "", until = "", onChange }: PeriodProps) {
  return (
    <details open={from !== "" || until !== ""}>
      <summary>For a time only</summary>
      {(["from", "until"] as const).map((name) => (
        <MomentField
          key={name}
          label={name === "from" ? "From" : "Until"}
          placeholder="2026-11-21T09:30:00Z"
          value={name === "from" ? from : until}
          onChange={(text) => onChange(name, text)}
        />
      ))}
    </details>
  );
}

/** A line with a member changed: an empty text is no member at all. */
export function withText<Line extends object>(line: Line, name: string, text: string): Line {
  const rest = Object.fromEntries(Object.entries(line).filter(([key]) => key !== name));
  return (text === "" ? rest : { ...rest, [name]: text }) as Line;
}
