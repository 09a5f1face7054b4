// The items of a body as `JSON.parse` sees them, for comparing what is filtered as objects with what is filtered as bytes.
import type { FilterOptions } from "mailveil";

type Json = Readonly<Record<string, unknown>>;

/** The items that the options name; nothing if the body means something else to `JSON.parse` than to the filter. */
export function itemsIn(body: Uint8Array, { at = "", one = false }: FilterOptions): object[] | undefined {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  if (!isPlain(text)) return undefined;
  const root: unknown = JSON.parse(text);
  return [at].flat().flatMap((path) => itemsAt(root, path.split("/").slice(1), one));
}

/** Without keys that stand twice, or that change places, and without numbers that change. */
function isPlain(text: string): boolean {
  // What is lost makes the text shorter.
  const bare = text.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (part) =>
    part.startsWith('"') ? JSON.stringify(JSON.parse(part)) : "",
  );
  return JSON.stringify(JSON.parse(text)) === bare;
}

/** The body is one that the filter takes, so what is not there is an empty list. */
function itemsAt(value: unknown, [token, ...rest]: readonly string[], one: boolean): object[] {
  if (value === undefined || value === null) return [];
  if (token === undefined) return one ? [value] : (value as object[]);
  if (token === "*") return (value as unknown[]).flatMap((item) => itemsAt(item, rest, one));
  const name = token.replace(/~[012]/g, (pair) => (pair === "~0" ? "~" : pair === "~1" ? "/" : "*"));
  return itemsAt(Object.hasOwn(value, name) ? (value as Json)[name] : undefined, rest, one);
}
