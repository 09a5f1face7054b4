// Statements with one thing wrong in each, to see that the comparison would notice. They are changes of SQLite's text.

import { facts } from "../../pkg/src/sql/facts.ts";

export interface Mutant {
  readonly name: string;
  readonly change: (statement: string) => string;
}

const replaced = (name: string, from: string | RegExp, to: string): Mutant => ({
  name,
  change: (statement) => statement.replaceAll(from, to),
});

const lists = [
  "mailboxes",
  "restored",
  "since",
  "excluded",
  "excludedOwn",
  "addresses",
  "bases",
  "aliases",
  "principals",
];
/** Of pairs: a moment has to stand beside a mailbox. */
const pairs = ["restored", "since"];
/** What is said of mailboxes, each fact with the text that looks for it. */
const said = Object.entries(facts).map(
  ([name, letter]) =>
    [
      name,
      `+t.mailbox in (select item.value from json_each(?1, '$.mailboxes') known, json_each(known.value, '$[1]') item where (instr(json_extract(known.value, '$[0]'), '${letter}') > 0))`,
    ] as const,
);

/** A list is as if it were empty, or a fact were never said. */
const emptied = [
  ...lists.map((list) => replaced(`nothing in ${list}`, `'$.${list}'`, "'$.nothing'")),
  ...said.map(([name, text]) => replaced(`never ${name}`, text, "0")),
];

/** Everything is in a list, or a fact is said of every mailbox that the context knows. */
const full = [
  ...lists
    .filter((list) => list !== "mailboxes" && !pairs.includes(list))
    .map((list) =>
      replaced(
        `everything in ${list}`,
        new RegExp(
          `(t_domain\\.suffix|\\+t_access\\.principal|t\\.mailbox \\|\\| char\\(65533\\) \\|\\| (?:[a-z_.]+|coalesce\\([^)]*\\))) in \\(select value from json_each\\(\\?1, '\\$\\.${list}'\\)\\)`,
          "g",
        ),
        "1",
      ),
    ),
  // That they are said of a mailbox follows from its pair; and contacts show mail in every mode.
  ...said
    .filter(([name]) => !["restored", "unchosenSince", "contact"].includes(name))
    .map(([name, text]) => replaced(`always ${name}`, text, "1")),
];

export const mutants: readonly Mutant[] = [
  ...emptied,
  ...full,
  replaced("deleted threads", "('active', 'archived')", "('active', 'archived', 'deleted')"),
  replaced("no archived threads", "('active', 'archived')", "('active')"),
  replaced("archived threads in their owner's inbox", " and t.state = 'active'", ""),
  replaced(
    "an owner's threads without links on records",
    / and exists \(select 1 from mv_link t_link where t_link\.thread = t\.id\)/g,
    "",
  ),
  replaced(
    "pages without a link",
    /t\.id in \(select t_page\.thread from mv_link t_page where t_page\.record = cast\(\(\?2\) as text\)\)/g,
    "1",
  ),
  replaced("private threads shared by default", "or t.sharing is null and", "or"),
  replaced("no shared threads where the default is private", "t.sharing = 'shared' or ", ""),
  replaced("threads that end with the backup are not in it", /(t\.last_at end) <=/g, "$1 <"),
  replaced(
    "threads that go on after the backup are in it",
    /case when length\(t\.last_at\).*? end <= json_extract\(t_pair\.value, '\$\[1\]'\)/g,
    "1",
  ),
  replaced(
    "threads without a time are in the backup",
    "case when length(t.last_at)",
    "case when t.last_at is null then '' when length(t.last_at)",
  ),
  replaced("threads that begin with the default are not of it", /(t\.first_at end) >=/g, "$1 >"),
  replaced(
    "threads from before the default are of it",
    /case when length\(t\.first_at\).*? end >= json_extract\(t_pair\.value, '\$\[1\]'\)/g,
    "1",
  ),
  replaced(
    "threads without a beginning are of the default",
    "case when length(t.first_at)",
    "case when t.first_at is null then 'z' when length(t.first_at)",
  ),
  replaced("the moment of another mailbox", "json_extract(t_pair.value, '$[0]') = t.mailbox", "1"),
  replaced("records that are not ticked", /exists \(select 1 from mv_tick .*?\)/g, "1"),
  replaced("ticks of any mailbox", "t_tick.mailbox = t.mailbox and ", ""),
  replaced("participants that cannot be read", "t_domain.suffix is null or length(t_domain.suffix) = 0", "0"),
  replaced(
    "no own names",
    / and \(t\.mailbox \|\| char\(65533\) \|\| t_domain\.address in.*?'\$\.aliases'\)\)\) is not true/g,
    "",
  ),
  replaced(
    "aliases that are written as addresses are not met",
    "coalesce(t_domain.name, t_domain.address)",
    "t_domain.name",
  ),
  replaced(
    "aliases are met by an address that is written otherwise",
    "coalesce(t_domain.name, t_domain.address)",
    "t_domain.address",
  ),
  replaced(
    "names of one owner in the mailboxes of all",
    /t\.mailbox \|\| char\(65533\) \|\| t_domain\.address in \(select value/g,
    "t_domain.address in (select substr(value, instr(value, char(65533)) + 1)",
  ),
];
