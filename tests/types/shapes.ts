// What compiles, and what must not, about ready-made shapes. Run by `tsc` alone: no line of this is executed.
import type { FilterOptions } from "mailveil";
import { pipedrive, type Shape, strict } from "mailveil/shapes";

const accepts = <Type>(_: Type): void => {};

accepts<Shape>(pipedrive.threads);
accepts<Shape>(strict(pipedrive.thread));
accepts<Shape>({ ...pipedrive.threads, at: "/items", one: true });
accepts<FilterOptions>({ ...pipedrive.threads, viewer: "u", given: { mailbox: "m", records: ["r"] } });
accepts<Shape>({
  at: ["/a/*/mail", "/b"],
  around: "all",
  facts: undefined,
  fields: {
    id: { path: "/id", prefix: "x:", join: ["/box"] },
    mailbox: [],
    participants: ["/from", { path: "/to", form: "addresses", partial: true }],
    sharing: { path: "/flag", values: { "0": "private" }, absent: [1], required: true },
    lastMessageAt: { path: "/at", time: "epoch-s" },
  },
  keep: { metadata: ["/from/*/address"] },
});
// @ts-expect-error there is no such shape
accepts<Shape>(pipedrive.mails);
// @ts-expect-error a field has a path
accepts<Shape>({ fields: { id: { prefix: "x:" } } });
// @ts-expect-error no such form
accepts<Shape>({ fields: { participants: { path: "/to", form: "names" } } });
// @ts-expect-error no such time
accepts<Shape>({ fields: { lastMessageAt: { path: "/at", time: "unix" } } });
// @ts-expect-error what there may be more of is said, or not
accepts<Shape>({ fields: { participants: { path: "/to", partial: false } } });
// @ts-expect-error what does not change is not set
pipedrive.threads.at = "/items";
