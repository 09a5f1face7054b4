// Kysely.
import { type RawBuilder, sql, type SqlBool } from "kysely";
import { type MailFragments, type MailOptions, mailTexts } from "./mail.js";

export type { MailFragments, MailOptions } from "./mail.js";

/** The row of `mv_context`. */
export interface MailContext {
  /** The context. */
  readonly document: string;
  /** The record whose page it is. */
  readonly record: string | null;
}

/**
 * Fragments for Kysely:
 * `db.with("mv_context", () => mail.context).selectFrom("mv_thread as t").where(mail.where).select(["t.id", mail.level.as("level")])`.
 */
export function mailFragments(
  options: MailOptions,
): MailFragments<RawBuilder<MailContext>, RawBuilder<SqlBool>, RawBuilder<1 | 2 | 3>> {
  const { where, level, around, values } = mailTexts(options);
  const [before, between, behind] = around.map((text) => sql.raw(text)) as [
    RawBuilder<unknown>,
    RawBuilder<unknown>,
    RawBuilder<unknown>,
  ];
  return {
    context: sql<MailContext>`(${before}${values[0]}${between}${values[1]}${behind})`,
    where: sql.raw<SqlBool>(where),
    level: sql.raw<1 | 2 | 3>(level),
  };
}
