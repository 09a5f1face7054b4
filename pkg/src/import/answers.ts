// What an API answered: envelopes opened, pages put together, names of endpoints recognised.
import { made } from "./made.js";
import { needed, Place } from "./place.js";
import type { Report } from "./report.js";

/** How the API of a system answers. */
export interface Api {
  /** What an importer reads. `*` stands for an id of the route: `deals/(id)/followers`. */
  readonly endpoints: readonly string[];
  /** Of these, what is missing is hidden and changes nothing else. All others have to be exported to the last page. */
  readonly mail: ReadonlySet<string>;
  /** The members in which an answer of this endpoint may have its rows. */
  readonly envelopes: (endpoint: string) => readonly string[];
  /** What has such a member, but is a row. */
  readonly isRow?: (item: Place) => boolean;
  /** Refuses an answer that tells of a failure. */
  readonly refuseFailure?: (answer: Place) => void;
  /** Whether the answer tells of a further page. */
  readonly hasMore: (answer: Place) => boolean;
  /** Where the rows are, seen from the envelope. */
  readonly inside?: (envelope: Place, endpoint: string) => Place;
}

/** The answers of one endpoint, of one route. */
export interface Route {
  /** What stands in the place of each `*`. */
  readonly ids: readonly Place[];
  readonly rows: readonly Place[];
}

/** An export whose every endpoint is known. */
export class Export {
  readonly #api: Api;
  readonly #report: Report;
  readonly #root: Place;
  readonly #routes = new Map<string, Route[]>();

  constructor(exported: unknown, api: Api, report: Report) {
    this.#api = api;
    this.#report = report;
    this.#root = new Place(exported);
    if (this.#root.isAbsent) throw this.#root.refuse("wrong-type", "the export is not an object", shapeHelp);
    for (const name of this.#root.names()) this.#take(name);
  }

  /** All rows of an endpoint whose name has no ids; none where it was not exported. */
  rows(endpoint: string): readonly Place[] {
    return this.routes(endpoint).flatMap(({ rows }) => rows);
  }

  /** The rows of an endpoint without which nothing can be said. */
  neededRows(endpoint: string): readonly Place[] {
    if (this.has(endpoint)) return this.rows(endpoint);
    const place = this.#root.at(endpoint);
    throw place.refuse("missing-field", "this endpoint is missing", "nothing can be imported without it");
  }

  routes(endpoint: string): readonly Route[] {
    return this.#routes.get(endpoint) ?? [];
  }

  has(endpoint: string): boolean {
    return this.#routes.has(endpoint);
  }

  #take(name: string): void {
    const place = this.#root.at(name);
    const found = endpointOf(this.#api, name);
    if (found === undefined) {
      const help = `importers read ${this.#api.endpoints.map((endpoint) => `\`${endpoint}\``).join(", ")}; leave others out`;
      throw place.refuse("unknown-field", "this is no endpoint that an importer reads", help);
    }
    const rows = this.#rows(place, found.endpoint);
    this.#report.take(found.endpoint, rows.length);
    const route = { ids: found.ids.map((id) => new Place(id, this.#root, name)), rows };
    made(this.#routes, found.endpoint, (): Route[] => []).push(route);
  }

  #rows(place: Place, endpoint: string): Place[] {
    if (!place.isList) return this.#pages([place], place, endpoint);
    const items = place.items();
    const answers = items.filter((item) => item.isList || this.#envelope(item, endpoint) !== undefined);
    if (answers.length === 0) return items;
    if (answers.length === items.length) return this.#pages(items, place, endpoint);
    const help = "give the answers as they came, or only the rows of all of them";
    throw place.refuse("wrong-type", "answers and rows are mixed here", help);
  }

  #pages(answers: readonly Place[], place: Place, endpoint: string): Place[] {
    const rows = answers.flatMap((answer) => this.#answer(answer, endpoint));
    if (!answers.every((answer) => !answer.isList && this.#api.hasMore(answer))) return rows;
    if (!this.#api.mail.has(endpoint)) {
      const help = "ask for all pages, and give every answer";
      throw place.refuse("missing-field", "the last page is missing: every answer tells of a further one", help);
    }
    this.#report.lose("further pages of mail", "the export ends before; what is not in it stays hidden", place);
    return rows;
  }

  #answer(answer: Place, endpoint: string): Place[] {
    if (answer.isList) return answer.items();
    this.#api.refuseFailure?.(answer);
    const name = this.#envelope(answer, endpoint);
    if (name === undefined) throw answer.refuse("not-an-array", "there are no rows in this answer", shapeHelp);
    const envelope = answer.at(name);
    const list = envelope.isList ? envelope : (this.#api.inside?.(envelope, endpoint) ?? envelope);
    return rowsOf(list);
  }

  #envelope(answer: Place, endpoint: string): string | undefined {
    if (this.#api.isRow?.(answer)) return undefined;
    return this.#api.envelopes(endpoint).find((name) => answer.has(name));
  }
}

const shapeHelp = "give an object: the name of each endpoint, and what it answered";

/** A list, a connection of GraphQL, or one row by itself. */
function rowsOf(list: Place): Place[] {
  if (list.isAbsent) return [];
  if (list.isList) return list.items();
  const edges = list.at("edges");
  return edges.isAbsent ? [list] : edges.items().map((edge) => edge.at("node"));
}

/** The rows within a row, all of which have to be there. */
export function rowsWithin(row: Place, name: string): Place[] {
  const list = needed(row.at(name), (place) => (place.isAbsent ? undefined : place));
  if (list.isList || list.at("pageInfo").at("hasNextPage").flag() !== true) return rowsOf(list);
  throw list.refuse("missing-field", "this list tells of a further page", "ask for more of it at once");
}

/** The endpoint of a name, whatever its capitals, and the ids in it. */
export function endpointOf({ endpoints }: Api, name: string): { endpoint: string; ids: string[] } | undefined {
  const steps = name.replace(/^mailbox\//i, "").split("/");
  for (const endpoint of endpoints) {
    const pattern = endpoint.split("/");
    const fits = (step: string, index: number) =>
      pattern[index] === "*" ? step !== "" : pattern[index]?.toLowerCase() === step.toLowerCase();
    if (pattern.length === steps.length && steps.every(fits)) {
      return { endpoint, ids: steps.filter((_, index) => pattern[index] === "*") };
    }
  }
  return undefined;
}
