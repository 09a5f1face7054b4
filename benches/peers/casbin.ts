// casbin: one line of policy and a matcher over attributes, because one line for each grant would be searched from the top.
import { newEnforcer, newModelFromString, StringAdapter } from "casbin";
import type { Ask } from "./peer.ts";

const MODEL = `
[request_definition]
r = user, thread, act
[policy_definition]
p = act
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.act == p.act && (r.thread.owner == r.user.id || shares(r.user.groups, r.thread.audience) && shares(r.user.groups, r.thread.access))
`;

const shares = (one: readonly string[], other: readonly string[]): boolean =>
  one.some((group) => other.includes(group));

export async function prepare(): Promise<Ask> {
  const enforcer = await newEnforcer(newModelFromString(MODEL), new StringAdapter("p, view"));
  await enforcer.addFunction("shares", shares);
  return ({ user, thread }) => enforcer.enforceSync(user, thread, "view");
}
