import type { Grant, Right } from "mailveil";
import { loaded } from "../../state/session.ts";
import { MemberField, PeriodFields, withText } from "./member.tsx";

const RIGHTS: readonly (readonly [Right, string])[] = [
  ["read", "read, on records"],
  ["send", "send, and see it in the mail tab"],
  ["configure", "configure"],
];

interface Props {
  readonly value: readonly Grant[];
  readonly onChange: (value: readonly Grant[]) => void;
}

/** Who may do what with a shared mailbox. */
export function Grants({ value, onChange }: Props) {
  const { names } = loaded.value;
  const role = names.roles.all[0]?.id;
  const user = names.users.all.find(({ kind }) => kind !== "support-agent")?.id;
  const add = (kind: "role" | "user", id: string): void => onChange([...value, { kind, id, rights: ["read"] }]);
  return (
    <fieldset class="lines">
      <legend>Grants</legend>
      {value.map((grant, n) => (
        <Line
          key={n}
          value={grant}
          onChange={(next) => onChange(value.with(n, next))}
          onRemove={() => onChange(value.toSpliced(n, 1))}
        />
      ))}
      <div class="row">
        <button type="button" disabled={role === undefined} onClick={() => role && add("role", role)}>
          Add a role
        </button>
        <button type="button" disabled={user === undefined} onClick={() => user && add("user", user)}>
          Add a user
        </button>
      </div>
    </fieldset>
  );
}

interface LineProps {
  readonly value: Grant;
  readonly onChange: (value: Grant) => void;
  readonly onRemove: () => void;
}

function Line({ value, onChange, onRemove }: LineProps) {
  const { from, until, rights } = value;
  const toggle = (right: Right, isOn: boolean): void =>
    onChange({ ...value, rights: isOn ? [...rights, right] : rights.filter((one) => one !== right) });
  return (
    <div class="line">
      <MemberField
        value={value}
        onChange={(member) => (member.kind === "everyone" ? undefined : onChange({ ...value, ...member }))}
      />
      <div class="rights">
        {RIGHTS.map(([right, text]) => (
          <label key={right} class="choice">
            <input
              type="checkbox"
              checked={rights.includes(right)}
              onChange={(event) => toggle(right, event.currentTarget.checked)}
            />
            <span>{text}</span>
          </label>
        ))}
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
