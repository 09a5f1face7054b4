import { h } from "./dom.ts";
import type { Failure } from "./protocol.ts";
import { count, counted } from "./texts/words.ts";

/** The package's messages put what was written in backticks. */
function marked(text: string): HTMLSpanElement {
  return h("span", {}, ...text.split("`").map((part, n) => (n % 2 === 1 ? h("code", {}, part) : part)));
}

/** A failure in a box: what is wrong, and what to do about it. */
export function alertBox(failure: Failure): HTMLElement {
  const where =
    failure.path === undefined || failure.path === "" ? undefined : h("span", {}, " at ", h("code", {}, failure.path));
  return h(
    "div",
    { class: "alert", role: "alert" },
    h("p", {}, h("code", {}, failure.code), where, ": ", marked(failure.message)),
    failure.help === undefined ? undefined : h("p", {}, marked(failure.help)),
  );
}

function table(failure: Failure): HTMLElement {
  const head = ["Where", "What is wrong", "What to do"].map((title) => h("th", { scope: "col" }, title));
  const rows = (failure.problems ?? []).map(({ code, path, message, help, offset }) => {
    const where = path === "" ? (offset === undefined ? "the whole file" : `byte ${count(offset)}`) : path;
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, h("code", {}, where)),
      h("td", {}, h("code", {}, code), h("p", {}, marked(message))),
      h("td", {}, marked(help)),
    );
  });
  return h("table", {}, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows));
}

/** Why a snapshot was refused, problem by problem. */
export function refusal(file: string, failure: Failure): HTMLElement[] {
  const problems = failure.problems ?? [];
  const title = h("h2", {}, `${file} was refused`);
  if (problems.length === 0) return [title, alertBox(failure)];
  const total = failure.total ?? problems.length;
  const shown = total > problems.length ? ` The first ${count(problems.length)} are listed.` : "";
  return [
    title,
    h(
      "p",
      {},
      `${counted(total, "problem")}.${shown} Nothing is decided on a snapshot with problems, because a misread fact could show somebody's mail.`,
    ),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Problems" }, table(failure)),
  ];
}
