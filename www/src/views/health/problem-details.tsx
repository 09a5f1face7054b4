import type { Problem } from "mailveil";
import { Marked } from "../../parts/states.tsx";
import { TextPlace } from "./text-place.tsx";

/** One problem: what is wrong, what mends it, and the place in the text. */
export function ProblemDetails({ problem }: { problem: Problem }) {
  const { code, path, message, help, offset } = problem;
  return (
    <section class="pane prose" aria-label="Problem">
      <h2>
        <code>{code}</code>
      </h2>
      <p>
        <Marked text={message} />
      </p>
      <p class="mend">
        <b>What mends it:</b> <Marked text={help} />
      </p>
      <TextPlace path={path} last={code === "duplicate-key"} {...(offset === undefined ? {} : { offset })} />
    </section>
  );
}
