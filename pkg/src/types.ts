// Everything that goes in or comes out, as types.
export type * from "./types/decision.js";
export type * from "./types/filter.js";
export type * from "./types/problem.js";
export type * from "./types/query.js";
export type * from "./types/snapshot.js";
