// What compiles, and what must not, about filters and changes. Run by `tsc` alone: no line of this is executed.
import type { Field, FilterOptions, Given, Policy, Shape, Source, Summary } from "mailveil";

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
  given: { mailbox: "m", records: ["r"] },
  at: "/items",
  facts: "snapshot",
});
accepts<FilterOptions>({ viewer: "u", surface: undefined, at: undefined, fields: undefined, keep: undefined });
accepts<FilterOptions>({ viewer: "u", fields: { id: "/meta/id", lastMessageAt: undefined }, keep: { metadata: [] } });
// @ts-expect-error the viewer is missing
accepts<FilterOptions>({ at: "/items" });
// @ts-expect-error a misspelt member
accepts<FilterOptions>({ viewer: "u", recrod: "r" });
// @ts-expect-error what does not change is not set
options.viewer = "v";

// What the route knows.
accepts<Given>({});
accepts<Given>({ mailbox: "m", records: undefined });
// @ts-expect-error one record is no list
accepts<Given>({ records: "r" });
// @ts-expect-error other facts are not given
accepts<Given>({ sharing: "shared" });
// @ts-expect-error an id is a text
accepts<Given>({ mailbox: 7 });

// Shapes.
accepts<Shape>({});
accepts<Shape>({ at: "/data", one: true, around: "all", facts: "inline", fields: {}, keep: {} });
accepts<Shape>({ at: ["/sent", "/data/*/messages"] as const, around: ["/meta"] as const });
accepts<Shape>({ keep: { metadata: ["/id"], subject: ["/id", "/subject"] } });
accepts<FilterOptions>({ ...({ at: "/data" } satisfies Shape), viewer: "u" });
// @ts-expect-error who asks is no part of a shape
accepts<Shape>({ viewer: "u" });
// @ts-expect-error nor is what the route knows
accepts<Shape>({ given: {} });
// @ts-expect-error no such source of facts
accepts<Shape>({ facts: "both" });
// @ts-expect-error the subject is no fact
accepts<Shape>({ fields: { subject: "/subject" } });
// @ts-expect-error at full, everything is kept
accepts<Shape>({ keep: { full: ["/id"] } });
// @ts-expect-error paths are texts
accepts<Shape>({ at: [["data"]] });
// @ts-expect-error a path alone is none of what stays around
accepts<Shape>({ around: "/meta" });
// @ts-expect-error one or an array, and nothing between
accepts<Shape>({ one: "yes" });

// Sources.
accepts<Source>("/id");
accepts<Source>([]);
accepts<Source>(["/from", { path: "/to/0" }] as const);
accepts<Source>({ path: "/id" });
// @ts-expect-error a field has a path
accepts<Source>({ required: true });
// @ts-expect-error a list in a list
accepts<Source>([["/id"]]);
accepts<Field>({
  path: "/x",
  required: true,
  prefix: "deal:",
  form: "addresses",
  values: { "0": "private", true: "shared", '"me"': "private" },
  time: "epoch-ms",
  absent: ["", 0, false],
  partial: true,
  join: ["/y"],
});
// @ts-expect-error no such form
accepts<Field>({ path: "/x", form: "address" });
// @ts-expect-error no such time
accepts<Field>({ path: "/x", time: "epoch" });
// @ts-expect-error partial or not said
accepts<Field>({ path: "/x", partial: false });
// @ts-expect-error null finds nothing by itself
accepts<Field>({ path: "/x", absent: [null] });
// @ts-expect-error words are texts
accepts<Field>({ path: "/x", values: { "0": 0 } });
// @ts-expect-error a misspelt restriction
accepts<Field>({ path: "/x", requird: true });

// What is counted.
declare const summary: Summary;
accepts<number>(summary.shown + summary.hidden + summary.unreadable + summary.unknownRecords);
accepts<number>(summary.unsaid.sharing + summary.unsaid.state);
// @ts-expect-error counts are of two facts
accepts<number>(summary.unsaid.records);

// Bodies in, bytes out.
const filtered = policy.filterThreads("[]", options);
accepts<Uint8Array>(filtered.body);
accepts<Summary>(filtered);
accepts<Response>(new Response(policy.filterThreads(new Uint8Array(), options).body));
// @ts-expect-error parsed already: that is for `filterObjects`
policy.filterThreads([{ id: "t" }], options);
// @ts-expect-error whoever looks is named
policy.filterThreads("[]", {});

// Objects keep their type, though not all of their members.
const { items, ...counts } = policy.filterObjects([{ id: "t", body: "secret" }], options);
accepts<{ id?: string; body?: string }[]>(items);
accepts<Summary>(counts);
// @ts-expect-error a member may have been cut off
accepts<{ id: string }[]>(items);
// @ts-expect-error items are objects
policy.filterObjects(["t"], options);
accepts<object[]>(policy.filterObjects<{ id: string }>([], options).items);

// Streams go between streams of bytes.
const stream = policy.filterStream(options);
accepts<TransformStream<Uint8Array, Uint8Array>>(stream);
accepts<Promise<Summary>>(stream.summary);
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
