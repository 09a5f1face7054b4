// Prisma's typed raw statements. `Prisma` is given, because each project generates its own.
import { type MailFragments, type MailOptions, mailTexts } from "./mail.js";

export type { MailFragments, MailOptions } from "./mail.js";

/** What is needed of the namespace `Prisma`. */
export interface PrismaSql<Sql> {
  /** SQL text as it is. */
  raw(text: string): Sql;
  /** SQL text with values between its parts. */
  sql(texts: readonly string[], ...values: unknown[]): Sql;
}

/**
 * Fragments for Prisma:
 * `prisma.$queryRaw<Row[]>(Prisma.sql` + "`with mv_context as (${mail.context}) select t.id, ${mail.level} as level from mv_thread t where ${mail.where}`" + `)`.
 */
export function mailFragments<Sql>(prisma: PrismaSql<Sql>, options: MailOptions): MailFragments<Sql, Sql, Sql> {
  const { where, level, around, values } = mailTexts(options);
  return { context: prisma.sql(around, ...values), where: prisma.raw(where), level: prisma.raw(level) };
}
