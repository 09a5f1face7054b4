import { Said } from "../../parts/said.tsx";
import { Heads, Scroll } from "../../parts/table.tsx";
import { Empty } from "../../parts/states.tsx";
import type { Matrix } from "../../asked/matrix.ts";
import { loaded } from "../../state/session.ts";
import { count, counted } from "../../texts/words.ts";
import { roleTree } from "./order.ts";

/** The role tree, with what the users of each role reach together, and those of the roles below it. */
export function Roles({ matrix }: { matrix: Matrix }) {
  const { names, summary } = loaded.value;
  if (names.roles.all.length === 0) return <Empty>This organisation has no roles.</Empty>;
  const reach = new Map(matrix.reach.map((one) => [one.role, one]));
  return (
    <Scroll label="What each role reaches">
      <table>
        <Heads
          heads={[
            "Role",
            "Held by",
            { number: "Reaches" },
            { number: "In full" },
            `Share of all ${count(summary.threadCount)} threads`,
          ]}
        />
        <tbody>
          {roleTree(names.roles.all).map(({ role, depth }) => {
            const { users = 0, threads = 0, full = 0 } = reach.get(role.id) ?? {};
            return (
              <tr key={role.id}>
                <th scope="row">
                  <span class="tree" style={{ paddingInlineStart: `${depth * 20}px` }}>
                    {depth === 0 ? "" : "└ "}
                    <Said text={names.role(role.id)} />
                  </span>
                </th>
                <td>{counted(users, "user")}</td>
                <td class="number">{count(threads)}</td>
                <td class="number">{count(full)}</td>
                <td>
                  <ReachBar threads={threads} full={full} of={summary.threadCount} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

/** What is reached in full, and behind it what is reached at a lower level. */
function ReachBar({ threads, full, of }: { threads: number; full: number; of: number }) {
  const part = (number: number): string => `${(number / Math.max(1, of)) * 100}%`;
  return (
    <div class="bar" aria-hidden="true">
      <i class="full" style={{ width: part(full) }} />
      <i class="partly" style={{ width: part(threads - full) }} />
    </div>
  );
}
