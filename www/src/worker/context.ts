import type { Progress } from "../asked/methods.ts";

/** What a question that takes long may do while it is answered. */
export interface Context {
  tell(progress: Progress): void;
  /** Lets other messages in. Throws when the question was withdrawn meanwhile. */
  pause(): Promise<void>;
}

/** The page has withdrawn the question, so nobody waits for the answer. */
export class Withdrawn extends Error {
  override readonly name = "Withdrawn";
}
