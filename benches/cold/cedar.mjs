import { report, start } from "./clock.mjs";

start();
const { isAuthorized } = await import("@cedar-policy/cedar-wasm/nodejs");
const group = { __entity: { type: "Group", id: "sales" } };
const answer = isAuthorized({
  principal: { type: "User", id: "bruno" },
  action: { type: "Action", id: "view" },
  resource: { type: "Thread", id: "t1" },
  context: {},
  policies: {
    staticPolicies: `
permit(principal, action == Action::"view", resource) when { resource.owner == principal };
permit(principal, action == Action::"view", resource) when { principal in resource.audience && principal in resource.access };`,
  },
  entities: [
    { uid: { type: "User", id: "bruno" }, attrs: {}, parents: [{ type: "Group", id: "sales" }] },
    {
      uid: { type: "Thread", id: "t1" },
      attrs: { owner: { __entity: { type: "User", id: "anna" } }, audience: [group], access: [group] },
      parents: [],
    },
  ],
});
report(answer.type === "success" && answer.response.decision === "allow");
