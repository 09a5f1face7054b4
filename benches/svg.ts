// A chart as small as it can be, readable on light and on dark pages. What goes from left to right is logarithmic.
import type { Point } from "./report.ts";

export interface Chart {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly scale: "logarithmic" | "linear";
  /** How a value of the vertical axis is written. */
  readonly label: (value: number) => string;
}

const [WIDTH, HEIGHT] = [720, 400];
const [LEFT, RIGHT, TOP, BOTTOM] = [80, 560, 40, 350];
const COLOURS = ["#0b6e99", "#d9730d", "#448361", "#ad1a72", "#6940a5", "#9f6b53"];
const GREY = "#888888";

export function chart({ title, x, y, scale, label }: Chart, points: readonly Point[]): string {
  const across = logarithmic(
    points.map((point) => point.x),
    LEFT,
    RIGHT,
  );
  const up = (scale === "linear" ? linear : logarithmic)(
    points.map((point) => point.y),
    BOTTOM,
    TOP,
  );
  const series = [...Map.groupBy(points, (point) => point.series)];
  const grid = [
    ...across.ticks.map((value) => line(across.place(value), TOP, across.place(value), BOTTOM)),
    ...up.ticks.map((value) => line(LEFT, up.place(value), RIGHT, up.place(value))),
  ];
  const labels = [
    text(LEFT, 22, "start", title, "bold"),
    text((LEFT + RIGHT) / 2, HEIGHT - 10, "middle", x),
    text(LEFT, TOP - 4, "start", y),
    ...across.ticks.map((value) => text(across.place(value), BOTTOM + 18, "middle", count(value))),
    ...up.ticks.map((value) => text(LEFT - 6, up.place(value) + 4, "end", label(value))),
  ];
  const curves = series.flatMap(([name, list], n) => {
    const places = list
      .toSorted((one, other) => one.x - other.x)
      .map((point) => [across.place(point.x), up.place(point.y)]);
    const colour = COLOURS[n % COLOURS.length] ?? GREY;
    const path = places.map(([px, py]) => `${number(px)},${number(py)}`).join(" ");
    const dots = places.map(([px, py]) => `<circle cx="${number(px)}" cy="${number(py)}" r="3" fill="${colour}"/>`);
    const key = TOP + 14 + n * 20;
    return [
      `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      ...dots,
      `<rect x="${RIGHT + 16}" y="${key - 8}" width="10" height="10" fill="${colour}"/>`,
      text(RIGHT + 32, key, "start", name),
    ];
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img">
<title>${title}</title>
${[...grid, ...labels, ...curves].join("\n")}
</svg>
`;
}

interface Axis {
  readonly ticks: readonly number[];
  place(value: number): number;
}

/** Over whole powers of ten. */
function logarithmic(values: readonly number[], from: number, to: number): Axis {
  const first = Math.floor(Math.log10(Math.min(...values)));
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...values))));
  return {
    ticks: Array.from({ length: last - first + 1 }, (_, n) => 10 ** (first + n)),
    place: (value) => from + ((to - from) * (Math.log10(value) - first)) / (last - first),
  };
}

/** From nothing up, in at most eight steps of 1, 2 or 5 times a power of ten. */
function linear(values: readonly number[], from: number, to: number): Axis {
  const most = Math.max(...values);
  const power = 10 ** Math.floor(Math.log10(most / 8));
  const step = [1, 2, 5, 10].map((n) => n * power).find((size) => size * 8 >= most) ?? most;
  const count = Math.ceil(most / step);
  return {
    ticks: Array.from({ length: count + 1 }, (_, n) => Number((n * step).toPrecision(6))),
    place: (value) => from + ((to - from) * value) / (count * step),
  };
}

const line = (x1: number, y1: number, x2: number, y2: number): string =>
  `<line x1="${number(x1)}" y1="${number(y1)}" x2="${number(x2)}" y2="${number(y2)}" stroke="${GREY}" stroke-opacity="0.3"/>`;

const text = (x: number, y: number, anchor: string, content: string, weight = "normal"): string =>
  `<text x="${number(x)}" y="${number(y)}" text-anchor="${anchor}" font-weight="${weight}" fill="${GREY}">${content}</text>`;

const number = (value: number | undefined): string => String(Math.round((value ?? 0) * 10) / 10);

function count(value: number): string {
  if (value >= 1e6) return `${value / 1e6} M`;
  return value >= 1e3 ? `${value / 1e3} k` : String(value);
}
