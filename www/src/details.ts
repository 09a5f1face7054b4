import type { Decision, Level, ThreadViewer } from "mailveil";
import { badge } from "./badge.ts";
import { button, h } from "./dom.ts";
import type { Names } from "./names.ts";
import type { ActionAnswer, Explanation, Question } from "./protocol.ts";
import { obligationText, reasonList, reasonsInShort } from "./reasons.ts";
import { ACTION_NAMES, instant, LEVEL_MEANINGS, MODE_NAMES, SURFACE_NAMES } from "./texts/words.ts";

/** From what is seen most. */
const LEVELS: readonly Level[] = ["full", "subject", "metadata"];

function group<T>(items: readonly T[], key: (item: T) => unknown): T[][] {
  return [...Map.groupBy(items, (item) => JSON.stringify(key(item))).values()];
}

function place({ surface, record }: Question, level: Level, names: Names): string {
  if (record !== undefined) return `on the page of ${names.record(record)}`;
  if (surface !== undefined) return SURFACE_NAMES[surface];
  return level === "none" ? "on any surface" : "on at least one surface";
}

function heading({ thread, view }: Explanation, level: Level): HTMLElement {
  const reads = level === "subject" || level === "full";
  return h(
    "header",
    {},
    h("p", { class: "verdict" }, badge(level), h("span", { class: `outcome ${view.outcome}` }, view.outcome)),
    h("h2", { class: reads ? "" : "veiled" }, thread.subject ?? thread.id),
  );
}

function facts({ thread, mailbox, records }: Explanation, names: Names): HTMLElement {
  const mode = MODE_NAMES[mailbox.sharing?.mode ?? "private"] + (mailbox.sharing === undefined ? ", never chosen" : "");
  const settings = [
    mode,
    mailbox.control === "administrator" ? "controlled by administrator" : "",
    mailbox.lock ? "locked" : "",
  ];
  const rows: [string, string][] = [
    ["Mailbox", `${mailbox.address}, of ${names.user(mailbox.owner)} (${names.about(mailbox.owner)})`],
    ["Sharing", settings.filter(Boolean).join(", ")],
    [
      "This thread",
      [thread.state ?? "active", thread.sharing ? `owner chose ${thread.sharing}` : "no choice by the owner"].join(
        ", ",
      ),
    ],
    ["Participants", thread.participants.join(", ")],
    ["Linked to", records.map((record) => names.record(record.id)).join(", ") || "nothing"],
    ["Messages", `first ${instant(thread.firstMessageAt)}, last ${instant(thread.lastMessageAt)}`],
  ];
  return h("dl", { class: "facts" }, ...rows.flatMap(([term, text]) => [h("dt", {}, term), h("dd", {}, text)]));
}

function obligations({ obligations }: Decision, names: Names): HTMLElement | undefined {
  if (obligations.length === 0) return undefined;
  const items = obligations.map((obligation) =>
    h("li", {}, h("code", {}, obligation.kind), h("p", {}, obligationText(obligation, names))),
  );
  return h("section", {}, h("h3", {}, "Obligations"), h("ul", { class: "reasons" }, ...items));
}

function actionRow(answers: readonly ActionAnswer[], names: Names): HTMLElement[] {
  const decision = answers[0]?.decision;
  if (decision === undefined) return [];
  const actions = answers.map(({ action }) => ACTION_NAMES[action]).join(", ");
  const outcome = h("span", { class: `outcome ${decision.outcome}` }, decision.outcome);
  return [h("dt", {}, actions), h("dd", {}, outcome, reasonsInShort(decision.reasons, names))];
}

/** Actions that are decided alike stand together. */
function actions(explanation: Explanation, viewer: string, names: Names): HTMLElement {
  const rows = group(explanation.actions, ({ decision }) => decision).flatMap((answers) => actionRow(answers, names));
  return h(
    "section",
    {},
    h("h3", {}, `What ${names.user(viewer)} may do with it`),
    h("dl", { class: "actions" }, ...rows),
  );
}

function viewerGroups(viewers: readonly ThreadViewer[], names: Names, choose: (viewer: string) => void): HTMLElement[] {
  const groups = LEVELS.flatMap((level) => {
    const seeing = viewers.filter((viewer) => viewer.level === level);
    return group(seeing, ({ reasons }) => reasons);
  });
  return groups.map((alike) => {
    const { level, reasons } = alike[0] ?? { level: "none", reasons: [] };
    const people = alike.map(({ user }) =>
      h(
        "li",
        {},
        button(names.user(user), () => choose(user)),
      ),
    );
    return h(
      "div",
      { class: "alike" },
      h("p", {}, badge(level), reasonsInShort(reasons, names)),
      h("ul", { class: "people" }, ...people),
    );
  });
}

function whoCanView(
  { whoCanView: { members, supportAgents } }: Explanation,
  names: Names,
  choose: (viewer: string) => void,
): HTMLElement {
  const agents = viewerGroups(supportAgents, names, choose);
  return h(
    "section",
    {},
    h("h3", {}, "Who can see it there"),
    ...(members.length === 0
      ? [h("p", { class: "quiet" }, "No member of the organisation.")]
      : viewerGroups(members, names, choose)),
    ...(agents.length === 0
      ? []
      : [h("h4", {}, "Support agents, hidden from the organisation's user lists"), ...agents]),
  );
}

/** Everything that is known about one thread and one viewer. */
export function details(
  explanation: Explanation,
  question: Question,
  names: Names,
  choose: (viewer: string) => void,
): HTMLElement[] {
  const { view } = explanation;
  const level = view.level ?? "none";
  const viewer = names.user(question.viewer);
  const sentence = `${viewer} ${LEVEL_MEANINGS[level]} ${place(question, level, names)}, at ${instant(question.now)}.`;
  const sections = [
    heading(explanation, level),
    h("p", { class: "sentence" }, sentence),
    h("section", {}, h("h3", {}, view.outcome === "allowed" ? "Why" : "Why not"), reasonList(view.reasons, names)),
    obligations(view, names),
    actions(explanation, question.viewer, names),
    whoCanView(explanation, names, choose),
    h("section", {}, h("h3", {}, "The facts"), facts(explanation, names)),
  ];
  return sections.filter((section) => section !== undefined);
}
