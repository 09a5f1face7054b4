/** The colours of the theme, as numbers. */
export type Colour = readonly [number, number, number];

export interface Colours {
  readonly levels: readonly [Colour, Colour, Colour];
  readonly ground: Colour;
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly accent: string;
  readonly surface: string;
  readonly raised: string;
}

/** Reads what the style sheet says in the theme of this moment. */
export function coloursOf(element: HTMLElement): Colours {
  const probe = element.appendChild(document.createElement("span"));
  const read = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const numbers = (name: string): Colour => {
    const [red = 0, green = 0, blue = 0] =
      read(name)
        .match(/[\d.]+/g)
        ?.map(Number) ?? [];
    return [red, green, blue];
  };
  const colours: Colours = {
    levels: [numbers("metadata"), numbers("subject"), numbers("full")],
    ground: numbers("surface"),
    ink: read("ink"),
    quiet: read("quiet"),
    line: read("line"),
    accent: read("accent"),
    surface: read("surface"),
    raised: read("raised"),
  };
  probe.remove();
  return colours;
}

/** The part of the hue that even the smallest share has: a single thread has to be seen. */
const FAINTEST = 0.28;

/**
 * A cell: the hues of its levels by their shares, on the ground as far as there is no share.
 * The root spreads small shares apart, which are those that matter.
 */
export function cellColour(shares: readonly [number, number, number], colours: Colours): Colour {
  const sum = shares[0] + shares[1] + shares[2];
  if (sum === 0) return colours.ground;
  const strength = FAINTEST + (1 - FAINTEST) * Math.sqrt(Math.min(1, sum));
  const mixed = [0, 1, 2].map((channel) => {
    const hue = colours.levels.reduce((all, level, n) => all + (level[channel] ?? 0) * ((shares[n] ?? 0) / sum), 0);
    return hue * strength + (colours.ground[channel] ?? 0) * (1 - strength);
  });
  return [mixed[0] ?? 0, mixed[1] ?? 0, mixed[2] ?? 0];
}

/** One pixel a cell, to be drawn at any size. Where nothing is seen there is no colour: most cells of a large matrix. */
export function imageOf(
  rows: number,
  columns: number,
  ground: Colour,
  colourOf: (row: number, column: number) => Colour | undefined,
): OffscreenCanvas {
  const canvas = new OffscreenCanvas(Math.max(1, columns), Math.max(1, rows));
  const { data } = new ImageData(canvas.width, canvas.height);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const colour = colourOf(row, column) ?? ground;
      const at = (row * columns + column) * 4;
      data[at] = colour[0];
      data[at + 1] = colour[1];
      data[at + 2] = colour[2];
      data[at + 3] = 255;
    }
  }
  canvas.getContext("2d")?.putImageData(new ImageData(data, canvas.width), 0, 0);
  return canvas;
}
