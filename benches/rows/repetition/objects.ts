// Objects that somebody has parsed already.
import { deepStrictEqual } from "node:assert";
import { Policy } from "mailveil";
import { race } from "../../measure.ts";
import { filter } from "../../plain-lists.ts";
import { mail } from "../../threads.ts";
import { atLeast, compared, point, times, versus } from "../../report.ts";
import { stage } from "../../subject.ts";

const TARGET = 1.2;
const { organization, viewer, asked } = stage();

for (const count of [1, 10, 100, 1_000, 10_000]) {
  const hasTarget = count >= 1_000;
  const what = `filterObjects, ${count} items, against plain JS`;
  const policy = Policy.parse(organization.snapshot);
  const items = JSON.parse(JSON.stringify(mail(organization, viewer).items(count)));
  const ours = () => policy.filterObjects(items, asked);
  const plain = () => filter(viewer, items);
  deepStrictEqual(ours().items, plain());
  const spent = race({ ours: { run: ours }, plain: { run: plain } });
  const ratio = spent.plain / spent.ours;
  if (hasTarget) atLeast(what, TARGET, ratio, versus(spent.ours, spent.plain));
  else compared(what, versus(spent.ours, spent.plain), times(ratio));
  point("objects", "mailveil", count, spent.ours);
  point("objects", "plain JS", count, spent.plain);
}
