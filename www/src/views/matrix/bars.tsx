import type { Matrix } from "../../asked/matrix.ts";
import { count, counted, MODE_NAMES } from "../../texts/words.ts";
import { Legend } from "./legend.tsx";
import { Bar } from "./bar.tsx";

function percent(number: number, of: number): string {
  return of === 0
    ? "–"
    : new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 }).format(number / of);
}

/** What others than the owner see, by the mode of the mailbox. */
export function Bars({ matrix }: { matrix: Matrix }) {
  return (
    <>
      <Legend />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with keys */}
      <section class="scroll modes" tabIndex={0} aria-label="What others see, by mode">
        <table>
          <caption class="hint">
            Of all pairs of a thread and a user who is not its owner: how many are seen, and at which level.
          </caption>
          <thead>
            <tr>
              <th scope="col">Mode</th>
              <th scope="col">Mailboxes</th>
              <th scope="col" class="number">
                Seen
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
              <th scope="col">Share of all pairs</th>
            </tr>
          </thead>
          <tbody>
            {matrix.modes.map(({ mode, mailboxes, pairs, seen: [metadata, subject, full] }) => (
              <tr key={mode}>
                <th scope="row">{MODE_NAMES[mode]}</th>
                <td>{counted(mailboxes, "mailbox")}</td>
                <td class="number">{percent(metadata + subject + full, pairs)}</td>
                <td class="number">{count(full)}</td>
                <td class="number">{count(subject)}</td>
                <td class="number">{count(metadata)}</td>
                <td>
                  <Bar seen={[metadata, subject, full]} of={pairs} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
