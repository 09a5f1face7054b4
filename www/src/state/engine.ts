import type { Failure } from "../asked/load.ts";
import type { Answer, Call, Method, Progress, Reply, Request } from "../asked/methods.ts";

/** A question that failed; `failure` says why, for people. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

export function failureOf(error: unknown): Failure {
  if (error instanceof EngineError) return error.failure;
  return { code: "unexpected", message: error instanceof Error ? error.message : String(error) };
}

export interface AskOptions {
  /** Aborted: the question is withdrawn, and its promise stays open. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

interface Pending {
  readonly resolve: (answer: Answer<Method>) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: (progress: Progress) => void;
}

/** The page's end of the line to the worker. */
class Engine {
  #worker = this.#start();
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  ask<M extends Method>(method: M, request: Request<M>, { signal, onProgress }: AskOptions = {}): Promise<Answer<M>> {
    this.#lastId += 1;
    const id = this.#lastId;
    this.#post({ kind: "ask", id, method, request });
    signal?.addEventListener("abort", () => {
      if (this.#pending.delete(id)) this.#post({ kind: "cancel", id });
    });
    return new Promise((resolve, reject) => {
      const settle = resolve as (answer: Answer<Method>) => void;
      this.#pending.set(id, { resolve: settle, reject, onProgress: onProgress ?? (() => undefined) });
    });
  }

  /** Ends what is being done, however long it would take, and the snapshot with it. */
  restart(): void {
    this.#worker.terminate();
    this.#pending.clear();
    this.#worker = this.#start();
  }

  #post(call: Call): void {
    this.#worker.postMessage(call);
  }

  #start(): Worker {
    const worker = new Worker(new URL("../worker/worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", (event: MessageEvent<Reply>) => this.#settle(event.data));
    worker.addEventListener("error", ({ message }) => this.#fail(message));
    return worker;
  }

  #settle(reply: Reply): void {
    const pending = this.#pending.get(reply.id);
    if (reply.kind === "progress") {
      pending?.onProgress(reply.progress);
      return;
    }
    this.#pending.delete(reply.id);
    if (reply.kind === "answer") pending?.resolve(reply.answer);
    else pending?.reject(new EngineError(reply.failure));
  }

  #fail(message: string | undefined): void {
    const error = new EngineError({ code: "unexpected", message: message || "the worker could not be started" });
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
  }
}

export const engine = new Engine();
