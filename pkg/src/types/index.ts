// Everything that goes in or comes out, as types.
export type * from "./decision.js";
export type * from "./filter.js";
export type * from "./lint.js";
export type * from "./problem.js";
export type * from "./proposal.js";
export type * from "./query.js";
export type * from "./snapshot.js";
export type * from "./sql.js";
