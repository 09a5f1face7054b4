/** Line drawings on a grid of 24. */
const PATHS = {
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 21 21",
  viewer: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21c.6-4 3.800-6 8-6s7.400 2 8 6",
  why: "M9 9a3 3 0 1 1 4.500 2.600c-1 .6-1.500 1.200-1.500 2.400M12 17.500v.5M12 21.500a9.500 9.500 0 1 0 0-19 9.500 9.500 0 0 0 0 19Z",
  matrix: "M4 4h16v16H4ZM4 9.300h16M4 14.700h16M9.300 4v16M14.700 4v16",
  "what-if": "M6 3v12M6 21a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM18 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM18 9c0 5-7 5-11 7",
  administration: "M5 11h14v9H5ZM8 11V8a4 4 0 0 1 8 0v3M12 15v2",
  health: "M3 12h4l2.500-6 5 12 2.500-6h4",
  vendors: "M12 4v10M8 10l4 4 4-4M4 15v5h16v-5",
  tour: "M12 3v18M12 5h7l-2 3 2 3h-7M12 13H5",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2",
  moon: "M20 14A8.500 8.500 0 1 1 10 4a7 7 0 0 0 10 10Z",
  system: "M3 5h18v11H3ZM9 20h6M12 16v4",
  open: "M4 20V6h6l2 2h8v12Z",
  undo: "M8 5 4 9l4 4M4 9h10a6 6 0 0 1 0 12h-4",
  redo: "M16 5l4 4-4 4M20 9H10a6 6 0 0 0 0 12h4",
  back: "M15 5l-7 7 7 7",
  forth: "M9 5l7 7-7 7",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
