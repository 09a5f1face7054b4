// Every viewer, place and moment: what a database shows is what `decide` says.
import { Policy } from "mailveil";
import { sqlPredicate } from "mailveil/sql";
import { Dice } from "../js/dice.ts";
import { type Engine, type Place, places, statementOf } from "./engine.ts";
import { type Organization, organization } from "./organizations.ts";

const levels = ["none", "metadata", "subject", "full"];

export interface Outcome {
  /** Threads that were asked about, each for a viewer, a place and a moment. */
  readonly questions: number;
  /** Of these, how many were seen. */
  readonly seen: number;
  /** What differs, in words; empty if nothing does. */
  readonly differences: readonly string[];
}

export interface Effort {
  readonly organizations: readonly string[];
  /** So many moments of each. */
  readonly moments: number;
  /** Whether a database may show less: of times that are finer than it can keep. */
  readonly mayHide?: boolean;
  /** Stops at the first difference. */
  readonly untilDifferent?: boolean;
  /** Only these places. */
  readonly places?: readonly Place[];
  /** Another text for the statement, to see that the comparison notices. */
  readonly change?: (statement: string) => string;
}

interface Question {
  readonly place: Place;
  readonly record: string | undefined;
}

export async function compare(engine: Engine, effort: Effort): Promise<Outcome> {
  const { dialect, context, record } = engine;
  const change = effort.change ?? ((statement) => statement);
  const statements = new Map(
    places.map((place) => [place, change(statementOf(sqlPredicate({ dialect, place, context, record })))]),
  );
  const dice = new Dice(2026);
  let [questions, seen] = [0, 0];
  const differences: string[] = [];
  for (const text of effort.organizations) {
    const asked = organization(text);
    const policy = Policy.parse(text);
    await engine.load(policy.sqlRows());
    for (const now of dice.shuffled(asked.moments).slice(0, effort.moments)) {
      for (const viewer of asked.users) {
        const document = policy.sqlContext({ viewer, now });
        for (const question of questionsOf(asked, effort.places ?? places)) {
          const found = new Map(await engine.ask(statements.get(question.place) ?? "", document, question.record));
          questions += asked.threads.length;
          seen += found.size;
          const isDifferent = (thread: string): boolean => {
            const [level, expected] = [found.get(thread) ?? 0, decided(policy, { ...question, viewer, now, thread })];
            return effort.mayHide ? level > expected : level !== expected;
          };
          for (const thread of asked.threads.filter(storable).filter(isDifferent)) {
            const expected = levels[decided(policy, { ...question, viewer, now, thread })];
            const told = `${engine.name} says ${levels[found.get(thread) ?? 0]}, decide ${expected}`;
            differences.push(`${told}: ${JSON.stringify({ ...question, viewer, now, thread })} of ${text}`);
            if (effort.untilDifferent) return { questions, seen, differences };
          }
        }
      }
    }
    policy.free();
  }
  return { questions, seen, differences };
}

function questionsOf({ records }: Organization, asked: readonly Place[]): Question[] {
  return asked.flatMap((place): Question[] =>
    place === "page" ? records.map((record) => ({ place, record })) : [{ place, record: undefined }],
  );
}

interface Asked extends Question {
  readonly viewer: string;
  readonly now: string;
  readonly thread: string;
}

function decided(policy: Policy, { viewer, thread, place, record, now }: Asked): number {
  const where = {
    anywhere: {},
    mailbox: { surface: "mailbox" },
    record: { surface: "record" },
    page: { record },
  } as const;
  return levels.indexOf(policy.decide({ action: "view", viewer, thread, now, ...where[place] }).level ?? "none");
}

/** A thread whose id no database can keep has no row. */
const storable = (id: string): boolean => !id.includes("\0");
