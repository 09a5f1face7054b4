import type { Snapshot } from "mailveil";
import type { Changed } from "../asked/changes.ts";
import type { Summary } from "../asked/load.ts";
import type { Answer, Request } from "../asked/methods.ts";
import { exposureBetween } from "./changes.ts";
import type { Context } from "./context.ts";
import type { Held } from "./held.ts";
import { Changes } from "./history.ts";
import { accept } from "./load.ts";
import { readAll } from "./read.ts";
import { Vendors } from "./vendors.ts";

/** All that the worker keeps: the snapshot in hand with its changes, the text that was read last, and an export. */
export class Hand {
  readonly vendors = new Vendors();
  #held: Held | undefined;
  #changes: Changes | undefined;
  #text: Uint8Array<ArrayBuffer> = new Uint8Array();

  get held(): Held {
    if (this.#held === undefined) throw new Error("no snapshot is loaded");
    return this.#held;
  }

  /** Also of a snapshot that was refused: its problems are shown in it. */
  get text(): Uint8Array {
    return this.#text;
  }

  async load(source: Request<"load">, context: Context): Promise<Summary> {
    this.#empty();
    return this.#begin(await readAll(source, context), context);
  }

  async takeMade(context: Context): Promise<Summary> {
    const text = textOf(this.vendors.imported.snapshot);
    this.#empty();
    return this.#begin(text, context);
  }

  /** A patch of the module never makes a snapshot that is refused; if one did, all would stay as it was. */
  async apply(change: Request<"apply">, context: Context): Promise<Changed> {
    const changes = this.#started();
    const before = changes.history.at;
    return this.#change(changes.add(change), context).catch((error: unknown) => {
      changes.travel(before);
      throw error;
    });
  }

  async travel({ at }: Request<"travel">, context: Context): Promise<Changed> {
    return this.#change(this.#started().travel(at), context);
  }

  exposureSoFar({ now }: Request<"exposureSoFar">): Answer<"exposureSoFar"> {
    return exposureBetween(this.#started().first, this.held, now);
  }

  changedSnapshot(): Blob {
    return new Blob([JSON.stringify(this.held.snapshot, undefined, 1)], { type: "application/json" });
  }

  patches(): Blob {
    return new Blob([JSON.stringify(this.#started().made, undefined, 1)], { type: "application/json" });
  }

  #started(): Changes {
    if (this.#changes === undefined) throw new Error("no snapshot is loaded");
    return this.#changes;
  }

  async #change(snapshot: Snapshot, context: Context): Promise<Changed> {
    const text = textOf(snapshot);
    const { held, summary } = await accept(text, context);
    this.#held?.free();
    this.#held = held;
    this.#text = text;
    return { summary, history: this.#started().history };
  }

  /** The old one goes first: two large snapshots at once would need twice the memory. */
  #empty(): void {
    this.#held?.free();
    this.#held = undefined;
    this.#changes = undefined;
    this.#text = new Uint8Array();
  }

  async #begin(text: Uint8Array<ArrayBuffer>, context: Context): Promise<Summary> {
    this.#text = text;
    const { held, summary } = await accept(text, context);
    this.#held = held;
    this.#changes = new Changes(held.snapshot);
    return summary;
  }
}

function textOf(snapshot: Snapshot): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(snapshot));
}
