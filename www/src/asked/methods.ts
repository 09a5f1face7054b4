/**
 * Every question that the page asks of the worker, by its name, with its answer.
 * The snapshot stays in the worker: only what is shown crosses over, so that the page stays responsive with large ones.
 */
import type { ChangeMethods } from "./changes.ts";
import type { HealthMethods } from "./health.ts";
import type { Failure, LoadMethods } from "./load.ts";
import type { MatrixMethods } from "./matrix.ts";
import type { TextMethods } from "./text.ts";
import type { VendorMethods } from "./vendors.ts";
import type { ViewerMethods } from "./viewer.ts";
import type { WhyMethods } from "./why.ts";

export interface Methods
  extends ChangeMethods,
    HealthMethods,
    LoadMethods,
    MatrixMethods,
    TextMethods,
    VendorMethods,
    ViewerMethods,
    WhyMethods {}

export type Method = keyof Methods;
export type Request<M extends Method> = Methods[M]["request"];
export type Answer<M extends Method> = Methods[M]["answer"];

/** How far a long question has come: what is being done, and the part of it that is done, from 0 to 1. */
export interface Progress {
  readonly stage: string;
  readonly done?: number;
}

export type Call =
  | { readonly kind: "ask"; readonly id: number; readonly method: Method; readonly request: Request<Method> }
  | { readonly kind: "cancel"; readonly id: number };

export type Reply =
  | { readonly kind: "answer"; readonly id: number; readonly answer: Answer<Method> }
  | { readonly kind: "failure"; readonly id: number; readonly failure: Failure }
  | { readonly kind: "progress"; readonly id: number; readonly progress: Progress };
