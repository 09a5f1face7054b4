import { useId } from "preact/hooks";
import type { Event } from "../asked/load.ts";
import { change } from "../state/route.ts";
import { instantOf, loaded, now } from "../state/session.ts";
import { instant } from "../texts/words.ts";
import { Icon } from "./icon.tsx";
import { Said } from "./said.tsx";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** From a day before the first message or event to a day after the last. */
function ends(at: number): readonly [number, number] {
  const { span, events } = loaded.value.summary;
  const times = [...(span ?? []), ...events.map((event) => event.at), at].filter(Number.isFinite);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  return [first - DAY, last + DAY];
}

/** Marks that would cover each other are one. */
function marks(events: readonly Event[], [first, last]: readonly [number, number]): [number, Event["kind"]][] {
  const places = new Map<string, [number, Event["kind"]]>();
  for (const { at, kind } of events) {
    const part = Math.round(((at - first) / (last - first)) * 300) / 300;
    places.set(`${part} ${kind}`, [part, kind]);
  }
  return [...places.values()];
}

/** A moment to drag through the snapshot's events. Questions are asked as of this moment. */
export function Timeline() {
  const id = useId();
  const at = Date.parse(now.value);
  const { events } = loaded.value.summary;
  const [first, last] = ends(at);
  const before = events.findLast((event) => event.at < at);
  const after = events.find((event) => event.at > at);
  const here = events.findLast((event) => event.at <= at);
  const move = (to: number, step: "push" | "replace"): void => change({ at: instantOf(to) }, step);
  return (
    <div class="timeline">
      <label class="timeline-label" for={id}>
        Moment
      </label>
      <div class="timeline-line">
        <div class="marks" aria-hidden="true">
          {marks(events, [first, last]).map(([part, kind]) => (
            <i key={`${part}${kind}`} class={`mark ${kind}`} style={{ left: `${part * 100}%` }} />
          ))}
        </div>
        <input
          id={id}
          type="range"
          min={first}
          max={last}
          step={HOUR / 4}
          value={Number.isFinite(at) ? at : last}
          aria-valuetext={instant(now.value)}
          onInput={(event) => move(event.currentTarget.valueAsNumber, "replace")}
        />
      </div>
      <div class="timeline-steps">
        <button type="button" class="plain" disabled={!before} onClick={() => before && move(before.at, "push")}>
          <Icon name="back" />
          <span class="unseen">Event before</span>
        </button>
        <input
          type="text"
          class="moment"
          aria-label="Moment, as RFC 3339"
          autocomplete="off"
          spellcheck={false}
          value={now.value}
          onChange={(event) => change({ at: event.currentTarget.value.trim() || undefined })}
        />
        <button type="button" class="plain" disabled={!after} onClick={() => after && move(after.at, "push")}>
          <Icon name="forth" />
          <span class="unseen">Event after</span>
        </button>
      </div>
      <p class="hint">
        {here === undefined ? (
          "No event yet"
        ) : (
          <Said text={`Latest event, ${instant(instantOf(here.at))}: ${here.what}`} />
        )}
      </p>
    </div>
  );
}
