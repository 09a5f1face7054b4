// What filtering gives, where it is not plain JSON.
import type { Summary } from "../types/index.js";

/** Plain bytes: from TypeScript 5.7 on `Uint8Array<ArrayBuffer>`, which a `Response` takes and earlier versions cannot name. */
export type Bytes = ReturnType<Uint8Array["slice"]>;

/** What a viewer may see of a body. */
export interface FilteredBody extends Summary {
  /** UTF-8 of JSON text. */
  readonly body: Bytes;
}

/** What a viewer may see of a list of objects. */
export interface FilteredObjects<Item extends object> extends Summary {
  /** Items at level full, the very objects; those below as new objects with what `keep` names. */
  readonly items: Partial<Item>[];
}

/** The bytes of a body in, those that the viewer may see out. */
export interface FilterStream extends TransformStream<Uint8Array, Bytes> {
  /** What became of the items, once the whole body has gone through. Rejected when the stream errors or is cancelled. */
  readonly summary: Promise<Summary>;
}
