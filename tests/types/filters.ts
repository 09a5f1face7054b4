// What compiles, and what must not, about filters and changes. Run by `tsc` alone: no line of this is executed.
import type { FilterOptions, FilterSummary, Policy } from "mailveil";

declare const policy: Policy;
declare const response: Response;
const accepts = <Type>(_: Type): void => {};
const options: FilterOptions = { viewer: "u" };

// Options.
accepts<FilterOptions>({
  viewer: "u",
  surface: "record",
  record: "r",
  now: new Date(),
  at: "/items",
  facts: "snapshot",
});
accepts<FilterOptions>({ viewer: "u", surface: undefined, at: undefined, fields: undefined, keep: undefined });
accepts<FilterOptions>({ viewer: "u", fields: { id: "/meta/id", lastMessageAt: undefined }, keep: { metadata: [] } });
// @ts-expect-error the viewer is missing
accepts<FilterOptions>({ at: "/items" });
// @ts-expect-error a misspelt member
accepts<FilterOptions>({ viewer: "u", recrod: "r" });
// @ts-expect-error no such source
accepts<FilterOptions>({ viewer: "u", facts: "both" });
// @ts-expect-error the subject is no fact
accepts<FilterOptions>({ viewer: "u", fields: { subject: "/subject" } });
// @ts-expect-error at full, everything is kept
accepts<FilterOptions>({ viewer: "u", keep: { full: ["id"] } });
// @ts-expect-error a pointer is one text
accepts<FilterOptions>({ viewer: "u", at: ["items"] });
// @ts-expect-error what does not change is not set
options.viewer = "v";

// Bodies in, bytes out.
const filtered = policy.filterThreads("[]", options);
accepts<Uint8Array>(filtered.body);
accepts<FilterSummary>(filtered);
accepts<Response>(new Response(policy.filterThreads(new Uint8Array(), options).body));
// @ts-expect-error parsed already: that is for `filterObjects`
policy.filterThreads([{ id: "t" }], options);
// @ts-expect-error whoever looks is named
policy.filterThreads("[]", {});

// Objects keep their type, though not all of their members.
const { items } = policy.filterObjects([{ id: "t", body: "secret" }], options);
accepts<{ id?: string; body?: string }[]>(items);
// @ts-expect-error a member may have been cut off
accepts<{ id: string }[]>(items);
// @ts-expect-error items are objects
policy.filterObjects(["t"], options);
accepts<object[]>(policy.filterObjects<{ id: string }>([], options).items);

// Streams go between streams of bytes.
const stream = policy.filterStream(options);
accepts<TransformStream<Uint8Array, Uint8Array>>(stream);
accepts<Promise<FilterSummary>>(stream.summary);
accepts<Response>(new Response(response.body?.pipeThrough(policy.filterStream(options))));
// @ts-expect-error text has to be encoded first
response.body?.pipeThrough(new TextDecoderStream()).pipeThrough(policy.filterStream(options));

// Changes.
policy.upsertThreads([{ id: "t", mailbox: "m", participants: [], state: "archived" }]);
policy.upsertThreads("[]");
policy.upsertThreads(new Uint8Array());
policy.removeThreads(["t"] as const);
// @ts-expect-error one thread is no list
policy.upsertThreads({ id: "t", mailbox: "m", participants: [] });
// @ts-expect-error a member is missing
policy.upsertThreads([{ id: "t", mailbox: "m" }]);
// @ts-expect-error one id is no list
policy.removeThreads("t");

accepts<boolean>(policy.allows({ action: "view", viewer: "u", thread: "t" }));
// @ts-expect-error a target is missing
policy.allows({ action: "view", viewer: "u" });
