// Ten million threads: what they weigh, and how fast they are listed. In the module of browsers and edge hosts; the full one
// also keeps the facts of threads.
import { deepStrictEqual } from "node:assert";
import { readFileSync } from "node:fs";
import { init, Policy } from "mailveil/slim";
import { race } from "../../measure.ts";
import { mail } from "../../threads.ts";
import { TypedClasses } from "../../typed-classes.ts";
import { TypedFacts } from "../../typed-facts.ts";
import { atMost, compared, point, quick, sizeName, times, versus } from "../../report.ts";
import { LISTED_BYTES, simdSum } from "../../simd.ts";
import { moduleMemory, stage } from "../../subject.ts";

const MEGABYTE = 1024 * 1024;
const LAST = quick ? 1_000_000 : 10_000_000;
const CHUNK = 10_000;
const BYTES_MAX = 32;
const MEGABYTES_MAX = 512;

await init(readFileSync(new URL("../../../pkg/wasm/mailveil_bg.wasm", import.meta.url)));

function measure(): void {
  const { organization, plain, viewer, asked } = stage();
  const typed = new TypedClasses(new TypedFacts(plain), LAST);
  const policy = Policy.parse(organization.snapshot);
  const empty = moduleMemory();
  const source = mail(organization, viewer);
  let count = 0;
  const grow = (to: number) => {
    for (; count < to; count += CHUNK) {
      const threads = source.items(CHUNK);
      policy.upsertThreads(Buffer.from(JSON.stringify(threads)));
      typed.push(threads);
    }
    point("memory", "mailveil", count, (moduleMemory() - empty) / count);
  };
  for (let to = 1_000_000; to < LAST; to += 1_000_000) grow(to);
  grow(LAST);
  typed.finish();

  const name = `${sizeName(LAST)} threads`;
  const weight = (moduleMemory() - empty) / LAST;
  atMost(`memory of ${name}, ids included`, `<= ${BYTES_MAX} B a thread`, BYTES_MAX, weight, `${weight.toFixed(1)} B`);
  const total = moduleMemory() / MEGABYTE;
  atMost(`memory of the module with ${name}`, `<= ${MEGABYTES_MAX} MB`, MEGABYTES_MAX, total, `${total.toFixed(0)} MB`);

  const ours = () => policy.visibleThreads(asked);
  const byTyped = () => typed.visibleThreads(viewer);
  const { rows, levels } = ours();
  deepStrictEqual(byTyped(), { rows, levels });
  const sum = simdSum(LAST * LISTED_BYTES);
  const spent = race({ ours: { run: ours }, typed: { run: byTyped }, sum: { run: sum } });
  const limit = `<= 2 sums of ${LISTED_BYTES} B a thread`;
  const reached = `${versus(spent.ours, spent.sum)}: ${times(spent.ours / spent.sum)}`;
  atMost(`visibleThreads again, ${name}, against a SIMD sum`, limit, 2 * spent.sum, spent.ours, reached);
  const ratio = times(spent.typed / spent.ours);
  compared(`visibleThreads again, ${name}, against typed arrays`, versus(spent.ours, spent.typed), ratio);
  point("list", "mailveil", LAST, spent.ours);
  point("list", "typed arrays", LAST, spent.typed);
}

measure();
