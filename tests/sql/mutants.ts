// Statements with one thing wrong in each, to see that the comparison would notice. They are changes of SQLite's text.

export interface Mutant {
  readonly name: string;
  readonly change: (statement: string) => string;
}

const replaced = (name: string, from: string | RegExp, to: string): Mutant => ({
  name,
  change: (statement) => statement.replaceAll(from, to),
});

const lists = [
  ...["own", "complete", "completeRestored", "recordLevel", "recordLevelRestored", "perThreadAll", "perThreadAny"],
  ...["sharedMailboxRead", "sharedMailboxSend", "metadata", "subject", "byDefault", "since", "open", "excluded"],
  ...["excludedOwn", "addresses", "bases", "aliases", "principals"],
];
/** Of pairs: that a mailbox is among them follows from its pair. */
const pairs = ["completeRestored", "recordLevelRestored", "since"];

/** A list is as if it were empty. */
const emptied = lists.map((list) => replaced(`nothing in ${list}`, `'$.${list}'`, "'$.nothing'"));

/** Everything is in a list. */
const full = lists
  .filter((list) => !pairs.includes(list))
  .map((list) =>
    replaced(
      `everything in ${list}`,
      new RegExp(
        `(\\+t\\.mailbox|t_domain\\.suffix|t_access\\.principal|'\\*'|t\\.mailbox \\|\\| char\\(65533\\) \\|\\| (?:[a-z_.]+|coalesce\\([^)]*\\))) in \\(select value from json_each\\(\\?1, '\\$\\.${list}'\\)\\)`,
        "g",
      ),
      "1",
    ),
  );

export const mutants: readonly Mutant[] = [
  ...emptied,
  ...full,
  replaced("deleted threads", "('active', 'archived')", "('active', 'archived', 'deleted')"),
  replaced("no archived threads", "('active', 'archived')", "('active')"),
  replaced("archived threads in their owner's inbox", " and t.state = 'active'", ""),
  replaced(
    "an owner's threads without links on records",
    /( in \(select value from json_each\(\?1, '\$\.own'\)\)) and exists \(select 1 from mv_link t_link where t_link\.thread = t\.id\)/g,
    "$1",
  ),
  replaced(
    "pages without a link",
    /t\.id in \(select t_page\.thread from mv_link t_page where t_page\.record = \?2\)/g,
    "1",
  ),
  replaced("private threads in the modes of an audience", "(t.sharing is null or t.sharing = 'shared')", "1"),
  replaced(
    "no threads without a choice in the modes of an audience",
    "(t.sharing is null or t.sharing = 'shared')",
    "t.sharing = 'shared'",
  ),
  replaced("private threads shared by default", "or t.sharing is null and", "or"),
  replaced(
    "no shared threads where the default is private",
    "(t.sharing = 'shared' or t.sharing is null and",
    "(t.sharing is null and",
  ),
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
  replaced("no leads", "'lead', ", ""),
  replaced("no contacts among leads and contacts", "('lead', 'contact')", "('lead')"),
  replaced("deals where customers count", "('lead', 'contact')", "('lead', 'contact', 'deal')"),
  replaced(
    "leads where threads are shared one by one",
    "('contact', 'organization', 'deal')",
    "('lead', 'contact', 'organization', 'deal')",
  ),
  replaced("no organizations", "'organization', ", ""),
  replaced("no deals", "'organization', 'deal'", "'organization'"),
  replaced("no other records in shared mailboxes", ", 'other'", ""),
  replaced("records that are not ticked", /exists \(select 1 from mv_tick .*?\)/g, "1"),
  replaced("ticks of any mailbox", "t_tick.mailbox = t.mailbox and ", ""),
  replaced("no access by being named", /or exists \(select 1 from mv_record_access .*? '\$\.principals'\)\)\)/g, ""),
  replaced("no access by administrators", "'*' in (", "'-' in ("),
  replaced(
    "access to one where all are needed",
    / and not exists \(select 1 from mv_link t_link where .*?'\$\.principals'\)\)\)\)\)\)/g,
    "",
  ),
  replaced("participants that cannot be read", "coalesce(t_domain.suffix, '') = ''", "0"),
  replaced("no own names", /and not \(t\.mailbox \|\| char\(65533\).*?'\$\.aliases'\)\)\)/g, ""),
  replaced(
    "aliases that are written as addresses are not met",
    "coalesce(t_domain.name, t_domain.address, '')",
    "coalesce(t_domain.name, '')",
  ),
  replaced(
    "aliases are met by an address that is written otherwise",
    "coalesce(t_domain.name, t_domain.address, '')",
    "coalesce(t_domain.address, '')",
  ),
  replaced(
    "names of one owner in the mailboxes of all",
    /t\.mailbox \|\| char\(65533\) \|\| coalesce\(t_domain\.address, ''\) in \(select value/g,
    "coalesce(t_domain.address, '') in (select substr(value, instr(value, char(65533)) + 1)",
  ),
  replaced("metadata is the subject", "then 1 when", "then 2 when"),
  replaced("a subject is all", "then 2 else", "then 3 else"),
];
