// Drizzle.
import { type SQL, sql } from "drizzle-orm";
import { type MailFragments, type MailOptions, mailTexts } from "./mail.js";

export type { MailFragments, MailOptions } from "./mail.js";

/**
 * Fragments for Drizzle: `db.with(db.$with("mv_context", {}).as(mail.context)).select({ id: t.id, level: mail.level }).from(t).where(mail.where)`,
 * where `t` is an alias of your thread table by the name of `alias`.
 */
export function mailFragments(options: MailOptions): MailFragments<SQL, SQL<boolean>, SQL<1 | 2 | 3>> {
  const { where, level, around, values } = mailTexts(options);
  const [before, between, behind] = around;
  return {
    context: sql`${sql.raw(before)}${values[0]}${sql.raw(between)}${values[1]}${sql.raw(behind)}`,
    where: sql.raw(where) as SQL<boolean>,
    level: sql.raw(level) as SQL<1 | 2 | 3>,
  };
}
