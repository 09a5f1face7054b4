// What the tests of the middleware share: a list of threads of which Bob may see some, and what every answer must be like.
import { Policy } from "mailveil";
import { createMailFilter, type MailFilterOptions, type MailFilterProblem } from "mailveil/fetch";
import { expect, vi } from "vitest";
import { now, snapshot } from "./fixture.ts";

export const policy = Policy.parse(snapshot);

/** In what Bob must not see, wherever it stands. */
export const secret = "SECRET";

const anns = { mailbox: "m-ann", participants: ["ann@crm.test", "x@client.test"], records: ["contact-1"] };
const shown = { id: "t-1", ...anns, subject: "offer", body: secret };
const hidden = { id: "t-2", ...anns, records: [], subject: secret };
const bobs = { id: "t-3", mailbox: "m-bob", participants: [], subject: "mine", body: "whole" };

export const list = { data: { items: [shown, hidden, bobs] }, next: "page-2" };
export const listText = JSON.stringify(list);

/** The list as Bob sees it: the subject of one thread, nothing of the next, all of Bob's own. */
const { body: _, records: __, ...cut } = shown;
export const bobsList = JSON.stringify({ data: { items: [cut, bobs] }, next: "page-2" });
/** The list as Cleo sees it, who is in the audience, but accesses the contact as administrator. */
export const cleosList = JSON.stringify({ data: { items: [shown] }, next: "page-2" });

export const settings = { policy, at: "/data/items", now: () => now } as const;

export const json = (body: BodyInit | null, init: ResponseInit = {}) =>
  new Response(body, { ...init, headers: { "content-type": "application/json", ...init.headers } });

export const gzip = (text: string, format: CompressionFormat = "gzip") =>
  new Response(text).body?.pipeThrough(new CompressionStream(format)) ?? null;

/** A body that comes in these pieces; a function among them is called, and may throw. */
export function pieces(...list: readonly (string | (() => Promise<void>))[]): ReadableStream<Uint8Array> {
  const left = [...list];
  return new ReadableStream({
    async pull(controller) {
      const piece = left.shift();
      if (piece === undefined) controller.close();
      else if (typeof piece === "string") controller.enqueue(new TextEncoder().encode(piece));
      else await piece();
    },
  });
}

export const never = () => new Promise<void>(() => undefined);

/** Headers that would be wrong of a filtered body, name a cache's rules, or have powers of their own. */
export const badHeaders = {
  "accept-ranges": "bytes",
  age: "3",
  "cache-control": "public, max-age=60",
  "cdn-cache-control": "max-age=60",
  "cloudflare-cdn-cache-control": "max-age=60",
  "content-digest": "sha-256=:AAAA:",
  "content-md5": "AAAA",
  "content-range": "bytes 0-1/2",
  digest: "sha-256=AAAA",
  etag: '"1"',
  expires: "Thu, 01 Jan 2099 00:00:00 GMT",
  "last-modified": "Thu, 01 Jan 2026 00:00:00 GMT",
  link: '<https://crm.test/?subject=SECRET>; rel="next"',
  pragma: "cache",
  "repr-digest": "sha-256=:AAAA:",
  "surrogate-control": "max-age=60",
  "x-accel-expires": "60",
  "x-accel-redirect": "/unfiltered",
  "x-subject": secret,
  "x-total-count": "57",
} as const;

/** What is so of every answer to Bob, with mail or without. */
export async function expectSafe(response: Response): Promise<string> {
  const text = await response.text();
  expect(text).not.toContain(secret);
  expect(JSON.stringify([...response.headers])).not.toContain(secret);
  expect(response.headers.get("cache-control")).toBe("private, no-store");
  expect(response.headers.get("vary")).toMatch(/^\*/);
  for (const name of Object.keys(badHeaders)) {
    if (name !== "cache-control") expect(response.headers.has(name), name).toBe(false);
  }
  return text;
}

export async function expectProblem(response: Response, status: number, code: string): Promise<void> {
  const text = await expectSafe(response);
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const problem: MailFilterProblem = JSON.parse(text);
  expect(Object.keys(problem)).toStrictEqual(["status", "code", "message", "help"]);
  expect(problem).toMatchObject({
    status,
    code,
    message: expect.stringMatching(/./),
    help: expect.stringMatching(/./),
  });
}

export const spies = () => ({ onProblem: vi.fn(), onFiltered: vi.fn() });

export type Options = Partial<MailFilterOptions<[Request]>>;
export type Upstream = (request: Request) => Response | Promise<Response>;

export const address = "https://crm.test/threads";

/** What Bob gets, from this upstream. */
export const ask = (upstream: Upstream, options: Options = {}, init: RequestInit = {}) =>
  createMailFilter({ ...settings, viewer: () => "bob", ...options })(upstream)(new Request(address, init));
