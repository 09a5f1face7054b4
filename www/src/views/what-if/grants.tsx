import type { Grant, Right } from "mailveil";
import { firstMembers, type LineProps, Lines, MemberLine, type RoleOrUser } from "./member.tsx";

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
  const { role, user } = firstMembers();
  const reading = (member: RoleOrUser | undefined): Grant | undefined => member && { ...member, rights: ["read"] };
  const starts = [
    ["Add a role", reading(role)],
    ["Add a user", reading(user)],
  ] as const;
  return (
    <Lines legend="Grants" value={value} onChange={onChange} starts={starts}>
      {(line) => <Line {...line} />}
    </Lines>
  );
}

function Line(line: LineProps<Grant>) {
  const { value, onChange } = line;
  const { rights } = value;
  const toggle = (right: Right, isOn: boolean): void =>
    onChange({ ...value, rights: isOn ? [...rights, right] : rights.filter((one) => one !== right) });
  return (
    <MemberLine
      {...line}
      onMember={(member) => (member.kind === "everyone" ? undefined : onChange({ ...value, ...member }))}
    >
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
    </MemberLine>
  );
}
