// Made from src/sql/facts.rs by `UPDATE_SQL_FACTS=1 cargo test sql`.

/** What a context says of a mailbox, letter by letter. */
export const facts = {
  /** It is the viewer's own. */
  own: "o",
  /** It is shown on the surface `mailbox`. */
  send: "s",
  /** It is shown on records, all that it holds. */
  whole: "h",
  /** It is shown on records as far as a backup holds it: `restored` has the moment. */
  restored: "r",
  /** Shown is also what its owner made private. */
  privateToo: "p",
  /** Shown is also what its owner chose nothing for. */
  unchosen: "u",
  /** Shown is also what its owner chose nothing for and that began at a moment or later: `since` has the moment. */
  unchosenSince: "v",
  /** A record shows mail without being ticked. */
  unticked: "t",
  /** Access to one linked record is enough. */
  any: "a",
  /** The viewer can access every record. */
  allRecords: "e",
  /** No list of excluded domains applies. */
  open: "n",
  contact: "c",
  deal: "d",
  lead: "l",
  organization: "g",
  other: "x",
  /** The subject is seen, too. */
  subject: "b",
  /** Everything is seen. */
  full: "f",
} as const;

/** The types of records: each is a fact, which lets records of the type show mail. */
export const recordTypes = ["lead", "contact", "organization", "deal", "other"] as const;
