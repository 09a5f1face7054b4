// The threads that a viewer sees, asked for again and again.
import { deepStrictEqual } from "node:assert";
import { Policy } from "mailveil";
import { race } from "../../measure.ts";
import { visibleThreads } from "../../plain-lists.ts";
import { joined, mail } from "../../threads.ts";
import { TypedClasses } from "../../typed-classes.ts";
import { TypedFacts } from "../../typed-facts.ts";
import { atLeast, atMost, compared, point, quick, sizeName, times, versus } from "../../report.ts";
import { LISTED_BYTES, simdSum } from "../../simd.ts";
import { snapshotText, stage } from "../../subject.ts";

const { organization, plain, viewer, asked } = stage();

/** Without a target: only for the curve. */
function measure(count: number, target?: number): void {
  const chunks = [...mail(organization, viewer).chunks(count)];
  const policy = Policy.parse(snapshotText(organization.snapshot, joined(chunks)));
  const typed = new TypedClasses(new TypedFacts(plain), count);
  const threads = chunks.flatMap((chunk) => JSON.parse(Buffer.from(chunk).toString()));
  chunks.length = 0;
  typed.push(threads);
  typed.finish();
  const ours = () => policy.visibleThreads(asked);
  const plainly = () => visibleThreads(viewer, threads);
  const byTyped = () => typed.visibleThreads(viewer);
  const { rows, levels } = ours();
  deepStrictEqual(byTyped(), { rows, levels });
  deepStrictEqual(plainly(), { rows: [...rows], levels: [...levels] });

  const kept = byTyped();
  const copied = () => ({ rows: kept.rows.slice(), levels: kept.levels.slice() });
  const sum = simdSum(count * LISTED_BYTES);
  const spent = race({
    ours: { run: ours },
    typed: { run: byTyped },
    plain: { run: plainly },
    sum: { run: sum },
    copied: { run: copied },
  });
  if (target !== undefined) compare(count, target, spent);
  point("list", "mailveil", count, spent.ours);
  point("list", "typed arrays", count, spent.typed);
  point("list", "plain JS", count, spent.plain);
}

type Contestants = "ours" | "typed" | "plain" | "sum" | "copied";

function compare(count: number, target: number, spent: Record<Contestants, number>): void {
  const { ours, typed, plain, sum } = spent;
  const name = `visibleThreads again, ${sizeName(count)} threads`;
  atLeast(`${name}, against plain JS`, target, plain / ours, versus(ours, plain));
  atLeast(`${name}, against typed arrays`, 2.5, typed / ours, versus(ours, typed));
  compared("the same against typed arrays that keep the list", versus(ours, spent.copied), times(spent.copied / ours));
  // Fewer threads stay in the processor's own memory, where a sum costs next to nothing.
  if (count < 1_000_000) return;
  const limit = `<= 2 sums of ${LISTED_BYTES} B a thread`;
  atMost(`${name}, against a SIMD sum`, limit, 2 * sum, ours, `${versus(ours, sum)}: ${times(ours / sum)}`);
}

if (!quick) for (const count of [1_000, 10_000]) measure(count);
measure(100_000, 500);
if (!quick) measure(1_000_000, 1_000);
