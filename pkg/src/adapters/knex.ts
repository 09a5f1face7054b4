// Knex. It is given, because its `raw` belongs to a connection.
import { type MailFragments, type MailOptions, mailTexts } from "./mail.js";

export type { MailFragments, MailOptions } from "./mail.js";

/** What is needed of Knex. */
export interface KnexRaw<Raw> {
  /** SQL text with a `?` for each value. */
  raw(text: string, values: (string | null)[]): Raw;
}

/** Fragments for Knex: `knex.with("mv_context", mail.context).from("mv_thread as t").whereRaw(mail.where).select("t.id", mail.level)`. */
export function mailFragments<Raw>(knex: KnexRaw<Raw>, options: MailOptions): MailFragments<Raw, Raw, Raw> {
  const { where, level, around, values } = mailTexts(options);
  return {
    context: knex.raw(around.join("?"), [...values]),
    where: knex.raw(where, []),
    level: knex.raw(`${level} as level`, []),
  };
}
