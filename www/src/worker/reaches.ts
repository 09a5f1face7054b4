import type { Snapshot } from "mailveil";
import type { Reach } from "../asked/matrix.ts";

/** A set of threads by row. */
class ThreadSet {
  readonly #words: Uint32Array;

  constructor(threads: number) {
    this.#words = new Uint32Array(Math.ceil(threads / 32));
  }

  add(row: number): void {
    this.#words[row >>> 5] = (this.#words[row >>> 5] ?? 0) | (1 << (row & 31));
  }

  get size(): number {
    let size = 0;
    for (const word of this.#words) for (let rest = word; rest !== 0; rest &= rest - 1) size += 1;
    return size;
  }
}

interface Collected {
  readonly seen: ThreadSet;
  readonly full: ThreadSet;
  users: number;
}

/** What each role reaches: the threads that those who hold it see, and those who hold a role below it. */
export class Reaches {
  readonly #roles: ReadonlyMap<string, Collected>;
  readonly #parents: ReadonlyMap<string, string | undefined>;
  readonly #rolesOf: ReadonlyMap<string, readonly string[]>;

  constructor(snapshot: Snapshot) {
    const { length } = snapshot.threads;
    this.#roles = new Map(
      snapshot.roles.map(({ id }) => [id, { seen: new ThreadSet(length), full: new ThreadSet(length), users: 0 }]),
    );
    this.#parents = new Map(snapshot.roles.map(({ id, parent }) => [id, parent]));
    this.#rolesOf = new Map(snapshot.users.map(({ id, roles = [] }) => [id, roles]));
  }

  add(user: string, { rows, levels }: { readonly rows: Uint32Array; readonly levels: Uint8Array }): void {
    for (const role of new Set(this.#withRolesAbove(this.#rolesOf.get(user) ?? []))) {
      const collected = this.#roles.get(role);
      if (collected === undefined) continue;
      collected.users += 1;
      for (let n = 0; n < rows.length; n += 1) {
        const row = rows[n] ?? 0;
        collected.seen.add(row);
        if (levels[n] === 3) collected.full.add(row);
      }
    }
  }

  all(): Reach[] {
    return [...this.#roles].map(([role, { users, seen, full }]) => ({
      role,
      users,
      threads: seen.size,
      full: full.size,
    }));
  }

  #withRolesAbove(roles: readonly string[]): string[] {
    return roles.flatMap((role) => {
      const path = [role];
      for (let above = this.#parents.get(role); above !== undefined; above = this.#parents.get(above)) path.push(above);
      return path;
    });
  }
}
