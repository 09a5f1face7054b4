// What became of an export, counted while it is read.
import type { Place } from "./place.js";
import type { ImportReport, Lost, System, TakenDecision, TakenRows } from "./types.js";

interface Losing {
  readonly why: string;
  readonly path: string;
  count: number;
}

export class Report {
  readonly #rows = new Map<string, number>();
  readonly #lost = new Map<string, Losing>();
  readonly #invented = new Map<string, { readonly why: string; readonly ids: Set<string> }>();

  take(endpoint: string, rows: number): void {
    this.#rows.set(endpoint, (this.#rows.get(endpoint) ?? 0) + rows);
  }

  /** Without a place, it concerns the whole export. */
  lose(what: string, why: string, place?: Place): void {
    const losing = this.#lost.get(what);
    if (losing !== undefined) losing.count += place === undefined ? 0 : 1;
    else this.#lost.set(what, { why, path: place?.path ?? "", count: place === undefined ? 0 : 1 });
  }

  invent(what: string, why: string, id: string): void {
    const inventing = this.#invented.get(what);
    if (inventing !== undefined) inventing.ids.add(id);
    else this.#invented.set(what, { why, ids: new Set([id]) });
  }

  finish(system: System, decisions: readonly TakenDecision[]): ImportReport {
    const taken: TakenRows[] = [...this.#rows].map(([endpoint, rows]) => ({ endpoint, rows }));
    const lost: Lost[] = [...this.#lost].map(([what, { why, count, path }]) => ({ what, why, count, path }));
    const invented = [...this.#invented].map(([what, { why, ids }]) => ({ what, why, ids: [...ids] }));
    return { system, taken, lost, invented, decisions };
  }
}
