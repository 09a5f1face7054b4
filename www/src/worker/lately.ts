const KEPT_MAX = 24;

/** The latest answers by question. The oldest goes first. */
export class Lately {
  readonly #kept = new Map<string, unknown>();

  once<T>(question: unknown, ask: () => T): T {
    const key = JSON.stringify(question);
    if (this.#kept.has(key)) return this.#kept.get(key) as T;
    const answer = ask();
    this.#kept.set(key, answer);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_MAX && oldest !== undefined) this.#kept.delete(oldest);
    return answer;
  }
}
