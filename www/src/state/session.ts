import { computed, effect, signal } from "@preact/signals";
import { REFERENCE_NOW } from "../../sample/reference.ts";
import type { Failure, Summary } from "../asked/load.ts";
import type { Progress } from "../asked/methods.ts";
import { type AskOptions, engine, failureOf } from "./engine.ts";
import { Names } from "./names.ts";
import { ALWAYS_SHOWN, go, route } from "./route.ts";

/** What the page has: nothing yet, a snapshot that is being read, one that was accepted, or one that was refused. */
export type Session =
  | { readonly kind: "empty" }
  | { readonly kind: "loading"; readonly name: string; readonly progress: Progress }
  | {
      readonly kind: "loaded";
      readonly name: string;
      readonly summary: Summary;
      readonly names: Names;
      /** Tells the snapshots that were opened apart. */
      readonly number: number;
      /** Tells the states of one snapshot apart: it grows with every change. */
      readonly revision: number;
    }
  | { readonly kind: "refused"; readonly name: string; readonly failure: Failure };

export const session = signal<Session>({ kind: "empty" });

export const SAMPLE_NAME = "Sample: Larkfield Optics";

let opened = 0;

type Ask = (options: AskOptions) => Promise<Summary>;

async function open(name: string, ask: Ask): Promise<void> {
  opened += 1;
  const number = opened;
  if (session.value.kind === "loading") engine.restart();
  session.value = { kind: "loading", name, progress: { stage: "Reading" } };
  try {
    const summary = await ask({
      onProgress: (progress) => {
        if (number === opened) session.value = { kind: "loading", name, progress };
      },
    });
    if (number === opened)
      session.value = { kind: "loaded", name, summary, names: new Names(summary), number, revision: 0 };
  } catch (error) {
    if (number === opened) session.value = { kind: "refused", name, failure: failureOf(error) };
  }
}

/** The snapshot in hand has changed: all answers about it are asked for anew. */
export function replaceSummary(summary: Summary): void {
  const now = session.value;
  if (now.kind !== "loaded") return;
  session.value = { ...now, summary, names: new Names(summary), revision: now.revision + 1 };
}

export function openSample(): Promise<void> {
  const url = new URL("sample.json", document.baseURI).href;
  return open(SAMPLE_NAME, (options) => engine.ask("load", { kind: "address", url }, options));
}

export function openFile(file: File): Promise<void> {
  if (ALWAYS_SHOWN.includes(route.value.view)) go("viewer");
  return open(file.name, (options) => engine.ask("load", { kind: "file", file }, options));
}

/** Opens what the worker has made of an export. */
export function openMade(name: string): Promise<void> {
  go("matrix");
  return open(name, (options) => engine.ask("takeMade", { made: "import" }, options));
}

export function cancelLoading(): void {
  opened += 1;
  engine.restart();
  session.value = { kind: "empty" };
}

type Loaded = Extract<Session, { kind: "loaded" }>;

/** The latest of all that were loaded: a view that is about to leave the page may look once more. */
const held = signal<Loaded | undefined>(undefined);

effect(() => {
  if (session.value.kind === "loaded") held.value = session.value;
});

/** The snapshot in hand, for views: they are shown only when there is one. */
export const loaded = computed(() => {
  if (held.value === undefined) throw new Error("no snapshot is loaded");
  return held.value;
});

function present(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, "Z");
}

export function instantOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(".000Z", "Z");
}

/** The moment that questions carry: that of the address; else of the sample's story, the latest message, or the present. */
export const now = computed(() => {
  const { at } = route.value.params;
  if (at !== undefined) return at;
  if (session.value.kind !== "loaded") return present();
  const { name, summary } = session.value;
  if (name === SAMPLE_NAME) return REFERENCE_NOW;
  return summary.span === undefined ? present() : instantOf(summary.span[1]);
});

/** Whom one looks as: the user of the address, or else the first member who is active. */
export const viewer = computed(() => {
  if (session.value.kind !== "loaded") return "";
  const { names, name } = session.value;
  const asked = names.users.find(route.value.params["as"]);
  const favourite = name === SAMPLE_NAME ? names.users.get("u-priya-nandakumar") : undefined;
  const first = names.users.all.find(({ status, kind }) => status === "active" && kind !== "support-agent");
  return (asked ?? favourite ?? first ?? names.users.all[0])?.id ?? "";
});
