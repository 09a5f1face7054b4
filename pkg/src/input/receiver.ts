// What a method is called on. Frameworks put proxies around the objects that they are given, to notice changes, as Vue's
// `reactive` does. Private members are not behind such a proxy, and every method would end in a bare TypeError.
import { MailveilError } from "../error.js";

// Taken once, before anything could replace them.
const { apply, ownKeys } = Reflect;
const { assign, create, defineProperty, getOwnPropertyDescriptor, hasOwn } = Object;

type Method = (this: unknown, ...given: unknown[]) => unknown;
/** Reads a private member, which fails on everything but the object itself. */
type Touch = (object: unknown) => unknown;

/** Where an object keeps the way to itself: a function, because proxies hand functions on as they are. */
const self = Symbol("mailveil");

/** Those whose methods are made already. */
const made = new WeakSet<object>();

/**
 * Makes all methods and getters of an object's class work on what somebody puts around it. With the first object, not with the
 * class: what runs while the package is imported, no bundler leaves out.
 */
export function reachThroughProxies<Real extends object>(
  object: Real,
  prototype: object,
  touch: (object: Real) => unknown,
): void {
  // Nothing can put another one there.
  defineProperty(object, self, assign(create(null), { value: () => object }));
  if (made.has(prototype)) return;
  made.add(prototype);
  for (const name of ownKeys(prototype)) {
    const member: PropertyDescriptor = assign(create(null), getOwnPropertyDescriptor(prototype, name));
    if (name === "constructor") continue;
    if (member.get !== undefined) member.get = onReal(member.get, touch as Touch);
    else if (typeof member.value === "function") member.value = onReal(member.value, touch as Touch);
    defineProperty(prototype, name, member);
  }
}

function onReal(method: Method, touch: Touch): Method {
  const through: Method = function (...given) {
    return apply(method, isReal(this, touch) ? this : behind(this, touch), given);
  };
  // Errors and consoles tell it.
  defineProperty(through, "name", assign(create(null), { value: method.name, configurable: true }));
  return through;
}

/** The object that a caller passes, which a framework may have wrapped; throws what `notOne` makes if it is none. */
export function reached<Real extends object>(
  value: unknown,
  touch: (object: Real) => unknown,
  notOne: () => MailveilError,
): Real {
  const found = isReal(value, touch as Touch) ? value : realBehind(value, touch as Touch);
  if (found === undefined) throw notOne();
  return found as Real;
}

function isReal(value: unknown, touch: Touch): boolean {
  try {
    touch(value);
    return true;
  } catch {
    return false;
  }
}

/** The object behind a proxy, if there is one. Whatever a caller makes up leads nowhere but to an object that knows itself. */
function realBehind(receiver: unknown, touch: Touch): unknown {
  try {
    // Own, so that nothing is found by way of a prototype.
    const way = hasOwn(receiver as object, self) ? (receiver as { [self]: () => unknown })[self] : undefined;
    const found = way?.();
    return isReal(found, touch) ? found : undefined;
  } catch {
    // A proxy may do anything.
    return undefined;
  }
}

/** The object behind a proxy that a method was called on. */
function behind(receiver: unknown, touch: Touch): unknown {
  const found = realBehind(receiver, touch);
  if (found !== undefined) return found;
  throw new MailveilError({
    code: "wrong-type",
    message: "this method was called on something else than its object",
    help: "call it on the policy itself, as `policy.decide(…)`, and keep the policy out of what wraps objects: `markRaw(policy)` in Vue, `observable.ref` in MobX",
  });
}
