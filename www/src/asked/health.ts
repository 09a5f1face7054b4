import type { Finding, Findings } from "mailveil";

/** A finding with what its path is about, for the page to lead there. */
export interface Found {
  readonly finding: Finding;
  readonly user?: string;
  readonly mailbox?: string;
  readonly record?: string;
}

export interface HealthMethods {
  lint: {
    request: { readonly now: string };
    answer: Omit<Findings, "findings"> & { readonly found: readonly Found[] };
  };
}
