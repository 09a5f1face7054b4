// Measuring rods made by hand: a call into WebAssembly that does nothing, and the fastest possible reading of memory.
import binaryen from "binaryen";

/** What is kept of each thread besides its id, in bytes: two columns of four. */
export const LISTED_BYTES = 8;

const PAGE = 65_536;
/** Four independent sums, so that the additions do not wait for each other. */
const LANES = [0, 1, 2, 3];

const lane = (n: number) =>
  `(local.set $s${n} (i64x2.add (local.get $s${n}) (v128.load offset=${n * 16} (local.get $at))))`;

const text = (pages: number): string => `(module
  (memory (export "memory") ${pages})
  (func (export "nothing"))
  (func (export "sum") (param $end i32) (result i64)
    (local $at i32) ${LANES.map((n) => `(local $s${n} v128)`).join(" ")}
    (loop $more
      ${LANES.map(lane).join("\n      ")}
      (local.set $at (i32.add (local.get $at) (i32.const 64)))
      (br_if $more (i32.lt_u (local.get $at) (local.get $end))))
    (i64x2.extract_lane 0
      (i64x2.add (i64x2.add (local.get $s0) (local.get $s1)) (i64x2.add (local.get $s2) (local.get $s3))))))`;

function instance(bytes: number): WebAssembly.Exports {
  const module = binaryen.parseText(text(Math.ceil(bytes / PAGE)));
  module.setFeatures(binaryen.Features.SIMD128);
  const binary = module.emitBinary();
  module.dispose();
  return new WebAssembly.Instance(new WebAssembly.Module(binary as BufferSource)).exports;
}

/** Reads so many bytes, 64 at a time. */
export function simdSum(bytes: number): () => unknown {
  const { sum, memory } = instance(bytes) as { sum: (end: number) => bigint; memory: WebAssembly.Memory };
  // Memory that was never written is one page of zeros, however much of it there is.
  new Uint8Array(memory.buffer).fill(1);
  return () => sum(bytes);
}

/**
 * Exported functions without arguments and without a body. Several, to be called in turn: a call site that knows only
 * one is compiled away, the function with it.
 */
export const nothings = (): (() => void)[] => Array.from({ length: 8 }, () => instance(PAGE)["nothing"] as () => void);
