// What the tests of questions that are asked again share: a policy that knows the question.
import { type Decision, Policy, type Query } from "mailveil";
import { now, text } from "./fixture.ts";

export const view = { action: "view", viewer: "bob", thread: "t-linked", now } as const;
export const [allowed, denied] = inFull(Policy.parse(text), [view, { ...view, thread: "t-unlinked" }]) as [
  Decision,
  Decision,
];

/** The long way. */
export function inFull(policy: Policy, queries: readonly Query[]): Decision[] {
  return policy.decideAll(queries);
}

/** A policy that was asked this before, so that it knows the question. */
export function asked(query: Query = view): Policy {
  const policy = Policy.parse(text);
  for (let time = 0; time < 3; time += 1) policy.decide(query);
  return policy;
}
