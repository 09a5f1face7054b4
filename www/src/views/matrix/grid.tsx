import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type Colours, coloursOf } from "./colours.ts";
import { draw, margins, type Picture } from "./draw.ts";

/** Whether keys have just left a grid for another: the box that they were in goes, and the focus with it. */
let keysGoOn = false;

export type Cursor = readonly [row: number, column: number];

interface Props {
  readonly label: string;
  readonly picture: (colours: Colours) => Picture;
  /** Tells another picture: what it shows has changed, or the theme. */
  readonly version: string;
  readonly describedBy: string;
  readonly cursor: Cursor | undefined;
  readonly onCursor: (cursor: Cursor) => void;
  readonly onEnter: (cursor: Cursor) => void;
  readonly onLeave: () => void;
}

const SIZES: readonly number[] = [1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 18, 24];

/** The largest size at which the whole width is seen. */
function fitting(columns: number, width: number): number {
  const room = width - margins({ cell: 1, width }).left - 4;
  return SIZES.findLast((size) => columns * size <= room) ?? 1;
}

/** A matrix on a canvas: one image, drawn at any size, so that it stays fluid however large. */
export function Grid({ label, picture, version, describedBy, cursor, onCursor, onEnter, onLeave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef<{ version: string; picture: Picture; colours: Colours }>(undefined);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [chosen, choose] = useState<number>();
  const [scroll, setScroll] = useState({ left: 0, top: 0 });

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  if (box.current !== null && shown.current?.version !== version) {
    const colours = coloursOf(box.current);
    shown.current = { version, picture: picture(colours), colours };
  }
  const now = shown.current;
  const cell = chosen ?? fitting(now?.picture.columns ?? 1, size.width);
  const margin = margins({ cell, width: size.width });

  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (canvas.current === null || !context || now === undefined) return;
    const scale = devicePixelRatio;
    canvas.current.width = Math.round(size.width * scale);
    canvas.current.height = Math.round(size.height * scale);
    context.scale(scale, scale);
    draw(context, now.picture, { cell, ...scroll, ...size, cursor }, now.colours);
  });

  useEffect(() => {
    if (keysGoOn && document.activeElement === document.body) box.current?.focus();
    keysGoOn = false;
  }, []);

  const zoom = (step: number): void => {
    const at = SIZES.findIndex((one) => one >= cell);
    choose(SIZES[Math.max(0, Math.min(SIZES.length - 1, at + step))]);
  };
  useEffect(() => {
    const wheel = (event: WheelEvent): void => {
      if (!event.ctrlKey) return;
      event.preventDefault(); // else the browser would enlarge the page
      zoom(event.deltaY < 0 ? 1 : -1);
    };
    box.current?.addEventListener("wheel", wheel, { passive: false });
    return () => box.current?.removeEventListener("wheel", wheel);
  });

  const cellAt = (event: MouseEvent): Cursor | undefined => {
    const rect = box.current?.getBoundingClientRect();
    if (rect === undefined || now === undefined) return undefined;
    const column = Math.floor((event.clientX - rect.left - margin.left + scroll.left) / cell);
    const row = Math.floor((event.clientY - rect.top - margin.top + scroll.top) / cell);
    const isInside = row >= 0 && column >= 0 && row < now.picture.rows && column < now.picture.columns;
    return isInside ? [row, column] : undefined;
  };
  const move = (next: Cursor): void => {
    onCursor(next);
    const element = box.current;
    if (element === null) return;
    const [y, x] = [next[0] * cell, next[1] * cell];
    if (y < element.scrollTop) element.scrollTop = y;
    else if (y + cell > element.scrollTop + size.height - margin.top)
      element.scrollTop = y + cell - size.height + margin.top;
    if (x < element.scrollLeft) element.scrollLeft = x;
    else if (x + cell > element.scrollLeft + size.width - margin.left)
      element.scrollLeft = x + cell - size.width + margin.left;
  };
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || now === undefined) return;
    const { rows, columns } = now.picture;
    const [row, column] = cursor ?? [0, 0];
    const moves: Readonly<Record<string, Cursor>> = {
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      ArrowRight: [row, column + 1],
      ArrowLeft: [row, column - 1],
      PageDown: [row + 10, column],
      PageUp: [row - 10, column],
      Home: [row, 0],
      End: [row, columns - 1],
    };
    const next = moves[event.key];
    keysGoOn = event.key === "Enter" || event.key === "Escape";
    if (next !== undefined)
      move([Math.max(0, Math.min(rows - 1, next[0])), Math.max(0, Math.min(columns - 1, next[1]))]);
    else if (event.key === "Enter" && cursor !== undefined) onEnter(cursor);
    else if (event.key === "Escape") onLeave();
    else if (event.key === "+" || event.key === "-") zoom(event.key === "+" ? 1 : -1);
    else return;
    event.preventDefault();
  };

  return (
    <div class="grid-frame">
      <div class="grid-zoom">
        <button type="button" onClick={() => zoom(-1)}>
          <span aria-hidden="true">−</span>
          <span class="unseen">Smaller cells</span>
        </button>
        <button type="button" onClick={() => choose(undefined)}>
          Fit
        </button>
        <button type="button" onClick={() => zoom(1)}>
          <span aria-hidden="true">+</span>
          <span class="unseen">Larger cells</span>
        </button>
      </div>
      <div
        ref={box}
        class="grid"
        role="application"
        aria-label={label}
        aria-describedby={describedBy}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move through its cells
        tabIndex={0}
        onScroll={({ currentTarget: { scrollLeft, scrollTop } }) => setScroll({ left: scrollLeft, top: scrollTop })}
        onKeyDown={press}
        onPointerMove={(event) => {
          const at = cellAt(event);
          if (at !== undefined && (at[0] !== cursor?.[0] || at[1] !== cursor[1])) onCursor(at);
        }}
        onDblClick={(event) => {
          const at = cellAt(event);
          if (at !== undefined) onEnter(at);
        }}
      >
        <canvas ref={canvas} style={{ width: `${size.width}px`, height: `${size.height}px` }} />
        <div
          class="grid-space"
          style={{
            width: `${margin.left + (now?.picture.columns ?? 0) * cell + 4}px`,
            height: `${margin.top + (now?.picture.rows ?? 0) * cell + 4}px`,
          }}
        />
      </div>
    </div>
  );
}
