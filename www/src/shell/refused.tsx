import type { Failure } from "../asked/load.ts";
import { Failed, Marked } from "../parts/states.tsx";
import { openSample } from "../state/session.ts";
import { count, counted } from "../texts/words.ts";

/** Why a snapshot was refused, problem by problem. */
export function Refused({ name, failure }: { name: string; failure: Failure }) {
  const problems = failure.problems ?? [];
  const total = failure.total ?? problems.length;
  const listed = total > problems.length ? ` The first ${count(problems.length)} are listed.` : "";
  return (
    <section class="refused" aria-label="Refused snapshot">
      <h1>{name} was refused</h1>
      {problems.length === 0 ? (
        <Failed failure={failure} />
      ) : (
        <>
          <p>
            {counted(total, "problem")}.{listed} Nothing is decided on a snapshot with problems, because a misread fact
            could show somebody’s mail.
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with keys */}
          <section class="scroll" tabIndex={0} aria-label="Problems">
            <table>
              <thead>
                <tr>
                  <th scope="col">Where</th>
                  <th scope="col">What is wrong</th>
                  <th scope="col">What to do</th>
                </tr>
              </thead>
              <tbody>
                {problems.map(({ code, path, message, help, offset }) => (
                  <tr key={`${path} ${code} ${message}`}>
                    <th scope="row">
                      <code>
                        {path === "" ? (offset === undefined ? "the whole file" : `byte ${count(offset)}`) : path}
                      </code>
                    </th>
                    <td>
                      <code>{code}</code>
                      <p>
                        <Marked text={message} />
                      </p>
                    </td>
                    <td>
                      <Marked text={help} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
      <button type="button" onClick={() => void openSample()}>
        Back to the sample
      </button>
    </section>
  );
}
