// What the words of one language are.
import type { ErrorCode, FindingCode, Operation, ProblemCode, ReasonCode, SystemOperation } from "../types/index.js";

/**
 * One sentence, with places for details in braces (`{record}`); or several, the richest first.
 * Of several, the first whose details are all known is used, because some reasons carry a detail only at times.
 */
export type Sentence = string | readonly string[];

/** The sentences of one language: plain data, which may be copied, changed and kept as JSON. */
export interface Messages {
  /** The language, as in `lang` attributes of HTML: `en`, `zh`, `ru` or `sv`. */
  readonly lang: string;
  /** For each reason code. Details: `record`, `domain`, `operation`, `restriction`, `from`, `until` (see `Reason`). */
  readonly reasons: Readonly<Record<ReasonCode, Sentence>>;
  /** For each problem code. The place is told by `places`. */
  readonly problems: Readonly<Record<ProblemCode, Sentence>>;
  /** For each code of a finding. Details: `count`, the number of threads. The place is told by `places`. */
  readonly findings: Readonly<Record<FindingCode, Sentence>>;
  /** For each code of a `MailveilError`. Details: `total`, the number of problems. */
  readonly errors: Readonly<Record<ErrorCode, Sentence>>;
  /** What a reason's `operation` is, so that it goes behind a colon. */
  readonly operations: Readonly<Record<Operation | SystemOperation, string>>;
  /** How the place of a problem, a finding or an error is added to its `sentence`: a JSON Pointer, or an offset in bytes. */
  readonly places: Readonly<Record<"path" | "offset", string>>;
  /** For codes that these messages have no words for: those of a newer version. */
  readonly unknown: Readonly<Record<"reason" | "problem" | "finding" | "error", string>>;
}

/** How the application calls things. Without, ids are shown, and times in UTC. */
export interface Names {
  /** The name of the record with this id. */
  readonly record?: ((id: string) => string) | undefined;
  /** How an instant is told, such as in the reader's time zone. Without, it is `2026-11-21 09:30 UTC`. */
  readonly time?: ((instant: string) => string) | undefined;
}
