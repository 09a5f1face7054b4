// What the adapters share: the context is one parameter, in a table of one row that the predicate reads as often as it needs.
import { type Dialect, type SqlPlace, type SqlPredicateOptions, sqlPredicate } from "../sql/index.js";

/** What a predicate is made of, and the values that it is asked with. */
export interface MailOptions extends Omit<SqlPredicateOptions, "context" | "record"> {
  /** The context: what `policy.sqlContext` gives. */
  readonly context: string;
  /** With the place `page`: the id of the record. */
  readonly record?: string | undefined;
}

/** Fragments of a library. */
export interface MailFragments<Context, Condition, Level> {
  /** The select behind `with mv_context as`: put it in front of the statement by that name. */
  readonly context: Context;
  /** A condition on the thread table. */
  readonly where: Condition;
  /** 1 metadata, 2 subject, 3 full: of a row for which `where` holds. */
  readonly level: Level;
}

/** A predicate as text, and the select of its parameters: the texts around them. */
export interface MailTexts {
  readonly where: string;
  readonly level: string;
  readonly around: readonly [string, string, string];
  readonly values: readonly [context: string, record: string | null];
}

const read = (column: string): string => `(select mv_context.${column} from mv_context)`;

/** What stands around the two parameters. */
function around(dialect: Dialect): MailTexts["around"] {
  const [document, record] = {
    postgresql: ["jsonb", "text"],
    sqlite: ["text", "text"],
    duckdb: ["json", "varchar"],
    mysql: ["char character set utf8mb4", "binary"],
  }[dialect];
  return ["select cast(", ` as ${document}) as document, cast(`, ` as ${record}) as record`];
}

export function mailTexts({ context, record, ...options }: MailOptions): MailTexts {
  const place: SqlPlace = options.place;
  const predicate = sqlPredicate({
    ...options,
    context: read("document"),
    record: place === "page" && record !== undefined ? read("record") : undefined,
  });
  return { ...predicate, around: around(options.dialect), values: [context, record ?? null] };
}
