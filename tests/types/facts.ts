// Snapshots and decisions as types: unions told apart by one member, readonly, without inventions.
import type {
  AudienceMember,
  Decision,
  ErrorCode,
  Grant,
  Level,
  MailveilError,
  Obligation,
  ProblemCode,
  Reason,
  ReasonCode,
  Sharing,
  SharingMode,
  Snapshot,
  Thread,
  User,
} from "mailveil";

type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;
const accepts = <Type>(_: Type): void => {};
const same = <One, Other>(_: Same<One, Other>): void => {};

same<SharingMode, "private" | "record-level" | "complete" | "per-thread" | "shared-mailbox">(true);
same<Level, "none" | "metadata" | "subject" | "full">(true);
same<Decision["outcome"], "allowed" | "denied">(true);
same<Reason["code"], ReasonCode>(true);
same<MailveilError["code"], ErrorCode>(true);
same<Obligation["kind"], "audit" | "set-record-owner">(true);
// A code is a literal, not any string.
same<ReasonCode, string>(false);
same<ProblemCode, string>(false);
same<ErrorCode, string>(false);

accepts<AudienceMember[]>([
  { kind: "everyone", level: "metadata" },
  { kind: "user", id: "u", until: "2026-11-21T09:30:00Z" },
  { kind: "role", id: "r", descendants: true, level: "full" },
]);
// @ts-expect-error everyone has no id
accepts<AudienceMember>({ kind: "everyone", id: "u" });
// @ts-expect-error a user has no descendants
accepts<AudienceMember>({ kind: "user", id: "u", descendants: true });
// @ts-expect-error an audience that sees nothing
accepts<AudienceMember>({ kind: "user", id: "u", level: "none" });
// @ts-expect-error a grant names a user or a role
accepts<Grant>({ kind: "everyone", rights: ["read"] });
// @ts-expect-error rights are no levels
accepts<Grant>({ kind: "user", id: "u", rights: ["full"] });

accepts<Sharing>({ mode: "per-thread", default: "shared", linkedAccess: "any" });
// @ts-expect-error a default is chosen
accepts<Sharing>({ mode: "per-thread" });
// @ts-expect-error ticks belong to record-level
accepts<Sharing>({ mode: "complete", audience: [], sharedRecords: [] });
// @ts-expect-error no times but text in a snapshot
accepts<Thread>({ id: "t", mailbox: "m", participants: [], lastMessageAt: new Date() });
// @ts-expect-error a misspelt member
accepts<User>({ id: "u", status: "active", adress: [] });

declare const snapshot: Snapshot;
declare const decision: Decision;
// @ts-expect-error snapshots are readonly
snapshot.threads.push(snapshot.threads[0]);
// @ts-expect-error decisions are readonly
decision.outcome = "allowed";
// @ts-expect-error only a view has a level
accepts<Level>(decision.level);

/** A union that grows breaks its readers here, not at run time. */
export function obligationText(obligation: Obligation): string {
  switch (obligation.kind) {
    case "audit":
      return "audit";
    case "set-record-owner":
      return obligation.owner;
    default:
      return obligation satisfies never;
  }
}
