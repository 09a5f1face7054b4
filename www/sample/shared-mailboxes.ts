import type { Grant, Mailbox } from "mailveil";
import { DOMAIN, userId } from "./people.ts";
import { daysBefore } from "./reference.ts";

function shared(name: string, owner: string, grants: Grant[]): Mailbox {
  return {
    id: `m-${name}`,
    address: `${name}@${DOMAIN}`,
    owner: userId(owner),
    settingsSavedAt: daysBefore(250),
    sharing: { mode: "shared-mailbox", grants },
  };
}

/** Mailboxes that several users work. The three rights are independent of each other (C-06). */
export const SHARED_MAILBOXES: Mailbox[] = [
  shared("sales", "Ines Okafor", [
    { kind: "role", id: "sales", descendants: true, rights: ["read", "send"] },
    { kind: "role", id: "service", descendants: true, rights: ["read"] },
    { kind: "user", id: userId("Bertil Lindqvist"), rights: ["configure"] },
  ]),
  shared("repairs", "Wilhelmina Stroud", [
    { kind: "role", id: "repairs", rights: ["read", "send"] },
    { kind: "role", id: "sales", descendants: true, rights: ["read"] },
    // A stand-in until the end of the year, and one whose time is over.
    { kind: "user", id: userId("Tamsin Pryce"), rights: ["read", "send", "configure"], until: daysBefore(-59) },
    { kind: "user", id: userId("Henrik Solberg"), rights: ["read", "send"], until: daysBefore(45) },
  ]),
  shared("invoices", "Marcus Penhallow", [
    { kind: "role", id: "finance", descendants: true, rights: ["read", "send"] },
    { kind: "user", id: userId("Petra Vance"), rights: ["configure"] },
  ]),
  shared("jobs", "Miriam Adler", [
    { kind: "user", id: userId("Ottoline Marsh"), rights: ["send"] }, // writes, but does not read it in records
    { kind: "role", id: "board", rights: ["read"] },
  ]),
  shared("press", "Petra Vance", [{ kind: "role", id: "board", rights: ["read", "send"] }]),
  shared("archive", "Petra Vance", []), // shared with nobody yet
];
