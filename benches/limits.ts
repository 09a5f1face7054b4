// Where mailveil is of no use, as the figures say.
import { ratioOf } from "./before.ts";
import type { Point, Row } from "./report.ts";

/** It has to be a fifth faster to be of use. */
const USEFUL = 1.2;

export function limits(rows: readonly Row[], points: readonly Point[]): string {
  return `## When plain JavaScript is just as good

- ${ofCurve(points, "filter", "To filter a response")}
- ${ofCurve(points, "objects", "To filter objects that are parsed already")}
- ${ofRow(rows, "decide(view), 1,000 viewers, against plain JS with reasons", "To ask single questions, each of another viewer, and why")}
- ${ofRow(rows, "allows, 1,000 viewers, against plain JS without reasons", "To ask single questions, each of another viewer, without reasons")}
- ${ofRow(rows, "decide(view) in mode complete, 1,000 viewers, against CASL", "To ask single questions that CASL answers too, with facts ready as objects")}
- If one viewer looks at a few threads that the server has filtered already: nothing is left to decide.
`;
}

function ofRow(rows: readonly Row[], what: string, about: string): string {
  const row = rows.find((row) => row.what === what);
  if (row === undefined) throw new RangeError(`no row is called ${what}`);
  return `${about}: ${ratioOf(row) < USEFUL ? "always" : "never"} (${row.ratio}).`;
}

/** Up to how many items mailveil is less than a fifth faster. */
function ofCurve(points: readonly Point[], curve: string, what: string): string {
  const ofCurve = points.filter((point) => point.curve === curve);
  const plain = new Map(ofCurve.filter(({ series }) => series === "plain JS").map(({ x, y }) => [x, y]));
  const even = ofCurve.filter(({ series, x, y }) => series === "mailveil" && y * USEFUL > (plain.get(x) ?? 0));
  if (even.length === 0) return `${what}: at no number of items that was measured.`;
  const most = Math.max(...even.map(({ x }) => x));
  if (plain.size > 0 && most === Math.max(...plain.keys()))
    return `${what}: at every number of items that was measured.`;
  return `${what}: up to ${most} ${most === 1 ? "item" : "items"}.`;
}
