/** A collection of the snapshot, by row and by id. */
export class Rows<T extends { readonly id: string }> {
  readonly all: readonly T[];
  readonly #noun: string;
  #rows: Map<string, number> | undefined;

  constructor(noun: string, all: readonly T[]) {
    this.#noun = noun;
    this.all = all;
  }

  /** The row of an id, or of `~12`, which stands for row 12 where an id is not fit for an address. */
  row(reference: string): number {
    this.#rows ??= new Map(this.all.map(({ id }, row) => [id, row]));
    const row = this.#rows.get(reference) ?? (/^~\d+$/.test(reference) ? Number(reference.slice(1)) : undefined);
    if (row === undefined || row >= this.all.length) throw new Error(`this snapshot has no such ${this.#noun}`);
    return row;
  }

  at(row: number): T {
    const found = this.all[row];
    if (found === undefined) throw new Error(`this snapshot has no such ${this.#noun}`);
    return found;
  }

  of(reference: string): T {
    return this.at(this.row(reference));
  }
}
