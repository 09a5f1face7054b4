// A response in a declared shape filtered, bytes to bytes.
import { deepStrictEqual } from "node:assert";
import { Policy } from "mailveil";
import { NOW } from "../../data.ts";
import { race } from "../../measure.ts";
import { answerOf, filterAnswer, SHAPE, withPrefixes } from "../../pipedrive.ts";
import { Plain } from "../../plain.ts";
import { compared, sizeName, times, versus } from "../../report.ts";
import { stage } from "../../subject.ts";
import { mail } from "../../threads.ts";

const COUNTS = [100, 10_000];

const { organization, viewer: judge, asked } = stage();
const threads = mail(organization, judge).items(Math.max(...COUNTS));
const renamed = withPrefixes({ ...organization.snapshot, threads });
const snapshot = { ...renamed, threads: [] };
const plain = new Plain(snapshot);
const viewer = plain.viewer(organization.viewer, NOW);
const policy = Policy.parse(snapshot);
const options = { ...SHAPE, ...asked };

function measure(count: number): void {
  const what = `filterThreads in a declared shape, ${sizeName(count)} items of 1.9 KB, against plain JS`;
  const body = answerOf(plain, renamed.threads.slice(0, count));
  const ours = () => policy.filterThreads(body, options);
  const { body: filtered, shown, hidden, unreadable } = ours();
  deepStrictEqual({ sum: shown + hidden, unreadable }, { sum: count, unreadable: 0 });
  deepStrictEqual(Buffer.from(filtered).toString(), Buffer.from(filterAnswer(viewer, body)).toString());
  const collect = count >= 1_000 ? "major" : "minor";
  const spent = race({ ours: { run: ours }, plain: { run: () => filterAnswer(viewer, body) } }, { collect });
  compared(what, versus(spent.ours, spent.plain), times(spent.plain / spent.ours));
}

for (const count of COUNTS) measure(count);
