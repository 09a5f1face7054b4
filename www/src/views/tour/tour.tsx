import { hashOf } from "../../state/route.ts";
import { openSample, SAMPLE_NAME, session } from "../../state/session.ts";
import { STORIES } from "../../texts/stories.ts";
import "./tour.css";

/** The sample, story by story. */
export function TourView() {
  const now = session.value;
  const isSample = now.kind === "loaded" && now.name === SAMPLE_NAME;
  return (
    <div class="tour-view">
      <p class="sentence">
        Larkfield Optics does not exist: its 60 users and 2,000 threads are made so that every rule has a place where it
        shows.
      </p>
      {isSample ? null : (
        <p class="alert">
          The stories are about the sample.{" "}
          <button type="button" onClick={() => void openSample()}>
            Open the sample
          </button>
        </p>
      )}
      {[...Map.groupBy(STORIES, ({ family }) => family)].map(([family, stories]) => (
        <section key={family}>
          <h2>{family}</h2>
          <ul class="stories">
            {stories.map(({ title, text, view, params }) => (
              <li key={title}>
                <a class="story" href={hashOf({ view, params })}>
                  <strong>{title}</strong>
                  <span>{text}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
