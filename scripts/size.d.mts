/** A file that a browser downloads. */
interface Weighed {
  readonly name: string;
  readonly bytes: number;
  readonly gzip: number;
}
/** In kilobytes of 1,024 bytes. */
export const GOAL: number;
export function download(): Promise<Weighed[]>;
