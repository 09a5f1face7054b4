/** Somebody else's work inside the package. */
interface Work {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly folder: string;
}
export function crates(): Work[];
export function bundled(): Work[];
export function notices(): string;
