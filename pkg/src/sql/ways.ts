// Made from src/sql/ways.rs and src/rules/mode.rs by `UPDATE_SQL_WAYS=1 cargo test sql`.
import type { Way } from "./way.js";

/** How threads come to be seen by others on a record, mode by mode. */
export const ways: readonly Way[] = [
  {
    list: "recordLevel",
    restored: "recordLevelRestored",
    types: ["lead", "contact"],
    ticked: true,
    choice: "unless-private",
    screened: true,
    access: "any",
  },
  {
    list: "complete",
    restored: "completeRestored",
    types: ["lead", "contact"],
    ticked: false,
    choice: "unless-private",
    screened: true,
    access: "any",
  },
  {
    list: "perThreadAll",
    restored: undefined,
    types: ["contact", "organization", "deal"],
    ticked: false,
    choice: "by-default",
    screened: true,
    access: "all",
  },
  {
    list: "perThreadAny",
    restored: undefined,
    types: ["contact", "organization", "deal"],
    ticked: false,
    choice: "by-default",
    screened: true,
    access: "any",
  },
  {
    list: "sharedMailboxRead",
    restored: undefined,
    types: ["lead", "contact", "organization", "deal", "other"],
    ticked: false,
    choice: "ignored",
    screened: false,
    access: "any",
  },
];
