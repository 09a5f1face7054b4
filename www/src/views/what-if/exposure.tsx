import type { ExposedUser, Exposure } from "mailveil";
import { Badge } from "../../parts/badge.tsx";
import { Said } from "../../parts/said.tsx";
import { Heads, Scroll } from "../../parts/table.tsx";
import type { ExampleThread } from "../../asked/changes.ts";
import { reference } from "../../state/names.ts";
import { addressOf } from "../../state/route.ts";
import { loaded } from "../../state/session.ts";
import { count, counted, subjectText } from "../../texts/words.ts";

const SHOWN_MAX = 100;

type Threads = ReadonlyMap<string, ExampleThread>;

interface Props {
  readonly exposure: Exposure;
  readonly threads: Threads;
}

/** Those who come to read most stand first: full text is what cannot be taken back. */
function riskiestFirst(users: readonly ExposedUser[]): ExposedUser[] {
  return [...users].sort(
    (a, b) => b.toFull - a.toFull || b.gained + b.raised - (a.gained + a.raised) || b.lost - a.lost,
  );
}

/** Of two examples at one level, mail with outsiders is the graver one. */
function outsidersFirst(examples: ExposedUser["examples"], threads: Threads): ExposedUser["examples"] {
  const rank = ({ thread, after }: ExposedUser["examples"][number]): number =>
    (after === "full" ? 1_000_000 : 0) + (threads.get(thread)?.outsiders ?? 0);
  return [...examples].sort((a, b) => rank(b) - rank(a));
}

function sum(users: readonly ExposedUser[], of: (user: ExposedUser) => number): number {
  return users.reduce((all, user) => all + of(user), 0);
}

/** Who gains and who loses how many threads, with examples. */
export function ExposureTable({ exposure: { users, pairs }, threads }: Props) {
  const gaining = users.filter(({ gained, raised }) => gained + raised > 0);
  const losing = users.filter(({ lost, lowered }) => lost + lowered > 0);
  const full = sum(users, ({ toFull }) => toFull);
  if (pairs === 0) return <p class="sentence">Nobody sees more or less.</p>;
  return (
    <>
      <p class="sentence exposure-sum" role="status">
        {gaining.length === 0 ? "Nobody sees more. " : `${counted(gaining.length, "user")} would see more: `}
        {gaining.length === 0
          ? null
          : `${counted(
              sum(users, ({ gained }) => gained),
              "thread",
            )} gained, ${count(sum(users, ({ raised }) => raised))} raised, ${count(full)} of them to full. `}
        {losing.length === 0 ? "Nobody sees less. " : `${counted(losing.length, "user")} would see less: `}
        {losing.length === 0
          ? null
          : `${counted(
              sum(users, ({ lost }) => lost),
              "thread",
            )} lost, ${count(sum(users, ({ lowered }) => lowered))} lowered. `}
        A thread counts once for each user.
      </p>
      <Scroll label="Exposure by user">
        <table class="exposure">
          <Heads
            heads={[
              "User",
              { number: "Gained" },
              { number: "To full" },
              { number: "Raised" },
              { number: "Lowered" },
              { number: "Lost" },
            ]}
          />
          <tbody>
            {riskiestFirst(users)
              .slice(0, SHOWN_MAX)
              .map((user) => (
                <UserLines key={user.user} user={user} threads={threads} />
              ))}
          </tbody>
        </table>
      </Scroll>
      {users.length > SHOWN_MAX ? <p class="hint">and {counted(users.length - SHOWN_MAX, "more user")}</p> : null}
    </>
  );
}

function UserLines({ user, threads }: { user: ExposedUser; threads: Threads }) {
  const { names } = loaded.value;
  return (
    <tr>
      <th scope="row">
        <Said text={names.user(user.user)} />
        <details>
          <summary>Examples</summary>
          <ul class="examples">
            {outsidersFirst(user.examples, threads).map(({ thread, before, after }) => (
              <Example key={thread} thread={threads.get(thread)} viewer={user.user} before={before} after={after} />
            ))}
          </ul>
        </details>
      </th>
      {[user.gained, user.toFull, user.raised, user.lowered, user.lost].map((number, n) => (
        <td key={n} class="number">
          {count(number)}
        </td>
      ))}
    </tr>
  );
}

interface ExampleProps {
  readonly thread: ExampleThread | undefined;
  readonly viewer: string;
  readonly before: ExposedUser["examples"][number]["before"];
  readonly after: ExposedUser["examples"][number]["after"];
}

function Example({ thread, viewer, before, after }: ExampleProps) {
  const { names } = loaded.value;
  if (thread === undefined) return null;
  const { id, row, subject, outsiders } = thread;
  return (
    <li>
      <Badge level={before} /> <span aria-hidden="true">→</span> <span class="unseen">becomes</span>{" "}
      <Badge level={after} />{" "}
      <a href={addressOf("why", { as: names.users.reference(viewer), action: "view", thread: reference(id, row) })}>
        <Said text={subjectText(subject)} />
      </a>{" "}
      {outsiders === 0 ? null : <span class="outsiders">with {counted(outsiders, "outsider")}</span>}
    </li>
  );
}
