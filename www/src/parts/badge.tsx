import type { Level } from "mailveil";
import { LEVEL_NAMES } from "../texts/words.ts";

export function Badge({ level }: { level: Level }) {
  return <span class={`badge ${level}`}>{LEVEL_NAMES[level]}</span>;
}

export function Outcome({ outcome }: { outcome: "allowed" | "denied" }) {
  return <span class={`outcome ${outcome}`}>{outcome === "allowed" ? "Allowed" : "Denied"}</span>;
}
