import type { SupportRestriction } from "mailveil";
import en from "mailveil/messages/en";
import { Rule } from "../../parts/rule.tsx";
import { Heads, Scroll } from "../../parts/table.tsx";

/** All that a support agent may not do, by the number of the restriction. */
export function Restrictions({ restrictions }: { restrictions: readonly SupportRestriction[] }) {
  return (
    <section class="pane prose" aria-label="What an agent may not do">
      <h2>What an agent may not do</h2>
      <p>
        While access is live, an agent opens records as an administrator does, creates and edits them, and is in no list
        of users. All else is denied: <Rule rule="S-07" />, and deleting records: <Rule rule="S-12" />
      </p>
      <Scroll label="Restrictions">
        <table>
          <Heads heads={[{ number: "Number" }, "Not allowed"]} />
          <tbody>
            {restrictions.map(({ restriction, operation }) => (
              <tr key={operation}>
                <td class="number">{restriction}</td>
                <th scope="row">
                  {en.operations[operation]} <code>{operation}</code>
                </th>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
