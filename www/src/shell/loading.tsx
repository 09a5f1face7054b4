import type { Progress } from "../asked/methods.ts";
import { Said } from "../parts/said.tsx";
import { cancelLoading, openSample } from "../state/session.ts";

/** Reading tells how far it is; the other steps are one call into the module each, so they only tell that they go on. */
export function Loading({ name, progress }: { name: string; progress: Progress }) {
  const { stage, done } = progress;
  return (
    <section class="page-state" aria-label="Loading">
      <h1>
        {stage} <Said text={name} />
      </h1>
      <progress aria-label={stage} {...(done === undefined ? {} : { value: done })} max={1} />
      <p class="quiet">It stays in this browser.</p>
      <button type="button" onClick={cancelLoading}>
        Cancel
      </button>
    </section>
  );
}

export function Nothing() {
  return (
    <section class="page-state">
      <h1>Drop a snapshot here</h1>
      <p>A snapshot is a JSON file with users, mailboxes and threads. It stays in this browser.</p>
      <button type="button" class="primary" onClick={() => void openSample()}>
        Look at the sample
      </button>
    </section>
  );
}
