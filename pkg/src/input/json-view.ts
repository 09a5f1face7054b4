// Values as JSON sees them. What the caller gives is never trusted to be what its type says: it may be a proxy, a subclass
// or stand on a polluted prototype.

// Taken once, before anything could replace them.
const { stringify } = JSON;
const { apply, getPrototypeOf, getOwnPropertyDescriptor, ownKeys } = Reflect;
const { isArray } = Array;
const { entries, hasOwn, keys, setPrototypeOf } = Object;
const indexName = /^(?:0|[1-9][0-9]*)$/;

/** JSON text of any value; what has none becomes `null`, which the core refuses. */
export function writeJson(value: unknown): string {
  const json: string | undefined = stringify(prototypesAreClean() ? value : cleanCopy(value), refuseOpaque);
  return json ?? "null";
}

/**
 * `JSON.stringify` leaves functions out and writes a Map or a Promise as an empty object.
 * A restriction that vanished like that would show mail; `null` is refused, with its path.
 */
function refuseOpaque(_: string, value: unknown): unknown {
  if (typeof value === "function" || typeof value === "symbol") return null;
  return typeof value === "object" && value !== null && isOpaque(value) ? null : value;
}

/** Not a plain object, and without anything that JSON could tell of it. */
export function isOpaque(value: object): boolean {
  const prototype = getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null || isArray(value)) return false;
  // Another realm's plain object stands on a prototype that stands on nothing.
  return getPrototypeOf(prototype) !== null && keys(value).length === 0;
}

/** Whether `JSON.stringify` sees only what objects and arrays hold themselves. */
export function prototypesAreClean(): boolean {
  // `Array.prototype` is an array, and longer than nothing once it has had an entry; of all names, numbers come first.
  if (Array.prototype.length > 0 || "toJSON" in Array.prototype || "toJSON" in Object.prototype) return false;
  const [name] = ownKeys(Object.prototype);
  return typeof name !== "string" || !indexName.test(name);
}

/** Data without prototypes, for hosts whose `Object.prototype` or `Array.prototype` something has added to. */
function cleanCopy(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const toJson = ownToJson(value);
  // As in `JSON.stringify`, what `toJSON` gives is not asked again.
  const given = toJson === undefined ? value : apply(toJson, value, [""]);
  if (typeof given !== "object" || given === null) return given;
  if (isOpaque(given)) return null;
  return isArray(given) ? cleanArray(given) : cleanObject(given);
}

function cleanArray(array: readonly unknown[]): unknown {
  const copy: unknown[] = setPrototypeOf([], null);
  for (let index = 0; index < array.length; index += 1) {
    // A hole stays one, instead of showing what a polluted prototype has there.
    copy[index] = hasOwn(array, index) ? cleanCopy(array[index]) : null;
  }
  return copy;
}

function cleanObject(object: object): unknown {
  const copy: Record<string, unknown> = Object.create(null);
  for (const [name, member] of entries(object)) copy[name] = cleanCopy(member);
  return copy;
}

/** The `toJSON` of the value's own class, such as Date's, but not one that pollutes every object. */
export function ownToJson(value: object): ((key: string) => unknown) | undefined {
  for (let holder: object | null = value; holder !== null; holder = getPrototypeOf(holder)) {
    if (holder === Object.prototype || holder === Array.prototype) return undefined;
    const found = getOwnPropertyDescriptor(holder, "toJSON");
    if (found !== undefined) return typeof found.value === "function" ? found.value : undefined;
  }
  return undefined;
}
