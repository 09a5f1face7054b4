// The thin runner of tests/vectors for JavaScript: in Node, on the packed package, and in a page.
import jsonPatch, { type Operation } from "fast-json-patch";
import type { ExposureQuery, Findings, MailveilError, Policy, ProposeQuery } from "mailveil";

type Mailveil = typeof import("mailveil");
type Json = Readonly<Record<string, unknown>>;

/** A file of tests/vectors. Either of `text` (JSON as it is), `base64` (its bytes) and `snapshot` gives the facts. */
export interface VectorFile extends Facts {
  readonly description: string;
  readonly now?: string;
  readonly cases: readonly VectorCase[];
}

interface Facts {
  readonly snapshot?: Json;
  readonly text?: string;
  readonly base64?: string;
}

export interface VectorCase extends Facts {
  readonly description: string;
  readonly patch?: readonly Operation[];
  readonly problems?: readonly Json[];
  readonly total?: number;
  readonly query?: unknown;
  readonly decision?: Json;
  readonly error?: Json;
  readonly visibleThreads?: Json;
  readonly whoCanView?: Json;
  readonly sendFromMailboxes?: Json;
  readonly mailboxAdministration?: Json;
  readonly propose?: unknown;
  readonly exposure?: unknown;
  readonly after?: readonly Operation[];
  readonly lint?: Json;
  readonly answer?: unknown;
  readonly licensedUserCount?: number;
  readonly supportRestrictions?: unknown;
}

/** Names that a case of the format may have; another one would be a test that tests nothing. */
const known: ReadonlySet<string> = new Set([
  ...[
    "description",
    "snapshot",
    "text",
    "base64",
    "patch",
    "problems",
    "total",
    "query",
    "decision",
    "error",
    "answer",
  ],
  ...["visibleThreads", "whoCanView", "sendFromMailboxes", "mailboxAdministration", "lint"],
  ...["licensedUserCount", "supportRestrictions"],
  ...["propose", "exposure", "after"],
]);

const levels = ["none", "metadata", "subject", "full"];

/** Which module answers: browsers and edge hosts have one without proposals. */
type Modules = "full" | "either";

/** Asks what the case asks. Throws where the answer differs. */
export function runCase(mailveil: Mailveil, file: VectorFile, test: VectorCase, modules: Modules = "full"): void {
  const unknown = Object.keys(test).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Error(`unknown members of the case: ${unknown.join(", ")}`);
  const input = snapshotOf(file, test);
  const runs = [runProblems, runDecision, runLists, runCounts];
  const asked = runs.filter((run) => run(mailveil, input, test, file.now));
  if (modules === "either" && (test.propose ?? test.exposure ?? test.lint) !== undefined && isLean(mailveil)) return;
  asked.push(...[runProposal, runExposure, runFindings].filter((run) => run(mailveil, input, test, file.now)));
  if (asked.length === 0) throw new Error("the case asks nothing");
}

