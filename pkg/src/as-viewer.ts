// One viewer, many questions: the viewer and the moment are said once.
import { reachThroughProxies } from "./input/receiver.js";
import type { FilteredBody, FilteredObjects, FilterStream } from "./filter/filtered.js";
import type { Action, Decision, FilterOptions, Id, Place, Targets, ViewerQuery } from "./types/index.js";
import type { Before } from "./ask/frame.js";
import type { VisibleThreads } from "./ask/visible-threads.js";

/** The targets of an action; they may be left out where it has none. */
type TargetsGiven<Name extends Action> =
  Record<never, never> extends Targets<Name> ? [targets?: Targets<Name>] : [targets: Targets<Name>];

/** Options of a filter, without viewer and moment. */
export type ViewerFilterOptions = Omit<FilterOptions, "viewer" | "now">;

/**
 * What a policy does for a viewer who is said beforehand: members that stand before those of the question.
 * @internal
 */
export interface AskFor {
  decide(targets: unknown, before: Before): Decision;
  allows(targets: unknown, before: Before): boolean;
  visibleThreads(query: unknown, before: Before): VisibleThreads;
  sendFromMailboxes(query: unknown, before: Before): Id[];
  filterThreads(body: Uint8Array | string, options: unknown, before: Before): FilteredBody;
  filterObjects<Item extends object>(items: readonly Item[], options: unknown, before: Before): FilteredObjects<Item>;
  filterStream(options: unknown, before: Before): FilterStream;
}

/**
 * A policy asked for one viewer: `policy.as({ viewer })`. The answers are those of the policy for a question with this viewer,
 * and without `now` each question is of its own moment.
 */
export class AsViewer {
  readonly #ask: AskFor;
  readonly #before: Before;

  /** @internal */
  constructor(ask: AskFor, { viewer, now }: ViewerQuery) {
    this.#ask = ask;
    const who = ["viewer", viewer] as const;
    this.#before = now === undefined ? [who] : [who, ["now", now]];
    reachThroughProxies(this, AsViewer.prototype, (asked: AsViewer) => asked.#ask);
  }

  /** May the viewer do this, and why? `targets` names what the action is about: `bob.decide("view", { thread })`. */
  decide<Name extends Action>(action: Name, ...[targets]: TargetsGiven<Name>): Decision {
    return this.#ask.decide(targets ?? {}, [["action", action], ...this.#before]);
  }

  /** The outcome of `decide` and nothing else: `bob.allows("reply", { thread })`. */
  allows<Name extends Action>(action: Name, ...[targets]: TargetsGiven<Name>): boolean {
    return this.#ask.allows(targets ?? {}, [["action", action], ...this.#before]);
  }

  /** All threads whose level is above none. */
  visibleThreads(query: Place = {}): VisibleThreads {
    return this.#ask.visibleThreads(query, this.#before);
  }

  /** The mailboxes that the viewer may write from (C-08), in snapshot order. */
  sendFromMailboxes(): Id[] {
    return this.#ask.sendFromMailboxes({}, this.#before);
  }

  /** Filters a response, as `policy.filterThreads` does. */
  filterThreads(body: Uint8Array | string, options: ViewerFilterOptions = {}): FilteredBody {
    return this.#ask.filterThreads(body, options, this.#before);
  }

  /** Filters objects, as `policy.filterObjects` does. */
  filterObjects<Item extends object>(items: readonly Item[], options: ViewerFilterOptions = {}): FilteredObjects<Item> {
    return this.#ask.filterObjects(items, options, this.#before);
  }

  /** Filters a stream, as `policy.filterStream` does. */
  filterStream(options: ViewerFilterOptions = {}): FilterStream {
    return this.#ask.filterStream(options, this.#before);
  }
}
