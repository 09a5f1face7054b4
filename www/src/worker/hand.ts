import type { Summary } from "../asked/load.ts";
import type { Request } from "../asked/methods.ts";
import type { Context } from "./context.ts";
import type { Held } from "./held.ts";
import { accept } from "./load.ts";
import { readAll } from "./read.ts";
import { Vendors } from "./vendors.ts";

/** All that the worker keeps: the snapshot in hand, the text that was read last, and an export that is being imported. */
export class Hand {
  readonly vendors = new Vendors();
  #held: Held | undefined;
  #text = new Uint8Array();

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
    return this.#take(await readAll(source, context), context);
  }

  async takeMade(context: Context): Promise<Summary> {
    const text = new TextEncoder().encode(JSON.stringify(this.vendors.imported.snapshot));
    this.#empty();
    return this.#take(text, context);
  }

  /** The old one goes first: two large snapshots at once would need twice the memory. */
  #empty(): void {
    this.#held?.free();
    this.#held = undefined;
    this.#text = new Uint8Array();
  }

  async #take(text: Uint8Array<ArrayBuffer>, context: Context): Promise<Summary> {
    this.#text = text;
    const { held, summary } = await accept(text, context);
    this.#held = held;
    return summary;
  }
}
