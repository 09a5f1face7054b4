// A response filtered, bytes to bytes.
import { deepStrictEqual } from "node:assert";
import { Policy } from "mailveil";
import { race } from "../../measure.ts";
import { filterBody, parseBody } from "../../plain-lists.ts";
import { joined, mail } from "../../threads.ts";
import { atLeast, compared, point, quick, sizeName, times, versus } from "../../report.ts";
import { stage } from "../../subject.ts";

const { organization, viewer, asked } = stage();
const policy = Policy.parse(organization.snapshot);

const plainFilter = (body: Uint8Array): Uint8Array => filterBody(viewer, body);

interface Case {
  readonly count: number;
  readonly target?: number;
  readonly bodyBytes?: number;
}

function measure({ count, target, bodyBytes }: Case): void {
  const what = `filterThreads, ${sizeName(count)} items${bodyBytes ? " with 2 KB bodies" : ""}, against plain JS`;
  const body = joined(mail(organization, viewer, bodyBytes ? { bodyBytes } : {}).chunks(count));
  const ours = () => policy.filterThreads(body, asked);
  deepStrictEqual(Buffer.from(ours().body), Buffer.from(plainFilter(body)));
  const options = { rounds: count >= 1e5 ? 5 : 11, collect: count >= 1_000 ? "major" : "minor" } as const;
  const spent = race({ ours: { run: ours }, plain: { run: () => plainFilter(body) } }, options);
  const ratio = spent.plain / spent.ours;
  if (target === undefined) compared(what, versus(spent.ours, spent.plain), times(ratio));
  else atLeast(what, target, ratio, versus(spent.ours, spent.plain));
  if (bodyBytes === undefined) {
    point("filter", "mailveil", count, spent.ours);
    point("filter", "plain JS", count, spent.plain);
  }
  if (count === 10_000 && !bodyBytes) againstParsing(body, ours);
}

function againstParsing(body: Uint8Array, ours: () => unknown): void {
  const spent = race({ ours: { run: ours }, parsing: { run: () => parseBody(body) } }, { collect: "major" });
  const what = "filterThreads, 10 k items, against JSON.parse alone";
  atLeast(what, 4, spent.parsing / spent.ours, versus(spent.ours, spent.parsing));
}

for (const count of [1, 3, 10, 30]) measure({ count });
measure({ count: 100, target: 8 });
measure({ count: 1_000 });
measure({ count: 10_000, target: 12 });
measure({ count: 10_000, target: 10, bodyBytes: 1_800 });
if (!quick) {
  measure({ count: 100_000, target: 12 });
  measure({ count: 1_000_000, target: 12 });
}
