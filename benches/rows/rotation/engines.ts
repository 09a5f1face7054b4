// Other engines on the same questions, after all have given the same answers.
import { deepStrictEqual } from "node:assert";
import { each, race } from "../../measure.ts";
import { prepare as prepareCasbin } from "../../peers/casbin.ts";
import { prepare as prepareCasl } from "../../peers/casl.ts";
import { prepare as prepareCedar } from "../../peers/cedar.ts";
import { prepare as prepareJsonLogic } from "../../peers/json-logic.ts";
import { preparePlain, prepare as prepareSubject } from "../../peers/mailveil.ts";
import { type Ask, exam } from "../../peers/peer.ts";
import { atLeast, compared, times, versus } from "../../report.ts";
import { rotationStage, VIEWERS_FEW, VIEWERS_MANY, viewersName } from "../../rotation.ts";

/** What every engine is asked; those that are close to each other are asked more. */
const [ASKED, ASKED_MORE] = [1_000, 8_000];

const stage = rotationStage();

for (const count of [VIEWERS_MANY, VIEWERS_FEW]) {
  const made = exam(stage, stage.viewers.slice(0, count), ASKED_MORE);
  const ours = prepareSubject(made);
  const casl = prepareCasl(made);
  const plain = preparePlain(made);
  const answers = made.questions.map(plain);
  deepStrictEqual([made.questions.map(ours), made.questions.map(casl)], [answers, answers]);
  const what = `decide(view) in mode complete, ${viewersName(count)}, against`;

  const spent = race({ ours: each(made.questions, ours), casl: each(made.questions, casl) });
  atLeast(`${what} CASL`, 1, spent.casl / spent.ours, versus(spent.ours, spent.casl), "view-casl");
  if (count !== VIEWERS_MANY) continue;
  const allowed = Math.round((100 * answers.filter(Boolean).length) / answers.length);
  compared("how many of these questions are allowed", `${allowed} %`);

  const others: Record<string, Ask> = {
    "plain JS without reasons": plain,
    casbin: await prepareCasbin(),
    "json-logic": prepareJsonLogic(made),
    "cedar-wasm": prepareCedar(made),
  };
  const few = made.questions.slice(0, ASKED);
  for (const ask of Object.values(others)) deepStrictEqual(few.map(ask), answers.slice(0, ASKED));
  const racers = Object.entries({ ...others, ours }).map(([name, ask]) => [name, each(few, ask)] as const);
  const { ours: we = Number.NaN, ...they } = race(Object.fromEntries(racers)) as Record<string, number>;
  for (const [name, theirs] of Object.entries(they))
    compared(`${what} ${name}`, versus(we, theirs), times(theirs / we));
}
