import type { CrmRecord, Member } from "mailveil";
import { PEOPLE, slug, userId } from "./people.ts";
import type { Random } from "./random.ts";
import { COMPANIES, FAMILY_NAMES, GIVEN_NAMES, PRODUCTS } from "./words.ts";

const CONTACTS = 50;
const LEADS = 26;
const DEALS = 38;
const TICKETS = 14;

/** Someone outside the organisation who writes, and the records that stand for them. */
export interface Correspondent {
  readonly address: string;
  readonly company: string;
  /** A contact or a lead. */
  readonly record: CrmRecord;
  /** Their company, its deals and tickets; a lead has none yet. */
  readonly around: CrmRecord[];
}

export interface Book {
  readonly records: CrmRecord[];
  readonly correspondents: Correspondent[];
}

const REGIONS = ["sales-north", "sales-south", "sales-overseas"];

function sellers(region: string): string[] {
  return PEOPLE.filter((person) => person.team === region && person.user.status === "active").map(
    (person) => person.user.id,
  );
}

/** Mostly the region's own, sometimes everybody's, sometimes nobody's but the owner's. */
function accessOf(random: Random, region: string): Member[] {
  if (random.chance(0.12)) return [];
  if (random.chance(0.2)) return [{ kind: "everyone" }];
  const access: Member[] = [{ kind: "role", id: region }];
  if (random.chance(0.5)) access.push({ kind: "role", id: "service", descendants: true });
  if (random.chance(0.35)) access.push({ kind: "role", id: "finance", descendants: true });
  if (random.chance(0.25)) access.push({ kind: "user", id: userId("Ines Okafor") });
  return access;
}

/** Records numbered per type, in the order in which they are asked for. */
class Register {
  readonly records: CrmRecord[] = [];
  readonly #random: Random;
  readonly #counts = new Map<string, number>();

  constructor(random: Random) {
    this.#random = random;
  }

  add(type: CrmRecord["type"], label: string, name: string, region: string): CrmRecord {
    const number = (this.#counts.get(label) ?? 0) + 1;
    this.#counts.set(label, number);
    const record: CrmRecord = {
      id: `${label}-${number}`,
      type,
      name,
      owner: this.#random.pick(sellers(region)),
      access: accessOf(this.#random, region),
    };
    this.records.push(record);
    return record;
  }
}

function personName(index: number): { given: string; family: string } {
  const given = GIVEN_NAMES[index % GIVEN_NAMES.length] ?? "";
  const family = FAMILY_NAMES[(index * 7 + Math.floor(index / GIVEN_NAMES.length)) % FAMILY_NAMES.length] ?? "";
  return { given, family };
}

function correspondent(index: number, company: string, record: CrmRecord, around: CrmRecord[]): Correspondent {
  const { given, family } = personName(index);
  return { address: `${slug(given)}.${slug(family)}@${slug(company)}.example`, company, record, around };
}

/** Every company has a region, contacts and deals; leads come from companies that nobody has dealt with yet. */
export function makeBook(random: Random): Book {
  const register = new Register(random);
  const regionOf = (company: string): string => REGIONS[COMPANIES.indexOf(company) % REGIONS.length] ?? "sales-north";
  const around = new Map<string, CrmRecord[]>();
  for (const company of COMPANIES.slice(0, 22)) {
    around.set(company, [register.add("organization", "organization", company, regionOf(company))]);
  }
  const known = [...around.keys()];
  const attach = (type: CrmRecord["type"], label: string, title: string): void => {
    const company = random.pick(known);
    around.get(company)?.push(register.add(type, label, `${title}, ${company}`, regionOf(company)));
  };
  for (let n = 0; n < DEALS; n += 1)
    attach("deal", "deal", `${random.pick([6, 12, 20, 40])} × ${random.pick(PRODUCTS)}`);
  for (let n = 0; n < TICKETS; n += 1) attach("other", "ticket", `Repair ${4100 + 7 * n}`);

  const correspondents: Correspondent[] = [];
  for (let n = 0; n < CONTACTS + LEADS; n += 1) {
    const { given, family } = personName(n);
    const isContact = n < CONTACTS;
    const company = isContact ? (known[n % known.length] ?? "") : (COMPANIES[22 + (n % 3)] ?? "");
    const type = isContact ? "contact" : "lead";
    const record = register.add(type, type, `${given} ${family}`, regionOf(company));
    correspondents.push(correspondent(n, company, record, around.get(company) ?? []));
  }
  return { records: register.records, correspondents };
}
