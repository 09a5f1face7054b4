import { useState } from "preact/hooks";
import { Pager } from "../../parts/pager.tsx";
import { Said } from "../../parts/said.tsx";
import { Heads, Scroll } from "../../parts/table.tsx";
import type { Matrix } from "../../asked/matrix.ts";
import { addressOf } from "../../state/route.ts";
import { loaded } from "../../state/session.ts";
import { count } from "../../texts/words.ts";
import { Bar } from "./bar.tsx";
import { userOrder } from "./order.ts";

const PAGE = 100;

/** The matrix in numbers: a row for each user. */
export function UserTable({ matrix }: { matrix: Matrix }) {
  const { names, summary } = loaded.value;
  const [page, setPage] = useState(0);
  const { places } = userOrder(names);
  const shown = places.slice(page * PAGE, (page + 1) * PAGE);
  return (
    <>
      <Scroll label="Threads by user and level">
        <table>
          <Heads
            heads={[
              "User",
              "Roles",
              { number: "Sees" },
              { number: "Full" },
              { number: "Subject" },
              { number: "Metadata" },
              `Share of all ${count(summary.threadCount)} threads`,
            ]}
          />
          <tbody>
            {shown.map((row) => {
              const [metadata, subject, full] = matrix.users[row] ?? [0, 0, 0];
              const id = names.users.all[row]?.id ?? "";
              return (
                <tr key={id}>
                  <th scope="row">
                    <a href={addressOf("viewer", { as: names.users.reference(id) })}>
                      <Said text={names.user(id)} />
                    </a>
                  </th>
                  <td>
                    <Said text={names.about(id)} />
                  </td>
                  {[metadata + subject + full, full, subject, metadata].map((number, n) => (
                    <td key={n} class="number">
                      {count(number)}
                    </td>
                  ))}
                  <td>
                    <Bar seen={[metadata, subject, full]} of={summary.threadCount} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
      <Pager page={page} size={PAGE} total={places.length} onPage={setPage} />
    </>
  );
}
