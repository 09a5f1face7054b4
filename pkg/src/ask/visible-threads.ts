import type { Id } from "../types/index.js";

/** The threads that a viewer sees, in snapshot order: one place in all three lists is one thread. */
export interface VisibleThreads {
  /** Positions in `snapshot.threads`; threads that came later are behind those. */
  readonly rows: Uint32Array;
  /** 1 metadata, 2 subject, 3 full. */
  readonly levels: Uint8Array;
  /** Built when first read, because many callers need only rows. */
  readonly ids: Id[];
}

/** The lists; once the ids are built, nothing holds the policy any more. */
export function withLazyIds(rows: Uint32Array, levels: Uint8Array, build: () => Id[]): VisibleThreads {
  let pending: (() => Id[]) | undefined = build;
  let ids: Id[] = [];
  return {
    rows,
    levels,
    get ids() {
      if (pending !== undefined) {
        ids = pending();
        pending = undefined;
      }
      return ids;
    },
  };
}
