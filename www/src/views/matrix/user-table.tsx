import { useState } from "preact/hooks";
import { Said } from "../../parts/said.tsx";
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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with keys */}
      <section class="scroll" tabIndex={0} aria-label="Threads by user and level">
        <table>
          <thead>
            <tr>
              <th scope="col">User</th>
              <th scope="col">Roles</th>
              <th scope="col" class="number">
                Sees
              </th>
              <th scope="col" class="number">
                Full
              </th>
              <th scope="col" class="number">
                Subject
              </th>
              <th scope="col" class="number">
                Metadata
              </th>
              <th scope="col">Share of all {count(summary.threadCount)} threads</th>
            </tr>
          </thead>
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
      </section>
      {places.length <= PAGE ? null : (
        <div class="row pager">
          <button type="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
            Previous
          </button>
          <p role="status">
            {count(page * PAGE + 1)} to {count(page * PAGE + shown.length)} of {count(places.length)}
          </p>
          <button type="button" disabled={(page + 1) * PAGE >= places.length} onClick={() => setPage(page + 1)}>
            Next
          </button>
        </div>
      )}
    </>
  );
}
