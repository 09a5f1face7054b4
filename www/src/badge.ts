import type { Level } from "mailveil";
import { h } from "./dom.ts";
import { LEVEL_NAMES } from "./texts/words.ts";

/** A level: a word, and a square that is filled as far as the thread is seen, so that colour alone tells nothing. */
export function badge(level: Level): HTMLSpanElement {
  return h(
    "span",
    { class: `badge ${level}` },
    h("span", { class: "glyph", "aria-hidden": "true" }),
    LEVEL_NAMES[level],
  );
}
