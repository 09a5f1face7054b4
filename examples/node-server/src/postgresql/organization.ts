// Users, roles, records and mailboxes, which are one document in the database, and the policy made from it.
import jsonPatch, { type Operation } from "fast-json-patch";
import { Policy, type PersonalSharing, type Proposal } from "mailveil";
import type { ClientBase } from "pg";
import { insertRows } from "./rows.ts";

export class Organization {
  #version: string | undefined;
  #policy: Policy | undefined;

  /** What the database has to know of a viewer, by the version that the transaction sees. */
  async context(client: ClientBase, version: string, viewer: string): Promise<string> {
    if (this.#policy === undefined || this.#version !== version) {
      const policy = Policy.parse(await readSnapshot(client, "select snapshot from organization"));
      this.#policy?.free();
      this.#policy = policy;
      this.#version = version;
    }
    // Nothing is waited for from here on: another request may see another version, and put its policy in the place of this one.
    return this.#policy.sqlContext({ viewer });
  }
}

/** Changes how a mailbox shares, if the viewer may. All that this writes is seen together, in one transaction. */
export async function changeSharing(
  client: ClientBase,
  change: { readonly viewer: string; readonly mailbox: string; readonly value: PersonalSharing },
): Promise<Proposal> {
  const text = await readSnapshot(client, "select snapshot from organization for update");
  const policy = Policy.parse(text);
  try {
    const proposal = policy.propose({ action: "change-sharing", ...change });
    if (proposal.patch.length > 0) await apply(client, JSON.parse(text), proposal.patch, change.mailbox);
    return proposal;
  } finally {
    policy.free();
  }
}

async function apply(client: ClientBase, before: object, patch: Proposal["patch"], mailbox: string): Promise<void> {
  const snapshot = JSON.stringify(jsonPatch.applyPatch(before, patch as Operation[]).newDocument);
  const policy = Policy.parse(snapshot);
  const ticks = policy.sqlRows().mv_tick.filter((tick) => tick.mailbox === mailbox);
  policy.free();
  await client.query("delete from mv_tick where mailbox = $1", [mailbox]);
  await insertRows(client, { mv_tick: ticks });
  await client.query("update organization set version = version + 1, snapshot = $1", [snapshot]);
}

async function readSnapshot(client: ClientBase, query: string): Promise<string> {
  const { rows } = await client.query<{ snapshot: string }>(query);
  const [row] = rows;
  if (row === undefined) throw new Error("there is no organization: run `npm run fill`");
  return row.snapshot;
}
