import type { Colours } from "./colours.ts";
import type { Band } from "./order.ts";

/** What a grid shows, besides where one looks. */
export interface Picture {
  readonly rows: number;
  readonly columns: number;
  readonly image: OffscreenCanvas;
  readonly rowBands: readonly Band[];
  readonly columnBands: readonly Band[];
  readonly rowLabel: (row: number) => string;
  readonly columnLabel: (column: number) => string;
}

/** Where one looks: the size of a cell, how far it is scrolled, how large the window is. */
export interface Look {
  readonly cell: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly cursor: readonly [number, number] | undefined;
}

/** Room for names at the left and at the top; names need cells that are large enough to stand beside. */
export function margins({ cell, width }: Pick<Look, "cell" | "width">): { left: number; top: number } {
  const names = width < 600 ? 84 : 168;
  return { left: cell >= 10 ? names : width < 600 ? 60 : 120, top: cell >= 14 ? 124 : 24 };
}

const FONT = "12px system-ui, sans-serif";

export function draw(context: CanvasRenderingContext2D, picture: Picture, look: Look, colours: Colours): void {
  const margin = margins(look);
  context.clearRect(0, 0, look.width, look.height);
  context.save();
  context.beginPath();
  context.rect(margin.left, margin.top, look.width - margin.left, look.height - margin.top);
  context.clip();
  context.translate(margin.left - look.left, margin.top - look.top);
  drawCells(context, picture, look, colours);
  context.restore();
  context.font = FONT;
  drawRowHeads(context, picture, look, colours);
  drawColumnHeads(context, picture, look, colours);
}

function drawCells(context: CanvasRenderingContext2D, picture: Picture, look: Look, colours: Colours): void {
  const { cell, cursor } = look;
  const [width, height] = [picture.columns * cell, picture.rows * cell];
  context.imageSmoothingEnabled = false;
  context.drawImage(picture.image, 0, 0, width, height);
  context.fillStyle = colours.surface;
  if (cell >= 8) {
    const [firstRow, firstColumn] = [Math.floor(look.top / cell), Math.floor(look.left / cell)];
    for (let row = firstRow; row * cell < look.top + look.height; row += 1) context.fillRect(0, row * cell, width, 1);
    for (let n = firstColumn; n * cell < look.left + look.width; n += 1) context.fillRect(n * cell, 0, 1, height);
  }
  context.fillStyle = colours.line;
  for (const { from } of picture.rowBands) context.fillRect(0, from * cell, width, 1);
  for (const { from } of picture.columnBands) context.fillRect(from * cell, 0, 1, height);
  context.strokeStyle = colours.line;
  context.strokeRect(0.5, 0.5, width, height);
  if (cursor === undefined) return;
  const [row, column] = cursor;
  context.strokeStyle = colours.accent;
  context.lineWidth = 2;
  context.strokeRect(column * cell - 1, row * cell - 1, cell + 2, cell + 2);
}

function fitted(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  let end = text.length;
  while (end > 0 && context.measureText(`${text.slice(0, end)}…`).width > width) end -= 1;
  return end === 0 ? "" : `${text.slice(0, end)}…`;
}

/** Bands while cells are small, names once they are not. */
function drawRowHeads(context: CanvasRenderingContext2D, picture: Picture, look: Look, colours: Colours): void {
  const { cell, cursor } = look;
  const margin = margins(look);
  context.save();
  context.beginPath();
  context.rect(0, margin.top, margin.left, look.height - margin.top);
  context.clip();
  context.textBaseline = "middle";
  context.textAlign = "right";
  const heads = cell >= 10 ? rowsOf(picture.rows) : picture.rowBands;
  for (const { label, from, count } of heads) {
    const [start, end] = [margin.top + from * cell - look.top, margin.top + (from + count) * cell - look.top];
    if (end < margin.top || start > look.height || end - start < 10) continue;
    const text = cell >= 10 ? picture.rowLabel(from) : label;
    const middle = (Math.max(start, margin.top) + Math.min(end, look.height)) / 2;
    context.fillStyle =
      cursor !== undefined && cursor[0] >= from && cursor[0] < from + count ? colours.accent : colours.quiet;
    context.fillText(fitted(context, text, margin.left - 10), margin.left - 6, middle);
  }
  context.restore();
}

function rowsOf(rows: number): Band[] {
  return Array.from({ length: rows }, (_, from) => ({ label: "", from, count: 1 }));
}

function drawColumnHeads(context: CanvasRenderingContext2D, picture: Picture, look: Look, colours: Colours): void {
  const { cell, cursor } = look;
  const margin = margins(look);
  context.save();
  context.beginPath();
  context.rect(margin.left, 0, look.width - margin.left, margin.top);
  context.clip();
  context.textBaseline = "middle";
  context.textAlign = "left";
  for (const { label, from, count } of picture.columnBands) {
    const start = margin.left + from * cell - look.left;
    const end = start + count * cell;
    const [seenStart, seenEnd] = [Math.max(start, margin.left), Math.min(end, look.width)];
    if (seenEnd - seenStart < 14) continue;
    context.fillStyle = colours.ink;
    context.fillText(fitted(context, label, seenEnd - seenStart - 6), seenStart + 3, 12);
  }
  if (cell >= 14) {
    const first = Math.max(0, Math.floor(look.left / cell));
    const last = Math.min(picture.columns, Math.ceil((look.left + look.width) / cell));
    for (let column = first; column < last; column += 1) {
      context.save();
      context.translate(margin.left + (column + 0.5) * cell - look.left, margin.top - 4);
      context.rotate(-Math.PI / 2);
      context.fillStyle = cursor?.[1] === column ? colours.accent : colours.quiet;
      context.fillText(fitted(context, picture.columnLabel(column), margin.top - 30), 0, 0);
      context.restore();
    }
  }
  context.restore();
}
