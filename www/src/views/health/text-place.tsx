import { useEffect, useState } from "preact/hooks";
import { Busy } from "../../parts/states.tsx";
import type { Excerpt } from "../../asked/text.ts";
import { engine } from "../../state/engine.ts";
import { count } from "../../texts/words.ts";
import { printable } from "../../texts/printable.ts";

interface Props {
  readonly path: string;
  readonly offset?: number;
  /** Of members with one key, the last. */
  readonly last: boolean;
}

/** Line ends stay; other signs that mislead do not. */
function shown(text: string): string {
  return text.split("\n").map(printable).join("\n");
}

/** The lines of the text around a place, with the place marked. */
export function TextPlace({ path, offset, last }: Props) {
  const [excerpt, setExcerpt] = useState<Excerpt | "none">();
  useEffect(() => {
    const withdrawal = new AbortController();
    engine
      .ask("excerpt", { path, last, ...(offset === undefined ? {} : { offset }) }, { signal: withdrawal.signal })
      .then(
        (found) => setExcerpt(found ?? "none"),
        () => setExcerpt("none"),
      );
    return () => withdrawal.abort();
  }, [path, offset, last]);
  if (excerpt === undefined) return <Busy what="Looking for the place" />;
  if (excerpt === "none") return <p class="hint">The text has no such place.</p>;
  return (
    <figure class="excerpt">
      <figcaption class="hint">
        <code>{path || (offset === undefined ? "the whole file" : `byte ${count(offset)}`)}</code>, from line{" "}
        {count(excerpt.line)}
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with keys */}
      <pre tabIndex={0}>
        {shown(excerpt.before)}
        <mark>{shown(excerpt.marked)}</mark>
        {shown(excerpt.after)}
      </pre>
    </figure>
  );
}
