// What the filter needs of a response of Node's `http`, as a type, so that nobody needs Node's.

export type HeaderValue = string | number | readonly string[];

/** What the filter needs of a response; Express's and Node's own are such. */
export interface NodeResponse {
  statusCode: number;
  statusMessage: string;
  readonly headersSent: boolean;
  readonly destroyed: boolean;
  readonly writableNeedDrain: boolean;
  getHeader(name: string): HeaderValue | undefined;
  getHeaderNames(): string[];
  setHeader(name: string, value: HeaderValue): unknown;
  removeHeader(name: string): void;
  writeHead(status: number): unknown;
  write(chunk: Uint8Array): boolean;
  end(chunk?: Uint8Array): unknown;
  flushHeaders(): void;
  destroy(error?: Error): unknown;
  on(event: "close" | "drain", listener: () => void): unknown;
  once(event: "close" | "drain" | "finish", listener: () => void): unknown;
  off(event: "close" | "drain", listener: () => void): unknown;
  emit(event: "drain"): boolean;
}
