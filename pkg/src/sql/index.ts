// SQL text for mail that lives in a database: pure text, without the module.
export type { Dialect } from "./dialect.js";
export type { SqlNames, SqlTable } from "./names.js";
export { type SqlPlace, type SqlPredicate, type SqlPredicateOptions, sqlPredicate } from "./predicate.js";
export { type RowLevelSecurityOptions, rowLevelSecurity } from "./row-level-security.js";
export { sqlSchema } from "./schema.js";
