// Messages as types: a language is complete plain data, and what is formatted is what the package gives.
import type { Diagnosis, Reason } from "mailveil";
import { formatError, formatProblem, formatReason, type Messages } from "mailveil/messages";
import en from "mailveil/messages/en";
import ru from "mailveil/messages/ru";
import sv from "mailveil/messages/sv";
import zh from "mailveil/messages/zh";

declare const reason: Reason;
declare const diagnosis: Diagnosis;
declare const thrown: unknown;
const accepts = <Type>(_: Type): void => {};

const languages: readonly Messages[] = [en, ru, sv, zh];
const told: string[] = languages.map((lang) => formatReason(reason, lang));
told.push(...diagnosis.problems.map((problem) => formatProblem(problem, en)), formatError(thrown, en));
formatReason(reason, en, { record: (id) => id.toUpperCase() });
formatReason(reason, en, { record: undefined });

// @ts-expect-error a language is given, not its code
formatReason(reason, "sv");
// @ts-expect-error a language has to be given
formatReason(reason);
// @ts-expect-error a code is no reason
formatReason(reason.code, en);
// @ts-expect-error a name is found by a function
formatReason(reason, en, { record: "deal" });
// @ts-expect-error only records are named by reasons
formatReason(reason, en, { mailbox: (id: string) => id });
// @ts-expect-error messages cannot be changed in place
en.lang = "de";

const { "thread-deleted": _, ...fewer } = en.reasons;
// @ts-expect-error no code may lack its sentence
accepts<Messages>({ ...en, reasons: fewer });
// @ts-expect-error the codes are those of reasons
accepts<keyof typeof en.reasons>("newer");
