import { useEffect, useRef, useState } from "preact/hooks";
import type { Failure } from "../asked/load.ts";
import type { Answer, Method, Progress, Request } from "../asked/methods.ts";
import { engine, failureOf } from "./engine.ts";
import { loaded } from "./session.ts";

/** What is known of a question that the page has asked. */
export interface Answered<A> {
  /** Of this question, or of the one before while this one is answered, if both have the same `keep`. */
  readonly answer?: A;
  readonly failure?: Failure;
  readonly progress?: Progress;
  readonly busy: boolean;
}

/**
 * Asks the worker whenever the question changes, and gives what is known. Without a question, nothing is asked.
 * While a new question is answered, the answer before stays where both have the same `keep`, and else is gone at once:
 * nobody's mail stands under another name.
 */
export function useAnswer<M extends Method>(
  method: M,
  request: Request<M> | undefined,
  keep?: string,
): Answered<Answer<M>> {
  const key =
    request === undefined ? "" : JSON.stringify([loaded.value.number, loaded.value.revision, method, request]);
  const [told, tell] = useState<{ key: string; keep: string | undefined; state: Answered<Answer<M>> }>();
  const latest = useRef("");
  latest.current = key;
  useEffect(() => {
    if (request === undefined) return undefined;
    const withdrawal = new AbortController();
    const say = (state: Answered<Answer<M>>): void => {
      if (latest.current === key) tell({ key, keep, state });
    };
    engine
      .ask(method, request, {
        signal: withdrawal.signal,
        onProgress: (progress) => say({ busy: true, progress }),
      })
      .then(
        (answer) => say({ busy: false, answer }),
        (error: unknown) => say({ busy: false, failure: failureOf(error) }),
      );
    return () => withdrawal.abort();
  }, [key]);
  if (request === undefined) return { busy: false };
  if (told?.key === key) return told.state;
  const stays = keep !== undefined && told?.keep === keep && told.state.answer !== undefined;
  return stays && told.state.answer !== undefined ? { busy: true, answer: told.state.answer } : { busy: true };
}
