// Ready-made shapes in front of routes that answer as the systems do.
import { createMailFilter, type MailFilterProblem } from "mailveil/fetch";
import { pipedrive, zoho } from "mailveil/shapes";
import { expect, it, vi } from "vitest";
import { answer, changed, type Facts, now, policyOf, sales, team } from "./kit.ts";

const facts: Facts = {
  ...team("11", "12", "16"),
  records: [
    { id: "deal:300", type: "deal", access: [...sales] },
    { id: "person:300", type: "contact", access: [...sales] },
    { id: "5550000000200001", type: "contact", access: [...sales] },
  ],
  mailboxes: [
    { id: "pd-acc-7", address: "ann@crm.example", owner: "11", sharing: { mode: "per-thread", default: "private" } },
    {
      id: "5550000000100001",
      address: "ann@crm.example",
      owner: "11",
      sharing: { mode: "complete", audience: [...sales] },
    },
  ],
};
const settings = { policy: policyOf(facts, "none"), now: () => now };
const viewer = (request: Request) => request.headers.get("user") ?? undefined;
const json = (text: string, status = 200) =>
  new Response(text, { status, headers: { "content-type": "application/json" } });
const asking = (user: string, path: string) => new Request(`https://crm.test${path}`, { headers: { user } });

it("lists threads to each viewer", async () => {
  const onFiltered = vi.fn();
  const filter = createMailFilter({ ...settings, viewer, shape: pipedrive.threads, onFiltered });
  const handler = filter(() => json(answer("pipedrive-mailThreads")));
  const expected: Record<string, number[]> = { "11": [9001, 9002, 9004], "12": [9001], "16": [] };
  for (const [user, ids] of Object.entries(expected)) {
    const { data } = await (await handler(asking(user, "/mailbox/mailThreads"))).json();
    expect(data.map(({ id }: { id: number }) => id)).toStrictEqual(ids);
  }
  // One links a person, one a lead that the policy does not know.
  expect(onFiltered.mock.calls[0]?.[0]).toMatchObject({ shown: 3, hidden: 1, unreadable: 0, unknownRecords: 2 });
});

it("gives one thread, or says that there is none", async () => {
  const text = answer("pipedrive-mailThread-one");
  const answers: Record<string, () => Response> = {
    "/shown": () => json(text),
    "/damaged": () => json(changed(text, "/data/shared_flag", 2)),
    "/null": () => json('{"success":true,"data":null}'),
    "/missing": () => json('{"success":false,"error":"not found"}', 404),
  };
  const filter = createMailFilter({ ...settings, viewer, shape: pipedrive.thread });
  const handler = filter((request) => answers[new URL(request.url).pathname]?.() ?? json("{}", 500));
  for (const user of ["11", "12"])
    expect(await (await handler(asking(user, "/shown"))).json()).toStrictEqual(JSON.parse(text));
  const none = await (await handler(asking("16", "/shown"))).text();
  expect(JSON.parse(none) satisfies MailFilterProblem).toMatchObject({ status: 404, code: "not-found" });
  for (const path of ["/damaged", "/null", "/missing"]) {
    const response = await handler(asking("11", path));
    expect([response.status, await response.text()]).toStrictEqual([404, none]);
  }
});

it("takes the record from the path", async () => {
  const record = ({ url }: Request) => new URL(url).pathname.split("/")[2] ?? "";
  const given = async (request: Request) => ({ records: [record(request)] });
  const handler = createMailFilter({ ...settings, viewer, shape: zoho.email, given })(() =>
    json(answer("zoho-email-one")),
  );
  const path = "/contacts/5550000000200001/emails/a1";
  expect(await (await handler(asking("12", path))).json()).toMatchObject({ Emails: [{ content: "<p>Dear Jo</p>" }] });
  for (const [user, at] of [
    ["16", path],
    ["11", "/contacts/5550000000200009/emails/a1"],
  ] as const)
    expect(await (await handler(asking(user, at))).json()).toMatchObject({ status: 404, code: "not-found" });
});
