// `mailveil/shapes`: how the answers of real systems are written, as plain frozen data. Each says for which route it is, what
// that route has to give, and what the answer lacks, so that mail stays hidden; docs/shapes.md has all of it on one page.
export * as creatio from "./creatio.js";
export * as espocrm from "./espocrm.js";
export * as front from "./front.js";
export * as graph from "./graph.js";
export * as hubspot from "./hubspot.js";
export * as pipedrive from "./pipedrive.js";
export * as salesforce from "./salesforce.js";
export type { Field, Given, Shape, ShapeFields, ShapeKeep, Source } from "../types/index.js";
export { strict } from "./strict.js";
export * as twenty from "./twenty.js";
export * as zoho from "./zoho.js";
