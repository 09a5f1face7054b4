import { render } from "preact";
import { App } from "./shell/app.tsx";
import { listenForFiles } from "./shell/drop.ts";
import { listenForUndo } from "./state/changes.ts";
import { openSample } from "./state/session.ts";
import "./state/theme.ts";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/page.css";
import "./styles/parts.css";

const root = document.getElementById("app");
if (root === null) throw new Error("index.html has no element with the id app");
render(<App />, root);
listenForFiles();
listenForUndo();
await openSample();
