// Cedar: policies parsed once, entities given with each question, only those that it needs.
import { type EntityJson, preparsePolicySet, statefulIsAuthorized } from "@cedar-policy/cedar-wasm/nodejs";
import type { Ask, Exam, ThreadFacts, UserFacts } from "./peer.ts";

const POLICIES = `
permit(principal, action == Action::"view", resource) when { resource.owner == principal };
permit(principal, action == Action::"view", resource) when { principal in resource.audience && principal in resource.access };
`;

const NAME = "mail";
const ACTION = { type: "Action", id: "view" };
const group = (id: string) => ({ type: "Group", id });
const groups = (ids: readonly string[]) => ids.map((id) => ({ __entity: group(id) }));

const userEntity = ({ id, groups }: UserFacts): EntityJson => ({
  uid: { type: "User", id },
  attrs: {},
  parents: groups.map(group),
});

const threadEntity = ({ id, owner, audience, access }: ThreadFacts): EntityJson => ({
  uid: { type: "Thread", id },
  attrs: { owner: { __entity: { type: "User", id: owner } }, audience: groups(audience), access: groups(access) },
  parents: [],
});

export function prepare({ questions }: Exam): Ask {
  const parsed = preparsePolicySet(NAME, { staticPolicies: POLICIES });
  if (parsed.type === "failure") throw new Error(JSON.stringify(parsed.errors));
  const entities = new Map(
    questions.flatMap(({ user, thread }): [string, EntityJson][] => [
      [user.id, userEntity(user)],
      [thread.id, threadEntity(thread)],
    ]),
  );
  return ({ user, thread }) => {
    const answer = statefulIsAuthorized({
      principal: { type: "User", id: user.id },
      action: ACTION,
      resource: { type: "Thread", id: thread.id },
      context: {},
      preparsedPolicySetId: NAME,
      entities: [user.id, thread.id].flatMap((id) => entities.get(id) ?? []),
    });
    if (answer.type === "failure") throw new Error(JSON.stringify(answer.errors));
    return answer.response.decision === "allow";
  };
}
