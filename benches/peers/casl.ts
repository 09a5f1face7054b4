// CASL: one ability for each user, kept; conditions as Mongo queries.
import { AbilityBuilder, createMongoAbility, type MongoAbility, subject } from "@casl/ability";
import type { Ask, Exam, ThreadFacts, UserFacts } from "./peer.ts";

function abilityOf({ id, groups }: UserFacts): MongoAbility {
  const { can, build } = new AbilityBuilder(createMongoAbility);
  can("view", "Thread", { owner: id });
  can("view", "Thread", { audience: { $in: groups }, access: { $in: groups } });
  return build();
}

export function prepare({ questions }: Exam): Ask {
  const abilities = new Map(questions.map(({ user }) => [user.id, abilityOf(user)]));
  const subjects = new Map(
    questions.map(({ thread }): [string, ThreadFacts] => [thread.id, subject("Thread", { ...thread })]),
  );
  return ({ user, thread }) => {
    const facts = subjects.get(thread.id);
    return facts !== undefined && abilities.get(user.id)?.can("view", facts) === true;
  };
}
