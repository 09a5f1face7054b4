// What the worker is bound to, as far as it is used here. `wrangler types` writes all of it.

export interface Env {
  readonly CRM: { fetch(input: string | Request, init?: RequestInit): Promise<Response> };
  readonly STORE: Store;
  readonly ISSUER: string;
  readonly AUDIENCE: string;
  readonly REFRESH_MS: string;
}

/** A KV namespace. */
export interface Store {
  get(key: string): Promise<string | null>;
  put(key: string, value: string): Promise<void>;
}

/** A D1 database. */
export interface Database {
  prepare(query: string): { all<Row>(): Promise<{ readonly results: readonly Row[] }>; run(): Promise<unknown> };
}

export interface Context {
  waitUntil(work: Promise<unknown>): void;
}
