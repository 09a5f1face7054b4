// json-logic: one rule for each user, kept, since `some` cannot look out of the list that it walks.
import jsonLogic from "json-logic-js";
import type { Ask, Exam, UserFacts } from "./peer.ts";

function ruleOf({ id, groups }: UserFacts): object {
  const meets = (list: string) => ({ some: [{ var: list }, { in: [{ var: "" }, [...groups]] }] });
  return { or: [{ "==": [{ var: "owner" }, id] }, { and: [meets("audience"), meets("access")] }] };
}

export function prepare({ questions }: Exam): Ask {
  const rules = new Map(questions.map(({ user }) => [user.id, ruleOf(user)]));
  return ({ user, thread }) => jsonLogic.apply(rules.get(user.id) ?? false, thread) === true;
}
