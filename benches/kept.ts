// What is kept for viewers who may ask again, within a bound.

export class Kept<Value> {
  readonly #limit: number;
  /** The one asked for last is the last. */
  readonly #values = new Map<string, Value>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Makes it if it is not there; the one not asked for longest gives way. */
  get(key: string, make: () => Value): Value {
    const value = this.#values.get(key) ?? make();
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size > this.#limit) {
      for (const oldest of this.#values.keys().take(1)) this.#values.delete(oldest);
    }
    return value;
  }
}
