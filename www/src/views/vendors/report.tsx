import { Said } from "../../parts/said.tsx";
import { Heads, Scroll } from "../../parts/table.tsx";
import type { ImportMade } from "../../asked/vendors.ts";
import { count } from "../../texts/words.ts";

interface TableProps {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function Table({ title, heads, rows }: TableProps) {
  if (rows.length === 0) return null;
  return (
    <section class="report">
      <h2>{title}</h2>
      <Scroll label={title}>
        <table>
          <Heads heads={heads} />
          <tbody>
            {rows.map((row) => (
              <tr key={row.join("\0")}>
                {row.map((text, n) => (
                  <td key={n}>
                    <Said text={text} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

/** What became of an export: to be read before the snapshot is used. */
export function Report({ made: { report, users, mailboxes, records, threads } }: { made: ImportMade }) {
  return (
    <>
      <p class="sentence" role="status">
        {count(users)} users, {count(records)} records, {count(mailboxes)} mailboxes, {count(threads)} threads, no
        problems. Read what was lost and invented before you use it.
      </p>
      <Table
        title="Lost"
        heads={["What", "What it means", "How often", "The first"]}
        rows={report.lost.map(({ what, why, count: times, path }) => [
          what,
          why,
          times === 0 ? "the whole" : count(times),
          path,
        ])}
      />
      <Table
        title="Invented"
        heads={["What", "Why", "How many"]}
        rows={report.invented.map(({ what, why, ids }) => [what, why, count(ids.length)])}
      />
      <Table
        title="Taken"
        heads={["Endpoint", "Rows"]}
        rows={report.taken.map(({ endpoint, rows }) => [endpoint, count(rows)])}
      />
      <Table
        title="Decided"
        heads={["Decision", "Value"]}
        rows={report.decisions.map(({ path, value }) => [path, JSON.stringify(value)])}
      />
    </>
  );
}
