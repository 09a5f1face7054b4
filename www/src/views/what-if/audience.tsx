import type { AudienceMember } from "mailveil";
import { useId } from "preact/hooks";
import { firstMembers, type LineProps, Lines, MemberLine, withText } from "./member.tsx";

interface Props {
  readonly value: readonly AudienceMember[];
  readonly onChange: (value: readonly AudienceMember[]) => void;
}

/** Whom a mailbox is shared with: everyone, roles and users, each at a level. */
export function Audience({ value, onChange }: Props) {
  const { role, user } = firstMembers();
  const starts = [
    ["Add everyone", { kind: "everyone" }],
    ["Add a role", role],
    ["Add a user", user],
  ] as const;
  return (
    <Lines legend="Audience" value={value} onChange={onChange} starts={starts}>
      {(line) => <Line {...line} />}
    </Lines>
  );
}

function Line(line: LineProps<AudienceMember>) {
  const { value, onChange } = line;
  const id = useId();
  return (
    <MemberLine {...line} onMember={(member) => onChange({ ...value, ...member })}>
      <div class="field">
        <label for={id}>Sees</label>
        <select
          id={id}
          value={value.level ?? "full"}
          onChange={({ currentTarget }) => onChange(withText(value, "level", currentTarget.value))}
        >
          <option value="full">everything</option>
          <option value="subject">the subject</option>
          <option value="metadata">participants and times</option>
        </select>
      </div>
    </MemberLine>
  );
}
