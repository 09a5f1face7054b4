import { signal } from "@preact/signals";

/** The views, in the order of the navigation. */
export const VIEWS = ["viewer", "why", "matrix", "what-if", "administration", "health", "vendors", "tour"] as const;
export type View = (typeof VIEWS)[number];

/** Views that need no snapshot. */
export const ALWAYS_SHOWN: readonly View[] = ["tour", "vendors"];

/** What is being looked at: ids and choices, never what mail says. So an address can be sent to a colleague. */
export interface Route {
  readonly view: View;
  readonly params: Readonly<Record<string, string>>;
}

function isView(text: string): text is View {
  return (VIEWS as readonly string[]).includes(text);
}

export function parseRoute(hash: string): Route {
  const [, name = "", query = ""] = /^#\/([^?]*)\??(.*)$/.exec(hash) ?? [];
  return { view: isView(name) ? name : "viewer", params: Object.fromEntries(new URLSearchParams(query)) };
}

export function hashOf({ view, params }: Route): string {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== "")).toString();
  return `#/${view}${query === "" ? "" : `?${query}`}`;
}

export const route = signal(parseRoute(location.hash));

addEventListener("hashchange", () => {
  route.value = parseRoute(location.hash);
});

/** Members that are `undefined` leave the address. */
export type Params = Readonly<Record<string, string | undefined>>;

function merged(params: Params, before: Route["params"]): Route["params"] {
  const entries = Object.entries({ ...before, ...params });
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** The address of a view. Whom one looks as, and when, goes along from view to view. */
export function addressOf(view: View, params: Params = {}): string {
  const { as, at } = route.value.params;
  return hashOf({ view, params: merged(params, { ...(as ? { as } : {}), ...(at ? { at } : {}) }) });
}

/** Goes to another view: one step of the browser's history. */
export function go(view: View, params: Params = {}): void {
  location.hash = addressOf(view, params);
}

/** Changes what the present view shows. A step of the history, unless it is one of many on the way (a drag). */
export function change(params: Params, step: "push" | "replace" = "push"): void {
  const next = { view: route.value.view, params: merged(params, route.value.params) };
  const hash = hashOf(next);
  if (hash === location.hash) return;
  if (step === "push") history.pushState(null, "", hash);
  else history.replaceState(null, "", hash);
  route.value = next;
}
