import type { JSX } from "preact";
import { ALWAYS_SHOWN, route, type View } from "../state/route.ts";
import { session } from "../state/session.ts";
import { VIEW_NAMES, VIEW_QUESTIONS } from "../texts/views.ts";
import { AdministrationView } from "../views/administration/administration.tsx";
import { HealthView } from "../views/health/health.tsx";
import { Refused } from "../views/health/refused.tsx";
import { MatrixView } from "../views/matrix/matrix.tsx";
import { TourView } from "../views/tour/tour.tsx";
import { VendorsView } from "../views/vendors/vendors.tsx";
import { ViewerView } from "../views/viewer/viewer.tsx";
import { WhatIfView } from "../views/what-if/what-if.tsx";
import { WhyView } from "../views/why/why.tsx";
import { Header } from "./header.tsx";
import { HistoryBar } from "./history-bar.tsx";
import { Loading, Nothing } from "./loading.tsx";
import { Navigation } from "./navigation.tsx";
import { Palette } from "./palette.tsx";

const VIEW_COMPONENTS: Readonly<Record<View, () => JSX.Element>> = {
  administration: AdministrationView,
  health: HealthView,
  matrix: MatrixView,
  tour: TourView,
  vendors: VendorsView,
  viewer: ViewerView,
  "what-if": WhatIfView,
  why: WhyView,
};

function Shown({ view, number }: { view: View; number: number }) {
  const Component = VIEW_COMPONENTS[view];
  return (
    <>
      <div class="view-head">
        <h1>{VIEW_NAMES[view]}</h1>
        <p class="quiet">{VIEW_QUESTIONS[view]}</p>
      </div>
      <Component key={`${view} ${number}`} />
    </>
  );
}

function Main() {
  const now = session.value;
  const { view } = route.value;
  if (ALWAYS_SHOWN.includes(view)) return <Shown view={view} number={0} />;
  switch (now.kind) {
    case "empty":
      return <Nothing />;
    case "loading":
      return <Loading name={now.name} progress={now.progress} />;
    case "refused":
      return <Refused name={now.name} failure={now.failure} />;
    case "loaded":
      return <Shown view={view} number={now.number} />;
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
        <HistoryBar />
        <Main />
      </main>
      {session.value.kind === "loaded" ? <Palette /> : null}
      <div class="drop" aria-hidden="true">
        <p>Drop the snapshot. It stays in this browser.</p>
      </div>
    </>
  );
}