/** What is wrong, case by case, for hosts without a test runner. */
export function failures(mailveil: Mailveil, file: VectorFile): string[] {
  return file.cases.flatMap((test) => {
    try {
      runCase(mailveil, file, test, "either");
      return [];
    } catch (error) {
      return [`${file.description}: ${test.description}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
}

/** The snapshot that a case starts from, as it goes into the package. */
export function snapshotOf(file: VectorFile, test: VectorCase): string | Uint8Array {
  const own = test.snapshot !== undefined || test.text !== undefined || test.base64 !== undefined;
  const facts = own ? test : file;
  if (facts.base64 !== undefined) return Uint8Array.from(atob(facts.base64), (character) => character.charCodeAt(0));
  if (facts.text !== undefined) return facts.text;
  // The patch works on a copy.
  const patched = jsonPatch.applyPatch(facts.snapshot, test.patch ?? [], true, false).newDocument;
  return JSON.stringify(patched);
}

type Run = (mailveil: Mailveil, input: string | Uint8Array, test: VectorCase, now: string | undefined) => boolean;

const runProblems: Run = (mailveil, input, { problems, total }) => {
  if (problems === undefined) return false;
  const diagnosis = mailveil.diagnose(input);
  equal(diagnosis.problems.map(comparable(problems)), problems, "problems");
  equal(diagnosis.total, total ?? problems.length, "total");
  if (diagnosis.total === 0) mailveil.Policy.parse(input).free();
  else {
    const { code, problems: refused, total: count } = thrownBy(mailveil, () => mailveil.Policy.parse(input));
    equal({ code, problems: refused, total: count }, { code: "invalid-snapshot", ...diagnosis }, "refusal");
  }
  return true;
};

/** Only the first so many problems may be named, and the offset only where the case names it. */
function comparable(expected: readonly Json[]): (problem: object, index: number) => Json {
  return (problem, index) => {
    const { code, path, offset } = problem as Json;
    return expected[index] !== undefined && "offset" in expected[index] ? { code, path, offset } : { code, path };
  };
}

const runDecision: Run = (mailveil, input, test, now) => {
  if (test.query === undefined) return false;
  const query = withNow(test.query, now);
  withPolicy(mailveil, input, (policy) => {
    compare(mailveil, test.error, test.decision, () => policy.decide(query), "decision");
    compare(mailveil, test.error, test.decision, () => mailveil.decide(input, query), "decision of one call");
    compare(mailveil, test.error, test.decision?.["outcome"] === "allowed", () => policy.allows(query), "outcome");
    const indexed = test.error && { ...test.error, path: `/0${test.error["path"]}` };
    compare(mailveil, indexed, [test.decision], () => policy.decideAll([query]), "decisions");
  });
  return true;
};

const runLists: Run = (mailveil, input, test, now) => {
  const names = ["visibleThreads", "whoCanView", "sendFromMailboxes", "mailboxAdministration"] as const;
  const name = names.find((candidate) => test[candidate] !== undefined);
  if (name === undefined) return false;
  const query = withNow(test[name], now);
  withPolicy(mailveil, input, (policy) => {
    const question = () => (name === "visibleThreads" ? readable(policy.visibleThreads(query)) : policy[name](query));
    compare(mailveil, test.error, test.answer, question, name);
    if (name !== "visibleThreads") return;
    compare(
      mailveil,
      test.error,
      test.answer,
      () => readable(mailveil.visibleThreads(input, query)),
      `${name} of one call`,
    );
  });
  return true;
};

const runFindings: Run = (mailveil, input, test, now) => {
  if (test.lint === undefined) return false;
  const query = withNow(test.lint, now);
  withPolicy(mailveil, input, (policy) => {
    compare(mailveil, test.error, test.answer, () => listed(policy.lint(query)), "lint");
  });
  return true;
};

/** Findings as the vectors write them. */
function listed({ findings, total }: Findings): Json[] {
  equal(total, findings.length, "total");
  return findings.map(({ severity, message, help, ...finding }) => {
    equal(["risk", "waste", "hint"].includes(severity) && message !== "" && help !== "", true, "words of a finding");
    return finding;
  });
}

const runCounts: Run = (mailveil, input, test) => {
  const { licensedUserCount, supportRestrictions } = test;
  if (supportRestrictions !== undefined) equal(mailveil.supportRestrictions(), supportRestrictions, "restrictions");
  if (licensedUserCount !== undefined) {
    withPolicy(mailveil, input, (policy) => equal(policy.licensedUserCount, licensedUserCount, "licensedUserCount"));
  }
  return licensedUserCount !== undefined || supportRestrictions !== undefined;
};

const runProposal: Run = (mailveil, input, test, now) => {
  if (test.propose === undefined) return false;
  const query = withNow<ProposeQuery>(test.propose, now);
  withPolicy(mailveil, input, (policy) => {
    const propose = (): Json => {
      const { problems, ...rest } = policy.propose(query);
      return { ...rest, problems: problems.map(({ code, path }) => ({ code, path })) };
    };
    compare(mailveil, test.error, test.answer, propose, "proposal");
    if (test.error !== undefined) return;
    // The patch fits the document, and makes of it a snapshot that exposes what the proposal says.
    const { patch, decision } = policy.propose(query);
    const { value: _, exposure: __, ...asked } = query as unknown as Json;
    equal(decision, policy.decide(asked as never), "decision of a proposal");
    if (patch.length === 0 || typeof input !== "string") return;
    const after = jsonPatch.applyPatch(JSON.parse(input), patch as Operation[], true, false).newDocument;
    const { exposure } = policy.propose({ ...query, exposure: true });
    withPolicy(mailveil, JSON.stringify(after), (changed) =>
      equal(policy.exposure(changed, { now: query.now }), exposure, "exposure of the patched snapshot"),
    );
  });
  return true;
};

const runExposure: Run = (mailveil, input, test, now) => {
  if (test.exposure === undefined || typeof input !== "string") return false;
  const changed = jsonPatch.applyPatch(JSON.parse(input), test.after ?? [], true, false).newDocument;
  const query = withNow<ExposureQuery>(test.exposure, now);
  withPolicy(mailveil, input, (policy) =>
    withPolicy(mailveil, JSON.stringify(changed), (after) =>
      compare(mailveil, test.error, test.answer, () => policy.exposure(after, query), "exposure"),
    ),
  );
  return true;
};

/** Whether the module refuses proposals altogether. */
export function isLean(mailveil: Mailveil): boolean {
  let isLean = false;
  const empty = { version: 1, organization: {}, roles: [], users: [], records: [], mailboxes: [], threads: [] };
  withPolicy(mailveil, JSON.stringify(empty), (policy) => {
    try {
      policy.exposure(policy);
    } catch (error) {
      isLean = error instanceof mailveil.MailveilError && error.code === "not-initialized";
    }
  });
  return isLean;
}

/** The question with the file's moment, where it has none itself. What is no object stays as it is. */
function withNow<Wanted = never>(query: unknown, now: string | undefined): Wanted {
  const isObject = typeof query === "object" && query !== null && !Array.isArray(query);
  return (isObject && now !== undefined ? { now, ...query } : query) as Wanted;
}

function readable(threads: ReturnType<Policy["visibleThreads"]>): Json {
  return { rows: [...threads.rows], levels: [...threads.levels].map((level) => levels[level]), ids: threads.ids };
}

function withPolicy(mailveil: Mailveil, input: string | Uint8Array, question: (policy: Policy) => void): void {
  const policy = mailveil.Policy.parse(input);
  try {
    question(policy);
  } finally {
    policy.free();
  }
}

function compare(
  mailveil: Mailveil,
  error: Json | undefined,
  answer: unknown,
  question: () => unknown,
  what: string,
): void {
  if (error === undefined) {
    equal(question(), answer, what);
  } else {
    const { code, path } = thrownBy(mailveil, question);
    equal({ code, path }, error, `error instead of ${what}`);
  }
}

function thrownBy(mailveil: Mailveil, question: () => unknown): MailveilError {
  let answer: unknown;
  try {
    answer = question();
  } catch (thrown) {
    if (thrown instanceof mailveil.MailveilError) return thrown;
    throw thrown;
  }
  throw new Error(`answered ${JSON.stringify(answer)} instead of throwing`);
}

function equal(actual: unknown, expected: unknown, what: string): void {
  const [found, wanted] = [canonical(actual), canonical(expected)];
  if (found !== wanted) throw new Error(`${what}\n  is        ${found}\n  should be ${wanted}`);
}

/** Text that is the same for the same JSON data. Plain objects only: a Map or a class's object is no answer. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => {
    if (typeof member !== "object" || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}
