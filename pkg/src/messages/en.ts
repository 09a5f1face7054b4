// English.
import type { Messages } from "./messages.js";

/** The sentences in English. */
const en: Messages = {
  lang: "en",
  reasons: {
    administrator: "This user is an administrator, and administrators may do this.",
    "already-locked": "The mailbox is already locked.",
    "backup-available": "The owner of the mailbox has been deactivated, but a completed backup contains this thread.",
    "backup-exists": "The mailbox already has a completed backup; only a backup of its latest mail can be added.",
    "backup-in-progress": "A backup of this mailbox is being made at the moment; please wait until it is complete.",
    "configure-right": "This user has been given the right to configure this shared mailbox.",
    "controlled-by-administrator":
      "An administrator decides how this mailbox is shared, so its owner cannot change that.",
    "everything-already-shared":
      "This mailbox already shares the mail of all leads and contacts, so there is no need to select single records.",
    "excluded-domain":
      "Someone in this thread has an address in the domain {domain}, and mail with that domain is excluded from sharing, either in the whole organization or in this mailbox.",
    "foreign-domain":
      "The address of the mailbox is not in one of the organization's own domains, and only mailboxes that are can be backed up.",
    "in-audience": "The mailbox is shared with this user, who has access to a record that this thread is linked to.",
    "is-shared-mailbox": "This is a shared mailbox, and this can be done with personal mailboxes only.",
    "level-too-low":
      "This user sees only a part of this thread, and must be able to see all of it to reply or forward.",
    "mailbox-locked": "The mailbox is locked, so its settings cannot be changed until an administrator unlocks it.",
    "mailbox-owner": "This user is the owner of the mailbox.",
    "mailbox-private":
      "The mailbox is private: only its owner sees its mail, and it can be neither locked nor backed up.",
    "mode-without-backup":
      "Mailboxes that are shared in this way are not backed up; their mail stays visible without a backup.",
    "mode-without-exclusions":
      "This mailbox has no list of excluded domains of its own; only mailboxes that share the mail of all leads and contacts have one.",
    "mode-without-record-sharing":
      "Mail can be shared record by record only from mailboxes that are set up for it, and this one is not.",
    "mode-without-thread-sharing":
      "With the present sharing settings of this mailbox, single threads can be neither shared nor made private.",
    "no-configure-right": [
      "This user had the right to configure this shared mailbox until {until}.",
      "This user gets the right to configure this shared mailbox on {from}.",
      "This user does not have the right to configure this shared mailbox.",
    ],
    "no-earlier-backup":
      "There is no completed backup yet that the latest mail could be added to; please make a first backup.",
    "no-live-support-access": "No support access is active at the moment, so there is nothing to change or to end.",
    "no-read-right": [
      "This user had the right to read this shared mailbox until {until}.",
      "This user gets the right to read this shared mailbox on {from}.",
      "This user does not have the right to read this shared mailbox.",
    ],
    "no-send-right": [
      "This user had the right to send from this shared mailbox until {until}; it is needed to see its mail in the mail tab and to write from it.",
      "This user gets the right to send from this shared mailbox on {from}; it is needed to see its mail in the mail tab and to write from it.",
      "This user does not have the right to send from this shared mailbox, which is needed to see its mail in the mail tab and to write from it.",
    ],
    "no-shared-record": [
      "The owner of the mailbox has not selected the mail of the record “{record}” for sharing.",
      "This thread is not linked to any lead or contact whose mail the owner has selected for sharing.",
    ],
    "not-a-participant":
      "None of this user's own addresses or names takes part in this thread, and apart from the owner of the mailbox only participants may reply or forward.",
    "not-a-shared-mailbox": "This can be done with shared mailboxes only, and this is not one.",
    "not-administrator": "Only administrators may do this, and this user is not one.",
    "not-in-audience": [
      "The mailbox was shared with this user until {until}.",
      "The mailbox is shared with this user from {from} on.",
      "The mailbox is not shared with this user.",
    ],
    "not-locked": "The mailbox is not locked, so there is nothing to unlock.",
    "not-mailbox-owner": "This is up to the owner of the mailbox, and this user is not the owner.",
    "not-reactivated-since-backup":
      "The owner of the mailbox has not been reactivated since the latest backup, so there is no newer mail to back up.",
    "own-mailbox":
      "As long as there are other administrators, no administrator may lock or unlock their own mailbox; please ask another one.",
    "owner-deactivated-without-backup":
      "The owner of the mailbox has been deactivated, and no completed backup contains the whole of this thread.",
    "owner-not-deactivated":
      "Only mailboxes of deactivated users can be backed up, and the owner of this one has not been deactivated.",
    participant: "One of this user's own addresses or names takes part in this thread.",
    "read-right":
      "This user has been given the right to read this shared mailbox, and has access to a record that this thread is linked to.",
    "record-access-missing":
      "To see or share the mail of a record, a user needs access to that record; this user has no access to “{record}”.",
    "record-not-linked": "This thread is not linked to the record “{record}”.",
    "record-type-not-eligible":
      "With its present sharing settings, this mailbox does not share mail through records of the same type as “{record}”.",
    "send-right": "This user has been given the right to send from this shared mailbox.",
    "settings-not-saved-since-reactivation":
      "The settings of the mailbox have not been saved since its owner was reactivated; this has to be done once before the latest mail can be backed up.",
    "shared-thread":
      "This thread is shared, and this user has the access that is needed to the records it is linked to.",
    "sole-administrator":
      "This user is the only active administrator, and may therefore lock and unlock their own mailbox.",
    "support-access-not-live": "This support agent has no active support access at the moment.",
    "support-access-too-short":
      "Support access lasts at least 24 hours from its start and ends in the future; the end chosen here is too early.",
    "support-operation": "Support agents with active access may do this: {operation}.",
    "support-restricted": [
      "Support agents may not do this: {operation} (number {restriction} on the list of support restrictions).",
      "Support agents may not do this (number {restriction} on the list of support restrictions).",
    ],
    "support-slot-taken":
      "Another support access is active during that time, and only one support agent can have access at a time.",
    "surface-not-allowed":
      "Other users see the mail of this mailbox on the records it is linked to, not in the mail tab.",
    "system-operation-missing": "This user lacks a system permission that is needed to share a mailbox: {operation}.",
    "thread-archived":
      "The owner has archived this thread, so it is no longer in the inbox; it can still be seen on the records it is linked to.",
    "thread-deleted": "This thread has been deleted for everyone, including the owner of the mailbox.",
    "thread-not-linked": "This thread is not linked to any record on which it could be shown.",
    "thread-private": "This thread is not shared: the owner has made it private or has not shared it.",
    "unreadable-participant":
      "The address of a participant cannot be read, or no participant is known, so this thread might belong to a domain that is excluded from sharing.",
    "viewer-not-active": "This user is not active: the user has been deactivated or has not been confirmed yet.",
  },
  problems: {
    "duplicate-grantee":
      "The same user or role has been given rights to this shared mailbox twice; combine the two entries into one.",
    "duplicate-id": "Another entry of the same list has this ID already; every ID may be used only once.",
    "duplicate-key": "This field occurs twice in the same entry; remove the wrong one.",
    "empty-audience": "The mailbox is to be shared, but with nobody; name users or roles, or make the mailbox private.",
    "empty-period":
      "This period ends before it begins, or at the same moment; correct its start or its end, or leave one of them out.",
    "invalid-address":
      "This is not a valid e-mail address, or an alias without any text; write an address like name@example.com, without a display name.",
    "invalid-domain": "This is not a valid domain; write it like example.com.",
    "invalid-id": "This ID is empty or contains a damaged character; correct it where it comes from.",
    "invalid-time":
      "This is not a valid time with date and time zone; write it like 2026-11-21T09:30:00Z or 2026-11-21T09:30:00+08:00.",
    "json-syntax": "The data cannot be read from here on, because it is not valid JSON in UTF-8.",
    "limit-exceeded":
      "A limit is exceeded here: data may be nested 64 levels deep, a list may have 16,777,216 entries, an ID or address 256 bytes, and a participant or alias 1,024 bytes.",
    "missing-field": "A required field is missing here; add it.",
    "owner-as-grantee":
      "The owner of the shared mailbox is listed among those who were given rights; remove the entry, because the owner has every right already.",
    "role-cycle": "This role is placed below itself in the tree of roles; correct the role above it.",
    "support-access-overlap":
      "This support access overlaps another one, but only one support agent can have access at a time; end or revoke the earlier one.",
    "support-access-too-short": "This support access lasts less than 24 hours; choose a later end.",
    "support-agent-misused":
      "A support agent stands where only an ordinary user can, or the other way round; support agents have no roles and no profile, own nothing, and are named only where they get support access.",
    "too-many-excluded-domains":
      "A mailbox can exclude at most 5 domains from sharing; exclude further ones for the whole organization.",
    "unknown-field": "There is no field of this name here; correct the name or remove the field.",
    "unknown-reference": "This refers to something that is not in the data; add what is meant or correct the ID.",
    "unknown-value": "This value is not one of those that are possible here; choose another one.",
    "unsupported-version": "Data in this version of the format cannot be read; version 1 is needed.",
    "wrong-type":
      "A value of another kind belongs here, such as a text instead of a number; leave the field out if there is nothing to say.",
  },
  findings: {
    "address-of-two":
      "Another user has this address or name too, so each of the two counts as a participant of the other's mail.",
    "audience-reaches-nobody":
      "Apart from its owner, nobody who is active is among those with whom this mailbox is shared at the moment.",
    "backup-behind": [
      "Mail of this deactivated owner is later than the latest completed backup, so others do not see it (number of threads: {count}).",
      "Mail of this deactivated owner is later than the latest completed backup, so others do not see it.",
    ],
    "choice-without-effect": [
      "Threads of this mailbox were shared one by one, which has no effect with its present sharing settings (number of threads: {count}).",
      "Threads of this mailbox were shared one by one, which has no effect with its present sharing settings.",
    ],
    "domain-covered": "Another entry already excludes this domain, so this one does nothing.",
    "domain-one-label": "This excluded domain consists of a single part, so every domain that ends in it is excluded.",
    "domain-unmatched": "None of the mail that this excluded domain applies to has a participant in it.",
    "everyone-sees-all":
      "Everyone in the organization sees all mail of leads and contacts in this mailbox, in full; please check that this is intended.",
    "grant-reaches-nobody": "This entry gives rights to a shared mailbox at the moment, but to nobody who is active.",
    "leaver-without-backup":
      "The owner of the mailbox has been deactivated and there is no completed backup, so others no longer see its mail.",
    "member-ended": "The time of this entry has passed, so it has no effect any more.",
    "member-inactive": "This entry names a user who has been deactivated.",
    "no-administrator": "There is no active administrator.",
    "nobody-configures":
      "The owner of this shared mailbox is not active, and nobody who is active has the right to configure it.",
    "participants-unreadable": [
      "Threads of this mailbox are hidden from others, because domains are excluded and it cannot be read who takes part (number of threads: {count}).",
      "Threads of this mailbox are hidden from others, because domains are excluded and it cannot be read who takes part.",
    ],
    "record-unreachable":
      "Mail is linked to this record, but apart from administrators nobody who is active has access to it.",
    "send-without-read":
      "This entry gives the right to send but not to read, so the mail is seen in the mail tab and not on records.",
    "shared-but-unseen": [
      "Threads of this mailbox were shared, but they are linked to nothing that could show them to others (number of threads: {count}).",
      "Threads of this mailbox were shared, but they are linked to nothing that could show them to others.",
    ],
    "sole-administrator": "This user is the only active administrator.",
    "support-access-live": "Support access is active at the moment.",
    "support-access-long": "This support access lasts longer than 30 days.",
    "tick-not-eligible":
      "The mail of this record was selected for sharing, but the record is neither a lead nor a contact, so nothing is shared.",
  },
  errors: {
    "duplicate-key":
      "The response could not be filtered, because a field on the way to its list of threads occurs twice.",
    freed:
      "The program has released these data already, so questions about them are no longer possible; load the data again.",
    "instance-lost":
      "mailveil had an internal fault and could not answer; if this happens again, restart the program and report the fault.",
    "invalid-field": "The filter is set up incorrectly: one of its settings makes no sense here.",
    "invalid-pointer":
      "The filter is not set up correctly: a description of where something stands in the response (a JSON Pointer) is not valid.",
    "invalid-records": [
      "The changes to records were refused and nothing was changed, because they contain mistakes that must be corrected first (number of mistakes: {total}).",
      "The changes to records were refused and nothing was changed, because they contain mistakes that must be corrected first.",
    ],
    "invalid-snapshot": [
      "The data were refused and nothing was decided, because they contain mistakes that must be corrected first (number of mistakes: {total}).",
      "The data were refused and nothing was decided, because they contain mistakes that must be corrected first.",
    ],
    "invalid-threads": [
      "The changes to threads were refused and nothing was changed, because they contain mistakes that must be corrected first (number of mistakes: {total}).",
      "The changes to threads were refused and nothing was changed, because they contain mistakes that must be corrected first.",
    ],
    "invalid-time": "A time was given that is not valid; write it with date and time zone, like 2026-11-21T09:30:00Z.",
    "json-syntax": "The response could not be filtered, because it is not valid JSON in UTF-8.",
    "missing-field": "Something that is needed for an answer is missing.",
    "no-webassembly":
      "This browser or device cannot run mailveil, because a part that it needs is missing or switched off; use a newer one, or switch Lockdown Mode off for this site.",
    "not-a-support-agent": "This can be asked about support agents only, and this user is not one.",
    "not-an-array": "The response could not be filtered, because there is no list of threads where one was expected.",
    "not-an-object": "The response could not be filtered, because there is no single thread where one was expected.",
    "not-initialized": "mailveil has not been started yet, or could not be loaded.",
    "unknown-action": "The question is about an action that does not exist.",
    "unknown-field": "Something was given that does not belong there.",
    "unknown-mailbox": "The mailbox that was named is not in the data: it may be new, or its ID wrong.",
    "unknown-operation": "The question is about an operation of support agents that does not exist.",
    "unknown-record": "The record that was named is not in the data: it may be new, or its ID wrong.",
    "unknown-thread": "The thread that was named is not in the data: it may be new, or its ID wrong.",
    "unknown-value": "A value was given that is not possible there.",
    "unknown-viewer": "The user who was named is not in the data: the user may be new, or the ID wrong.",
    "wrong-type": "A value of the wrong kind was given.",
  },
  operations: {
    "access-channels-tab": "open the channels tab",
    "access-company-settings": "open the company settings",
    "access-marketplace": "open the marketplace",
    "access-sheet-and-print-views": "open the sheet view and the print view",
    "access-social": "open the social tab",
    "access-survey": "open surveys",
    "access-voice-of-customer": "open “Voice of the Customer”",
    "back-up-data": "back up data",
    "be-assigned-by-rule": "be assigned records by rules",
    "change-administrator-permissions": "change the permissions of administrators",
    "change-mail-permissions": "change mail permissions",
    "configure-integrations": "configure integrations",
    "connect-shared-mailbox": "connect a shared mailbox",
    "copy-customization": "copy customizations",
    "create-connector": "create connectors",
    "create-online-meeting": "create online meetings",
    "create-record": "create records",
    "delete-record": "delete records",
    "edit-connector": "edit connectors",
    "edit-record": "edit records",
    "edit-user-details": "edit details of users",
    "export-audit-log": "export the audit log",
    "export-data": "export data",
    "export-reports": "export reports",
    "generate-zsc-key": "generate a ZSC key",
    "manage-subscription": "manage the subscription",
    "manage-support-access": "manage support access",
    "manage-tab-groups": "manage groups of tabs",
    "manage-trusted-domains": "manage trusted domains",
    "select-dates-beyond-5-years": "select dates beyond 5 years",
    "send-mail": "send mail",
    "synchronize-shared-mailbox": "synchronize a shared mailbox",
    "use-client-script": "use client scripts",
    "use-data-enrichment": "use data enrichment",
    "use-developer-zia-voice": "use Zia Voice for developers",
    "use-flow-workflow-actions": "use Flow actions in workflows",
    "use-mail-merge": "use mail merge",
    "use-zia-chatbot": "use the Zia chatbot",
    "use-zia-conversational-ai": "use Zia conversational AI",
    "use-zia-vision": "use Zia Vision",
    "use-zia-voice": "use Zia Voice",
    "view-connector": "view connectors",
    "view-record": "view records",
  },
  places: {
    path: "{sentence} Place: {path}",
    offset: "{sentence} Place: position {offset} (in bytes)",
  },
  unknown: {
    reason: "This decision rests on a condition that there are no words for in this version.",
    problem: "Something is wrong with the data that there are no words for in this version.",
    finding: "Something was noticed in the data that there are no words for in this version.",
    error: "Something failed that there are no words for in this version; nothing was decided.",
  },
};

export default en;
