import type { Matrix } from "../../asked/matrix.ts";
import { Heads, Scroll } from "../../parts/table.tsx";
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
      <Scroll class="modes" label="What others see, by mode">
        <table>
          <caption class="hint">
            Of all pairs of a thread and a user who is not its owner: how many are seen, and at which level.
          </caption>
          <Heads
            heads={[
              "Mode",
              "Mailboxes",
              { number: "Seen" },
              { number: "Full" },
              { number: "Subject" },
              { number: "Metadata" },
              "Share of all pairs",
            ]}
          />
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
      </Scroll>
    </>
  );
}
