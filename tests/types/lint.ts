// Findings as types: what is asked, and what comes.
import type { Finding, FindingCode, Findings, Policy, Severity } from "mailveil";
import { formatFinding } from "mailveil/messages";
import en from "mailveil/messages/en";

declare const policy: Policy;
const accepts = <Type>(_: Type): void => {};

const found: Findings = policy.lint();
policy.lint({ now: "2026-11-21T09:30:00Z" });
policy.lint({ now: new Date() });
policy.lint({ now: undefined });
accepts<number>(found.total);
for (const finding of found.findings) {
  accepts<string>(formatFinding(finding, en));
  accepts<number | undefined>(finding.count);
  accepts<Severity>(finding.severity);
}

accepts<FindingCode>("backup-behind");
// @ts-expect-error no such code
accepts<FindingCode>("backup-ahead");
// @ts-expect-error no such severity
accepts<Severity>("error");
// @ts-expect-error findings are nobody's
policy.lint({ viewer: "u" });
// @ts-expect-error a number is no moment
policy.lint({ now: 0 });
// @ts-expect-error findings cannot be changed in place
found.findings.push({} as Finding);
