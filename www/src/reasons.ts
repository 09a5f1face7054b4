import type { Obligation, Reason } from "mailveil";
import { formatReason } from "mailveil/messages";
import en from "mailveil/messages/en";
import { h } from "./dom.ts";
import type { Names } from "./names.ts";
import { RULES } from "./texts/rules.ts";

/** What a reason is about, beyond its code. */
function detail({ record, domain, operation, restriction, from, until }: Reason, names: Names): string | undefined {
  const details = [
    record === undefined ? undefined : names.record(record),
    domain,
    operation,
    restriction === undefined ? undefined : `restriction ${restriction}`,
    from === undefined ? undefined : `from ${from}`,
    until === undefined ? undefined : `until ${until}`,
  ].filter((text) => text !== undefined);
  return details.length === 0 ? undefined : details.join(", ");
}

function reasonItem(reason: Reason, names: Names): HTMLLIElement {
  return h(
    "li",
    {},
    h("code", {}, reason.code),
    h("p", {}, formatReason(reason, en, { record: (id) => names.record(id) })),
    h("p", { class: "quiet" }, h("span", { class: "rule" }, reason.rule), RULES[reason.rule]),
  );
}

/** Every reason in the order in which the policy gives them. */
export function reasonList(reasons: readonly Reason[], names: Names): HTMLUListElement {
  return h("ul", { class: "reasons" }, ...reasons.map((reason) => reasonItem(reason, names)));
}

/** `not-mailbox-owner P-06`, for where there is room for no more. */
export function reasonsInShort(reasons: readonly Reason[], names: Names): HTMLSpanElement {
  const items = reasons.map((reason) =>
    h("span", {}, h("code", {}, reason.code), h("span", { class: "rule" }, reason.rule), detail(reason, names)),
  );
  return h("span", { class: "in-short" }, ...items);
}

export function obligationText(obligation: Obligation, names: Names): string {
  switch (obligation.kind) {
    case "audit":
      return "Write it into the audit log (S-09).";
    case "set-record-owner":
      return `Make ${names.user(obligation.owner)} the owner of the record (S-08).`;
  }
}
