// Other engines on the same questions, after all have given the same answers.
import { strictEqual } from "node:assert";
import { race } from "../measure.ts";
import { prepare as prepareCasbin } from "../peers/casbin.ts";
import { prepare as prepareCasl } from "../peers/casl.ts";
import { prepare as prepareCedar } from "../peers/cedar.ts";
import { prepare as prepareJsonLogic } from "../peers/json-logic.ts";
import { preparePlain, prepare as prepareSubject } from "../peers/mailveil.ts";
import { type Ask, exam } from "../peers/peer.ts";
import { compared, times, versus } from "../report.ts";

const COUNT = 1_000;
const made = exam(COUNT);
const engines: Record<string, Ask> = {
  mailveil: prepareSubject(made),
  "plain JS": preparePlain(made),
  CASL: prepareCasl(made),
  casbin: await prepareCasbin(),
  "json-logic": prepareJsonLogic(made),
  "cedar-wasm": prepareCedar(made),
};

let allowed = 0;
for (const question of made.questions) {
  const answers = Object.entries(engines).map(([name, ask]) => `${name} ${ask(question)}`);
  const yes = engines["plain JS"]?.(question) ?? false;
  strictEqual(
    answers.join(),
    Object.keys(engines)
      .map((name) => `${name} ${yes}`)
      .join(),
  );
  if (yes) allowed += 1;
}

const contestants = Object.entries(engines).map(([name, ask]) => {
  const run = () => {
    let yes = 0;
    for (const question of made.questions) if (ask(question)) yes += 1;
    return yes;
  };
  return [name, { run, operations: COUNT }] as const;
});
const spent = race(Object.fromEntries(contestants));
const ours = spent["mailveil"] ?? Number.NaN;
for (const [name, theirs] of Object.entries(spent)) {
  const what = `one question (${allowed} of ${COUNT} allowed), against ${name}`;
  if (name !== "mailveil") compared(what, versus(ours, theirs), times(theirs / ours));
}
