// Headers on both ways. Every viewer gets another body, so no answer has a version, a part, or a place in a cache.
import { acceptedEncodings } from "./body.js";

/** Conditions on a version, and wishes for a part. The upstream would answer them about a body that nobody gets. */
export const conditions = [
  "if-match",
  "if-modified-since",
  "if-none-match",
  "if-range",
  "if-unmodified-since",
  "range",
] as const;

/** What is taken out of a request, or put in place of what stood there. */
const changed = [...conditions, "accept-encoding"] as const;

/** Node forgets a request that nobody holds, and then its signal never aborts. */
const held = new WeakMap<AbortSignal, Request>();

/** The request as the upstream is to see it. */
export function plainRequest(request: Request, signal: AbortSignal): Request {
  const headers = new Headers(request.headers);
  for (const name of conditions) headers.delete(name);
  headers.set("accept-encoding", acceptedEncodings());
  const init = { headers, signal: AbortSignal.any([request.signal, signal]) };
  // What was read already cannot be handed on; the framework that read it has kept it.
  const plain = request.bodyUsed
    ? new Request(request.url, { ...init, method: request.method })
    : new Request(request, init);
  held.set(signal, plain);
  return plain;
}

/** With what was taken out, for whoever stands before the filter and reads it once the answer is there, to compress it. */
export function putBack(plain: Request, request: Request): Request {
  for (const name of changed) {
    const value = request.headers.get(name);
    if (value === null) plain.headers.delete(name);
    else plain.headers.set(name, value);
  }
  return plain;
}

/**
 * A list of what is kept, as with the members of an item: other headers may count what is hidden, describe the body as it was,
 * name a cache's rules, or tell a server in front to send another body (`x-accel-redirect`).
 */
const kept: ReadonlySet<string> = new Set([
  "access-control-allow-credentials",
  "access-control-allow-headers",
  "access-control-allow-methods",
  "access-control-allow-origin",
  "access-control-allow-private-network",
  "access-control-expose-headers",
  "access-control-max-age",
  "content-language",
  "content-security-policy",
  "cross-origin-embedder-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "permissions-policy",
  "referrer-policy",
  "retry-after",
  "set-cookie",
  "strict-transport-security",
  "traceparent",
  "x-frame-options",
  "x-request-id",
]);

/** What no option keeps: it would be wrong of the filtered body, let a cache give it to another viewer, or put another in its place. */
const never: ReadonlySet<string> = new Set([
  "accept-ranges",
  "age",
  "cache-control",
  "connection",
  "content-digest",
  "content-encoding",
  "content-length",
  "content-md5",
  "content-range",
  "content-type",
  "digest",
  "etag",
  "expires",
  "last-modified",
  "location",
  "pragma",
  "repr-digest",
  "surrogate-control",
  "trailer",
  "transfer-encoding",
  "vary",
  "x-litespeed-location",
  "x-lighttpd-send-file",
  "x-reproxy-url",
  "x-sendfile",
]);

/** Whether it is safe to keep a response header at all. */
export function isKeepable(header: string): boolean {
  const name = header.toLowerCase();
  return !never.has(name) && !name.endsWith("-cache-control") && !name.startsWith("x-accel-");
}

/** By the name, in lower case, whether a response header of the upstream stays. */
export function isKept(name: string, more: readonly string[]): boolean {
  return kept.has(name) || more.some((other) => other.toLowerCase() === name);
}

/** The headers of an answer: what stays of the upstream's, and what keeps it out of every cache. */
export function answerHeaders(upstream: Headers | undefined, more: readonly string[], contentType?: string): Headers {
  const headers = new Headers();
  upstream?.forEach((value, name) => {
    if (isKept(name, more)) headers.append(name, value);
  });
  headers.set("cache-control", "private, no-store");
  // No other request is the same: not even a cache that keeps what it should not can give this to anybody.
  headers.set("vary", "*");
  headers.set("x-content-type-options", "nosniff");
  if (contentType !== undefined) headers.set("content-type", contentType);
  return headers;
}

/** Whether a body of this type is JSON in UTF-8. Two types at once are none. */
export function isJson(contentType: string | null): contentType is string {
  const [type = "", ...parameters] = (contentType ?? "").split(";");
  const isUtf8 = (parameter: string) =>
    !/^\s*charset\s*=/i.test(parameter) || /^\s*charset="?utf-8"?\s*$/i.test(parameter);
  return (
    /^\s*application\/(?:[\w!#$&^.-]+\+)?json\s*$/i.test(type) &&
    parameters.every(isUtf8) &&
    !contentType?.includes(",")
  );
}
