// The targets that are set for any viewer, in the order of the page. What was tried where one is missed is written here by
// hand, as sentences behind a colon; the page has them while the target is missed. `npm run bench:page` writes the page anew.

export type Goal =
  | "view"
  | "view-casl"
  | "allows"
  | "actions"
  | "decide-all"
  | "list-100k"
  | "list-1m"
  | "first"
  | "change"
  | "before"
  | "download";

interface Aim {
  readonly title: string;
  readonly tried: readonly string[];
}

export const GOALS: Readonly<Record<Goal, Aim>> = {
  view: {
    title: "`decide` about a view, against plain JavaScript",
    tried: [
      "two to four texts have to be copied, hashed and looked up for each question, where JavaScript reads a hash that it keeps with each text.",
      "Tried: the question as JSON text (ten times as long); one buffer of bytes for question and answer, which stands now.",
    ],
  },
  "view-casl": {
    title: "`decide` about a view, against CASL",
    tried: [
      "CASL gets its facts ready-made, and looks up no text; the crossing alone takes about as long as its whole answer.",
    ],
  },
  allows: {
    title: "`allows`",
    tried: [
      "three times the speed of plain JavaScript cannot be reached while texts cross into the module.",
      "The bytes of two or three ids have to be copied, hashed and looked up, where JavaScript reads a hash that it keeps with each text.",
    ],
  },
  actions: {
    title: "Mixed actions",
    tried: ["what holds `decide` back holds these back, too: the texts that cross."],
  },
  "decide-all": { title: "`decideAll`", tried: [] },
  "list-100k": {
    title: "`visibleThreads` of 100,000 threads",
    tried: [
      "what a viewer sees of classes is kept, rows lie by class, and the rows that are seen are marked in a map of bits and read in order.",
      "What is left are two copies of the rows into JavaScript, and one look at each class whose access list may be the viewer's.",
      "Tried: one judgement for all threads of a class, made anew for each viewer, and a look at every row (an eighth of the speed at 100,000 threads).",
    ],
  },
  "list-1m": {
    title: "`visibleThreads` of a million threads",
    tried: [
      "what a viewer sees of classes is kept, rows lie by class, and the rows that are seen are marked in a map of bits and read in order.",
      "What is left are two copies of the rows into JavaScript, and one look at each class whose access list may be the viewer's.",
      "Tried: one judgement for all threads of a class, made anew for each viewer, and a look at every row (an eighth of the speed at 100,000 threads).",
    ],
  },
  first: { title: "First questions", tried: [] },
  change: {
    title: "Lists after a change",
    tried: [
      "the thread itself is read and folded for a few microseconds, which was nothing beside a list that looked at every row.",
      "Up to twice the square root of all rows are looked at again behind those that lie by class, before all are put in order anew.",
    ],
  },
  before: {
    title: "What was measured before",
    tried: [
      "the ratios of before were measured on another machine, with another processor, so a part of each difference is the machine's.",
      "Tried: the compiled shape is kept while viewers change, which halves the fixed time of a filter's call.",
    ],
  },
  download: {
    title: "Download",
    tried: [
      "the code is rules, a reader that knows the place of every problem, filters and explanations; allocator, tables and sort are a tenth of it.",
      "Tried: optimising for size (3 KB less at best), answers written without serde_json (half a kilobyte).",
    ],
  },
};

/** Other targets, by how the names of their rows begin. */
export const OTHERS: readonly (Aim & { readonly rows: string })[] = [
  {
    rows: "filterThreads, ",
    title: "`filterThreads`",
    tried: [
      "every byte is read strictly, and every id that an item names is looked up, even in an item that is hidden, because `unreadable` counts what cannot be judged.",
      "Two fifths of the time go into reading and copying, a quarter into finding mailboxes and records, most of it waiting for memory, a third into judging and writing.",
      "Even if it looked nothing up and judged nothing, it would be less than twelve times as fast as plain JavaScript.",
      "The plain JavaScript takes about half as long again as `JSON.parse` alone, so twelve times its speed would be eight times that of `JSON.parse`.",
      "Tried: ids of sixteen items looked up together (a fifteenth less time, 3 KB more); the places of all quotes found first (nothing); blocks of 16 and 32 KB (nothing); as much inlining as usual (a fifteenth less time, 13 KB more).",
    ],
  },
  {
    rows: "filterObjects, ",
    title: "`filterObjects`",
    tried: [
      "reading and proving the facts of an item takes JavaScript as long as the whole plain competitor, which proves nothing; encoding and judging come on top.",
      "Tried: numbers instead of ids, from a table in JavaScript (nothing); remembering the level of an object would be fast, and wrong when the object changes.",
    ],
  },
  {
    rows: "allows again, against empty calls",
    title: "`allows` again, against empty calls",
    tried: [
      "rows of the ids that were asked for last were kept on both sides, and a question about them took nine empty calls.",
      "That helped nobody but a viewer who asks about the same threads again, and cost 480 lines; so texts now cross with every question.",
    ],
  },
  {
    rows: "Policy.parse, ",
    title: "`Policy.parse`",
    tried: [
      "it does all that `JSON.parse` does, checks every member, and folds each thread into what the rules read.",
      "Tried: as much inlining as usual (a tenth less time, 13 KB more).",
    ],
  },
  {
    rows: "upsertThreads of one, ",
    title: "`upsertThreads` of one",
    tried: [
      "`JSON.parse` of the one thread takes more than half as long; the rest is a crossing with its copy, four look-ups in tables, and folding.",
    ],
  },
  {
    rows: "cold start, against CASL",
    title: "Cold start against CASL, which is JavaScript alone",
    tried: ["the engine needs more than half of the time to compile WebAssembly, and only less code would take less."],
  },
];
