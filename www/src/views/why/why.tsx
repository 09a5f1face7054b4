import type { Decision, Query } from "mailveil";
import { Badge, Outcome } from "../../parts/badge.tsx";
import { Busy, Empty, Failed } from "../../parts/states.tsx";
import { Languages } from "../../parts/languages.tsx";
import type { Failure } from "../../asked/load.ts";
import type { Facts as FactsOf, Why } from "../../asked/why.ts";
import { useAnswer } from "../../state/answer.ts";
import { route } from "../../state/route.ts";
import { loaded, now, viewer } from "../../state/session.ts";
import { ACTION_PHRASES } from "../../texts/actions.ts";
import { LEVEL_MEANINGS, SURFACE_NAMES, instant } from "../../texts/words.ts";
import { actionSteps } from "./action-steps.ts";
import { Because, Chain } from "./chain.tsx";
import { Facts } from "./facts.tsx";
import { placeOf, queryOf } from "./query.ts";
import { Question } from "./question.tsx";
import { viewSteps } from "./view-steps.ts";
import { Who } from "./who.tsx";
import "./why.css";

const FIRST_THREAD = "~0";

/** One decision, step by step; and who else sees the thread. */
export function WhyView() {
  const { names } = loaded.value;
  const { params } = route.value;
  const askedThread = params["thread"] ?? FIRST_THREAD;
  const { answer: found, failure: notFound } = useAnswer("thread", { thread: askedThread });
  const said = {
    viewer: viewer.value,
    now: now.value,
    thread: found?.thread.id ?? "",
    mailbox: (names.mailboxes.find(params["mailbox"]) ?? names.mailboxes.all[0])?.id ?? "",
    record:
      useAnswer("record", params["record"] === undefined ? undefined : { record: params["record"] }).answer?.id ?? "",
  };
  const query = queryOf(params, said);
  const {
    answer,
    failure = lost(query, notFound),
    busy,
  } = useAnswer("why", query, query === undefined ? "" : `${query.action} ${query.viewer}`);
  return (
    <div class="why-view">
      <Question said={said} facts={answer?.facts ?? found} />
      {failure === undefined ? null : <Failed failure={failure} />}
      {query === undefined && !busy && failure === undefined ? <Empty>Choose what the question is about.</Empty> : null}
      {answer === undefined && busy ? <Busy what="Deciding" /> : null}
      {answer === undefined || query === undefined || failure !== undefined ? null : (
        <div class="panes two">
          <section class="pane prose" aria-label="Decision" aria-busy={busy}>
            <Answer query={query} why={answer} />
          </section>
          <div class="stack">
            {answer.facts.thread === undefined ? null : (
              <Who thread={answer.facts.thread.id} place={placeOf(params, said.record)} />
            )}
            <Facts facts={answer.facts} />
          </div>
        </div>
      )}
    </div>
  );
}

/** A thread that is not there matters to questions that are about one. */
function lost(query: Query | undefined, notFound: Failure | undefined): Failure | undefined {
  return query === undefined ? notFound : undefined;
}

function Verdict({ query, why: { decision, facts } }: { query: Query; why: Why }) {
  const { names } = loaded.value;
  const who = names.user(query.viewer);
  const isView = query.action === "view";
  const what = isView
    ? LEVEL_MEANINGS[decision.level ?? "none"]
    : `may ${decision.outcome === "allowed" ? "" : "not "}${ACTION_PHRASES[query.action]}`;
  return (
    <header class="verdict">
      {isView ? <Badge level={decision.level ?? "none"} /> : null}
      <Outcome outcome={decision.outcome} />
      <h2>
        {who} {what.replace(" a thread", " this thread").replace(/ a mailbox/, " this mailbox")}
      </h2>
      <p class="quiet">at {instant(String(query.now))}</p>
      <Because reasons={decision.reasons} records={facts.records} />
    </header>
  );
}

function Answer({ query, why }: { query: Query; why: Why }) {
  const { decision, facts } = why;
  return (
    <>
      <Verdict query={query} why={why} />
      <Languages />
      {query.action === "view" ? (
        <ViewChains query={query} why={why} />
      ) : (
        <Chain steps={actionSteps(query.action)} decision={decision} records={facts.records} />
      )}
      <Obligations decision={decision} />
    </>
  );
}

function modeOf({ mailbox }: FactsOf) {
  return mailbox?.sharing?.mode ?? "private";
}

/** Without a surface, the better of both counts: each has its own chain. */
function ViewChains({ query, why }: { query: Extract<Query, { action: "view" }>; why: Why }) {
  const { facts } = why;
  const about = {
    mode: modeOf(facts),
    isOwner: facts.mailbox?.owner === query.viewer,
    hasRecord: query.record !== undefined,
  };
  const surface = query.record === undefined ? query.surface : "record";
  const onRecord = useAnswer("why", surface === undefined ? { ...query, surface: "record" } : undefined).answer;
  const inTab = useAnswer("why", surface === undefined ? { ...query, surface: "mailbox" } : undefined).answer;
  if (surface !== undefined) {
    return <Chain steps={viewSteps({ ...about, surface })} decision={why.decision} records={facts.records} />;
  }
  return (
    <>
      {(
        [
          ["record", onRecord],
          ["mailbox", inTab],
        ] as const
      ).map(([on, told]) =>
        told === undefined ? null : (
          <section key={on}>
            <h3 class="chain-title">
              {SURFACE_NAMES[on]} <Badge level={told.decision.level ?? "none"} />
            </h3>
            <Chain steps={viewSteps({ ...about, surface: on })} decision={told.decision} records={told.facts.records} />
          </section>
        ),
      )}
    </>
  );
}

function Obligations({ decision }: { decision: Decision }) {
  const { names } = loaded.value;
  if (decision.obligations.length === 0) return null;
  return (
    <section>
      <h3>What has to be done with it</h3>
      <ul class="plain-list">
        {decision.obligations.map((obligation) => (
          <li key={obligation.kind}>
            {obligation.kind === "audit"
              ? "It is written into the audit log (S-09)."
              : `${names.user(obligation.owner)} is made the owner of the record (S-08).`}
          </li>
        ))}
      </ul>
    </section>
  );
}
