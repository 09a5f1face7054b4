import type { Role, User } from "mailveil";
import { daysBefore } from "./reference.ts";

/** The organisation's own mail domain. */
export const DOMAIN = "larkfield.test";

/** Three levels: the company, its departments, their teams. `key-accounts` cuts across them. */
export const ROLES: Role[] = [
  { id: "company", name: "Larkfield Optics" },
  { id: "board", name: "Board", parent: "company" },
  { id: "sales", name: "Sales", parent: "company" },
  { id: "sales-north", name: "Sales North", parent: "sales" },
  { id: "sales-south", name: "Sales South", parent: "sales" },
  { id: "sales-overseas", name: "Sales Overseas", parent: "sales" },
  { id: "service", name: "Service", parent: "company" },
  { id: "repairs", name: "Repairs", parent: "service" },
  { id: "training", name: "Training", parent: "service" },
  { id: "finance", name: "Finance", parent: "company" },
  { id: "billing", name: "Billing", parent: "finance" },
  { id: "purchasing", name: "Purchasing", parent: "finance" },
  { id: "legal", name: "Legal", parent: "company" },
  { id: "personnel", name: "Personnel", parent: "company" },
  { id: "key-accounts", name: "Key accounts", parent: "sales" },
];

/** Who sits where; the first role is the one that sets up a person's mailbox. */
const STAFF: Record<string, string[]> = {
  company: ["Petra Vance", "Dilip Rao"],
  board: ["Maren Holloway", "Idris Vantongeren", "Salome Whitcombe"],
  sales: ["Ines Okafor", "Bertil Lindqvist"],
  "sales-north": [
    "Tomas Brakewell",
    "Priya Nandakumar",
    "Joost Veldkamp",
    "Aoife Kinsella",
    "Hanne Ruud",
    "Mateusz Wilk",
    "Clara Duvernay",
    "Gareth Unwin",
  ],
  "sales-south": [
    "Rafael Montero",
    "Giulia Pastorini",
    "Nikos Vardalos",
    "Leila Haddad",
    "Bruno Esteves",
    "Amparo Solis",
    "Dario Conti",
    "Sabine Kessler",
  ],
  "sales-overseas": ["Kenji Morimoto", "Mei-Ling Tan", "Arjun Mehra", "Zanele Dube", "Caleb Thornbury", "Noor Rahimi"],
  service: ["Wilhelmina Stroud"],
  repairs: [
    "Otto Brandauer",
    "Yusuf Demirel",
    "Fiona Galbraith",
    "Pavel Horak",
    "Simone Leclerc",
    "Jonah Whitfield",
    "Lorcan Meade",
  ],
  training: ["Beatrix Oyelaran", "Henrik Solberg", "Tamsin Pryce", "Luca Ferrante", "Ruben Falk"],
  finance: ["Gudrun Aspelin"],
  billing: ["Marcus Penhallow", "Delphine Roux", "Ivana Kralj", "Samir Bensaid", "Orla Tiernan", "Adaeze Obi"],
  purchasing: ["Stellan Norgaard", "Rosalind Achebe", "Viktor Szabo", "Nina Castellan"],
  legal: ["Eleanor Thackeray", "Anselm Reuter"],
  personnel: ["Miriam Adler", "Jasper Quist", "Ottoline Marsh"],
};

const ADMINISTRATORS = ["Petra Vance", "Dilip Rao"];
const UNCONFIRMED = ["Noor Rahimi", "Luca Ferrante", "Nina Castellan"];
export const LEAVERS = ["Gareth Unwin", "Sabine Kessler", "Lorcan Meade", "Ruben Falk", "Adaeze Obi"];
const KEY_ACCOUNTS = ["Ines Okafor", "Tomas Brakewell", "Giulia Pastorini", "Kenji Morimoto", "Eleanor Thackeray"];
/** Those who may connect and synchronise a shared mailbox; Bertil may do only the first half. */
const SHARED_MAILBOX_KEEPERS = ["Petra Vance", "Ines Okafor", "Wilhelmina Stroud", "Marcus Penhallow", "Miriam Adler"];

const ALIASES: Record<string, string[]> = {
  "Ines Okafor": ["head.of.sales@larkfield.test"],
  "Kenji Morimoto": ["k.morimoto@larkfield-asia.test"],
  "Maren Holloway": ["ceo@larkfield.test"],
};

/** `Mei-Ling Tan` is `mei-ling-tan`: ids that a reader recognises. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(" ", "-")
    .replaceAll(/[^a-z-]/g, "");
}

export function userId(name: string): string {
  return `u-${slug(name)}`;
}

export function addressOf(name: string): string {
  return `${slug(name).replaceAll("-", ".")}@${DOMAIN}`;
}

/** What the generator knows of a person beyond the user row. */
export interface Person {
  readonly name: string;
  readonly team: string;
  readonly user: User;
}

function systemOperations(name: string): NonNullable<User["systemOperations"]> {
  if (SHARED_MAILBOX_KEEPERS.includes(name)) return ["connect-shared-mailbox", "synchronize-shared-mailbox"];
  return name === "Bertil Lindqvist" ? ["connect-shared-mailbox"] : [];
}

function status(name: string): User["status"] {
  if (LEAVERS.includes(name)) return "deactivated";
  return UNCONFIRMED.includes(name) ? "unconfirmed" : "active";
}

function person(name: string, team: string): Person {
  const operations = systemOperations(name);
  const user: User = {
    id: userId(name),
    name,
    status: status(name),
    ...(ADMINISTRATORS.includes(name) ? { profile: "administrator" as const } : {}),
    roles: KEY_ACCOUNTS.includes(name) ? [team, "key-accounts"] : [team],
    addresses: [addressOf(name), ...(ALIASES[name] ?? [])],
    ...(operations.length > 0 ? { systemOperations: operations } : {}),
    // Lorcan came back for a season, so that a backup of the latest mail is due (M-14).
    ...(name === "Lorcan Meade" ? { reactivatedAt: daysBefore(90) } : {}),
  };
  return { name, team, user };
}

export const PEOPLE: Person[] = Object.entries(STAFF).flatMap(([team, names]) =>
  names.map((name) => person(name, team)),
);

/** The vendor's engineers: one is here until Wednesday, the other's visit is over. */
export const AGENTS: User[] = [
  { id: "agent-today", name: "Vendor engineer, this week", kind: "support-agent", status: "active" },
  { id: "agent-in-august", name: "Vendor engineer, in August", kind: "support-agent", status: "active" },
];
