// The tables, and who may read them. The role that runs this owns them and writes rows; the role `app` asks for viewers.
import { rowLevelSecurity, sqlPredicate, sqlSchema } from "mailveil/sql";

const context = "nullif(current_setting('mailveil.context', true), '')";
const { level } = sqlPredicate({ dialect: "postgresql", place: "anywhere", context });

/** Statements of the first migration. */
export const tables: readonly string[] = [
  ...sqlSchema("postgresql"),
  // The thread table is the CRM's own, too, so that its guard is the guard of what is written in the mail.
  "alter table mv_thread add subject text, add snippet text",
  // Without threads: contexts are made of the rest. The version tells every server which policy counts.
  "create table organization (version bigint not null, snapshot text not null)",
  "create table sessions (token_hash text primary key, viewer text not null)",

  // Rows are guarded here...
  ...rowLevelSecurity({ roles: ["app"] }),
  "create policy written on mv_thread to current_user using (true) with check (true)",
  // ...and columns by this view, which finds the level once for each row that is shown. So ask it, and not the table.
  `create view mail with (security_invoker = true) as
   select t.id, t.mailbox, t.state, t.sharing, t.first_at, t.last_at, greatest(t.last_at, '-infinity') as sorted_at, l.level,
     case when l.level >= 2 then t.subject end as subject, case when l.level >= 3 then t.snippet end as snippet
   from mv_thread t cross join lateral (select ${level} as level offset 0) l`,
  `grant select on mail, mv_thread, mv_link, mv_domain, mv_record, mv_record_access, mv_tick, organization, sessions to app`,
];
