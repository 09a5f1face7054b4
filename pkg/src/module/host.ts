// What this host lacks of what the module needs. Asked only before a download and after a failure: where all is well it costs nothing.
import { MailveilError } from "../error.js";

/** The first bytes of every module. */
const header = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/** Modules of one function or type that uses a feature, without the header: an engine that has not got it refuses them. */
const probes: readonly (readonly [feature: string, sections: readonly number[]])[] = [
  // A function () -> v128: i8x16.splat (i32.const 0).
  ["SIMD", [1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0, 10, 8, 1, 6, 0, 0x41, 0, 0xfd, 0x0f, 0x0b]],
  // A type (externref) -> ().
  ["reference types", [1, 5, 1, 0x60, 1, 0x6f, 0]],
  // A type () -> (i32, i32).
  ["multiple values", [1, 6, 1, 0x60, 0, 2, 0x7f, 0x7f]],
];

/** What this package itself uses, and simulated pages such as jsdom do not all have. */
const globals = ["TextDecoder", "TextEncoder", "URL"] as const;

/** The error for a host that cannot run the module; nothing where nothing is known to be missing. */
export function hostFailure(cause?: unknown): MailveilError | undefined {
  const options = cause === undefined ? undefined : { cause };
  const lack = lackOfWebAssembly();
  if (lack !== undefined)
    return new MailveilError({ code: "no-webassembly", message: lack, help: helpWithout }, options);
  const absent = globals.find((name) => typeof globalThis[name] !== "function");
  if (absent === undefined) return undefined;
  const message = `this host has no \`${absent}\``;
  return new MailveilError({ code: "not-initialized", message, help: `give it one: ${helpHosts}` }, options);
}

const helpHosts = "docs/hosts.md says how for each host";
const helpWithout =
  "use Chrome and Edge 98, Firefox 102, Safari 16.4, or newer; in Lockdown Mode except this site from it, and where there is no WebAssembly at all, as in React Native, ask a server of yours";

function lackOfWebAssembly(): string | undefined {
  // Lockdown Mode takes it away altogether; a part of it is as good as nothing.
  const isThere =
    typeof WebAssembly === "object" &&
    [WebAssembly.Module, WebAssembly.Instance, WebAssembly.compile, WebAssembly.validate].every(isFunction);
  if (!isThere) return "this host has no WebAssembly";
  const lacks = probes.filter(([, sections]) => !isAccepted(sections)).map(([feature]) => feature);
  return lacks.length === 0 ? undefined : `this host's WebAssembly lacks ${lacks.join(", ")}`;
}

const isFunction = (value: unknown): boolean => typeof value === "function";

function isAccepted(sections: readonly number[]): boolean {
  return WebAssembly.validate(Uint8Array.from([...header, ...sections]));
}
