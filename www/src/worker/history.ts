import type { Snapshot } from "mailveil";
import type { Change, History } from "../asked/changes.ts";
import { patched } from "./patch.ts";

/** The changes made to a snapshot, and what it was after each. What did not change is kept once. */
export class Changes {
  readonly #snapshots: Snapshot[];
  readonly #changes: Change[] = [];
  #at = 0;

  constructor(snapshot: Snapshot) {
    this.#snapshots = [snapshot];
  }

  get first(): Snapshot {
    return this.#of(0);
  }

  get history(): History {
    return { changes: [...this.#changes], at: this.#at };
  }

  /** Those that are made, and not undone. */
  get made(): readonly Change[] {
    return this.#changes.slice(0, this.#at);
  }

  /** The snapshot with one change more. What was undone is gone. */
  add(change: Change): Snapshot {
    const next = patched(this.#of(this.#at), change.patch) as Snapshot;
    this.#at += 1;
    this.#changes.splice(this.#at - 1, Number.POSITIVE_INFINITY, change);
    this.#snapshots.splice(this.#at, Number.POSITIVE_INFINITY, next);
    return next;
  }

  travel(at: number): Snapshot {
    const there = this.#of(at);
    this.#at = at;
    return there;
  }

  #of(at: number): Snapshot {
    const found = this.#snapshots[at];
    if (found === undefined) throw new Error("there is no such change");
    return found;
  }
}
