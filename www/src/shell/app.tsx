import type { JSX } from "preact";
import { route, type View } from "../state/route.ts";
import { session } from "../state/session.ts";
import { VIEW_NAMES, VIEW_QUESTIONS } from "../texts/views.ts";
import { MatrixView } from "../views/matrix/matrix.tsx";
import { ViewerView } from "../views/viewer/viewer.tsx";
import { WhyView } from "../views/why/why.tsx";
import { Header } from "./header.tsx";
import { Loading, Nothing } from "./loading.tsx";
import { Navigation } from "./navigation.tsx";
import { Palette } from "./palette.tsx";
import { Refused } from "./refused.tsx";

const VIEW_COMPONENTS: Readonly<Record<View, () => JSX.Element>> = {
  viewer: ViewerView,
  why: WhyView,
  matrix: MatrixView,
};

function Main() {
  const now = session.value;
  switch (now.kind) {
    case "empty":
      return <Nothing />;
    case "loading":
      return <Loading name={now.name} progress={now.progress} />;
    case "refused":
      return <Refused name={now.name} failure={now.failure} />;
    case "loaded": {
      const { view } = route.value;
      const Shown = VIEW_COMPONENTS[view];
      return (
        <>
          <div class="view-head">
            <h1>{VIEW_NAMES[view]}</h1>
            <p class="quiet">{VIEW_QUESTIONS[view]}</p>
          </div>
          <Shown key={`${view} ${now.number}`} />
        </>
      );
    }
  }
}

export function App() {
  return (
    <>
      {/* No link: what stands behind # is the address of a view. */}
      <button type="button" class="skip" onClick={() => document.getElementById("main")?.focus()}>
        Skip to the view
      </button>
      <Header />
      <Navigation />
      <main id="main" tabIndex={-1}>
        <Main />
      </main>
      {session.value.kind === "loaded" ? <Palette /> : null}
      <div class="drop" aria-hidden="true">
        <p>Drop the snapshot. It stays in this browser.</p>
      </div>
    </>
  );
}
