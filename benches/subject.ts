// The package under measurement, with what it may not have yet.
import { type ListQuery, Policy, type Snapshot, type ViewQuery } from "mailveil";
import { NOW, type Organization, organization, type Size } from "./data.ts";
import { glue } from "../pkg/dist/module/glue.js";
import { Plain, type PlainViewer } from "./plain.ts";

export interface Filtered {
  readonly shown: number;
  readonly hidden: number;
  readonly unreadable: number;
}

/** docs/specification.md sections 9 and 10, as far as they are measured. */
interface Coming {
  filterThreads(body: Uint8Array, options: ListQuery): Filtered & { readonly body: Uint8Array };
  filterObjects(items: readonly object[], options: ListQuery): Filtered & { readonly items: object[] };
  filterStream(options: ListQuery): TransformStream<Uint8Array, Uint8Array>;
  upsertThreads(threads: Uint8Array): void;
  allows(query: ViewQuery): boolean;
}

export type Subject = Policy & Coming;

/** Whether the package has it. */
export const has = (name: keyof Coming): boolean => name in Policy.prototype;

export const parse = (snapshot: Snapshot | Uint8Array): Subject => Policy.parse(snapshot) as Subject;

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
