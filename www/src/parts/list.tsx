import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** Rows are asked for in blocks, so that scrolling asks seldom. */
const BLOCK = 50;

/** Browsers draw no taller element than some 33 million pixels. */
const HEIGHT_MAX = 16_000_000;

export interface Window {
  readonly from: number;
  readonly count: number;
}

export const FIRST_WINDOW: Window = { from: 0, count: 2 * BLOCK };

interface Props<Row> {
  readonly label: string;
  readonly total: number;
  readonly rowHeight: number;
  /** The rows that are there, and the place of the first of them. */
  readonly from: number;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly selected: string | undefined;
  readonly onWindow: (window: Window) => void;
  readonly onSelect: (row: Row) => void;
  readonly children: (row: Row) => ComponentChildren;
}

/** A list box of any length: only what is seen is on the page. One stop of the Tab key; arrows go through it. */
export function List<Row>({ label, total, rowHeight, from, rows, ...props }: Props<Row>) {
  const { keyOf, selected, onWindow, onSelect, children } = props;
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const [wanted, want] = useState<number>();
  const scale = Math.min(1, HEIGHT_MAX / Math.max(1, total * rowHeight));
  const first = Math.floor(top / scale / rowHeight);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const block = Math.max(0, Math.floor((first - BLOCK / 2) / BLOCK)) * BLOCK;
  const count = Math.ceil((height / rowHeight + 2 * BLOCK) / BLOCK) * BLOCK;
  useEffect(() => onWindow({ from: block, count }), [block, count]);

  const at = rows.findIndex((row) => keyOf(row) === selected);
  const place = at < 0 ? undefined : from + at;
  // A row that the keys went to before it was there is taken as soon as it is.
  useEffect(() => {
    const row = wanted === undefined ? undefined : rows[wanted - from];
    if (row === undefined) return;
    want(undefined);
    onSelect(row);
  }, [wanted, rows, from]);

  const show = (row: number): void => {
    const element = box.current;
    if (element === null) return;
    const [start, end] = [row * rowHeight * scale, (row + 1) * rowHeight * scale];
    if (start < element.scrollTop) element.scrollTop = start;
    else if (end > element.scrollTop + height) element.scrollTop = end - height;
  };
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(height / rowHeight) - 1);
    const now = wanted ?? place ?? -1;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: now + 1,
      ArrowUp: now - 1,
      PageDown: now + page,
      PageUp: now - page,
      Home: 0,
      End: total - 1,
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(total - 1, move));
    want(next);
    show(next);
  };

  const seen = rows
    .map((row, n) => ({ row, n: from + n }))
    .filter(({ n }) => n >= first - 4 && n <= first + height / rowHeight + 4);
  return (
    <div
      ref={box}
      class="list"
      role="listbox"
      tabIndex={0}
      aria-label={label}
      {...(place !== undefined && seen.some(({ n }) => n === place)
        ? { "aria-activedescendant": rowId(label, place) }
        : {})}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      onKeyDown={press}
    >
      <div class="list-space" role="presentation" style={{ height: `${total * rowHeight * scale}px` }}>
        {seen.map(({ row, n }) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are pressed in the list box
          // biome-ignore lint/a11y/useFocusableInteractive: the list box keeps the focus
          <div
            key={keyOf(row)}
            id={rowId(label, n)}
            role="option"
            class="list-row"
            aria-selected={keyOf(row) === selected}
            aria-setsize={total}
            aria-posinset={n + 1}
            style={{ height: `${rowHeight}px`, transform: `translateY(${top + n * rowHeight - top / scale}px)` }}
            onClick={() => onSelect(row)}
          >
            {children(row)}
          </div>
        ))}
      </div>
    </div>
  );
}

function rowId(label: string, n: number): string {
  return `${label.replaceAll(/\W/g, "-")}-${n}`;
}
