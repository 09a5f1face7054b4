import { init, Policy } from "mailveil";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { snapshot } from "./snapshot.ts";

const root = createRoot(document.getElementById("root") ?? document.body);
init().then(
  () => root.render(<App policy={Policy.parse(snapshot)} />),
  // Without the engine nothing is decided, so nothing is shown.
  (error: unknown) => root.render(<p role="alert">{String(error)}</p>),
);
