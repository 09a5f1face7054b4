/** Values that no JSON file can spell. */

export const boom = (): never => {
  throw new Error("boom");
};

/** Values that are no JSON. As a member they must not vanish, because what vanishes may be a restriction. */
export const unspeakable: [string, () => unknown][] = [
  ["a function", () => () => []],
  ["a class", () => class {}],
  ["a symbol", () => Symbol("private")],
  ["a big integer", () => 1n],
  ["NaN", () => Number.NaN],
  ["Infinity", () => Number.POSITIVE_INFINITY],
  ["a Map", () => new Map([["mode", "complete"]])],
  ["a Set", () => new Set(["bank.test"])],
  ["a WeakMap", () => new WeakMap()],
  ["an invalid Date", () => new Date(Number.NaN)],
  ["a regular expression", () => /bank\.test/],
  ["a promise", () => Promise.resolve([])],
  ["an error", () => new Error("private")],
  ["a list of bytes", () => Uint8Array.of(1, 2)],
  ["a buffer", () => new ArrayBuffer(8)],
  ["a generator", () => (function* () {})()],
  ["a list with a hole", () => Object.assign(new Array(2), ["bank.test"])],
  ["a sparse list", () => new Array(3)],
  ["a list holding undefined", () => [undefined]],
  ["a list holding a function", () => [() => "bank.test"]],
  ["a list holding a symbol", () => [Symbol("bank.test")]],
  ["a revoked proxy", revoked],
  ["a list that holds itself", cyclicList],
  ["a throwing toJSON", () => ({ toJSON: boom })],
  ["a throwing proxy", () => throwing({})],
  ["a throwing proxy of a list", () => throwing([])],
  ["a list with a throwing entry", () => Object.defineProperty([0], 0, { get: boom, enumerable: true })],
];

export function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  return proxy;
}

function cyclicList(): unknown {
  const list: unknown[] = [];
  list.push(list);
  return list;
}

export function throwing(target: object): unknown {
  return new Proxy(target, {
    get: boom,
    ownKeys: boom,
    has: boom,
    getOwnPropertyDescriptor: boom,
    getPrototypeOf: boom,
  });
}

export function withBomb(target: object): object {
  return Object.defineProperty(target, "viewer", { enumerable: true, get: boom });
}
