// What is measured, and for whom.
import type { ListQuery, Snapshot } from "mailveil";
import { NOW, type Organization, organization, type Size } from "./data.ts";
import { glue } from "../pkg/dist/module/glue.js";
import { Plain, type PlainViewer } from "./plain.ts";

/**
 * Bytes of the module's memory. The package keeps it to itself; its glue hands the running instance out again,
 * and does not look at what it is given then.
 */
export const moduleMemory = (): number => {
  const started = glue as unknown as { initSync(source: object): { readonly memory: WebAssembly.Memory } };
  return started.initSync({}).memory.buffer.byteLength;
};

export interface Stage {
  readonly organization: Organization;
  readonly plain: Plain;
  /** The measured viewer, in plain JavaScript and as a question. */
  readonly viewer: PlainViewer;
  readonly asked: ListQuery;
}

/** The text of a snapshot, with threads that are text already. */
export function snapshotText(snapshot: Snapshot, threads: Uint8Array): Uint8Array {
  const [head, tail] = JSON.stringify({ ...snapshot, threads: [] }).split('"threads":[]');
  return Buffer.concat([Buffer.from(`${head}"threads":`), threads, Buffer.from(`${tail}`)]);
}

/** An organisation and its measured viewer. */
export function stage(size?: Size): Stage {
  const made = organization(size);
  const plain = new Plain(made.snapshot);
  return {
    organization: made,
    plain,
    viewer: plain.viewer(made.viewer, NOW),
    asked: { viewer: made.viewer, now: NOW },
  };
}
