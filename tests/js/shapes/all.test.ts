// What is so of every ready-made shape.
import { readFileSync } from "node:fs";
import * as shapes from "mailveil/shapes";
import { describe, expect, it } from "vitest";

const facts = ["firstMessageAt", "id", "lastMessageAt", "mailbox", "participants", "records", "sharing", "state"];
const { strict, ...systems } = shapes;
const all = Object.entries(systems).flatMap(([system, its]) =>
  Object.entries(its as Record<string, shapes.Shape>).map(([name, shape]) => [`${system}.${name}`, shape] as const),
);

it("are those that the contract names", () => {
  expect(all.map(([name]) => name).sort()).toStrictEqual([
    "creatio.activities",
    "creatio.activity",
    "creatio.emailMessageData",
    "espocrm.email",
    "espocrm.emails",
    "front.conversations",
    "front.messages",
    "graph.messages",
    "hubspot.emails",
    "pipedrive.dealMessages",
    "pipedrive.dealMessagesOfKnownThreads",
    "pipedrive.messagesOfKnownThreads",
    "pipedrive.thread",
    "pipedrive.threadMessages",
    "pipedrive.threads",
    "salesforce.emailMessages",
    "twenty.message",
    "twenty.messages",
    "twenty.messagesGraphql",
    "twenty.timeline",
    "zoho.email",
    "zoho.emails",
    "zoho.emailsV2",
  ]);
});

it("are explained by texts that name every header in which somebody takes part", () => {
  // A mailing list writes From anew, and the true sender is in another header.
  const headers = /from, sender, reply-to, to, cc, bcc and x-original-from/;
  for (const file of ["docs/specification.md", "SECURITY.md", "pkg/src/types/snapshot.ts", "pkg/src/types/filter.ts"])
    expect(readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8"), file).toMatch(headers);
  // What answers lack of them, the page of the shapes says.
  const page = readFileSync(new URL("../../../docs/shapes.md", import.meta.url), "utf8");
  expect(page).toMatch(/\| answer \| from \| sender \| reply-to \| to \| cc \| bcc \|/);
  expect(page).toMatch(/No answer names X-Original-From/);
});

it("read the sender and the address for answers, where a system tells them", () => {
  const named = (shape: shapes.Shape) => JSON.stringify(shape.fields?.participants).toLowerCase();
  expect(named(shapes.graph.messages)).toMatch(/sender.*replyto/);
  expect(named(shapes.zoho.emails)).toMatch(/sender.*reply_to/);
  expect(named(shapes.espocrm.email)).toMatch(/replyto/);
  expect(named(shapes.hubspot.emails)).toMatch(/sender/);
});

describe.each(all)("%s", (_, shape) => {
  const pathsOf = (source: shapes.Source = []) =>
    (typeof source === "string" || "path" in source ? [source] : source).map((field) =>
      typeof field === "string" ? { path: field } : field,
    );

  it("is data that nobody can change", () => {
    expect(structuredClone(shape)).toStrictEqual(shape);
    const check = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      expect(Object.isFrozen(value)).toBe(true);
      Object.values(value).forEach(check);
    };
    check(shape);
  });

  it("names every fact, so that no custom field of the CRM's is read as one", () => {
    expect(Object.keys(shape.fields ?? {}).sort()).toStrictEqual(shape.facts === "snapshot" ? ["id"] : facts);
  });

  it("takes a flag that is a number or a boolean by its values alone, and misses one that is not there", () => {
    // Times and texts of which none is a word: they are there when an item cannot be judged.
    const bare = /deletedAt$|after$/;
    for (const field of [...pathsOf(shape.fields?.sharing), ...pathsOf(shape.fields?.state)])
      expect("values" in field || bare.test(field.path), field.path).toBe(true);
  });

  it("keeps no blind copy below full, and the subject only where it may be seen", () => {
    const { metadata = [], subject = [] } = shape.keep ?? {};
    expect(metadata.length).toBeGreaterThan(0);
    expect(subject.slice(0, metadata.length)).toStrictEqual(metadata);
    expect(subject.length).toBe(metadata.length + 1);
    expect(subject.at(-1)).toMatch(/subject|Title/i);
    for (const path of subject)
      expect(path).not.toMatch(
        /bcc|blind|\/recipients\/|participants|relations|headers|body|text|snippet|blurb|preview/i,
      );
  });

  it("keeps nothing around the mail but named members of paging", () => {
    expect(shape.around).not.toBe("all");
    for (const path of shape.around ?? [])
      expect(path).toMatch(/^(\/\w+)*\/(info|pag\w*|pageInfo|_pagination|next)\/\w+$/i);
  });
});

describe("strict", () => {
  it("marks every participant's path, and nothing else", () => {
    for (const [name, shape] of all.filter(([, { facts: from }]) => from !== "snapshot")) {
      const { participants = [], ...others } = strict(shape).fields ?? {};
      const { participants: before, ...same } = shape.fields ?? {};
      expect(others, name).toStrictEqual(same);
      const fields = participants as readonly shapes.Field[];
      expect(fields.length, name).toBeGreaterThan(0);
      for (const field of fields) expect(field.partial, name).toBe(true);
      expect(fields.map(({ path }) => path).length).toBe([before].flat().length);
    }
  });

  it("marks the participants of a shape that does not say where they are, and leaves what is looked up", () => {
    expect(strict({ at: "/items" }).fields).toStrictEqual({ participants: [{ path: "/participants", partial: true }] });
    expect(strict(shapes.twenty.timeline)).toBe(shapes.twenty.timeline);
  });
});
