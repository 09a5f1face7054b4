// What a browser downloads: the main entry bundled and minified, and the module, compressed.
import { atMost } from "../../report.ts";
import { download, GOAL } from "../../../scripts/size.mjs";

const files = (await download()).map(({ name, gzip }) => ({ name, kilobytes: gzip / 1024 }));
const total = files.reduce((sum, { kilobytes }) => sum + kilobytes, 0);
const parts = files.map(({ name, kilobytes }) => `${name} ${kilobytes.toFixed(1)}`).join(", ");
const reached = `${total.toFixed(1)} KB (${parts})`;
atMost("download, bundled and minified, gzip", `<= ${GOAL} KB`, GOAL, total, reached, "download");
