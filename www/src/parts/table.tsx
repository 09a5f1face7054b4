import type { ComponentChildren } from "preact";

interface ScrollProps {
  readonly label: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A table, or another thing that may be wider than the page. */
export function Scroll({ label, class: more = "", children }: ScrollProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with keys
    <section class={`scroll ${more}`.trim()} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}

/** The head of a column; one of numbers is set as they are. */
export type Head = string | { readonly number: string };

export function Heads({ heads }: { heads: readonly Head[] }) {
  return (
    <thead>
      <tr>
        {heads.map((head) =>
          typeof head === "string" ? (
            <th key={head} scope="col">
              {head}
            </th>
          ) : (
            <th key={head.number} scope="col" class="number">
              {head.number}
            </th>
          ),
        )}
      </tr>
    </thead>
  );
}
