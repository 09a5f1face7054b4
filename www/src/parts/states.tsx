import type { ComponentChildren } from "preact";
import type { Progress } from "../asked/methods.ts";
import type { Failure } from "../asked/load.ts";

/** Nothing is there: what that means, and what to do. */
export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}

/** An answer is on its way. Shown late, so that quick answers do not flicker. */
export function Busy({ what = "One moment" }: { what?: string }) {
  return (
    <p class="busy" role="status">
      {what} …
    </p>
  );
}

/** A long answer is on its way: how far it is. It is withdrawn by going somewhere else. */
export function Working({ progress }: { progress: Progress | undefined }) {
  const { stage = "Asking", done } = progress ?? {};
  return (
    <p class="busy" role="status">
      {stage} … <progress aria-label={stage} {...(done === undefined ? {} : { value: done })} max={1} />
    </p>
  );
}

/** `code` spans in backticks, as the messages of the package have them. */
export function Marked({ text }: { text: string }) {
  return <>{text.split("`").map((part, n) => (n % 2 === 1 ? <code key={part}>{part}</code> : part))}</>;
}

/** What failed, and what to do about it. */
export function Failed({ failure }: { failure: Failure }) {
  const { code, message, help, path } = failure;
  return (
    <div class="alert" role="alert">
      <p>
        <code>{code}</code> <Marked text={message} />
      </p>
      {path ? (
        <p class="quiet">
          at <code>{path}</code>
        </p>
      ) : null}
      {help === undefined ? null : (
        <p>
          <Marked text={help} />
        </p>
      )}
    </div>
  );
}
